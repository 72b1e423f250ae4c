//! Instants.

use core::fmt;
use core::num::NonZeroU64;
use serde::{Deserialize, Serialize};

use chrono::{DateTime, SecondsFormat};

/// A point in time: whole milliseconds since 1970-01-01T00:00:00Z.
///
/// The type holds, and reads, any number of them. The instants that come in with a command, and those a ward is asked to
/// settle until, must lie between the years 1900 and 2200 ([`is_in_range`](Self::is_in_range)); they are checked there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "i64", into = "i64")]
// The milliseconds with their sign bit turned, which keeps their order and leaves nought free: an `Option<Instant>`
// then takes eight bytes, and a case, which has many, a cache line less.
pub struct Instant(NonZeroU64);

const SIGN: u64 = 1 << 63;

impl Instant {
    /// 1900-01-01T00:00:00Z, the earliest instant a command may name.
    pub const EARLIEST: Self = Self::from_millis(-2_208_988_800_000);
    /// 2200-01-01T00:00:00Z, the latest instant a command may name.
    pub const LATEST: Self = Self::from_millis(7_258_118_400_000);

    /// The instant so many milliseconds after 1970. The least number there is stands for the one after it.
    pub const fn from_millis(millis: i64) -> Self {
        match NonZeroU64::new(millis.cast_unsigned() ^ SIGN) {
            Some(turned) => Self(turned),
            None => Self(NonZeroU64::MIN),
        }
    }

    /// Milliseconds since 1970.
    pub const fn millis(self) -> i64 {
        (self.0.get() ^ SIGN).cast_signed()
    }

    /// Whether the instant lies within the years the library counts in.
    pub fn is_in_range(self) -> bool {
        (Self::EARLIEST..=Self::LATEST).contains(&self)
    }

    /// Reads an RFC 3339 text such as `2025-03-01T09:30:00+08:00`.
    ///
    /// ```
    /// let noon = linli::Instant::parse("2025-03-01T12:00:00+08:00").unwrap();
    /// assert_eq!(noon.to_string(), "2025-03-01T04:00:00Z");
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(text)
            .ok()
            .map(|at| Self::from_millis(at.timestamp_millis()))
    }

    /// The instant so many milliseconds later (or earlier), held within the range of the type.
    pub fn plus_millis(self, millis: i64) -> Self {
        Self::from_millis(self.millis().saturating_add(millis))
    }
}

impl From<i64> for Instant {
    fn from(millis: i64) -> Self {
        Self::from_millis(millis)
    }
}

impl From<Instant> for i64 {
    fn from(at: Instant) -> Self {
        at.millis()
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match DateTime::from_timestamp_millis(self.millis()) {
            Some(at) => f.write_str(&at.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
            None => write!(f, "{} ms", self.millis()),
        }
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
