//! Limits as texts.

use std::fmt;
use std::str::FromStr;

use super::{End, Limit, LimitFault, LimitUnit, Start};

pub(super) const UNITS: [(LimitUnit, &str, &str); 6] = [
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

impl LimitUnit {
    /// So many of it, in English.
    pub(in crate::calendar) fn of(self, count: u64) -> String {
        let unit = UNITS.iter().find(|(unit, ..)| *unit == self);
        let name = unit.map_or("", |(_, one, many)| if count == 1 { one } else { many });
        format!("{count} {name}")
    }
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
                "a limit begins with a whole number from 1 on, such as `4 working hours`, not with ``",
            ),
            (
                "soon",
                "a limit begins with a whole number from 1 on, such as `4 working hours`, not with `soon`",
            ),
            (
                "-1 days",
                "a limit begins with a whole number from 1 on, such as `4 working hours`, not with `-1`",
            ),
            (
                "05 days",
                "a limit begins with a whole number from 1 on, such as `4 working hours`, not with `05`",
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
