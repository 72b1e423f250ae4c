#![allow(missing_docs)]
use crate::vocabulary::{Date, Instant};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    pub id: String,
    pub transitions: Vec<(Instant, i32)>,
}
impl Zone {
    pub fn shanghai() -> Self {
        Self {
            id: "Asia/Shanghai".into(),
            transitions: vec![(Instant::EARLIEST, 28800)],
        }
    }
    pub fn local(&self, at: Instant) -> chrono::NaiveDateTime {
        chrono::DateTime::from_timestamp_millis(at.millis().saturating_add(28_800_000))
            .map(|d| d.naive_utc())
            .unwrap_or_default()
    }
    pub fn date(&self, at: Instant) -> Date {
        self.local(at).date()
    }
    pub fn instant(&self, local: chrono::NaiveDateTime) -> Instant {
        Instant::from_millis(local.and_utc().timestamp_millis().saturating_sub(28_800_000))
    }
    /// First instant of the local day.
    pub fn day_start(&self, date: Date) -> Instant {
        self.instant(date.and_time(chrono::NaiveTime::MIN))
    }
    /// First instant of the next local day.
    pub fn day_end(&self, date: Date) -> Instant {
        self.day_start(date.succ_opt().unwrap_or(date))
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    pub id: String,
}
impl Calendar {
    pub fn china() -> Self {
        Self { id: "cn".into() }
    }
}

/// "4 working hours", "7 working days", "5 days", "90 minutes"
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Limit {
    pub text: String,
}
impl Limit {
    pub fn parse(text: &str) -> Result<Self, String> {
        Ok(Self { text: text.into() })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deadline {
    Due(Instant),
    /// Past the published calendar: so much is counted, so much remains from that day on.
    Unpublished {
        counted: u32,
        remaining: u32,
        from: Date,
    },
}

/// When a limit that starts running at `start` ends.
pub fn deadline(
    _zone: &Zone,
    _calendar: &Calendar,
    limit: &Limit,
    start: Instant,
    _known_on: Option<Date>,
) -> Deadline {
    let n: i64 = limit
        .text
        .split(' ')
        .next()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1);
    let unit = if limit.text.contains("minute") {
        60_000
    } else if limit.text.contains("hour") {
        3_600_000
    } else {
        86_400_000
    };
    Deadline::Due(start.plus_millis(n.saturating_mul(unit)))
}
