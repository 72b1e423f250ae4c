//! Who may see a confidential case. What somebody may not see is absent for them, not masked.
//!
//! What stays is in ids. A case that comes from another has that one's id in its own, so who may see the part and not the
//! whole learns the id of the whole; its printed number tells nothing of it. And points earned on a case lie in a passbook
//! under an award whose id begins with the case's: a passbook is shown whole to whoever the host shows it.

use std::borrow::Cow;

use super::frame::Frame;
use super::who::Actor;
use super::{Case, Cases, Event, Mark};
use crate::context::{Context, Editions};
use crate::grid::Grid;
use crate::vocabulary::{CaseId, Instant, PersonId, PostId};

impl Cases {
    /// Whether a person may see a case at an instant. A case of a matter that is not confidential may be seen by everybody.
    /// Of one that is, those see it whom it belongs to: who raised it, also where it was merged; who took it in; who has it,
    /// or had it before its last hand-over; whom a mark names; who has, or had last, the case it comes from or was merged
    /// into; and those in the posts the matter names, at the unit that has it or above. False for a case nobody knows.
    pub fn may_see(
        &self,
        grid: &Grid,
        editions: &Editions,
        case: &CaseId,
        viewer: &PersonId,
        at: Instant,
    ) -> bool {
        self.asking(grid, editions, case, viewer, at).is_some()
    }

    /// A case somebody asks about at an instant, its rules, and who they are; `None` where it is not for them.
    pub(super) fn asking<'a>(
        &'a self,
        grid: &'a Grid,
        editions: &'a Editions,
        case: &CaseId,
        person: &'a PersonId,
        at: Instant,
    ) -> Option<(&'a Case, Frame<'a>, Actor<'a>)> {
        let case = self.case(case)?;
        let (frame, (_, now)) = (Frame::of(case, editions)?, editions.at(at)?);
        let actor = Actor::asking(person, now, grid, self, at);
        let confidential = frame.matter.confidential.as_ref();
        let shown = confidential.is_none_or(|to| actor.is_for(case, &to.seen_by));
        shown.then_some((case, frame, actor))
    }

    /// Whether a case is shown to who gives a command, or to the one in whose name they act. It is asked for when it is
    /// recorded: a claimed time must not open what is closed to them now.
    pub(super) fn shows_actor(
        &self,
        context: &Context<'_>,
        grid: &Grid,
        editions: &Editions,
        case: &CaseId,
    ) -> bool {
        let stamp = context.stamp;
        let mut persons = core::iter::once(&stamp.actor).chain(&stamp.on_behalf_of);
        persons.any(|person| self.may_see(grid, editions, case, person, stamp.recorded))
    }

    /// A case as it is shown to whoever sees what `sees` says: `None` where it is not for them, and without its links to cases
    /// that are not.
    pub(crate) fn shown(&self, id: &CaseId, sees: impl Fn(&CaseId) -> bool) -> Option<Cow<'_, Case>> {
        let case = self.case(id).filter(|_| sees(id))?;
        let origin = case.origin().map(|origin| &origin.case);
        let mut links = origin.into_iter().chain(case.merged_into()).chain(case.begun());
        if links.all(&sees) {
            return Some(Cow::Borrowed(case));
        }
        let mut case = case.clone();
        if let Some(rare) = &mut case.rare {
            rare.origin.take_if(|origin| !sees(&origin.case));
            rare.merged_into.take_if(|into| !sees(into));
            rare.begun.retain(sees);
            let parts = rare.begun.iter().filter(|begun| self.is_open_part(begun));
            rare.open_parts = u32::try_from(parts.count()).unwrap_or(u32::MAX);
        }
        Some(Cow::Owned(case))
    }

    /// The cases as one person sees them: the others are not there, in no list and behind no link. Copies what is seen.
    pub(crate) fn seen_by(&self, grid: &Grid, editions: &Editions, viewer: &PersonId, at: Instant) -> Self {
        let sees = |id: &CaseId| self.may_see(grid, editions, id, viewer, at);
        let mut seen = Self::default();
        for (id, _) in self.iter() {
            let Some(case) = self.shown(id, sees) else {
                continue;
            };
            seen.put(id.clone(), case.into_owned());
        }
        seen
    }
}

impl Actor<'_> {
    /// Whether a confidential case is for them, where those in these posts may see it.
    fn is_for(&self, case: &Case, seen_by: &[PostId]) -> bool {
        let mine = |case: &Case| {
            let had = case.previous.as_deref();
            had.is_some_and(|holder| self.belongs_to(holder)) || self.belongs_to(&case.holder)
        };
        let of_another = |id: &CaseId| self.cases.case(id).is_some_and(mine);
        let named = |mark: &Mark| mark.person.as_ref() == Some(self.person);
        case.requesters().any(|requester| requester == self.person)
            || case.by.as_ref() == Some(self.person)
            || mine(case)
            || case.marks().iter().any(named)
            || case.origin().is_some_and(|origin| of_another(&origin.case))
            || case.merged_into().is_some_and(of_another)
            || seen_by.iter().any(|post| self.is_over(&case.holder, post))
    }
}

/// What of an event is kept of it for who looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// All of it.
    Whole,
    /// The case it is about, but not every case it names: those names are gone from it.
    Without,
    /// Nothing: it is about a case that is not shown.
    Nothing,
}

impl Event {
    /// Takes what is not shown out of it.
    pub(crate) fn keep(&mut self, shows: impl Fn(&CaseId) -> bool) -> Kept {
        if !shows(self.case()) {
            return Kept::Nothing;
        }
        let cut = match self {
            Self::Registered { origin, .. } => origin.take_if(|origin| !shows(&origin.case)).is_some(),
            Self::Acted {
                besides: Some(besides),
                ..
            } => besides.merged_into.take_if(|into| !shows(into)).is_some(),
            _ => false,
        };
        if cut { Kept::Without } else { Kept::Whole }
    }
}
