//! Time as an office counts it: zones, working days, limits and deadlines.
//!
//! A [`Zone`] says what the clock on the wall shows. A [`Calendar`] says which days are worked,
//! at which hours, and when that became known. A [`Limit`] says how long something may take
//! ("4 working hours"). An [`Almanac`] puts the three together and answers the one question
//! everyone asks: when is it due?
//!
//! ```
//! use linli::calendar::{Almanac, Calendar, Deadline, Limit, Zone};
//! use chrono::NaiveDate;
//!
//! let (zone, calendar) = (Zone::shanghai(), Calendar::china());
//! let almanac = Almanac::new(&zone, &calendar);
//!
//! // Registered on the Monday before the Spring Festival of 2025, which lasts until 4 February.
//! let monday = NaiveDate::from_ymd_opt(2025, 1, 27).unwrap().and_hms_opt(16, 0, 0).unwrap();
//! let limit: Limit = "4 working hours".parse().unwrap();
//! let Deadline::Due(due) = almanac.deadline(limit, zone.instant(monday)) else { panic!() };
//! assert_eq!(zone.local(due).to_string(), "2025-02-05 11:00:00");
//! ```
//!
//! Nothing here reads a clock or a file; the same question always has the same answer.

mod almanac;
mod cn;
#[cfg(feature = "zones")]
mod database;
mod days;
mod deadline;
mod hours;
mod limit;
mod local;
mod parts;
mod usual;
mod wording;
mod zone;

pub use almanac::Almanac;
#[cfg(feature = "zones")]
pub use database::UnknownZone;
pub use days::{Calendar, CalendarFault};
pub use deadline::{Deadline, Stage, Tally};
pub use hours::{Span, SpanFault, Week};
pub use limit::{End, Limit, LimitFault, LimitUnit, Start};
pub use parts::{CalendarData, CalendarYear, DayKind, NamedDays};
pub use zone::{Zone, ZoneFault};
