//! Who may do what.

use crate::grid::{Grid, Unit};
use crate::points::PointsRefusal;
use crate::vocabulary::{Capacity, Date, PersonId, PostId, Stamp};

/// The posts the actor acts by: those the stamp's capacity lets count.
#[derive(Clone, Copy)]
pub(super) struct Authority<'a> {
    pub(super) stamp: &'a Stamp,
    pub(super) grid: &'a Grid,
    pub(super) day: Date,
}

impl Authority<'_> {
    pub(super) fn is(self, person: &PersonId) -> bool {
        &self.stamp.actor == person
    }

    /// Whether the actor holds one of the posts (any post, if none is named) at the unit or above it.
    pub(super) fn holds<'p>(self, posts: impl IntoIterator<Item = &'p PostId>, unit: Unit<'_>) -> bool {
        let mut posts = posts.into_iter().peekable();
        if posts.peek().is_none() {
            return self.holds_any(unit);
        }
        posts.any(|post| self.holds_one(post, unit))
    }

    fn holds_one(self, post: &PostId, unit: Unit<'_>) -> bool {
        let actor = &self.stamp.actor;
        match &self.stamp.capacity {
            None => self.grid.holds_over(actor, post, unit, self.day).is_some(),
            Some(Capacity::Resident) => false,
            Some(Capacity::Post { post: as_post, .. }) => as_post == post && self.holds_any(unit),
        }
    }

    fn holds_any(self, unit: Unit<'_>) -> bool {
        let actor = &self.stamp.actor;
        match &self.stamp.capacity {
            None => {
                let mut posts = self.grid.posts_of(actor, self.day);
                posts.any(|post| post.unit().encloses(unit))
            }
            Some(Capacity::Resident) => false,
            Some(Capacity::Post { post, unit: at }) => {
                let above = self.grid.unit(at).is_some_and(|at| at.encloses(unit));
                above && self.grid.holds(actor, post, at, self.day)
            }
        }
    }

    /// The same, or the refusal.
    pub(super) fn must_hold<'p>(
        self,
        posts: impl IntoIterator<Item = &'p PostId> + Clone,
        unit: Unit<'_>,
    ) -> Result<(), PointsRefusal> {
        if self.holds(posts.clone(), unit) {
            Ok(())
        } else {
            Err(self.refused(posts, unit))
        }
    }

    pub(super) fn refused<'p>(
        self,
        posts: impl IntoIterator<Item = &'p PostId>,
        unit: Unit<'_>,
    ) -> PointsRefusal {
        PointsRefusal::NotAllowed {
            actor: self.stamp.actor.clone(),
            posts: posts.into_iter().cloned().collect(),
            unit: unit.id().clone(),
        }
    }
}
