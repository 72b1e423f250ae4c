//! What a rulebook says of bodies: their kinds, and when a sitting of one may decide (F02, F16, F17, F22).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Majority, Quorum};
use crate::vocabulary::{Label, SeatId};

/// A kind of body 组织类型: a council, a supervisors' group, a team, a department, a partner organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodyKind {
    /// Its name.
    pub name: Label,
    /// Who must be present at a sitting 法定到会人数; `None` where one member is enough.
    pub quorum: Option<Quorum>,
    /// What a vote needs to pass.
    pub passes: Majority,
    /// Its categories of seats. They belong to the body: that somebody sits for the tenants says nothing else of them (F22).
    pub seats: BTreeMap<SeatId, Seat>,
    /// Whether it acts for a unit only under a dated agreement 协议 (F09, F20).
    pub agreement: bool,
}

/// A category of seats 席位类别, such as residents, owners, tenants or shopkeepers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// Its name.
    pub name: Label,
    /// How many who sit in it must be present at a sitting; 0 where they may be.
    pub min: u32,
}
