use linli::{CommandId, UnitId};
use serde::Serialize;

use crate::journal::json;
use crate::{Count, Reason};

/// The answer to a command, the same however often it is sent.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Answer {
    /// The entry that holds it.
    pub sequence: Count,
    /// The command's id.
    pub id: CommandId,
    /// Whether it had been answered before.
    pub repeated: bool,
    /// Why it was refused, if it was.
    pub refusal: Option<Reason>,
    /// What happened; nothing if it was refused.
    pub events: Vec<Event>,
    /// What the command created, in the order of the events.
    pub created: Vec<Created>,
}

/// Something that happened.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Event {
    /// What, such as `cases.registered`.
    pub kind: String,
    /// The unit whose holders may see it; left out, it concerns the whole ward.
    pub scope: Option<UnitId>,
    /// Further units whose holders may see it: of whoever has a case of another's.
    pub also: Vec<UnitId>,
    /// Its values, as JSON.
    pub json: String,
}

/// Something a command created.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Created {
    /// What.
    pub kind: CreatedKind,
    /// Its id.
    pub id: String,
}

/// What a command created.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum CreatedKind {
    /// A case.
    Case,
    /// An appointment.
    Appointment,
    /// An award, also one that waits for review or was withheld.
    Award,
    /// A hold.
    Hold,
    /// A membership of a body.
    Member,
    /// An agreement.
    Agreement,
}

impl From<linli::Answer> for Answer {
    fn from(answer: linli::Answer) -> Self {
        Self {
            refusal: answer.refusal().map(Reason::from),
            events: events(&answer.outcome),
            created: answer.created().map(Created::from).collect(),
            sequence: answer.sequence.into(),
            id: answer.id,
            repeated: answer.repeated,
        }
    }
}

impl From<linli::ward::Created> for Created {
    fn from(created: linli::ward::Created) -> Self {
        use linli::ward::Created as Core;
        let (kind, id) = match created {
            Core::Case(id) => (CreatedKind::Case, id.to_string()),
            Core::Appointment(id) => (CreatedKind::Appointment, id.to_string()),
            Core::Award(id) => (CreatedKind::Award, id.to_string()),
            Core::Hold(id) => (CreatedKind::Hold, id.to_string()),
            Core::Member(id) => (CreatedKind::Member, id.to_string()),
            Core::Agreement(id) => (CreatedKind::Agreement, id.to_string()),
        };
        Self { kind, id }
    }
}

pub(crate) fn events(outcome: &linli::Outcome) -> Vec<Event> {
    let events = outcome.events().iter().map(|scoped| Event {
        kind: scoped.event.kind().into(),
        scope: scoped.scope.clone(),
        also: scoped.also.clone(),
        json: values(&scoped.event),
    });
    events.collect()
}

/// The values alone: what `kind` says already is peeled off.
fn values(event: &linli::Event) -> String {
    match event {
        linli::Event::Grid(event) => tagged(event).1,
        linli::Event::Cases(event) => tagged(event).1,
        linli::Event::Points(event) => tagged(event).1,
        linli::Event::Adopted { .. } | linli::Event::Erased { .. } => tagged(event).1,
    }
}

/// The name and the values of a variant, written `{"name":values}` or `"name"`.
pub(crate) fn tagged(variant: &impl Serialize) -> (String, String) {
    let text = json(variant);
    let parts = text.strip_prefix("{\"").and_then(|rest| rest.strip_suffix('}'));
    match parts.and_then(|parts| parts.split_once("\":")) {
        Some((name, values)) => (name.into(), values.into()),
        None => (text.trim_matches('"').into(), "{}".into()),
    }
}
