//! What is said of a rulebook.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_types,
    reason = "a test that cannot go on should stop"
)]

mod common;

use common::built;

/// Whether a file with this text is sound, and what is said of it.
fn checked(name: &str, text: &str) -> (bool, String) {
    let file = std::env::temp_dir().join(format!("linli-check-{}-{name}", std::process::id()));
    std::fs::write(&file, text).unwrap();
    let done = built("check").arg(&file).output().unwrap();
    std::fs::remove_file(&file).unwrap();
    let said = [done.stdout, done.stderr].concat();
    (done.status.success(), String::from_utf8(said).unwrap())
}

const MINIMAL: &str = include_str!("../minimal/rulebook.toml");

#[test]
fn of_a_sound_one_it_is_said_what_is_in_it() {
    let (sound, said) = checked("sound.toml", MINIMAL);
    assert!(
        sound && said.contains("is sound: levels 3, posts 3, matters 1"),
        "{said}"
    );
}

#[test]
fn of_another_all_mistakes_are_told_in_both_languages() {
    let mistaken = MINIMAL
        .replace("[matters.", "[mater.")
        .replace("zone = ", "zon = ");
    assert_ne!(mistaken, MINIMAL);
    let (sound, said) = checked("mistaken.toml", &mistaken);
    assert!(
        !sound && said.contains("did you mean `matters`?") && said.contains("did you mean `zone`?"),
        "{said}"
    );
    assert!(said.contains("是否应为 `matters`?"), "{said}");
}

#[test]
fn without_a_file_it_says_what_to_give() {
    let done = built("check").output().unwrap();
    assert!(!done.status.success());
    let (sound, said) = checked("not.json", "{");
    assert!(!sound && said.contains("not.json"), "{said}");
}
