//! What of a case falls due by itself.

use serde::{Deserialize, Serialize};

use super::ClockName;
use crate::vocabulary::CaseId;

/// Something of a case that falls due.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DueCase {
    /// The case.
    pub case: CaseId,
    /// The clock.
    pub clock: ClockName,
    /// Whether it is the warning before the end, or the end.
    pub warning: bool,
}
