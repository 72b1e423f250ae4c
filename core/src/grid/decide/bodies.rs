//! Bodies come and go, with those who belong to them and what they agreed to.

use super::{in_range, may_end, not_ended, open, span, usable, within_life};
use crate::context::{Context, Scoped};
use crate::grid::{
    AddBody, AddMember, Agree, Body, EndAgreement, EndBody, EndMember, Event, Grid, GridRefusal, Span,
};
use crate::rulebook::Bundle;
use crate::vocabulary::{AgreementId, BodyId, MemberId, SeatId};

type Decided = Result<Scoped<Event>, GridRefusal>;

impl Grid {
    pub(super) fn body_added(&self, context: &Context<'_>, add: &AddBody) -> Decided {
        let unit = self.known(&add.unit)?;
        if self.bodies.contains_key(&add.id) {
            let body = add.id.clone();
            return Err(GridRefusal::BodyExists { body });
        }
        in_range(add.from)?;
        within_life(unit.id(), unit.life(), open(add.from))?;
        usable(&add.name)?;
        let kinds = &context.rules.bodies;
        if let Some(kind) = &add.kind
            && !kinds.contains_key(kind)
        {
            return Err(GridRefusal::UnknownBodyKind {
                kind: kind.clone(),
                kinds: kinds.keys().cloned().collect(),
            });
        }
        Ok(Scoped::at(add.unit.clone(), Event::BodyAdded(add.clone())))
    }

    pub(super) fn body_ended(&self, end: &EndBody) -> Decided {
        let body = self.known_body(&end.body)?;
        may_end(body.life, end.until)?;
        let event = Event::BodyEnded {
            body: end.body.clone(),
            until: end.until,
        };
        Ok(Scoped::at(body.unit.clone(), event))
    }

    /// Grows with the memberships the person ever had.
    pub(super) fn member_added(&self, context: &Context<'_>, add: &AddMember) -> Decided {
        let body = self.known_body(&add.body)?;
        let days = span(add.from, add.until)?;
        within_body_life(body, days)?;
        if let Some(seat) = &add.seat {
            has_seat(context.rules, body, seat)?;
        }
        let mut own = self.memberships_ever(&add.person);
        let in_the_way = own.find_map(|member| {
            let taken = member.span(None).filter(|taken| taken.overlaps(days))?;
            (member.body().id == add.body).then_some((member, taken))
        });
        if let Some((member, span)) = in_the_way {
            return Err(GridRefusal::AlreadyMember {
                person: add.person.clone(),
                body: add.body.clone(),
                member: member.id().clone(),
                span,
            });
        }
        let event = Event::MemberAdded {
            member: MemberId::derive(&context.stamp.id, 0),
            person: add.person.clone(),
            body: add.body.clone(),
            seat: add.seat.clone(),
            from: add.from,
            until: add.until,
            known: context.stamp.recorded,
        };
        Ok(Scoped::at(body.unit.clone(), event))
    }

    pub(super) fn member_ended(&self, context: &Context<'_>, end: &EndMember) -> Decided {
        in_range(end.until)?;
        let known = self.member(&end.member);
        let Some((member, span)) = known.and_then(|member| Some((member, member.span(None)?))) else {
            let member = end.member.clone();
            return Err(GridRefusal::UnknownMember { member });
        };
        not_ended(span.until, end.until)?;
        let event = Event::MemberEnded {
            member: end.member.clone(),
            until: end.until,
            known: context.stamp.recorded,
        };
        Ok(Scoped::at(member.body().unit.clone(), event))
    }

    /// Grows with the agreements the body ever had.
    pub(super) fn agreed(&self, context: &Context<'_>, agree: &Agree) -> Decided {
        let unit = self.known(&agree.unit)?;
        let body = self.known_body(&agree.body)?;
        let days = span(agree.from, agree.until)?;
        within_life(unit.id(), unit.life(), days)?;
        within_body_life(body, days)?;
        let mut own = self.agreements_ever(&agree.body);
        let in_the_way = own.find_map(|agreement| {
            let taken = agreement.span(None).filter(|taken| taken.overlaps(days))?;
            (agreement.unit() == unit).then_some((agreement, taken))
        });
        if let Some((agreement, span)) = in_the_way {
            return Err(GridRefusal::AlreadyAgreed {
                body: agree.body.clone(),
                unit: agree.unit.clone(),
                agreement: agreement.id().clone(),
                span,
            });
        }
        let event = Event::Agreed {
            agreement: AgreementId::derive(&context.stamp.id, 0),
            body: agree.body.clone(),
            unit: agree.unit.clone(),
            from: agree.from,
            until: agree.until,
            known: context.stamp.recorded,
        };
        Ok(Scoped::at(agree.unit.clone(), event))
    }

    pub(super) fn agreement_ended(&self, context: &Context<'_>, end: &EndAgreement) -> Decided {
        in_range(end.until)?;
        let known = self.agreement_by_id(&end.agreement);
        let Some((agreement, span)) = known.and_then(|known| Some((known, known.span(None)?))) else {
            let agreement = end.agreement.clone();
            return Err(GridRefusal::UnknownAgreement { agreement });
        };
        not_ended(span.until, end.until)?;
        let event = Event::AgreementEnded {
            agreement: end.agreement.clone(),
            until: end.until,
            known: context.stamp.recorded,
        };
        Ok(Scoped::at(agreement.unit().id().clone(), event))
    }

    fn known_body(&self, id: &BodyId) -> Result<&Body, GridRefusal> {
        self.body(id)
            .ok_or_else(|| GridRefusal::UnknownBody { body: id.clone() })
    }
}

fn within_body_life(body: &Body, asked: Span) -> Result<(), GridRefusal> {
    if body.life.covers(asked) {
        return Ok(());
    }
    let (body, life) = (body.id.clone(), body.life);
    Err(GridRefusal::OutsideBodyLife { body, life, asked })
}

fn has_seat(rules: &Bundle, body: &Body, seat: &SeatId) -> Result<(), GridRefusal> {
    let kind = body.kind.as_ref().and_then(|kind| rules.bodies.get(kind));
    if kind.is_some_and(|kind| kind.seats.contains_key(seat)) {
        return Ok(());
    }
    let seats = kind.into_iter().flat_map(|kind| kind.seats.keys());
    Err(GridRefusal::UnknownSeat {
        body: body.id.clone(),
        seat: seat.clone(),
        seats: seats.cloned().collect(),
    })
}
