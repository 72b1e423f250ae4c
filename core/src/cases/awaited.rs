//! The end of a clock that is not known yet, because the calendar of that year is not published.

use serde::{Deserialize, Serialize};

use super::clocks;
use super::frame::Frame;
use super::{Case, ClockName};
use crate::calendar::{Deadline, Limit};
use crate::context::Editions;
use crate::vocabulary::{Date, Lang};

/// How far a clock is counted whose end is not known yet. It becomes known with the edition that brings the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwaitedEnd {
    /// The limit that is being counted: the clock's, or what it was extended by.
    pub limit: Limit,
    /// How much of it the published calendar holds: in milliseconds where it is one of minutes or hours, and in days where
    /// it is one of days.
    pub counted: u64,
    /// How much of it remains, in the same.
    pub remaining: u64,
    /// By what it was extended, to be counted after that.
    pub then: Vec<Limit>,
    /// The first day still to be looked at of which nobody knows yet whether it is worked.
    pub from: Date,
}

impl Case {
    /// How far one of its clocks is counted, by the newest calendar. `None` where it does not run, or its end is known.
    pub fn awaited(&self, editions: &Editions, clock: ClockName) -> Option<AwaitedEnd> {
        let running = self.clock(clock).filter(|clock| clock.until.is_none())?;
        let frame = Frame::of(self, editions)?;
        let newest = &editions.newest()?.bundle;
        let rule = frame.clock_rule(&self.state, clock);
        let (limit, run) = frame.clockwork(newest, editions).limit(self, clock, rule)?;
        let end = clocks::counted(newest, limit, run, running.since);
        let Deadline::Unpublished { tally, from } = end.deadline else {
            return None;
        };
        Some(AwaitedEnd {
            limit: end.limit,
            counted: tally.counted,
            remaining: tally.remaining,
            then: end.then.to_vec(),
            from,
        })
    }
}

impl AwaitedEnd {
    /// That the end is not known yet, how much is counted and how much remains, as a sentence.
    pub fn explain(&self, lang: Lang) -> String {
        let Self { limit, from, .. } = self;
        let amount = |count| limit.unit().text(count, lang);
        let (counted, remaining) = (amount(self.counted), amount(self.remaining));
        let then: String = (self.then.iter())
            .map(|by| match lang {
                Lang::En => format!(", then {}", by.text(lang)),
                Lang::Zh => format!(",其后延期 {}", by.text(lang)),
            })
            .collect();
        let limit = limit.text(lang);
        match lang {
            Lang::En => format!(
                "the end is not known yet, for the calendar of {from} is not published: of {limit}, {counted} counted, {remaining} to go{then}"
            ),
            Lang::Zh => format!(
                "截止时间尚未确定,{from} 的日历尚未公布:限期 {limit},已计 {counted},剩余 {remaining}{then}"
            ),
        }
    }
}
