//! Zones by name, from the time zone database (feature `zones`).

use std::fmt;

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};

use super::local::SECOND;
use super::zone::Zone;
use crate::vocabulary::Instant;

/// No zone has this name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownZone {
    /// The name that was asked for.
    pub id: String,
    /// The most similar name there is, when one is similar enough to be a slip of the pen.
    pub nearest: Option<String>,
}

/// 1970-01-01 and 2101-01-01, in seconds.
const FROM: i64 = 0;
const UNTIL: i64 = 4_133_980_800;
/// No zone ever changed its offset twice within this many seconds.
const STEP: i64 = 6 * 3600;

impl Zone {
    /// The zone with this name in the database, such as `Asia/Shanghai`, with its transitions from
    /// 1970 to the end of 2100.
    ///
    /// ```
    /// use linli::calendar::Zone;
    ///
    /// assert_eq!(Zone::from_database("Asia/Shanghai").unwrap(), Zone::shanghai());
    /// let unknown = Zone::from_database("Asia/Shangahi").unwrap_err();
    /// assert_eq!(unknown.nearest.as_deref(), Some("Asia/Shanghai"));
    /// ```
    ///
    /// # Errors
    /// [`UnknownZone`], with the nearest name, when there is none of this name. Names are case
    /// sensitive.
    pub fn from_database(id: &str) -> Result<Zone, UnknownZone> {
        let unknown = || UnknownZone {
            id: id.to_owned(),
            nearest: nearest(id),
        };
        let zone: Tz = id.parse().map_err(|_| unknown())?;
        Zone::new(zone.name(), transitions(zone)).map_err(|_| unknown())
    }
}

fn transitions(zone: Tz) -> Vec<(Instant, i32)> {
    let offset = |seconds: i64| {
        let utc = DateTime::from_timestamp(seconds, 0)
            .unwrap_or_default()
            .naive_utc();
        zone.offset_from_utc_datetime(&utc).fix().local_minus_utc()
    };
    let instant = |seconds: i64| Instant::from_millis(seconds.saturating_mul(SECOND));
    let mut at = FROM;
    let mut current = offset(at);
    let mut found = vec![(instant(at), current)];
    while at < UNTIL {
        let next = at.saturating_add(STEP);
        if offset(next) != current {
            // Between the last second with the old offset and the first with the new.
            let (mut old, mut new) = (at, next);
            while new.saturating_sub(old) > 1 {
                let middle = old.saturating_add(new).div_euclid(2);
                if offset(middle) == current {
                    old = middle
                } else {
                    new = middle
                }
            }
            current = offset(new);
            found.push((instant(new), current));
        }
        at = next;
    }
    found
}

fn nearest(id: &str) -> Option<String> {
    let most = id.len().div_euclid(5).saturating_add(1);
    TZ_VARIANTS
        .iter()
        .map(|zone| (distance(id, zone.name()), zone.name()))
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, name)| name.to_owned())
}

/// How many letters must be added, dropped or changed to make one name the other; upper and lower
/// case are alike.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = i;
        let mut left = i.saturating_add(1);
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, y) in row.iter_mut().skip(1).zip(b.bytes()) {
            let changed = diagonal.saturating_add(usize::from(!x.eq_ignore_ascii_case(&y)));
            diagonal = *cell;
            left = changed.min(left.saturating_add(1)).min(cell.saturating_add(1));
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

impl fmt::Display for UnknownZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no time zone is called `{}`", self.id)
    }
}

impl std::error::Error for UnknownZone {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_of_the_database_are_zones() {
        // A sample: reading all of them takes half a minute without optimisation.
        for zone in TZ_VARIANTS.into_iter().step_by(29) {
            assert!(
                Zone::new(zone.name(), transitions(zone)).is_ok(),
                "{}",
                zone.name()
            );
        }
    }

    #[test]
    fn a_slip_of_the_pen_is_recognised_and_nonsense_is_not() {
        assert_eq!(nearest("asia/shanghai").as_deref(), Some("Asia/Shanghai"));
        assert_eq!(nearest("Europe/Berln").as_deref(), Some("Europe/Berlin"));
        assert_eq!(nearest("the moon"), None);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
