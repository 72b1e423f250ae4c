//! Working hours: spans of the day, day by day through the week.

use std::fmt;
use std::str::FromStr;

use chrono::Weekday;
use serde::{Deserialize, Serialize};

use super::local::MINUTE;

/// A stretch of working time within one day, written `09:00-12:00`.
///
/// It opens at its first minute and closes at its last; at the closing moment itself the office is
/// shut. Both are minutes after local midnight, `00:00` to `24:00`. A night shift is two spans, on
/// two days.
///
/// ```
/// use linli::calendar::Span;
///
/// let morning: Span = "09:00-12:00".parse().unwrap();
/// assert_eq!((morning.opens(), morning.closes()), (540, 720));
/// assert_eq!(morning.to_string(), "09:00-12:00");
/// assert!("12:00-09:00".parse::<Span>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Span {
    opens: u16,
    closes: u16,
}

/// Why a text or a pair of minutes is no [`Span`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpanFault {
    /// The text is not of the form `09:00-12:00`.
    Form {
        /// What was written.
        given: String,
    },
    /// It closes before or when it opens, or after 24:00. Both in minutes after midnight.
    Order {
        /// When it would open.
        opens: u16,
        /// When it would close.
        closes: u16,
    },
}

impl Span {
    /// Minutes in a day: the latest a span may close.
    pub const LATEST: u16 = 24 * 60;

    /// A span from the minutes after midnight at which it opens and closes.
    ///
    /// # Errors
    /// [`SpanFault::Order`] unless `opens < closes <= 1440`.
    pub fn new(opens: u16, closes: u16) -> Result<Span, SpanFault> {
        if opens < closes && closes <= Span::LATEST {
            Ok(Span { opens, closes })
        } else {
            Err(SpanFault::Order { opens, closes })
        }
    }

    /// A span between two full hours.
    pub(super) fn hours(opens: u16, closes: u16) -> Option<Span> {
        Span::new(opens.checked_mul(60)?, closes.checked_mul(60)?).ok()
    }

    /// The minute after local midnight at which it opens.
    pub fn opens(self) -> u16 {
        self.opens
    }

    /// The minute after local midnight at which it closes.
    pub fn closes(self) -> u16 {
        self.closes
    }

    /// Opening, in milliseconds after midnight.
    pub(super) fn from(self) -> i64 {
        i64::from(self.opens).saturating_mul(MINUTE)
    }

    /// Closing, in milliseconds after midnight.
    pub(super) fn until(self) -> i64 {
        i64::from(self.closes).saturating_mul(MINUTE)
    }
}

impl FromStr for Span {
    type Err = SpanFault;

    fn from_str(text: &str) -> Result<Span, SpanFault> {
        let form = || SpanFault::Form {
            given: text.to_owned(),
        };
        let (opens, closes) = text.split_once('-').ok_or_else(form)?;
        let minutes = |clock| minutes(clock).ok_or_else(form);
        Span::new(minutes(opens)?, minutes(closes)?)
    }
}

/// `HH:MM` in minutes; exactly two digits each, at most 24:00.
fn minutes(clock: &str) -> Option<u16> {
    let (hours, minutes) = clock.split_once(':')?;
    let number = |digits: &str| {
        let two = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
        two.then(|| digits.parse::<u16>().ok()).flatten()
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let total = hours.checked_mul(60)?.checked_add(minutes)?;
    (minutes < 60 && total <= Span::LATEST).then_some(total)
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (opens, closes) = (self.opens, self.closes);
        write!(
            f,
            "{:02}:{:02}-{:02}:{:02}",
            opens / 60,
            opens % 60,
            closes / 60,
            closes % 60
        )
    }
}

impl TryFrom<String> for Span {
    type Error = SpanFault;

    fn try_from(text: String) -> Result<Span, SpanFault> {
        text.parse()
    }
}

impl From<Span> for String {
    fn from(span: Span) -> String {
        span.to_string()
    }
}

impl fmt::Display for SpanFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SpanFault::Form { given } => {
                write!(f, "`{given}` is no span of hours; write `09:00-12:00`")
            }
            SpanFault::Order { opens, closes } => write!(
                f,
                "a span must close after it opens and by 24:00; this one opens at minute {opens} and closes at minute {closes} of the day"
            ),
        }
    }
}

impl std::error::Error for SpanFault {}

/// The working hours of a week: for each day its spans, in order. A day without spans is a day off.
///
/// ```
/// use linli::calendar::Week;
///
/// let week: Week = serde_json::from_str(r#"{ "monday": ["08:30-12:00", "14:00-17:30"] }"#).unwrap();
/// assert_eq!(week.on(chrono::Weekday::Mon).len(), 2);
/// assert!(week.on(chrono::Weekday::Tue).is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "the names of the days say it")]
pub struct Week {
    pub monday: Vec<Span>,
    pub tuesday: Vec<Span>,
    pub wednesday: Vec<Span>,
    pub thursday: Vec<Span>,
    pub friday: Vec<Span>,
    pub saturday: Vec<Span>,
    pub sunday: Vec<Span>,
}

impl Week {
    /// Monday to Friday with the same hours, Saturday and Sunday off.
    pub fn five_days(spans: &[Span]) -> Week {
        let day = || spans.to_vec();
        Week {
            monday: day(),
            tuesday: day(),
            wednesday: day(),
            thursday: day(),
            friday: day(),
            ..Week::default()
        }
    }

    /// The same hours on all seven days.
    pub fn every_day(spans: &[Span]) -> Week {
        Week {
            saturday: spans.to_vec(),
            sunday: spans.to_vec(),
            ..Week::five_days(spans)
        }
    }

    /// The spans of a day of the week.
    pub fn on(&self, weekday: Weekday) -> &[Span] {
        match weekday {
            Weekday::Mon => &self.monday,
            Weekday::Tue => &self.tuesday,
            Weekday::Wed => &self.wednesday,
            Weekday::Thu => &self.thursday,
            Weekday::Fri => &self.friday,
            Weekday::Sat => &self.saturday,
            Weekday::Sun => &self.sunday,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_strictly() {
        for good in ["00:00-24:00", "08:30-12:00", "23:59-24:00"] {
            assert_eq!(good.parse::<Span>().unwrap().to_string(), good);
        }
        for bad in [
            "",
            "9:00-12:00",
            "09:00",
            "09:00-",
            "09:00-09:00",
            "09:60-10:00",
            "09:00-24:01",
            "+9:00-12:00",
            "09:00 - 12:00",
            "九点-十点",
            "99:99-99:99",
        ] {
            assert!(bad.parse::<Span>().is_err(), "{bad}");
        }
    }
}
