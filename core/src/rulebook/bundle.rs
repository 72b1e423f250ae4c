//! The bundle: a rulebook resolved into a closed, canonical value.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Level, PointsRules, Post, Procedure, TimeLimit};
use crate::calendar::{Calendar, Limit, Zone};
use crate::vocabulary::{
    ChannelId, Date, Digest, Instant, Label, LevelId, LimitId, MatterId, PostId, ProcedureId, RulebookId,
};

/// A resolved rulebook. Its canonical form is JSON with the fields in this order and every map sorted by key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    /// The shape of this value; 1.
    pub format: u32,
    /// Which rulebook.
    pub id: RulebookId,
    /// Its name.
    pub name: Label,
    /// The first day it is in force.
    pub from: Date,
    /// The zone its days are counted in, with all its transitions.
    pub zone: Zone,
    /// Working days and hours.
    pub calendar: Calendar,
    /// The ladder, top down.
    pub levels: Vec<Level>,
    /// The posts.
    pub posts: BTreeMap<PostId, Post>,
    /// The intake channels; empty allows none but an unnamed one.
    pub channels: BTreeMap<ChannelId, Channel>,
    /// How far back an offline act may lie.
    pub late: Late,
    /// The catalogue of matters 事项清单.
    pub matters: BTreeMap<MatterId, Matter>,
    /// The procedures.
    pub procedures: BTreeMap<ProcedureId, Procedure>,
    /// The points, where the place has any.
    pub points: Option<PointsRules>,
}

/// A way a request comes in: hotline, window, mini-program, met on the street (F11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Its name.
    pub name: Label,
}

/// How far the claimed instant may lie before the recorded one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Late {
    /// In whole minutes; 0 allows no offline acts.
    pub minutes: u32,
}

/// A kind of case in the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matter {
    /// Its name.
    pub name: Label,
    /// What one case of it is called: 诉求, 工单, 纠纷.
    pub label: Label,
    /// The level that takes it up first.
    pub enters: LevelId,
    /// How it is handled.
    pub procedure: ProcedureId,
    /// The responsible post at each level a case of it can reach.
    pub handlers: BTreeMap<LevelId, PostId>,
    /// Its time limits, by the names the procedure uses.
    pub limits: BTreeMap<LimitId, Limit>,
}

/// A bundle that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("this is no bundle: {0}")]
pub struct BundleError(#[from] serde_json::Error);

impl Bundle {
    /// The canonical bytes: what the digest is taken of and what the journal keeps.
    pub fn canonical(&self) -> Vec<u8> {
        // Every map is sorted and every key a text, so writing cannot fail.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Which bundle this is.
    pub fn digest(&self) -> Digest {
        Digest::of(&[b"linli/bundle/1", &self.canonical()])
    }

    /// Reads canonical bytes again.
    pub fn from_canonical(bytes: &[u8]) -> Result<Self, BundleError> {
        Ok(serde_json::from_slice(bytes)?)
    }

    /// The first instant it is in force.
    pub fn starts(&self) -> Instant {
        self.zone.day_start(self.from)
    }

    /// How far down the ladder a level is; 0 is the top.
    pub fn rank(&self, level: &LevelId) -> Option<usize> {
        self.levels.iter().position(|l| &l.id == level)
    }

    /// The limit a clock names, for a matter: its own if it has one of that name.
    pub fn limit<'a>(&'a self, matter: &'a Matter, limit: &'a TimeLimit) -> Option<&'a Limit> {
        match limit {
            TimeLimit::Named(name) => matter.limits.get(name),
            TimeLimit::Fixed(limit) => Some(limit),
        }
    }
}
