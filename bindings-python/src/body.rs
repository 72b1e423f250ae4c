//! Bodies, who belongs to them, and whom they serve.

use linli::grid::Span;
use linli::{AgreementId, BodyId, BodyKindId, MemberId, PersonId, SeatId, UnitId};
use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::value::value;

/// A body as it was when it was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct BodyNow {
    id: BodyId,
    kind: Option<BodyKindId>,
    name: linli::Label,
    unit: UnitId,
    life: Span,
}

impl From<&linli::grid::Body> for Body {
    fn from(body: &linli::grid::Body) -> Self {
        let linli::grid::Body {
            id,
            kind,
            name,
            unit,
            life,
        } = body.clone();
        Self(BodyNow {
            id,
            kind,
            name,
            unit,
            life,
        })
    }
}

value! {
    /// A council, branch, team or partner organisation attached to a unit 组织.
    Body(BodyNow) {
        /// Its id.
        #[getter]
        fn id(&self) -> &str {
            self.0.id.as_str()
        }

        /// Its kind, one of the rulebook's; a body of no kind holds no sittings.
        #[getter]
        fn kind(&self) -> Option<&str> {
            self.0.kind.as_ref().map(BodyKindId::as_str)
        }

        /// Its name, in Chinese where it has two.
        #[getter]
        fn name(&self) -> String {
            self.0.name.to_string()
        }

        /// The unit it belongs to.
        #[getter]
        fn unit(&self) -> &str {
            self.0.unit.as_str()
        }

        /// Its first day.
        #[getter]
        fn from_(&self) -> Day {
            Day(self.0.life.from)
        }

        /// The first day it is no more; `None` while none is set.
        #[getter]
        fn until(&self) -> Option<Day> {
            self.0.life.until.map(Day)
        }

        fn __repr__(&self) -> String {
            format!("Body({:?}, unit={:?}, name={:?})", self.id(), self.unit(), self.name())
        }
    }
}

/// A membership as it was known when it was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Membership {
    id: MemberId,
    body: BodyId,
    person: PersonId,
    seat: Option<SeatId>,
    span: Span,
}

impl Member {
    /// As known at an instant, or last; `None` where it was not known yet.
    pub(crate) fn of(member: linli::grid::Member<'_>, known_at: Option<linli::Instant>) -> Option<Self> {
        Some(Self(Membership {
            id: member.id().clone(),
            body: member.body().id.clone(),
            person: member.person().clone(),
            seat: member.seat().cloned(),
            span: member.span(known_at)?,
        }))
    }
}

value! {
    /// A person belonging to a body 成员. Its days count only while the body exists.
    Member(Membership) {
        /// The id of the membership.
        #[getter]
        fn id(&self) -> &str {
            self.0.id.as_str()
        }

        /// Of which body.
        #[getter]
        fn body(&self) -> &str {
            self.0.body.as_str()
        }

        /// Who.
        #[getter]
        fn person(&self) -> &str {
            self.0.person.as_str()
        }

        /// In which category of seats; `None` where in none (F22).
        #[getter]
        fn seat(&self) -> Option<&str> {
            self.0.seat.as_ref().map(SeatId::as_str)
        }

        /// The first day.
        #[getter]
        fn from_(&self) -> Day {
            Day(self.0.span.from)
        }

        /// The first day no longer; `None` while none is set.
        #[getter]
        fn until(&self) -> Option<Day> {
            self.0.span.until.map(Day)
        }

        fn __repr__(&self) -> String {
            let Membership { id, body, person, span, .. } = &self.0;
            format!("Member({id:?}, {person} of {body}, {span})")
        }
    }
}

/// An agreement as it was known when it was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Pact {
    id: AgreementId,
    body: BodyId,
    unit: UnitId,
    span: Span,
}

impl Agreement {
    /// As known at an instant, or last; `None` where it was not known yet.
    pub(crate) fn of(
        agreement: linli::grid::Agreement<'_>,
        known_at: Option<linli::Instant>,
    ) -> Option<Self> {
        Some(Self(Pact {
            id: agreement.id().clone(),
            body: agreement.body().id.clone(),
            unit: agreement.unit().id().clone(),
            span: agreement.span(known_at)?,
        }))
    }
}

value! {
    /// A body serving a unit and all below it 协议 (F09, F20). Its days count only while body and unit exist.
    Agreement(Pact) {
        /// Its id.
        #[getter]
        fn id(&self) -> &str {
            self.0.id.as_str()
        }

        /// Which body serves.
        #[getter]
        fn body(&self) -> &str {
            self.0.body.as_str()
        }

        /// Which unit.
        #[getter]
        fn unit(&self) -> &str {
            self.0.unit.as_str()
        }

        /// The first day.
        #[getter]
        fn from_(&self) -> Day {
            Day(self.0.span.from)
        }

        /// The first day no longer; `None` while none is set.
        #[getter]
        fn until(&self) -> Option<Day> {
            self.0.span.until.map(Day)
        }

        fn __repr__(&self) -> String {
            let Pact { id, body, unit, span } = &self.0;
            format!("Agreement({id:?}, {body} for {unit}, {span})")
        }
    }
}
