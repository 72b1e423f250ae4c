//! Working time: zones, calendars, limits and deadlines. (Stub: the calendar layer lands here.)
mod stub;
pub use stub::{Calendar, Deadline, Limit, Zone, deadline};
