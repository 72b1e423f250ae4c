//! What can be asked of the grid.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{
    AgreementId, AppointmentId, BodyId, BodyKindId, Date, DivisionCode, KindId, Label, LevelId, MemberId,
    PersonId, PostId, SeatId, UnitId,
};

/// A command to the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Units come into being.
    AddUnits(AddUnits),
    /// A unit's name or figures change.
    UpdateUnit(UpdateUnit),
    /// A unit ends.
    CloseUnit(CloseUnit),
    /// Somebody takes a seat of a post.
    Appoint(Appoint),
    /// An appointment ends.
    EndAppointment(EndAppointment),
    /// A body is attached to a unit (F02).
    AddBody(AddBody),
    /// A body ends.
    EndBody(EndBody),
    /// Somebody becomes a member of a body.
    AddMember(AddMember),
    /// A membership ends.
    EndMember(EndMember),
    /// A body agrees to serve a unit (F09, F20).
    Agree(Agree),
    /// An agreement ends.
    EndAgreement(EndAgreement),
}

/// Adds units, parents before their children; all of them or none. At most [`bounds::LINES`](crate::bounds::LINES) at a time.
/// Their levels must be there, and in order, in the editions adopted for later too (`W009`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddUnits {
    /// The units.
    pub units: Vec<NewUnit>,
}

/// A unit to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewUnit {
    /// Its id.
    pub id: UnitId,
    /// Its level.
    pub level: LevelId,
    /// Its kind, where the level has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<KindId>,
    /// Its statistical division code, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<DivisionCode>,
    /// Its name.
    pub name: Label,
    /// The unit above it, on any higher level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<UnitId>,
    /// Its first day.
    pub from: Date,
    /// How many households it has, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub households: Option<u32>,
    /// How many residents it has, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residents: Option<u32>,
}

/// Changes what is said of a unit; what is left out stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UpdateUnit {
    /// Which unit.
    pub unit: UnitId,
    /// Its new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Label>,
    /// How many households it has now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub households: Option<u32>,
    /// How many residents it has now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residents: Option<u32>,
}

/// Ends a unit that has no open children, appointments or bodies left on that day; nor open cases, open redemptions or
/// stock now, nor households living there from that day on (`W008`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CloseUnit {
    /// Which unit.
    pub unit: UnitId,
    /// The first day it is no more.
    pub until: Date,
}

/// Gives somebody a seat of a post at a unit. Past days may be entered late.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appoint {
    /// Who.
    pub person: PersonId,
    /// The post.
    pub post: PostId,
    /// The unit.
    pub unit: UnitId,
    /// The first day.
    pub from: Date,
    /// The first day no longer; open where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// Ends an appointment. An end not after its first day says it never held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndAppointment {
    /// Which.
    pub appointment: AppointmentId,
    /// The first day no longer.
    pub until: Date,
}

/// Attaches a body (a branch, council, team or partner organisation) to a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddBody {
    /// Its id.
    pub id: BodyId,
    /// Its kind, one of the rulebook's; a body of no kind holds no sittings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<BodyKindId>,
    /// Its name.
    pub name: Label,
    /// The unit it belongs to.
    pub unit: UnitId,
    /// Its first day.
    pub from: Date,
}

/// Ends a body. Its memberships and agreements end with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndBody {
    /// Which.
    pub body: BodyId,
    /// The first day no longer.
    pub until: Date,
}

/// Makes somebody a member of a body 成员. Past days may be entered late. A person is a member of a body once at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddMember {
    /// The body.
    pub body: BodyId,
    /// Who.
    pub person: PersonId,
    /// In which category of seats of the body's kind, where in one (F22).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat: Option<SeatId>,
    /// The first day.
    pub from: Date,
    /// The first day no longer; open where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// Ends a membership. An end not after its first day says it never held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndMember {
    /// Which.
    pub member: MemberId,
    /// The first day no longer.
    pub until: Date,
}

/// Records that a body serves a unit, and all below it, from a day to another 协议 (F09, F20). Past days may be entered
/// late. A body serves a unit under one agreement at a time; the unit need not be its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agree {
    /// The body.
    pub body: BodyId,
    /// The unit it serves.
    pub unit: UnitId,
    /// The first day.
    pub from: Date,
    /// The first day no longer; open where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// Ends an agreement. An end not after its first day says it never held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndAgreement {
    /// Which.
    pub agreement: AgreementId,
    /// The first day no longer.
    pub until: Date,
}
