//! How long something may take, as a rulebook writes it: "4 working hours", "5 days".

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::local::{HOUR, MINUTE};

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

/// Why a text or an amount is no [`Limit`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LimitFault {
    /// There is no whole number at the beginning, written without sign or leading zero.
    Number {
        /// What stands there instead.
        given: String,
    },
    /// The amount is not within 1 to [`Limit::MOST`].
    Amount {
        /// The amount, as written.
        given: String,
    },
    /// No unit is called so.
    Unit {
        /// What was written.
        given: String,
    },
    /// The unit is in the plural where it should be in the singular, or the other way about.
    Plural {
        /// What should be written.
        expected: String,
    },
    /// No start or end is called so, or it stands in the wrong place.
    Clause {
        /// What was written.
        given: String,
    },
}

const UNITS: [(LimitUnit, &str, &str); 6] = [
    (LimitUnit::Minutes, "minute", "minutes"),
    (LimitUnit::WorkingMinutes, "working minute", "working minutes"),
    (LimitUnit::Hours, "hour", "hours"),
    (LimitUnit::WorkingHours, "working hour", "working hours"),
    (LimitUnit::Days, "day", "days"),
    (LimitUnit::WorkingDays, "working day", "working days"),
];

const STARTS: [(Start, &str); 4] = [
    (Start::AtOnce, "at once"),
    (Start::NextOpening, "from the next opening"),
    (Start::NextDay, "from the next day"),
    (Start::NextWorkingDay, "from the next working day"),
];

const ENDS: [(End, &str); 4] = [
    (End::Exact, "exactly"),
    (End::Midnight, "until midnight"),
    (End::Closing, "until closing"),
    (End::NextOpening, "until the next opening"),
];

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

    /// So many of it, in English.
    pub(super) fn of(self, count: u64) -> String {
        let unit = UNITS.iter().find(|(unit, ..)| *unit == self);
        let name = unit.map_or("", |(_, one, many)| if count == 1 { one } else { many });
        format!("{count} {name}")
    }

    /// What one of it is counted as: milliseconds, or one day.
    pub(super) fn grain(self) -> u64 {
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
    pub(super) fn whole(self) -> u64 {
        u64::from(self.amount).saturating_mul(self.unit.grain())
    }
}

impl FromStr for Limit {
    type Err = LimitFault;

    fn from_str(text: &str) -> Result<Limit, LimitFault> {
        let mut parts = text.split(", ");
        let head = parts.next().unwrap_or_default();
        let (number, name) = head.split_once(' ').unwrap_or((head, ""));
        if number.is_empty() || number.starts_with('0') && number != "0" {
            return Err(LimitFault::Number {
                given: number.to_owned(),
            });
        }
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(LimitFault::Number {
                given: number.to_owned(),
            });
        }
        let (unit, one, many) = UNITS
            .into_iter()
            .find(|(_, one, many)| name == *one || name == *many)
            .ok_or_else(|| LimitFault::Unit {
                given: name.to_owned(),
            })?;
        let amount = number
            .parse()
            .ok()
            .filter(|amount| (1..=Limit::MOST).contains(amount));
        let amount = amount.ok_or_else(|| LimitFault::Amount {
            given: number.to_owned(),
        })?;
        let expected = if amount == 1 { one } else { many };
        if name != expected {
            return Err(LimitFault::Plural {
                expected: format!("{amount} {expected}"),
            });
        }
        let mut limit = Limit::new(amount, unit)?;
        let mut clause = parts.next();
        if let Some(start) = clause.and_then(|text| find(&STARTS, text)) {
            limit = limit.starting(start);
            clause = parts.next();
        }
        if let Some(end) = clause.and_then(|text| find(&ENDS, text)) {
            limit = limit.ending(end);
            clause = parts.next();
        }
        match clause {
            Some(given) => Err(LimitFault::Clause {
                given: given.to_owned(),
            }),
            None => Ok(limit),
        }
    }
}

fn find<T: Copy>(words: &[(T, &str)], text: &str) -> Option<T> {
    words
        .iter()
        .find(|(_, word)| *word == text)
        .map(|(value, _)| *value)
}

fn word<T: Copy + PartialEq>(words: &[(T, &'static str)], value: T) -> &'static str {
    words
        .iter()
        .find(|(other, _)| *other == value)
        .map_or("", |(_, word)| word)
}

impl fmt::Display for LimitUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = UNITS
            .iter()
            .find(|(unit, ..)| unit == self)
            .map_or("", |(_, _, many)| many);
        f.write_str(name)
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.unit.of(self.amount.into()))?;
        if self.starts != self.unit.usual_start() {
            write!(f, ", {}", word(&STARTS, self.starts))?;
        }
        if self.ends != self.unit.usual_end() {
            write!(f, ", {}", word(&ENDS, self.ends))?;
        }
        Ok(())
    }
}

impl TryFrom<String> for Limit {
    type Error = LimitFault;

    fn try_from(text: String) -> Result<Limit, LimitFault> {
        text.parse()
    }
}

impl From<Limit> for String {
    fn from(limit: Limit) -> String {
        limit.to_string()
    }
}

impl fmt::Display for LimitFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LimitFault::Number { given } => write!(
                f,
                "a limit begins with a whole number, such as `4 working hours`, not with `{given}`"
            ),
            LimitFault::Amount { given } => {
                write!(
                    f,
                    "the amount {given} is out of bounds; allowed are 1 to {}",
                    Limit::MOST
                )
            }
            LimitFault::Unit { given } => {
                write!(f, "no unit is called `{given}`; there are")?;
                for (index, (_, _, many)) in UNITS.iter().enumerate() {
                    write!(f, "{} `{many}`", if index == 0 { "" } else { "," })?;
                }
                Ok(())
            }
            LimitFault::Plural { expected } => write!(f, "write `{expected}`"),
            LimitFault::Clause { given } => write!(
                f,
                "`{given}` is no start or end of a limit, or stands in the wrong place; after the amount comes a start, such as `from the next opening`, then an end, such as `until closing`"
            ),
        }
    }
}

impl std::error::Error for LimitFault {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_limit_is_read_back_from_its_text() {
        for unit in LimitUnit::ALL {
            for start in Start::ALL {
                for end in End::ALL {
                    for amount in [1, 2, 10, Limit::MOST] {
                        let limit = Limit::new(amount, unit).unwrap().starting(start).ending(end);
                        assert_eq!(limit.to_string().parse(), Ok(limit), "{limit}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_usual_may_be_said_and_is_then_left_out() {
        let limit: Limit = "7 working days, from the next working day, until closing"
            .parse()
            .unwrap();
        assert_eq!(limit.to_string(), "7 working days");
    }

    #[test]
    fn what_is_no_limit_is_told_why() {
        for (text, said) in [
            (
                "",
                "a limit begins with a whole number, such as `4 working hours`, not with ``",
            ),
            (
                "soon",
                "a limit begins with a whole number, such as `4 working hours`, not with `soon`",
            ),
            (
                "-1 days",
                "a limit begins with a whole number, such as `4 working hours`, not with `-1`",
            ),
            (
                "05 days",
                "a limit begins with a whole number, such as `4 working hours`, not with `05`",
            ),
            ("0 days", "the amount 0 is out of bounds; allowed are 1 to 100000"),
            (
                "99999999999 days",
                "the amount 99999999999 is out of bounds; allowed are 1 to 100000",
            ),
            (
                "2 weeks",
                "no unit is called `weeks`; there are `minutes`, `working minutes`, `hours`, `working hours`, `days`, `working days`",
            ),
            ("1 days", "write `1 day`"),
            ("2 working hour", "write `2 working hours`"),
        ] {
            assert_eq!(text.parse::<Limit>().unwrap_err().to_string(), said);
        }
        for text in [
            "2 days,until closing",
            "2 days, until closing, at once",
            "2 days, exactly, exactly",
            "2 days, ",
            " 2 days",
            "2  days",
            "2 Days",
            "2 days ",
        ] {
            assert!(text.parse::<Limit>().is_err(), "{text}");
        }
    }
}
