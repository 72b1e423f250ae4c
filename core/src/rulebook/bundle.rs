//! The bundle: a rulebook resolved into a closed, canonical value.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::problem::{Findings, Problem, Problems};
use super::{BodyKind, Level, PointsRules, Post, Procedure, TimeLimit, check};
use crate::calendar::{Calendar, Limit, Zone};
use crate::vocabulary::{
    BodyKindId, ChannelId, Date, Digest, Instant, Label, LevelId, LimitId, MatterId, PostId, ProcedureId,
    RulebookId, json,
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
    /// What this edition does to clocks that run under another calendar. Left out of the canonical form where it keeps them.
    #[serde(default, skip_serializing_if = "RevisedCalendar::keeps")]
    pub revised_calendar: RevisedCalendar,
    /// The ladder, top down.
    pub levels: Vec<Level>,
    /// The posts.
    pub posts: BTreeMap<PostId, Post>,
    /// The kinds of body. Left out of the canonical form where there are none, as before there could be any.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub bodies: BTreeMap<BodyKindId, BodyKind>,
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

/// What adopting an edition whose calendar is another does to clocks that run. Deadlines that were not known become known
/// either way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RevisedCalendar {
    /// They end when it was said they would.
    #[default]
    Keep,
    /// They are counted again, and end then; not before the adoption, as nobody can have missed what was not known.
    Recompute,
}

impl RevisedCalendar {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
    fn keeps(&self) -> bool {
        *self == Self::Keep
    }
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
    /// Where not everybody may see its cases: who may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidential: Option<Confidential>,
}

/// Who may see a confidential case besides those it belongs to: who raised it, who took it in, who has or had it, and the
/// members of a body that has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confidential {
    /// Those who hold one of these posts at the unit that has it, or above.
    pub seen_by: Vec<PostId>,
}

/// The shape of a bundle this version writes and reads.
pub(crate) const FORMAT: u32 = 1;

/// A bundle that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The bytes are not the JSON of a bundle.
    #[error("this is no bundle: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// They are, but written otherwise than the canonical form, so that their digest would be another.
    #[error("this bundle is not in its canonical form: take the bytes that `canonical` gave")]
    NotCanonical,
}

impl Bundle {
    /// The canonical bytes: what the digest is taken of and what the journal keeps.
    pub fn canonical(&self) -> Vec<u8> {
        // Every map is sorted and every key a text, so writing cannot fail.
        json::to_string(self).unwrap_or_default().into_bytes()
    }

    /// Which bundle this is.
    pub fn digest(&self) -> Digest {
        Digest::of(&[b"linli/bundle/1", &self.canonical()])
    }

    /// Reads canonical bytes again. What they say is not judged: see [`check`](Self::check).
    ///
    /// # Errors
    /// When the bytes are no bundle, or not written as [`canonical`](Self::canonical) writes them.
    pub fn from_canonical(bytes: &[u8]) -> Result<Self, BundleError> {
        // Read as a text, as everything else is: one reader in the compiled library instead of two.
        let text = core::str::from_utf8(bytes).map_err(<serde_json::Error as serde::de::Error>::custom)?;
        let bundle: Self = json::from_str(text)?;
        if bundle.canonical() == bytes {
            Ok(bundle)
        } else {
            Err(BundleError::NotCanonical)
        }
    }

    /// Checks a bundle that comes from elsewhere, as resolving does: bounds, names, and the proofs of each procedure.
    /// It takes no source and no parser; problems tell their place by keys.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn check(&self) -> Result<(), Problems> {
        let mut findings = Findings::default();
        check::stages(self)
            .into_iter()
            .for_each(|stage| findings.stage(stage));
        match Problems::sorted(findings.0.iter().map(Problem::unplaced).collect()) {
            Some(problems) => Err(problems),
            None => Ok(()),
        }
    }

    /// The same bundle with the lists whose order means nothing sorted, so that it has one digest however written.
    pub(super) fn in_canonical_order(mut self) -> Self {
        let ladder: Vec<LevelId> = self.levels.iter().map(|level| level.id.clone()).collect();
        for post in self.posts.values_mut() {
            post.at
                .sort_by_key(|level| ladder.iter().position(|other| other == level));
        }
        for action in self
            .procedures
            .values_mut()
            .flat_map(|procedure| procedure.actions.values_mut())
        {
            action.from.sort();
            action.who.sort();
            action.needs.sort();
        }
        for rule in self
            .points
            .iter_mut()
            .flat_map(|points| points.rules.values_mut())
        {
            rule.entered_by.sort();
        }
        self
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
