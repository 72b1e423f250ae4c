//! The notice at the stairway 公示牌: who answers for what at a unit (F06).

use serde::{Deserialize, Serialize};

use crate::grid::{Answering, Grid, Unit};
use crate::rulebook::Bundle;
use crate::vocabulary::{Date, Instant, Label, LevelId, PostId, UnitId};

/// Every post at a unit and above it on a day, with who answers. Names and telephone numbers of persons are the host's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Directory {
    /// The unit.
    pub unit: UnitId,
    /// The day.
    pub on: Date,
    /// The unit's own posts first, then those of the unit above, and so on up; in order of post within a unit.
    pub lines: Vec<DirectoryLine>,
}

/// A line of the notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectoryLine {
    /// The unit that has the post.
    pub unit: UnitId,
    /// Its level.
    pub level: LevelId,
    /// Its name.
    pub unit_name: Label,
    /// The post.
    pub post: PostId,
    /// Its name.
    pub post_name: Label,
    /// Who answers and by which rule; left out where nobody does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answering: Option<Answering>,
}

impl Directory {
    /// The directory of a unit on a day, as known at an instant or as known last; `None` where the unit does not exist that day.
    /// Grows with the posts of the rulebook times the depth of the unit.
    pub fn new(
        rules: &Bundle,
        grid: &Grid,
        unit: &UnitId,
        on: Date,
        known_at: Option<Instant>,
    ) -> Option<Self> {
        let unit = grid.unit(unit).filter(|unit| unit.exists(on))?;
        let line = |unit: Unit<'_>, id: &PostId, name: &Label| DirectoryLine {
            unit: unit.id().clone(),
            level: unit.level().clone(),
            unit_name: unit.name().clone(),
            post: id.clone(),
            post_name: name.clone(),
            answering: grid.who_answers(rules, id, unit.id(), on, known_at),
        };
        let mut lines = Vec::new();
        for unit in unit.with_ancestors() {
            let posts = rules
                .posts
                .iter()
                .filter(|(_, post)| post.at.contains(unit.level()));
            lines.extend(posts.map(|(id, post)| line(unit, id, &post.name)));
        }
        Some(Self {
            unit: unit.id().clone(),
            on,
            lines,
        })
    }
}
