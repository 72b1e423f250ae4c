//! Small pieces of the page: titles, names, numbers.

use std::fmt::{Display, Write as _};

use linli::{Instant, Lang, MatterId};

use super::cases::Case;
use super::{SMALLEST_GROUP, Year};
use crate::time::{day, minute_of_day};

pub(super) fn title(html: &mut String, zh: &str, en: &str) {
    let _ = write!(html, "<h2>{zh}<small>{en}</small></h2>");
}

pub(super) fn note(html: &mut String, text: impl Display) {
    let _ = write!(html, "<p class=\"note\">{text}</p>");
}

/// Who has the case, or had it after a step.
pub(super) fn holder(year: &Year, case: &Case, step: Option<usize>) -> String {
    let holder = step
        .and_then(|at| case.steps.get(at))
        .map_or(&case.holder, |step| &step.holder);
    let post = year
        .rules
        .posts
        .get(&holder.post)
        .map_or_else(String::new, |post| post.name.text(Lang::Zh).to_owned());
    format!("{} {}", escaped(year.name(&holder.unit)), escaped(&post))
}

pub(super) fn matter_name(year: &Year, matter: &MatterId) -> String {
    year.rules
        .matters
        .get(matter)
        .map_or_else(|| matter.to_string(), |matter| label(&matter.name))
}

pub(super) fn label(label: &linli::Label) -> String {
    let (zh, en) = (label.text(Lang::Zh), label.text(Lang::En));
    if zh == en {
        escaped(zh)
    } else {
        format!("{} <small>{}</small>", escaped(zh), escaped(en))
    }
}

/// A count, or that it is too small to publish.
pub(super) fn published(count: usize) -> String {
    match count {
        0 => "0".to_owned(),
        1..SMALLEST_GROUP => format!("&lt;{SMALLEST_GROUP}"),
        _ => thousands(count),
    }
}

pub(super) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

pub(super) fn moment(at: Instant) -> String {
    let minute = minute_of_day(at);
    format!(
        "{} {:02}:{:02}",
        day(at).format("%m-%d"),
        minute / 60,
        minute % 60
    )
}

pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
