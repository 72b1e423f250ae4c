//! Answers.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::context::Scoped;
use crate::state::{Event, Outcome, Refusal};
use crate::vocabulary::{AgreementId, AppointmentId, AwardId, CaseId, CommandId, HoldId, MemberId};
use crate::{cases, grid, points};

/// The answer to a command, the same however often it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The entry that holds it.
    pub sequence: u64,
    /// The command's id.
    pub id: CommandId,
    /// What was answered.
    pub outcome: Outcome,
    /// Whether it had been answered before.
    pub repeated: bool,
}

/// Something a command created.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Created {
    /// A case.
    Case(CaseId),
    /// An appointment.
    Appointment(AppointmentId),
    /// A membership of a body.
    Member(MemberId),
    /// An agreement.
    Agreement(AgreementId),
    /// An award, also one that waits for review or was withheld.
    Award(AwardId),
    /// A hold.
    Hold(HoldId),
}

impl Answer {
    /// What happened; nothing if it was refused.
    pub fn events(&self) -> &[Scoped<Event>] {
        self.outcome.events()
    }

    /// Why it was refused, if it was.
    pub fn refusal(&self) -> Option<&Refusal> {
        match &self.outcome {
            Outcome::Accepted(_) => None,
            Outcome::Refused(refusal) => Some(refusal),
        }
    }

    /// What the command created, in the order of the events.
    pub fn created(&self) -> impl Iterator<Item = Created> {
        self.events().iter().filter_map(|scoped| created(&scoped.event))
    }
}

fn created(event: &Event) -> Option<Created> {
    Some(match event {
        Event::Cases(cases::Event::Registered { case, .. }) => Created::Case(case.clone()),
        Event::Grid(grid::Event::Appointed { appointment, .. }) => Created::Appointment(appointment.clone()),
        Event::Grid(grid::Event::MemberAdded { member, .. }) => Created::Member(member.clone()),
        Event::Grid(grid::Event::Agreed { agreement, .. }) => Created::Agreement(agreement.clone()),
        Event::Points(
            points::Event::Awarded { award, .. }
            | points::Event::Withheld { award, .. }
            | points::Event::Submitted { award, .. },
        ) => Created::Award(award.clone()),
        Event::Points(points::Event::Held { hold, .. }) => Created::Hold(hold.clone()),
        _ => return None,
    })
}

impl fmt::Display for Created {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case(id) => id.fmt(f),
            Self::Appointment(id) => id.fmt(f),
            Self::Member(id) => id.fmt(f),
            Self::Agreement(id) => id.fmt(f),
            Self::Award(id) => id.fmt(f),
            Self::Hold(id) => id.fmt(f),
        }
    }
}
