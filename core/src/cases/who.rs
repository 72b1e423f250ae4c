//! Who may act on a case.

use super::wording::{AnyOf, Entitled, Role, Roles};
use super::{Case, CaseRefusal, Cases, Holder};
use crate::context::Context;
use crate::grid::Grid;
use crate::rulebook::{Action, Bundle, Need, Who};
use crate::vocabulary::{BodyKindId, Capacity, Date, Instant, Label, PersonId, PostId};

/// Somebody who acts, or asks what they might do.
#[derive(Clone, Copy)]
pub(super) struct Actor<'a> {
    pub(super) person: &'a PersonId,
    /// The only capacity that counts, where one is named.
    pub(super) capacity: Option<&'a Capacity>,
    /// The one in whose name they act: themselves, or another.
    pub(super) name: &'a PersonId,
    /// The edition in force: it says who stands in for a vacant post.
    pub(super) rules: &'a Bundle,
    pub(super) grid: &'a Grid,
    pub(super) cases: &'a Cases,
    /// The day of the act, as claimed.
    pub(super) on: Date,
}

impl<'a> Actor<'a> {
    /// Who gives a command.
    pub(super) fn of(context: &Context<'a>, grid: &'a Grid, cases: &'a Cases) -> Self {
        let stamp = context.stamp;
        Self {
            person: &stamp.actor,
            capacity: stamp.capacity.as_ref(),
            name: stamp.on_behalf_of.as_ref().unwrap_or(&stamp.actor),
            rules: context.rules,
            grid,
            cases,
            on: context.day(),
        }
    }

    /// Somebody who asks at an instant what they might do, in every capacity they have.
    pub(super) fn asking(
        person: &'a PersonId,
        rules: &'a Bundle,
        grid: &'a Grid,
        cases: &'a Cases,
        at: Instant,
    ) -> Self {
        Self {
            person,
            capacity: None,
            name: person,
            rules,
            grid,
            cases,
            on: rules.zone.date(at),
        }
    }

    /// Checks that the capacity named is one the actor has.
    pub(super) fn check_capacity(&self) -> Result<(), CaseRefusal> {
        match self.capacity {
            Some(Capacity::Post { post, unit }) if !self.grid.holds(self.person, post, unit, self.on) => {
                Err(CaseRefusal::CapacityNotHeld {
                    actor: self.person.clone(),
                    post: post.clone(),
                    unit: unit.clone(),
                    on: self.on,
                })
            }
            _ => Ok(()),
        }
    }

    /// Whether they may take an action on a case that stands with `holder`. `Some(true)`: as the one who has it.
    pub(super) fn may_take(&self, case: &Case, holder: &Holder, action: &Action) -> Option<bool> {
        let may = self.may(case, holder, &action.who)?;
        (!self.rates_own_work(case, action)).then_some(may)
    }

    /// Whether they are one of those named, to a case that stands with `holder`. `Some(true)`: as the one who has it.
    pub(super) fn may(&self, case: &Case, holder: &Holder, who: &[Who]) -> Option<bool> {
        if who.contains(&Who::Holder) && self.has(holder) {
            return Some(true);
        }
        let other = who.iter().any(|who| match who {
            Who::Holder | Who::System => false,
            Who::Requester => self.asks_as_requester(case),
            Who::Anyone => true,
            Who::Post(post) => self.is_over(holder, post),
            Who::Body(kind) => self
                .grid
                .is_member_above(self.person, kind, &holder.unit, self.on)
                .is_some(),
            Who::Named(mark) => {
                let named = case.marked(mark).and_then(|mark| mark.person.as_ref());
                named == Some(self.person)
            }
            Who::Origin => self.has_origin(case),
        });
        other.then_some(false)
    }

    /// Whether they have the case: they took it; or they answer for its post, and nobody who still answers for it took it.
    /// So the first who was asked keeps the duty until another can take it (F11).
    pub(super) fn has(&self, holder: &Holder) -> bool {
        match &holder.person {
            Some(taker) if taker == self.person => match self.capacity {
                None => true,
                Some(Capacity::Resident) => !self.answering(taker, holder),
                Some(Capacity::Post { .. }) => self.answers(holder),
            },
            Some(taker) => self.answers(holder) && !self.answering(taker, holder),
            None => self.answers(holder),
        }
    }

    /// Whether a case with this holder is theirs: they took it, or are among those who answer for it.
    pub(super) fn belongs_to(&self, holder: &Holder) -> bool {
        holder.person.as_ref() == Some(self.person) || self.answering(self.person, holder)
    }

    /// Whether they have the case it comes from.
    fn has_origin(&self, case: &Case) -> bool {
        let origin = case.origin().and_then(|origin| self.cases.case(&origin.case));
        origin.is_some_and(|origin| self.has(&origin.holder))
    }

    fn answering(&self, person: &PersonId, holder: &Holder) -> bool {
        let member = |body| self.grid.is_member(person, body, self.on);
        holder.body.as_ref().is_some_and(member)
            || self
                .grid
                .answers(self.rules, person, &holder.post, &holder.unit, self.on)
    }

    fn answers(&self, holder: &Holder) -> bool {
        match self.capacity {
            None => self.answering(self.person, holder),
            Some(Capacity::Resident) => false,
            Some(Capacity::Post { post, unit }) => self
                .grid
                .who_answers(self.rules, &holder.post, &holder.unit, self.on, None)
                .is_some_and(|found| {
                    (&found.post, &found.at) == (post, unit) && found.persons.contains(self.person)
                }),
        }
    }

    /// Whether they speak for another about a case they handled: they have it, or had it before its last hand-over.
    fn speaks_of_own_work(&self, case: &Case) -> bool {
        let had = case.previous.as_deref().and_then(|holder| holder.person.as_ref());
        let handled = [case.holder.person.as_ref(), had].contains(&Some(self.person));
        self.name != self.person && handled
    }

    /// Nobody rates their own work, in the requester's name or as the one who called them in.
    fn rates_own_work(&self, case: &Case, action: &Action) -> bool {
        let as_origin = || {
            let as_requester = action.who.contains(&Who::Requester) && self.asks_as_requester(case);
            action.who.contains(&Who::Origin)
                && case.holder.person.as_ref() == Some(self.person)
                && !as_requester
        };
        action.needs.contains(&Need::Rating) && (self.speaks_of_own_work(case) || as_origin())
    }

    /// What they are to a case, where it is about who may take an action on it.
    pub(super) fn is_to(&self, case: &Case, action: &Action) -> Roles {
        if self.rates_own_work(case, action) {
            return Roles(vec![Role::Handler]);
        }
        self.roles(case, self.rules)
    }

    pub(super) fn asks_as_requester(&self, case: &Case) -> bool {
        let on_behalf = self.name != self.person;
        let as_oneself = !matches!(self.capacity, Some(Capacity::Post { .. }));
        case.requesters().any(|requester| requester == self.name) && (on_behalf || as_oneself)
    }

    pub(super) fn is_over(&self, holder: &Holder, post: &PostId) -> bool {
        match self.capacity {
            None => self
                .grid
                .holds_above(self.person, post, &holder.unit, self.on)
                .is_some(),
            Some(Capacity::Resident) => false,
            Some(Capacity::Post { post: as_post, unit }) => {
                as_post == post && (*unit == holder.unit || self.grid.contains(unit, &holder.unit))
            }
        }
    }

    /// Who may, for the sentence of a refusal.
    pub(super) fn entitled(&self, case: &Case, who: &[Who], rules: &Bundle) -> AnyOf {
        let holder = &case.holder;
        let entitled = |who: &Who| match who {
            Who::Holder => match &holder.person {
                Some(taker) => Entitled::Taker(taker.clone()),
                None => Entitled::Answering {
                    post: label(rules, &holder.post),
                    unit: holder.unit.clone(),
                },
            },
            Who::Requester => Entitled::Requester,
            Who::System => Entitled::System,
            Who::Anyone => Entitled::Anyone,
            Who::Post(post) => Entitled::Post {
                post: label(rules, post),
                unit: holder.unit.clone(),
            },
            Who::Body(kind) => Entitled::Member {
                kind: body_label(rules, kind),
                unit: holder.unit.clone(),
            },
            Who::Named(mark) => Entitled::Named {
                mark: mark.clone(),
                person: case.marked(mark).and_then(|mark| mark.person.clone()),
            },
            Who::Origin => Entitled::Origin(case.origin().map(|origin| origin.case.clone())),
        };
        AnyOf(who.iter().map(entitled).collect())
    }

    /// What the actor is, for the sentence of a refusal.
    fn roles(&self, case: &Case, rules: &Bundle) -> Roles {
        let mut roles = Vec::new();
        if self.asks_as_requester(case) {
            roles.push(Role::Requester);
        }
        match self.capacity {
            Some(Capacity::Resident) => roles.push(Role::Resident),
            Some(Capacity::Post { post, unit }) => roles.push(Role::Post {
                post: label(rules, post),
                unit: unit.clone(),
            }),
            None => roles.extend(
                self.grid
                    .posts_of(self.person, self.on)
                    .map(|appointment| Role::Post {
                        post: label(rules, appointment.post()),
                        unit: appointment.unit().id().clone(),
                    }),
            ),
        }
        Roles(roles)
    }
}

/// The name of a kind of body, or its id where these rules do not know it.
pub(super) fn body_label(rules: &Bundle, kind: &BodyKindId) -> Label {
    match rules.bodies.get(kind) {
        Some(kind) => kind.name.clone(),
        None => Label::One(kind.to_string()),
    }
}

/// A post's name, or its id where these rules do not know it.
fn label(rules: &Bundle, post: &PostId) -> Label {
    match rules.posts.get(post) {
        Some(post) => post.name.clone(),
        None => Label::One(post.to_string()),
    }
}
