//! A time zone as a closed value: every change of its offset, and nothing to look up.

use std::fmt;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::local::{DAY, Local, SECOND, date_of, day_of};
use crate::vocabulary::{Date, Instant};

/// A time zone, as the list of its offsets from UTC.
///
/// A zone carries its own transitions, so a ward's file needs no time zone database and gives the
/// same answers wherever and whenever it is opened. Instants before the first transition have the
/// first offset; instants after the last one have the last.
///
/// ```
/// use linli::calendar::Zone;
/// use linli::vocabulary::Instant;
///
/// let zone = Zone::shanghai();
/// let local = zone.local(Instant::from_millis(1_735_660_800_000));
/// assert_eq!(local.to_string(), "2025-01-01 00:00:00");
/// assert_eq!(zone.instant(local), Instant::from_millis(1_735_660_800_000));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Zone {
    id: String,
    transitions: Vec<(Instant, i32)>,
    /// The last stretch: nearly every question is about the present.
    #[serde(skip)]
    last: Stretch,
}

/// A time with one offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Stretch {
    since: Instant,
    /// The reading of the wall clock from which on it is this stretch that shows it first.
    from: Local,
    /// In seconds east of UTC.
    offset: i32,
}

impl Stretch {
    /// The last one of those that a zone goes through. The first has no beginning.
    fn last(transitions: &[(Instant, i32)]) -> Self {
        match transitions {
            [.., (_, before), (since, offset)] => Self {
                since: *since,
                from: Local(shift(since.millis(), *before)),
                offset: *offset,
            },
            only => Self {
                since: Instant::from_millis(i64::MIN),
                from: Local(i64::MIN),
                offset: only.first().map_or(0, |(_, offset)| *offset),
            },
        }
    }

    fn wall(&self, instant: Instant) -> Local {
        Local(shift(instant.millis(), self.offset))
    }

    /// Earlier than the stretch itself means: within the gap before it.
    fn at(&self, local: Local) -> Instant {
        Instant::from_millis(shift(local.0, self.offset.saturating_neg())).max(self.since)
    }
}

/// Why a list of transitions is no zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZoneFault {
    /// There is no transition, so no offset is known.
    Empty,
    /// The offset of this transition is not less than a day (in seconds, either way).
    Offset {
        /// Place in the list, from 0.
        index: usize,
        /// The offset given, in seconds east of UTC.
        seconds: i32,
    },
    /// This transition does not come after the one before it, by the clock on the wall too.
    Order {
        /// Place in the list, from 0.
        index: usize,
    },
}

impl Zone {
    /// The largest offset a zone may have, in seconds east or west: just short of a day.
    pub const MOST_OFFSET: i32 = 86_399;

    /// A zone from its id and its transitions: each the instant from which an offset holds, and
    /// that offset in seconds east of UTC.
    ///
    /// # Errors
    /// When the list is empty, out of order, or has an offset beyond [`Zone::MOST_OFFSET`].
    pub fn new(id: impl Into<String>, transitions: Vec<(Instant, i32)>) -> Result<Zone, ZoneFault> {
        if transitions.is_empty() {
            return Err(ZoneFault::Empty);
        }
        for (index, (_, seconds)) in transitions.iter().enumerate() {
            if !(-Zone::MOST_OFFSET..=Zone::MOST_OFFSET).contains(seconds) {
                return Err(ZoneFault::Offset {
                    index,
                    seconds: *seconds,
                });
            }
        }
        // Each stretch must end later than the one before it ended, in UTC and on the wall, so
        // that both directions can be searched by halving.
        let starts = transitions.windows(2).map(|pair| match pair {
            [a, b] => a.0 < b.0,
            _ => true,
        });
        let ends = transitions.windows(3).map(|three| match three {
            [a, b, c] => shift(b.0.millis(), a.1) < shift(c.0.millis(), b.1),
            _ => true,
        });
        if let Some(index) = starts.into_iter().position(|ordered| !ordered) {
            return Err(ZoneFault::Order {
                index: index.saturating_add(1),
            });
        }
        if let Some(index) = ends.into_iter().position(|ordered| !ordered) {
            return Err(ZoneFault::Order {
                index: index.saturating_add(2),
            });
        }
        Ok(Zone::of(id.into(), transitions))
    }

    fn of(id: String, transitions: Vec<(Instant, i32)>) -> Zone {
        let last = Stretch::last(&transitions);
        Zone {
            id,
            transitions,
            last,
        }
    }

    /// China's zone, `Asia/Shanghai`, with the summer times of 1986 to 1991.
    ///
    /// Shipped so that a program in China needs no database at all.
    pub fn shanghai() -> Zone {
        let transitions = SHANGHAI
            .iter()
            .map(|(seconds, offset)| (Instant::from_millis(seconds.saturating_mul(SECOND)), *offset));
        Zone::of("Asia/Shanghai".to_owned(), transitions.collect())
    }

    /// The zone's name, such as `Asia/Shanghai`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The zone's transitions: from when which offset (seconds east of UTC) holds.
    pub fn transitions(&self) -> &[(Instant, i32)] {
        &self.transitions
    }

    /// What the clock on the wall shows at an instant.
    ///
    /// Instants beyond the years a date can express give the first or last date there is.
    pub fn local(&self, instant: Instant) -> NaiveDateTime {
        self.wall(instant).to_datetime()
    }

    /// The local date at an instant.
    pub fn date(&self, instant: Instant) -> Date {
        date_of(self.wall(instant).day())
    }

    /// The instant at which the clock on the wall shows this.
    ///
    /// When clocks are set forward, a reading that is skipped gives the first instant after the
    /// gap. When they are set back, a reading that comes twice gives the earlier instant.
    pub fn instant(&self, local: NaiveDateTime) -> Instant {
        self.at(Local::from_datetime(local))
    }

    /// The first instant of a local date.
    pub fn day_start(&self, date: Date) -> Instant {
        self.midnight(day_of(date))
    }

    /// The first instant after a local date: the start of the next day.
    pub fn day_end(&self, date: Date) -> Instant {
        self.midnight(day_of(date).saturating_add(1))
    }

    pub(super) fn midnight(&self, day: i64) -> Instant {
        self.at(Local::new(day, 0))
    }

    /// Whether no clock is changed any more, nor was within two days before: the wall then shows every reading once.
    pub(super) fn is_steady_from(&self, instant: Instant) -> bool {
        self.last.since <= instant.plus_millis(-2 * DAY)
    }

    pub(super) fn wall(&self, instant: Instant) -> Local {
        if self.last.since <= instant {
            return self.last.wall(instant);
        }
        let after = self.transitions.partition_point(|(since, _)| *since <= instant);
        let at = self.transitions.get(after.saturating_sub(1));
        let offset = at.map_or(0, |(_, offset)| *offset);
        Local(shift(instant.millis(), offset))
    }

    pub(super) fn at(&self, local: Local) -> Instant {
        if self.last.from <= local {
            return self.last.at(local);
        }
        // The first stretch that has not yet ended when the wall shows `local`.
        let ended = |index: usize| {
            let pair = self.transitions.get(index..index.saturating_add(2));
            pair.is_some_and(|pair| Stretch::last(pair).from <= local)
        };
        let index = partition(self.transitions.len().saturating_sub(1), ended);
        let until = self.transitions.get(..=index).unwrap_or_default();
        Stretch::last(until).at(local)
    }
}

fn shift(millis: i64, seconds: i32) -> i64 {
    millis.saturating_add(i64::from(seconds).saturating_mul(SECOND))
}

/// The first of `0..len` for which `passed` no longer holds.
fn partition(len: usize, passed: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low.midpoint(high);
        if passed(middle) {
            low = middle.saturating_add(1);
        } else {
            high = middle;
        }
    }
    low
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unchecked {
    id: String,
    transitions: Vec<(Instant, i32)>,
}

impl TryFrom<Unchecked> for Zone {
    type Error = ZoneFault;

    fn try_from(raw: Unchecked) -> Result<Zone, ZoneFault> {
        Zone::new(raw.id, raw.transitions)
    }
}

impl fmt::Display for ZoneFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ZoneFault::Empty => {
                write!(f, "a zone needs at least one transition, to know its offset")
            }
            ZoneFault::Offset { index, seconds } => write!(
                f,
                "transition {index} has an offset of {seconds} seconds; allowed are {} to {}",
                -Zone::MOST_OFFSET,
                Zone::MOST_OFFSET
            ),
            ZoneFault::Order { index } => {
                write!(f, "transition {index} does not come after the one before it")
            }
        }
    }
}

impl std::error::Error for ZoneFault {}

/// Seconds since 1970 and the offset from then on.
const SHANGHAI: &[(i64, i32)] = &[
    (0, 28_800),
    (515_527_200, 32_400),
    (527_014_800, 28_800),
    (545_162_400, 32_400),
    (558_464_400, 28_800),
    (577_216_800, 32_400),
    (589_914_000, 28_800),
    (608_666_400, 32_400),
    (621_968_400, 28_800),
    (640_116_000, 32_400),
    (653_418_000, 28_800),
    (671_565_600, 32_400),
    (684_867_600, 28_800),
];

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test may overflow loudly")]
mod tests {
    use super::*;

    fn new_york_2025() -> Zone {
        let seconds = |s: i64| Instant::from_millis(s * 1000);
        // Set forward on 9 March at 02:00, back on 2 November at 02:00.
        Zone::new(
            "America/New_York",
            vec![
                (seconds(0), -18_000),
                (seconds(1_741_503_600), -14_400),
                (seconds(1_762_063_200), -18_000),
            ],
        )
        .unwrap()
    }

    fn local(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn a_skipped_reading_is_the_first_instant_after_the_gap() {
        let zone = new_york_2025();
        let skipped = zone.instant(local("2025-03-09T02:30:00"));
        assert_eq!(zone.local(skipped), local("2025-03-09T03:00:00"));
    }

    #[test]
    fn a_repeated_reading_is_its_first_occurrence() {
        let zone = new_york_2025();
        let first = zone.instant(local("2025-11-02T01:30:00"));
        assert_eq!(first.millis(), 1_762_061_400_000);
        let second = Instant::from_millis(first.millis() + 3_600_000);
        assert_eq!(zone.local(second), zone.local(first));
    }

    #[test]
    fn every_instant_around_a_change_comes_back_or_is_a_repetition() {
        let zone = new_york_2025();
        for change in [1_741_503_600_000_i64, 1_762_063_200_000] {
            for minute in -300..300 {
                let instant = Instant::from_millis(change + minute * 60_000);
                let again = zone.instant(zone.local(instant));
                assert!(again == instant || again.millis() == instant.millis() - 3_600_000);
                assert_eq!(zone.local(again), zone.local(instant));
            }
        }
    }

    #[test]
    fn a_day_may_have_23_or_25_hours() {
        let zone = new_york_2025();
        let hours = |date: &str| {
            let date = date.parse().unwrap();
            (zone.day_end(date).millis() - zone.day_start(date).millis()) / 3_600_000
        };
        assert_eq!(
            (hours("2025-03-09"), hours("2025-11-02"), hours("2025-07-01")),
            (23, 25, 24)
        );
    }

    #[test]
    fn a_list_that_is_no_zone_is_named() {
        let at = Instant::from_millis;
        assert_eq!(Zone::new("x", vec![]), Err(ZoneFault::Empty));
        assert_eq!(
            Zone::new("x", vec![(at(0), 86_400)]),
            Err(ZoneFault::Offset {
                index: 0,
                seconds: 86_400
            })
        );
        assert_eq!(
            Zone::new("x", vec![(at(5), 0), (at(5), 60)]),
            Err(ZoneFault::Order { index: 1 })
        );
        assert_eq!(
            Zone::new("x", vec![(at(0), 7200), (at(1000), 0), (at(2000), 3600)]),
            Err(ZoneFault::Order { index: 2 })
        );
        let text = r#"{"id":"x","transitions":[[0,90000]]}"#;
        assert!(serde_json::from_str::<Zone>(text).is_err());
    }

    #[test]
    fn a_zone_survives_being_written_down() {
        let zone = Zone::shanghai();
        let text = serde_json::to_string(&zone).unwrap();
        assert_eq!(serde_json::from_str::<Zone>(&text).unwrap(), zone);
        assert!(Zone::new(zone.id(), zone.transitions().to_vec()).is_ok());
    }

    #[test]
    fn the_ends_of_time_do_not_panic() {
        let zone = Zone::shanghai();
        for millis in [i64::MIN, i64::MAX] {
            let local = zone.local(Instant::from_millis(millis));
            zone.instant(local);
            zone.day_end(zone.date(Instant::from_millis(millis)));
        }
    }
}
