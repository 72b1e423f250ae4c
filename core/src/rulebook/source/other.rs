//! A text that is read as one language and written in the other.

use crate::rulebook::problem::{Fault, Finding, Place};

/// The language a text looks like, if it is the other one.
pub(super) type Looks = fn(&str) -> Option<&'static str>;

/// TOML never begins like this.
#[cfg(feature = "toml")]
pub(super) fn looks_like_json(text: &str) -> Option<&'static str> {
    text.trim_start().starts_with('{').then_some("JSON")
}

/// A comment, a heading or a key: none of them begins a rulebook in JSON.
pub(super) fn looks_like_toml(text: &str) -> Option<&'static str> {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    let heading = |line: &str| {
        let key = line.trim_start_matches('[');
        key.len() < line.len() && key.starts_with(|c: char| c.is_ascii_alphabetic())
    };
    let toml = !first.starts_with('{') && (first.starts_with('#') || first.contains('=') || heading(first));
    toml.then_some("TOML")
}

pub(super) fn finding(format: &'static str, looks: &'static str, text: &str) -> Finding {
    let start = text.len().saturating_sub(text.trim_start().len());
    Finding::new(Place::default(), Fault::OtherFormat { format, looks })
        .at_span(start..start.saturating_add(1))
}
