//! Bodies 组织, who belongs to them, and whom they serve (F02, F09, F16, F17, F20).
//!
//! Memberships and agreements are dated twice, as appointments are. They end with their body, and an agreement with its
//! unit, whatever was said of their own end: a council that is dissolved has no members.

use core::fmt;

use super::model::Grid;
use super::span::Span;
use super::term::Term;
use super::unit::Unit;
use crate::vocabulary::{
    AgreementId, BodyId, BodyKindId, Date, Instant, Label, MemberId, PersonId, SeatId, UnitId,
};

/// A council, branch, team or organisation attached to a unit 组织 (F02).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Its id.
    pub id: BodyId,
    /// Its kind, where the rulebook has kinds of body.
    pub kind: Option<BodyKindId>,
    /// Its name.
    pub name: Label,
    /// The unit it belongs to.
    pub unit: UnitId,
    /// The days it exists.
    pub life: Span,
}

/// A body as the grid keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attached {
    pub(super) body: Body,
    /// All members it ever had.
    pub(super) members: Vec<u32>,
    /// All agreements it ever had.
    pub(super) agreements: Vec<u32>,
}

/// A membership as the grid keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Membership {
    pub(super) person: PersonId,
    pub(super) body: u32,
    pub(super) seat: Option<SeatId>,
    pub(super) term: Term,
}

/// An agreement as the grid keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pact {
    pub(super) body: u32,
    pub(super) unit: u32,
    pub(super) term: Term,
}

/// A person belonging to a body 成员: a light handle.
#[derive(Clone, Copy)]
pub struct Member<'a> {
    pub(super) id: &'a MemberId,
    pub(super) body: &'a Body,
    pub(super) membership: &'a Membership,
}

/// A body serving a unit 协议 (F09, F20): a light handle.
#[derive(Clone, Copy)]
pub struct Agreement<'a> {
    pub(super) id: &'a AgreementId,
    pub(super) body: &'a Body,
    pub(super) unit: Unit<'a>,
    pub(super) pact: &'a Pact,
}

impl<'a> Member<'a> {
    /// The id of the membership.
    pub fn id(self) -> &'a MemberId {
        self.id
    }

    /// Who.
    pub fn person(self) -> &'a PersonId {
        &self.membership.person
    }

    /// Of which body.
    pub fn body(self) -> &'a Body {
        self.body
    }

    /// In which category of seats, where in one.
    pub fn seat(self) -> Option<&'a SeatId> {
        self.membership.seat.as_ref()
    }

    /// Its days, as known at an instant, or as known last where that is left out; `None` before it was entered. They
    /// count only while the body exists.
    pub fn span(self, known_at: Option<Instant>) -> Option<Span> {
        self.membership.term.span(known_at)
    }

    fn holds(self, on: Date) -> bool {
        self.body.life.holds(on) && self.membership.term.holds(on, None)
    }
}

impl<'a> Agreement<'a> {
    /// Its id.
    pub fn id(self) -> &'a AgreementId {
        self.id
    }

    /// Which body serves.
    pub fn body(self) -> &'a Body {
        self.body
    }

    /// Which unit, with all below it.
    pub fn unit(self) -> Unit<'a> {
        self.unit
    }

    /// Its days, as known at an instant, or as known last where that is left out; `None` before it was entered. They
    /// count only while body and unit exist.
    pub fn span(self, known_at: Option<Instant>) -> Option<Span> {
        self.pact.term.span(known_at)
    }

    fn holds(self, on: Date) -> bool {
        self.body.life.holds(on) && self.unit.exists(on) && self.pact.term.holds(on, None)
    }
}

impl Grid {
    /// A body. Constant time.
    pub fn body(&self, id: &BodyId) -> Option<&Body> {
        self.bodies.get(id).map(|attached| &attached.body)
    }

    /// The bodies of a unit on a day, in the order they were added. Grows with those it ever had.
    pub fn bodies_at(&self, unit: &UnitId, on: Date) -> impl Iterator<Item = &Body> {
        self.bodies_ever_at(unit).filter(move |body| body.life.holds(on))
    }

    /// The bodies of a kind on a day, at the unit or above it, nearest first. Grows with the depth and with the bodies
    /// those units ever had.
    pub fn bodies_of_kind_at_or_above<'a>(
        &'a self,
        kind: &'a BodyKindId,
        unit: &UnitId,
        on: Date,
    ) -> impl Iterator<Item = &'a Body> + use<'a> {
        let units = self.unit(unit).into_iter().flat_map(Unit::with_ancestors);
        units
            .flat_map(move |unit| self.bodies_at(unit.id(), on))
            .filter(move |body| body.kind.as_ref() == Some(kind))
    }

    /// A membership. Constant time.
    pub fn member(&self, id: &MemberId) -> Option<Member<'_>> {
        let index = self.members.get_index_of(id)?;
        self.member_at(index)
    }

    /// The members of a body on a day, in the order they were entered. Grows with those it ever had.
    pub fn members(&self, body: &BodyId, on: Date) -> impl Iterator<Item = Member<'_>> + use<'_> {
        self.members_ever(body).filter(move |member| member.holds(on))
    }

    /// Every membership ever entered of a body, in that order: for what was known when, see [`Member::span`].
    pub fn members_ever(&self, body: &BodyId) -> impl Iterator<Item = Member<'_>> + use<'_> {
        let members = self.bodies.get(body).map(|attached| attached.members.as_slice());
        let members = members.unwrap_or_default().iter();
        members.filter_map(|&index| self.member_at(index as usize))
    }

    /// The memberships of a person on a day, in the order they were entered. Grows with those the person ever had.
    pub fn memberships_of(&self, person: &PersonId, on: Date) -> impl Iterator<Item = Member<'_>> + use<'_> {
        self.memberships_ever(person)
            .filter(move |member| member.holds(on))
    }

    /// Whether a person is a member of a body on a day. Grows with the memberships the person ever had.
    pub fn is_member(&self, person: &PersonId, body: &BodyId, on: Date) -> bool {
        let mut of_person = self.memberships_of(person, on);
        of_person.any(|member| &member.body.id == body)
    }

    /// The body of a kind of which a person is a member on a day, at the unit or nearest above it. Grows with the
    /// memberships the person ever had.
    pub fn is_member_above(
        &self,
        person: &PersonId,
        kind: &BodyKindId,
        unit: &UnitId,
        on: Date,
    ) -> Option<&Body> {
        let unit = self.unit(unit)?;
        self.memberships_of(person, on)
            .map(Member::body)
            .filter(|body| body.kind.as_ref() == Some(kind))
            .filter_map(|body| Some((body, self.unit(&body.unit)?)))
            .filter(|(_, home)| home.encloses(unit))
            .max_by_key(|(_, home)| home.node.path.len())
            .map(|(body, _)| body)
    }

    /// An agreement, by its id. Constant time.
    pub fn agreement_by_id(&self, id: &AgreementId) -> Option<Agreement<'_>> {
        let index = self.agreements.get_index_of(id)?;
        self.agreement_at(index)
    }

    /// The agreement under which a body serves a unit on a day: with the unit, or the nearest above it that has one. Grows
    /// with the agreements the body ever had.
    pub fn agreement(&self, body: &BodyId, unit: &UnitId, on: Date) -> Option<Agreement<'_>> {
        let unit = self.unit(unit)?;
        self.agreements_ever(body)
            .filter(|agreement| agreement.holds(on) && agreement.unit.encloses(unit))
            .max_by_key(|agreement| agreement.unit.node.path.len())
    }

    /// The agreements under which a unit is served on a day, its own first, then those of the units above, nearest first.
    /// Grows with the depth and with the agreements those units ever had.
    pub fn agreements_at_or_above(
        &self,
        unit: &UnitId,
        on: Date,
    ) -> impl Iterator<Item = Agreement<'_>> + use<'_> {
        let units = self.unit(unit).into_iter().flat_map(Unit::with_ancestors);
        let pacts = units.filter_map(|unit| self.agreements_of.get(&unit.index));
        pacts
            .flatten()
            .filter_map(|&index| self.agreement_at(index as usize))
            .filter(move |agreement| agreement.holds(on))
    }

    /// Every agreement ever entered of a body, in that order.
    pub fn agreements_ever(&self, body: &BodyId) -> impl Iterator<Item = Agreement<'_>> + use<'_> {
        let agreements = self
            .bodies
            .get(body)
            .map(|attached| attached.agreements.as_slice());
        let agreements = agreements.unwrap_or_default().iter();
        agreements.filter_map(|&index| self.agreement_at(index as usize))
    }

    pub(super) fn memberships_ever(&self, person: &PersonId) -> impl Iterator<Item = Member<'_>> + use<'_> {
        let members = self.members_of.get(person).map(Vec::as_slice);
        let members = members.unwrap_or_default().iter();
        members.filter_map(|&index| self.member_at(index as usize))
    }

    pub(super) fn bodies_ever_at(&self, unit: &UnitId) -> impl Iterator<Item = &Body> + use<'_> {
        let bodies = self.bodies_of.get(unit).map(Vec::as_slice).unwrap_or_default();
        bodies.iter().filter_map(|&index| self.body_at(index))
    }

    fn body_at(&self, index: u32) -> Option<&Body> {
        let (_, attached) = self.bodies.get_index(index as usize)?;
        Some(&attached.body)
    }

    fn member_at(&self, index: usize) -> Option<Member<'_>> {
        let (id, membership) = self.members.get_index(index)?;
        let body = self.body_at(membership.body)?;
        Some(Member { id, body, membership })
    }

    fn agreement_at(&self, index: usize) -> Option<Agreement<'_>> {
        let (id, pact) = self.agreements.get_index(index)?;
        let (body, unit) = (self.body_at(pact.body)?, self.at(pact.unit)?);
        Some(Agreement { id, body, unit, pact })
    }
}

impl PartialEq for Member<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Member<'_> {}

impl fmt::Debug for Member<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_tuple("Member");
        shown.field(self.id).field(self.membership).finish()
    }
}

impl PartialEq for Agreement<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Agreement<'_> {}

impl fmt::Debug for Agreement<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_tuple("Agreement");
        shown.field(self.id).field(self.pact).finish()
    }
}
