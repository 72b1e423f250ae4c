//! What happens to the grid.

use serde::{Deserialize, Serialize};

use super::{AddBody, NewUnit, UpdateUnit};
use crate::vocabulary::{
    AgreementId, AppointmentId, BodyId, Date, Instant, MemberId, PersonId, PostId, SeatId, UnitId,
};

/// An event of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A unit came into being.
    UnitAdded(NewUnit),
    /// A unit's name or figures changed.
    UnitUpdated(UpdateUnit),
    /// A unit ends on that day.
    UnitClosed {
        /// Which.
        unit: UnitId,
        /// The first day it is no more.
        until: Date,
    },
    /// Somebody holds a seat.
    Appointed {
        /// The appointment.
        appointment: AppointmentId,
        /// Who.
        person: PersonId,
        /// The post.
        post: PostId,
        /// The unit.
        unit: UnitId,
        /// The first day.
        from: Date,
        /// The first day no longer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        /// When that was entered.
        known: Instant,
    },
    /// An appointment ends on that day.
    AppointmentEnded {
        /// Which.
        appointment: AppointmentId,
        /// The first day no longer.
        until: Date,
        /// When that was entered.
        known: Instant,
    },
    /// A body was attached.
    BodyAdded(AddBody),
    /// A body ends on that day.
    BodyEnded {
        /// Which.
        body: BodyId,
        /// The first day no longer.
        until: Date,
    },
    /// Somebody is a member of a body.
    MemberAdded {
        /// The membership.
        member: MemberId,
        /// Who.
        person: PersonId,
        /// The body.
        body: BodyId,
        /// In which category of seats, where in one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seat: Option<SeatId>,
        /// The first day.
        from: Date,
        /// The first day no longer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        /// When that was entered.
        known: Instant,
    },
    /// A membership ends on that day.
    MemberEnded {
        /// Which.
        member: MemberId,
        /// The first day no longer.
        until: Date,
        /// When that was entered.
        known: Instant,
    },
    /// A body serves a unit.
    Agreed {
        /// The agreement.
        agreement: AgreementId,
        /// The body.
        body: BodyId,
        /// The unit.
        unit: UnitId,
        /// The first day.
        from: Date,
        /// The first day no longer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        /// When that was entered.
        known: Instant,
    },
    /// An agreement ends on that day.
    AgreementEnded {
        /// Which.
        agreement: AgreementId,
        /// The first day no longer.
        until: Date,
        /// When that was entered.
        known: Instant,
    },
}

impl Event {
    /// Its kind, as tables and front ends name it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::UnitAdded(..) => "grid.unit_added",
            Self::UnitUpdated(..) => "grid.unit_updated",
            Self::UnitClosed { .. } => "grid.unit_closed",
            Self::Appointed { .. } => "grid.appointed",
            Self::AppointmentEnded { .. } => "grid.appointment_ended",
            Self::BodyAdded(..) => "grid.body_added",
            Self::BodyEnded { .. } => "grid.body_ended",
            Self::MemberAdded { .. } => "grid.member_added",
            Self::MemberEnded { .. } => "grid.member_ended",
            Self::Agreed { .. } => "grid.agreed",
            Self::AgreementEnded { .. } => "grid.agreement_ended",
        }
    }
}
