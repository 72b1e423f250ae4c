//! stub
use super::*;
use crate::rulebook::Bundle;
use crate::vocabulary::*;
use core::fmt;
use serde::{Deserialize, Serialize};
/// x
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sitting {
    /// x
    pub body: BodyId,
}
/// x
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SittingFault;
/// x
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// x
    pub passed: Option<bool>,
}
impl fmt::Display for SittingFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("x")
    }
}
impl Grid {
    /// x
    pub fn judge(&self, _: &Bundle, _: &Sitting, _: Date) -> Result<Verdict, SittingFault> {
        Err(SittingFault)
    }
    /// x
    pub fn is_member(&self, _: &PersonId, _: &BodyId, _: Date) -> bool {
        false
    }
    /// x
    pub fn is_member_above(&self, _: &PersonId, _: &BodyKindId, _: &UnitId, _: Date) -> Option<&Body> {
        None
    }
    /// x
    pub fn serves(&self, _: &Bundle, _: &BodyId, _: &UnitId, _: Date) -> bool {
        false
    }
    /// x
    pub fn kind_of(&self, _: &BodyId) -> Option<&BodyKindId> {
        None
    }
}
