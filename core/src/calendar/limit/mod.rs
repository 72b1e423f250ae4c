//! How long something may take, as a rulebook writes it: "4 working hours", "5 days".

mod fault;
mod parts;
mod text;

use serde::{Deserialize, Serialize};

pub use fault::LimitFault;
pub use parts::{End, LimitUnit, Start};

/// How long something may take, from when it is counted and where in the day it ends.
///
/// # Text
///
/// An amount and a unit, then, where the usual is not meant, the start and the end, in this order:
///
/// | part | words | meaning |
/// |---|---|---|
/// | unit | `minutes`, `hours` | time as it passes |
/// | | `working minutes`, `working hours` | time while the office is open |
/// | | `days` | calendar days 自然日 |
/// | | `working days` | 工作日 |
/// | start | `, at once` | from the very moment; with days, the day itself is the first |
/// | | `, from the next opening` | from when the office is next open; at once if it is |
/// | | `, from the next day` | from the midnight that follows |
/// | | `, from the next working day` | from the opening of the next day that is worked |
/// | end | `, exactly` | to the moment; with days, that many whole ones |
/// | | `, until midnight` | at the end of the day on which it runs out |
/// | | `, until closing` | at the closing time of that day or, if it is off, of the next day worked |
/// | | `, until the next opening` | when the office is next open |
///
/// An amount of 1 takes the singular: `1 working day`. The usual start and end are those of the
/// Civil Code of China: a period counted in days does not count the day it begins (art. 201), and
/// ends at midnight of its last day, or at closing time where there are business hours (art. 203);
/// a period counted in hours begins at the hour.
///
/// | unit | starts | ends |
/// |---|---|---|
/// | minutes, hours, working or not | at once | exactly |
/// | days | from the next day | until midnight |
/// | working days | from the next working day | until closing |
///
/// Article 203 also moves a last day that is a holiday to the day after it; in calendar days this is
/// asked for with `until closing`: `15 days, until closing`.
///
/// ```
/// use linli::calendar::{End, Limit, LimitUnit, Start};
///
/// let limit: Limit = "7 working days".parse().unwrap();
/// assert_eq!((limit.amount(), limit.unit()), (7, LimitUnit::WorkingDays));
/// assert_eq!((limit.starts(), limit.ends()), (Start::NextWorkingDay, End::Closing));
///
/// let answer: Limit = "15 days, until closing".parse().unwrap();
/// assert_eq!(answer, Limit::new(15, LimitUnit::Days).unwrap().ending(End::Closing));
/// assert_eq!(answer.to_string(), "15 days, until closing");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Limit {
    amount: u32,
    unit: LimitUnit,
    starts: Start,
    ends: End,
}

impl Limit {
    /// The largest amount of any unit. In days it is 273 years, in minutes ten weeks: beyond what
    /// any office was ever given, and small enough that no sum of it can overflow.
    pub const MOST: u32 = 100_000;

    /// A limit with the usual start and end of its unit.
    ///
    /// # Errors
    /// [`LimitFault::Amount`] unless the amount is within 1 to [`Limit::MOST`].
    pub fn new(amount: u32, unit: LimitUnit) -> Result<Limit, LimitFault> {
        if (1..=Limit::MOST).contains(&amount) {
            Ok(Limit {
                amount,
                unit,
                starts: unit.usual_start(),
                ends: unit.usual_end(),
            })
        } else {
            Err(LimitFault::Amount {
                given: amount.to_string(),
            })
        }
    }

    /// The same limit with another start.
    pub fn starting(self, starts: Start) -> Limit {
        Limit { starts, ..self }
    }

    /// The same limit with another end.
    pub fn ending(self, ends: End) -> Limit {
        Limit { ends, ..self }
    }

    /// How many units: 1 to [`Limit::MOST`].
    pub fn amount(self) -> u32 {
        self.amount
    }

    /// What it is counted in.
    pub fn unit(self) -> LimitUnit {
        self.unit
    }

    /// From when it is counted.
    pub fn starts(self) -> Start {
        self.starts
    }

    /// Where in the day it ends.
    pub fn ends(self) -> End {
        self.ends
    }

    /// The whole of it, in milliseconds or in days.
    pub(in crate::calendar) fn whole(self) -> u64 {
        u64::from(self.amount).saturating_mul(self.unit.grain())
    }
}
