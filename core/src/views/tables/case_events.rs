//! What happened to cases.
//!
//! A year of a city is millions of events, of which the table needs a few columns: so only those are read, borrowed from
//! the journal's text, by as many threads as there are processors. Nearly all of it is read at a glance ([`glance`]).

mod glance;

use std::borrow::Cow;

use arrow_array::builder::{LargeStringBuilder, TimestampMillisecondBuilder, UInt64Builder};
use arrow_schema::ArrowError;
use serde::Deserialize;
use serde::de::IgnoredAny;

use self::glance::Glance;
use super::columns::Columns;
use super::{Hidden, TableError};
use crate::cases::ClockName;
use crate::journal::{Fault, Happened};
use crate::vocabulary::Instant;
use crate::ward::Ward;

pub(super) fn events(ward: &mut Ward, hidden: &Hidden) -> Result<Columns, TableError> {
    let take = |rows: &mut Rows, happened: Happened<'_>| rows.take(happened, hidden);
    let mut parts = ward.skim_in_parts(Rows::of, take)?.into_iter();
    let mut rows = parts.next().unwrap_or_else(|| Rows::of(0));
    for part in parts {
        rows.append(part)?;
    }
    Ok(rows.finish())
}

#[derive(Deserialize)]
struct Scoped<'a> {
    #[serde(borrow)]
    event: Any<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    clippy::large_enum_variant,
    reason = "the large one is the usual one, and read one at a time"
)]
enum Any<'a> {
    #[serde(borrow)]
    Cases(Event<'a>),
    Adopted(IgnoredAny),
    Grid(IgnoredAny),
    Points(IgnoredAny),
    Erased(IgnoredAny),
}

/// An event of a case as far as the table tells of it.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Event<'a> {
    #[serde(borrow)]
    Registered(Told<'a>),
    Acted(Told<'a>),
    Warned(Told<'a>),
    Overdue(Told<'a>),
    Excused(Told<'a>),
    Resumed(Told<'a>),
    Moved(Told<'a>),
    Dated(Told<'a>),
}

impl<'a> Event<'a> {
    fn told(self) -> (&'static str, Told<'a>) {
        match self {
            Self::Registered(told) => ("registered", told),
            Self::Acted(told) => ("acted", told),
            Self::Warned(told) => ("warned", told),
            Self::Overdue(told) => ("overdue", told),
            Self::Excused(told) => ("excused", told),
            Self::Resumed(told) => ("resumed", told),
            Self::Moved(told) => ("moved", told),
            Self::Dated(told) => ("dated", told),
        }
    }
}

#[derive(Deserialize)]
struct Told<'a> {
    #[serde(borrow)]
    case: Word<'a>,
    action: Option<Word<'a>>,
    by: Option<Word<'a>>,
    at: Option<Instant>,
    state: Option<Word<'a>>,
    holder: Option<Holder<'a>>,
    hand: Option<Hand<'a>>,
    clock: Option<ClockName>,
    rating: Option<u8>,
}

/// Borrowed unless it holds an escaped character.
#[derive(Deserialize)]
struct Word<'a>(#[serde(borrow)] Cow<'a, str>);

#[derive(Deserialize)]
struct Holder<'a> {
    #[serde(borrow)]
    unit: Word<'a>,
    post: Word<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Hand<'a> {
    #[serde(borrow)]
    Taken(Holder<'a>),
    Escalated(Holder<'a>),
    Transferred(Holder<'a>),
    Returned(Holder<'a>),
}

/// Bytes of an id or a word.
const USUAL_TEXT: usize = 8;

struct Rows {
    sequence: UInt64Builder,
    recorded: TimestampMillisecondBuilder,
    case: LargeStringBuilder,
    kind: LargeStringBuilder,
    action: LargeStringBuilder,
    by: LargeStringBuilder,
    at: TimestampMillisecondBuilder,
    state: LargeStringBuilder,
    holder_unit: LargeStringBuilder,
    holder_post: LargeStringBuilder,
    clock: LargeStringBuilder,
    rating: UInt64Builder,
}

impl Rows {
    /// With room for the events of so many entries, most of which are of one case. What is not used costs nothing.
    fn of(entries: u64) -> Self {
        let rows = usize::try_from(entries).unwrap_or(0);
        let text = || LargeStringBuilder::with_capacity(rows, rows.saturating_mul(USUAL_TEXT));
        let number = || UInt64Builder::with_capacity(rows);
        let instant = || TimestampMillisecondBuilder::with_capacity(rows);
        Self {
            sequence: number(),
            recorded: instant(),
            case: text(),
            kind: text(),
            action: text(),
            by: text(),
            at: instant(),
            state: text(),
            holder_unit: text(),
            holder_post: text(),
            clock: text(),
            rating: number(),
        }
    }

    fn take(&mut self, happened: Happened<'_>, hidden: &Hidden) -> Result<(), Fault> {
        let Happened {
            sequence,
            recorded,
            events: Some(events),
        } = happened
        else {
            return Ok(());
        };
        match Glance::at(events) {
            Some(seen) if hidden.contains(seen.case) => Ok(()),
            Some(seen) => {
                self.came(sequence, recorded);
                self.see(&seen);
                Ok(())
            }
            None => self
                .read(sequence, recorded, events, hidden)
                .map_err(|_| Fault::damaged(sequence, "reply")),
        }
    }

    fn read(
        &mut self,
        sequence: u64,
        recorded: Instant,
        events: &str,
        hidden: &Hidden,
    ) -> serde_json::Result<()> {
        let events: Vec<Scoped<'_>> = serde_json::from_str(events)?;
        for scoped in events {
            if let Any::Cases(event) = scoped.event {
                let (kind, told) = event.told();
                if !hidden.contains(told.case.0.as_ref()) {
                    self.came(sequence, recorded);
                    self.add(kind, told);
                }
            }
        }
        Ok(())
    }

    fn came(&mut self, sequence: u64, recorded: Instant) {
        self.sequence.append_value(sequence);
        self.recorded.append_value(recorded.millis());
    }

    fn see(&mut self, seen: &Glance<'_>) {
        self.case.append_value(seen.case);
        self.kind.append_value(seen.kind);
        self.action.append_option(seen.action);
        self.by.append_option(seen.by);
        self.at.append_option(seen.at);
        self.state.append_option(seen.state);
        let (unit, post) = seen.holder.unzip();
        self.holder_unit.append_option(unit);
        self.holder_post.append_option(post);
        self.clock.append_null();
        self.rating.append_option(seen.rating);
    }

    fn add(&mut self, kind: &str, told: Told<'_>) {
        let hand = told.hand.map(|hand| match hand {
            Hand::Taken(holder)
            | Hand::Escalated(holder)
            | Hand::Transferred(holder)
            | Hand::Returned(holder) => holder,
        });
        let (unit, post) = told
            .holder
            .or(hand)
            .map(|holder| (holder.unit, holder.post))
            .unzip();
        self.case.append_value(told.case.0);
        self.kind.append_value(kind);
        self.action.append_option(text(told.action));
        self.by.append_option(text(told.by));
        self.at.append_option(told.at.map(Instant::millis));
        self.state.append_option(text(told.state));
        self.holder_unit.append_option(text(unit));
        self.holder_post.append_option(text(post));
        self.clock.append_option(told.clock.map(ClockName::as_str));
        self.rating.append_option(told.rating.map(u64::from));
    }

    /// Puts what came later behind.
    fn append(&mut self, mut later: Self) -> Result<(), ArrowError> {
        self.sequence.append_array(&later.sequence.finish());
        self.recorded.append_array(&later.recorded.finish());
        self.at.append_array(&later.at.finish());
        self.rating.append_array(&later.rating.finish());
        for (texts, later) in [
            (&mut self.case, &mut later.case),
            (&mut self.kind, &mut later.kind),
            (&mut self.action, &mut later.action),
            (&mut self.by, &mut later.by),
            (&mut self.state, &mut later.state),
            (&mut self.holder_unit, &mut later.holder_unit),
            (&mut self.holder_post, &mut later.holder_post),
            (&mut self.clock, &mut later.clock),
        ] {
            texts.append_array(&later.finish())?;
        }
        Ok(())
    }

    fn finish(mut self) -> Columns {
        Columns::default()
            .add("sequence", self.sequence.finish())
            .add("recorded", self.recorded.finish().with_timezone("UTC"))
            .add("case", self.case.finish())
            .add("kind", self.kind.finish())
            .add("action?", self.action.finish())
            .add("by?", self.by.finish())
            .add("at?", self.at.finish().with_timezone("UTC"))
            .add("state?", self.state.finish())
            .add("holder_unit?", self.holder_unit.finish())
            .add("holder_post?", self.holder_post.finish())
            .add("clock?", self.clock.finish())
            .add("rating?", self.rating.finish())
    }
}

fn text(word: Option<Word<'_>>) -> Option<Cow<'_, str>> {
    word.map(|word| word.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read at a glance, and what is read in full, of a list of events.
    fn both(events: &str) -> Option<(Columns, Columns)> {
        let (mut quick, mut full) = (Rows::of(1), Rows::of(0));
        let seen = Glance::at(events)?;
        quick.came(7, Instant::from_millis(9));
        quick.see(&seen);
        full.read(7, Instant::from_millis(9), events, &Hidden::new())
            .unwrap();
        Some((quick.finish(), full.finish()))
    }

    #[test]
    fn what_is_seen_at_a_glance_is_what_is_read() {
        let usual = [
            r#"[{"scope":"g-7","event":{"cases":{"registered":{"case":"desk-1.0","number":"g-7-2025-1","matter":"parking","edition":0,"unit":"g-7","channel":"hotline","requester":"p1","by":"w1","at":-5,"holder":{"unit":"g-7","post":"worker","person":"w1"},"state":"registered","started":[{"clock":"state","deadline":{"due":9}}]}}}}]"#,
            r#"[{"scope":"g-7","event":{"cases":{"registered":{"case":"desk-1.0","number":"网格-1","matter":"parking","edition":10,"unit":"g-7","at":1740963600000,"holder":{"unit":"g-7","post":"worker"},"state":"registered","started":[]}}}}]"#,
            r#"[{"scope":"g-7","also":["g-8","g-9"],"event":{"cases":{"acted":{"case":"desk-1.0","action":"hand","by":"w1","at":5,"state":"handling","hand":{"transferred":{"unit":"g-8","post":"worker","body":"desk"}},"stopped":[{"clock":"state","kept":true}]}}}}]"#,
            r#"[{"event":{"cases":{"acted":{"case":"desk-1.0","action":"close","at":5,"state":"closed","rating":5,"closed":true,"stopped":[]}}}}]"#,
            r#"[{"event":{"cases":{"acted":{"case":"desk-1.0","action":"wait","at":5,"state":"s"}}}}]"#,
        ];
        for events in usual {
            let (quick, full) = both(events).unwrap();
            assert_eq!(quick.finish().unwrap(), full.finish().unwrap(), "{events}");
        }
    }

    #[test]
    fn what_is_not_as_usual_is_read_in_full() {
        let acted = r#"{"event":{"cases":{"acted":{"case":"a","action":"b","at":5,"state":"s"}}}}"#;
        for other in [
            "[]".into(),
            format!("[{acted},{acted}]"),
            format!("[ {acted}]"),
            format!("[{acted}"),
            format!("[{}]", &acted[..acted.len() - 1]),
            acted.into(),
            r#"[{"event":{"cases":{"warned":{"case":"a","clock":"state"}}}}]"#.into(),
            r#"[{"event":{"cases":{"acted":{"case":"a\u0041","action":"b","at":5,"state":"s"}}}}]"#.into(),
            r#"[{"event":{"cases":{"acted":{"action":"b","case":"a","at":5,"state":"s"}}}}]"#.into(),
            r#"[{"event":{"points":{"lapsed":{}}}}]"#.into(),
        ] {
            assert!(both(&other).is_none(), "{other}");
        }
    }
}
