use linli::{AgreementId, BodyId, BodyKindId, MemberId, PersonId, SeatId, UnitId};

use crate::vocabulary::Day;
use crate::{Count, DisplayName, LinliError, Ward};

/// A council, branch, team or organisation attached to a unit 组织.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Body {
    /// Its id.
    pub id: BodyId,
    /// Its kind, where it is of one.
    pub kind: Option<BodyKindId>,
    /// Its name.
    pub name: DisplayName,
    /// The unit it belongs to.
    pub unit: UnitId,
    /// Its first day.
    pub from: Day,
    /// The first day it is no more; open where left out.
    pub until: Option<Day>,
}

/// A person belonging to a body 成员.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Member {
    /// The id of the membership.
    pub id: MemberId,
    /// Who.
    pub person: PersonId,
    /// Of which body.
    pub body: BodyId,
    /// In which category of seats, where in one.
    pub seat: Option<SeatId>,
    /// The first day.
    pub from: Option<Day>,
    /// The first day no longer; open where left out. It ends with the body in any case.
    pub until: Option<Day>,
}

/// A body serving a unit, and all below it 协议.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Agreement {
    /// Its id.
    pub id: AgreementId,
    /// Which body serves.
    pub body: BodyId,
    /// Which unit.
    pub unit: UnitId,
    /// The first day.
    pub from: Option<Day>,
    /// The first day no longer; open where left out. It ends with the body and the unit in any case.
    pub until: Option<Day>,
}

/// A sitting of a body, as evidence for an action.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Sitting {
    /// Whose.
    pub body: BodyId,
    /// The members who were present, each once.
    pub attended: Vec<PersonId>,
    /// How they voted, where they did.
    #[uniffi(default = None)]
    pub votes: Option<Votes>,
}

/// The votes of a sitting. Who is present need not vote.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Votes {
    /// In favour 赞成.
    pub ayes: Count,
    /// Against 反对.
    pub noes: Count,
    /// Neither 弃权.
    #[uniffi(default = 0)]
    pub abstain: Count,
}

/// What a sitting came to.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum Verdict {
    /// It may decide.
    Valid {
        /// How many members were present.
        present: Count,
        /// How many members there were that day.
        members: Count,
        /// Whether the motion passed; left out where nobody was asked to vote.
        passed: Option<bool>,
    },
    /// It may not.
    Invalid {
        /// Why, in a sentence.
        why: DisplayName,
    },
}

impl From<&linli::grid::Body> for Body {
    fn from(body: &linli::grid::Body) -> Self {
        Self {
            id: body.id.clone(),
            kind: body.kind.clone(),
            name: (&body.name).into(),
            unit: body.unit.clone(),
            from: body.life.from,
            until: body.life.until,
        }
    }
}

impl From<linli::grid::Member<'_>> for Member {
    fn from(member: linli::grid::Member<'_>) -> Self {
        let span = member.span(None);
        Self {
            id: member.id().clone(),
            person: member.person().clone(),
            body: member.body().id.clone(),
            seat: member.seat().cloned(),
            from: span.map(|span| span.from),
            until: span.and_then(|span| span.until),
        }
    }
}

impl From<linli::grid::Agreement<'_>> for Agreement {
    fn from(agreement: linli::grid::Agreement<'_>) -> Self {
        let span = agreement.span(None);
        Self {
            id: agreement.id().clone(),
            body: agreement.body().id.clone(),
            unit: agreement.unit().id().clone(),
            from: span.map(|span| span.from),
            until: span.and_then(|span| span.until),
        }
    }
}

impl From<Sitting> for linli::grid::Sitting {
    fn from(sitting: Sitting) -> Self {
        let votes = sitting.votes.map(|votes| linli::grid::Votes {
            ayes: votes.ayes.narrow(),
            noes: votes.noes.narrow(),
            abstain: votes.abstain.narrow(),
        });
        Self {
            body: sitting.body,
            attended: sitting.attended,
            votes,
        }
    }
}

#[uniffi::export]
impl Ward {
    /// A body, whether it exists today, no longer, or not yet.
    pub fn grid_body(&self, id: BodyId) -> Result<Option<Body>, LinliError> {
        self.look(|state| state.grid.body(&id).map(Body::from))
    }

    /// The bodies of a unit on a day.
    pub fn grid_bodies_at(&self, unit: UnitId, on: Day) -> Result<Vec<Body>, LinliError> {
        self.look(|state| state.grid.bodies_at(&unit, on).map(Body::from).collect())
    }

    /// The bodies of a kind on a day, at the unit or above it, nearest first.
    pub fn grid_bodies_of_kind(
        &self,
        kind: BodyKindId,
        unit: UnitId,
        on: Day,
    ) -> Result<Vec<Body>, LinliError> {
        self.look(|state| {
            let bodies = state.grid.bodies_of_kind_at_or_above(&kind, &unit, on);
            bodies.map(Body::from).collect()
        })
    }

    /// The members of a body on a day, in the order they were entered.
    pub fn grid_members(&self, body: BodyId, on: Day) -> Result<Vec<Member>, LinliError> {
        self.look(|state| state.grid.members(&body, on).map(Member::from).collect())
    }

    /// The memberships of a person on a day, in the order they were entered.
    pub fn grid_memberships_of(&self, person: PersonId, on: Day) -> Result<Vec<Member>, LinliError> {
        self.look(|state| state.grid.memberships_of(&person, on).map(Member::from).collect())
    }

    /// The agreement under which a body serves a unit on a day: with the unit, or the nearest above it that has one; left
    /// out where there is none.
    pub fn grid_agreement(
        &self,
        body: BodyId,
        unit: UnitId,
        on: Day,
    ) -> Result<Option<Agreement>, LinliError> {
        self.look(|state| state.grid.agreement(&body, &unit, on).map(Agreement::from))
    }

    /// The agreements under which a unit is served on a day: its own first, then those of the units above.
    pub fn grid_agreements(&self, unit: UnitId, on: Day) -> Result<Vec<Agreement>, LinliError> {
        self.look(|state| {
            let agreements = state.grid.agreements_at_or_above(&unit, on);
            agreements.map(Agreement::from).collect()
        })
    }

    /// Whether a sitting on a day may decide, and what it came to. Left out before the first edition.
    pub fn grid_judge(&self, sitting: Sitting, on: Day) -> Result<Option<Verdict>, LinliError> {
        let sitting = sitting.into();
        self.on_day(on, |state, rules| match state.grid.judge(rules, &sitting, on) {
            Ok(verdict) => Verdict::Valid {
                present: verdict.present.into(),
                members: verdict.members.into(),
                passed: verdict.passed,
            },
            Err(fault) => Verdict::Invalid {
                why: DisplayName {
                    zh: format!("{fault:#}"),
                    en: Some(fault.to_string()),
                },
            },
        })
    }
}
