//! Procedures.

use super::action;
use super::reader::{Fields, Item, placeholder};
use super::time;
use crate::calendar::Limit;
use crate::rulebook::problem::Fault;
use crate::rulebook::{ClockRule, OnOverdue, Procedure, State, StateKind, TimeLimit};
use crate::vocabulary::StateId;

/// The state a case begins in, where a procedure does not say.
const USUAL_INITIAL: &str = "registered";

pub(super) fn procedure(item: &Item<'_>) -> Option<Procedure> {
    let fields = item.fields()?;
    let name = fields.name();
    let Clock { mut rule, warning } = clock(&fields);
    let states = fields
        .need("states")
        .map(|i| i.entries::<StateId>())
        .unwrap_or_default();
    let mut warnings: Vec<Warning<'_>> = warning.into_iter().collect();
    let states: Vec<_> = states
        .into_iter()
        .filter_map(|(id, item)| {
            let (state, warning) = state(&item)?;
            warnings.extend(warning);
            Some((id, state))
        })
        .collect();
    warnings.iter().for_each(|warning| give(warning, rule.as_mut()));
    let usual = states
        .iter()
        .map(|(id, _)| id)
        .find(|id| id.as_str() == USUAL_INITIAL);
    let initial = match (fields.get("initial"), usual) {
        (Some(item), _) => item.id(),
        (None, Some(usual)) => Some(usual.clone()),
        (None, None) => {
            item.note(Fault::NoInitial {});
            None
        }
    };
    let actions = fields.need("actions").map(|i| i.entries()).unwrap_or_default();
    Some(Procedure {
        name,
        clock: rule,
        initial: initial.or_else(placeholder)?,
        states: states.into_iter().collect(),
        actions: actions
            .into_iter()
            .filter_map(|(id, i)| Some((id, action::action(&i)?)))
            .collect(),
    })
}

/// A clock as written, and a `warn` that stands where there is none.
struct Clock<'a> {
    rule: Option<ClockRule>,
    warning: Option<Warning<'a>>,
}

struct Warning<'a> {
    limit: Limit,
    item: Item<'a>,
}

/// The keys `clock`, `warn` and `on_overdue`.
fn clock<'a>(fields: &Fields<'a>) -> Clock<'a> {
    let warn = fields.get("warn");
    let warning = warn.and_then(|item| {
        Some(Warning {
            limit: time::limit(&item)?,
            item,
        })
    });
    let overdue = fields.get("on_overdue");
    let Some(item) = fields.get("clock") else {
        if let Some(overdue) = overdue {
            overdue.note(Fault::NoClockToWarn {});
        }
        return Clock { rule: None, warning };
    };
    // A text that begins with a digit is a limit; any other is the name of one.
    let text = item.text();
    let limit = match text {
        Some(text) if text.starts_with(|c: char| c.is_ascii_digit()) => {
            time::limit(&item).map(TimeLimit::Fixed)
        }
        Some(_) => item.id().map(TimeLimit::Named),
        None => None,
    };
    let on_overdue = overdue.and_then(|item| match item.text()? {
        "flag" => Some(OnOverdue::Flag),
        "remind" => Some(OnOverdue::Remind),
        _ => item.id().map(OnOverdue::Act),
    });
    let rule = limit
        .or_else(|| placeholder().map(TimeLimit::Named))
        .map(|limit| ClockRule {
            limit,
            warn: warning.map(|warning| warning.limit),
            on_overdue: on_overdue.unwrap_or(OnOverdue::Flag),
        });
    Clock { rule, warning: None }
}

/// A `warn` in a state without a clock of its own warns before the end of the case clock.
fn give(warning: &Warning<'_>, case_clock: Option<&mut ClockRule>) {
    match case_clock {
        None => warning.item.note(Fault::NoClockToWarn {}),
        Some(rule) => match &rule.warn {
            None => rule.warn = Some(warning.limit),
            Some(one) if *one == warning.limit => {}
            Some(one) => warning.item.note(Fault::WarningsDiffer {
                one: one.to_string(),
                other: warning.limit.to_string(),
            }),
        },
    }
}

const KINDS: [(&str, StateKind); 3] = [
    ("open", StateKind::Open),
    ("waiting", StateKind::Waiting),
    ("closed", StateKind::Closed),
];

fn state<'a>(item: &Item<'a>) -> Option<(State, Option<Warning<'a>>)> {
    let fields = item.fields()?;
    let Clock { rule, warning } = clock(&fields);
    let state = State {
        name: fields.name(),
        kind: fields
            .get("kind")
            .and_then(|i| i.word(&KINDS))
            .unwrap_or(StateKind::Open),
        clock: rule,
        reopen: fields.get("reopen").and_then(|i| time::limit(&i)),
    };
    Some((state, warning))
}
