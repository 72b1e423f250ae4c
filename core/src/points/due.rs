//! What of the points falls due by itself.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{Date, HoldId};

/// Something of the points that falls due.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DuePoints {
    /// A hold nobody fetched.
    Hold(HoldId),
    /// Lots whose last day this was; they lapse as the day ends.
    Lots(Date),
}
