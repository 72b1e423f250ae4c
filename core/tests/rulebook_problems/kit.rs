//! A sound rulebook, and how it is made unsound.

use linli::rulebook::{Problem, Problems, Rulebook};

pub const SOUND: &str = include_str!("../../../examples/minimal/rulebook.toml");

pub fn problems(text: &str) -> Problems {
    Rulebook::from_toml(text)
        .and_then(|rulebook| rulebook.resolve().map(drop))
        .unwrap_err()
}

pub fn marked(problem: &Problem) -> String {
    problem
        .excerpt
        .chars()
        .skip(problem.column - 1)
        .take(problem.length)
        .collect()
}

pub fn changed(this: &str, that: &str) -> String {
    assert!(SOUND.contains(this), "the rulebook does not say {this:?}");
    SOUND.replacen(this, that, 1)
}
