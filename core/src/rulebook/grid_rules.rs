//! What a rulebook says of the grid: levels, kinds of unit, posts (F01, F03).

use serde::{Deserialize, Serialize};

use crate::vocabulary::{KindId, Label, LevelId, PostId};

/// A rung of the ladder 层级.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Its id.
    pub id: LevelId,
    /// Its name.
    pub name: Label,
    /// The kinds of unit on it; empty where all are alike.
    pub kinds: Vec<UnitKind>,
    /// How many households a unit of it should have; a check, never a refusal.
    pub households: Option<Band>,
}

/// A kind of unit where a level has several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitKind {
    /// Its id.
    pub id: KindId,
    /// Its name.
    pub name: Label,
}

/// From so many to so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// At least.
    pub min: u32,
    /// At most.
    pub max: u32,
}

/// An office 岗位.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// Its name.
    pub name: Label,
    /// The levels that have it.
    pub at: Vec<LevelId>,
    /// Its seats at each unit.
    pub seats: Seats,
    /// Who answers when nobody holds it, in order.
    pub when_vacant: Vec<Fallback>,
}

/// How many may, and should, hold a post at one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seats {
    /// Fewer is a vacancy.
    pub min: u32,
    /// More are refused.
    pub max: u32,
}

/// Who answers when a post is vacant, written `post` or `post@where`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fallback {
    /// The post that answers.
    pub post: PostId,
    /// Where it is looked for.
    pub nearby: Nearby,
}

/// Where a fallback post is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nearby {
    /// At the unit itself.
    Same,
    /// At the other units with the same parent, in order of id: `@sibling`.
    Sibling,
    /// At the parent: `@parent`.
    Parent,
    /// At the nearest ancestor that has the post filled: `@ancestor`.
    Ancestor,
}
