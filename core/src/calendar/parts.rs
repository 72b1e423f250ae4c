//! What a calendar is made of: a week, and year by year what departs from it.

use chrono::Weekday;
use serde::{Deserialize, Serialize};

use super::hours::Week;
use crate::vocabulary::Date;

/// What a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayKind {
    /// Worked, as the week has it. 工作日
    Working,
    /// Off by the week, worked all the same to make up for a closed day. 调休上班
    MakeUp,
    /// Off, as the week has it. 休息日
    Weekend,
    /// Closed by publication, whatever the week has. 节假日
    Holiday,
    /// In no year that was published by then.
    Unknown,
}

impl DayKind {
    /// Whether the day is worked. `None` when nobody knows yet.
    pub fn is_worked(self) -> Option<bool> {
        match self {
            DayKind::Working | DayKind::MakeUp => Some(true),
            DayKind::Weekend | DayKind::Holiday => Some(false),
            DayKind::Unknown => None,
        }
    }
}

/// The parts of a calendar, as a rulebook writes them; [`Calendar::new`](super::Calendar::new)
/// checks them and makes them fit for use.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarData {
    /// A short name without blanks, such as `cn`.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The working hours of an ordinary week; a day without hours is a day off.
    pub week: Week,
    /// The day of the week whose hours are kept on make-up days; Monday unless said otherwise.
    #[serde(default = "monday")]
    pub make_up_as: Weekday,
    /// What was published, year by year, in any order. A year may come several times: what was
    /// published later prevails.
    pub years: Vec<CalendarYear>,
}

fn monday() -> Weekday {
    Weekday::Mon
}

/// One publication: how a year departs from the ordinary week.
///
/// The first publication for a year makes all its days known; a further one revises the days it
/// names and leaves the others. Named days may lie outside the year: the New Year holiday of 2023
/// began on 31 December 2022.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarYear {
    /// The year it is about.
    pub year: i32,
    /// When it was published. From that local date on it is known.
    pub published: Date,
    /// Days on which nobody works.
    #[serde(default)]
    pub closed: Vec<NamedDays>,
    /// Days off that are worked all the same.
    #[serde(default)]
    pub make_up: Vec<NamedDays>,
    /// Days that are again what the week has, undoing an earlier publication.
    #[serde(default)]
    pub usual: Vec<NamedDays>,
}

/// A day or a run of days, and what they are called.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedDays {
    /// What people call them, such as 春节.
    pub name: String,
    /// The first day.
    pub from: Date,
    /// The last day; the same as the first when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

impl NamedDays {
    /// The last day.
    pub fn last(&self) -> Date {
        self.to.unwrap_or(self.from)
    }

    /// Whether a day is one of them.
    pub fn contains(&self, date: Date) -> bool {
        self.from <= date && date <= self.last()
    }
}
