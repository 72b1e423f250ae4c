//! Who answers for a post, also when nobody holds it.

use serde::{Deserialize, Serialize};

use super::model::Grid;
use super::unit::Unit;
use crate::rulebook::{Bundle, Nearby};
use crate::vocabulary::{Date, Instant, PersonId, PostId, UnitId};

/// Who answers, where, and by which rule they were found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answering {
    /// Those who answer; never empty.
    pub persons: Vec<PersonId>,
    /// The unit whose seats they hold.
    pub at: UnitId,
    /// The post they hold there.
    pub post: PostId,
    /// By which rule they were found.
    pub by: AnswerRule,
}

/// By which rule somebody answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerRule {
    /// They hold the post at the unit.
    Holder,
    /// The post is vacant, and this line of its `when_vacant` found somebody.
    Fallback {
        /// Which line, counted from 0.
        line: u32,
        /// Where it looked.
        nearby: Nearby,
    },
}

/// A filled post.
struct Found<'a> {
    unit: Unit<'a>,
    post: &'a PostId,
    /// The post's place in the grid.
    place: u32,
    by: AnswerRule,
}

impl Grid {
    /// Who answers for a post at a unit on a day: its holders, else the first line of its `when_vacant` that finds
    /// somebody. A fallback is not followed any further, so a chain is always written where it is used. `None` where
    /// nobody answers. Grows with the depth and, for `@sibling`, with the number of siblings.
    pub fn who_answers(
        &self,
        rules: &Bundle,
        post: &PostId,
        unit: &UnitId,
        on: Date,
        known_at: Option<Instant>,
    ) -> Option<Answering> {
        let found = self.find(rules, post, unit, on, known_at)?;
        let holders = self.holders_at(Some(found.place), found.unit, on, known_at);
        Some(Answering {
            persons: holders.cloned().collect(),
            at: found.unit.id().clone(),
            post: found.post.clone(),
            by: found.by,
        })
    }

    /// Whether a person is among those who answer for a post at a unit on a day; builds no lists.
    pub fn answers(&self, rules: &Bundle, person: &PersonId, post: &PostId, unit: &UnitId, on: Date) -> bool {
        // Who holds the very post answers for it: nobody else need be looked for.
        let holds_it = |unit| {
            self.seats_at(unit).any(|(_, seat)| {
                let is_it = || self.posts.get_index(seat.post as usize) == Some(post);
                seat.person == *person && is_it() && seat.term.holds(on, None)
            })
        };
        let stands_in = |found: Found<'_>| {
            let mut holders = self.holders_at(Some(found.place), found.unit, on, None);
            holders.any(|holder| holder == person)
        };
        self.unit(unit).is_some_and(holds_it) || self.find(rules, post, unit, on, None).is_some_and(stands_in)
    }

    fn find<'a>(
        &'a self,
        rules: &'a Bundle,
        post: &'a PostId,
        unit: &UnitId,
        on: Date,
        known_at: Option<Instant>,
    ) -> Option<Found<'a>> {
        let unit = self.unit(unit)?;
        let filled = |place: u32, unit: Unit<'a>| {
            let mut holders = self.holders_at(Some(place), unit, on, known_at);
            holders.next().is_some()
        };
        if let Some(place) = self.post_index(post).filter(|&place| filled(place, unit)) {
            let by = AnswerRule::Holder;
            return Some(Found {
                unit,
                post,
                place,
                by,
            });
        }
        let lines = &rules.posts.get(post)?.when_vacant;
        lines.iter().zip(0u32..).find_map(|(fallback, line)| {
            let place = self.post_index(&fallback.post)?;
            let filled = |unit: &Unit<'a>| filled(place, *unit);
            let at = match fallback.nearby {
                Nearby::Same => Some(unit).filter(filled),
                Nearby::Sibling => unit.siblings().filter(filled).min_by_key(|unit| unit.id()),
                Nearby::Parent => unit.parent().filter(filled),
                Nearby::Ancestor => unit.ancestors().find(filled),
            };
            let by = AnswerRule::Fallback {
                line,
                nearby: fallback.nearby,
            };
            at.map(|unit| Found {
                unit,
                post: &fallback.post,
                place,
                by,
            })
        })
    }
}

impl AnswerRule {
    /// `holder`, or where the fallback looked: `same`, `sibling`, `parent`, `ancestor`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Holder => "holder",
            Self::Fallback {
                nearby: Nearby::Same, ..
            } => "same",
            Self::Fallback {
                nearby: Nearby::Sibling,
                ..
            } => "sibling",
            Self::Fallback {
                nearby: Nearby::Parent,
                ..
            } => "parent",
            Self::Fallback {
                nearby: Nearby::Ancestor,
                ..
            } => "ancestor",
        }
    }
}
