//! What happened to cases.
//!
//! A year of a city is millions of events, of which the table needs a few columns: so only those are read, borrowed from
//! the journal's text, and while one thread fetches entries another reads them.

use std::borrow::Cow;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use arrow_array::builder::{LargeStringBuilder, TimestampMillisecondBuilder, UInt64Builder};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::Hidden;
use super::columns::Columns;
use crate::cases::ClockName;
use crate::journal::{Fault, Happened};
use crate::vocabulary::Instant;
use crate::ward::{Error, Ward};

/// Bytes handed from thread to thread at a time: enough to make it cheap, few enough to stay in the processor's cache.
const PAGE: usize = 1 << 16;
/// Pages that may wait to be read.
const WAITING: usize = 8;

pub(super) fn events(ward: &mut Ward, hidden: &Hidden) -> Result<Columns, Error> {
    let rows = thread::scope(|scope| {
        let (send, pages) = sync_channel(WAITING);
        let reader = scope.spawn(|| Rows::of(pages, hidden));
        let mut page = Page::default();
        let fetched = ward.skim(|happened| {
            page.add(&happened);
            if page.text.len() >= PAGE {
                // Who reads no longer has met a fault, and tells of it below.
                let _ = send.send(core::mem::take(&mut page));
            }
            Ok(())
        });
        let _ = send.send(page);
        drop(send);
        let rows = reader
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        fetched?;
        Ok::<_, Error>(rows?)
    })?;
    Ok(rows.finish())
}

/// Entries with the events of cases among them, copied out of the store.
#[derive(Default)]
struct Page {
    /// Number and instant of an entry, and where its text ends.
    entries: Vec<(u64, Instant, usize)>,
    text: String,
}

impl Page {
    fn add(&mut self, happened: &Happened<'_>) {
        // Words of people cannot look like this: quotes within a text are written `\"`.
        let Some(events) = happened.events.filter(|events| events.contains(r#""cases":"#)) else {
            return;
        };
        self.text.push_str(events);
        let tip = happened.tip;
        self.entries
            .push((tip.head.sequence, tip.recorded, self.text.len()));
    }
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

#[derive(Default)]
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
    fn of(pages: Receiver<Page>, hidden: &Hidden) -> Result<Self, Fault> {
        let mut rows = Self::default();
        for page in pages {
            let mut from = 0;
            for (sequence, recorded, to) in page.entries {
                let events = page.text.get(from..to).unwrap_or_default();
                rows.read(sequence, recorded, events, hidden)
                    .map_err(|_| Fault::damaged(sequence, "events"))?;
                from = to;
            }
        }
        Ok(rows)
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
                    self.sequence.append_value(sequence);
                    self.recorded.append_value(recorded.millis());
                    self.add(kind, told);
                }
            }
        }
        Ok(())
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
