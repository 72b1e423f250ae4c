//! What a limit is made of besides its amount: unit, start and end.

use crate::calendar::local::{HOUR, MINUTE};

/// What a limit is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LimitUnit {
    /// Minutes as they pass.
    Minutes,
    /// Minutes while the office is open.
    WorkingMinutes,
    /// Hours as they pass.
    Hours,
    /// Hours while the office is open.
    WorkingHours,
    /// Calendar days. 自然日
    Days,
    /// Days that are worked. 工作日
    WorkingDays,
}

/// From when a limit is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Start {
    /// From the very moment; with days, the day itself is the first.
    AtOnce,
    /// From when the office is next open; at once if it is.
    NextOpening,
    /// From the midnight that follows.
    NextDay,
    /// From the opening of the next day that is worked; never today.
    NextWorkingDay,
}

/// Where in the day a limit ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// To the moment; with days, that many whole ones.
    Exact,
    /// At the end of the day on which it runs out.
    Midnight,
    /// At the closing time of that day or, if it is off or already closed, of the next day worked.
    Closing,
    /// When the office is next open.
    NextOpening,
}

impl LimitUnit {
    /// Every unit.
    pub const ALL: [LimitUnit; 6] = [
        LimitUnit::Minutes,
        LimitUnit::WorkingMinutes,
        LimitUnit::Hours,
        LimitUnit::WorkingHours,
        LimitUnit::Days,
        LimitUnit::WorkingDays,
    ];

    /// Whether it counts days, not time within the day.
    pub fn is_days(self) -> bool {
        matches!(self, LimitUnit::Days | LimitUnit::WorkingDays)
    }

    /// The start usual for the unit.
    pub fn usual_start(self) -> Start {
        match self {
            LimitUnit::Days => Start::NextDay,
            LimitUnit::WorkingDays => Start::NextWorkingDay,
            _ => Start::AtOnce,
        }
    }

    /// The end usual for the unit.
    pub fn usual_end(self) -> End {
        match self {
            LimitUnit::Days => End::Midnight,
            LimitUnit::WorkingDays => End::Closing,
            _ => End::Exact,
        }
    }

    /// What one of it is counted as: milliseconds, or one day.
    pub(in crate::calendar) fn grain(self) -> u64 {
        match self {
            LimitUnit::Minutes | LimitUnit::WorkingMinutes => MINUTE.unsigned_abs(),
            LimitUnit::Hours | LimitUnit::WorkingHours => HOUR.unsigned_abs(),
            LimitUnit::Days | LimitUnit::WorkingDays => 1,
        }
    }
}

impl Start {
    /// Every start.
    pub const ALL: [Start; 4] = [
        Start::AtOnce,
        Start::NextOpening,
        Start::NextDay,
        Start::NextWorkingDay,
    ];
}

impl End {
    /// Every end.
    pub const ALL: [End; 4] = [End::Exact, End::Midnight, End::Closing, End::NextOpening];
}
