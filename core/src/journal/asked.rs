//! Who asked for what, as the journal keeps it: one text, for both are seen by the same.

use serde::{Deserialize, Serialize};

use super::Fault;
use super::draft::write;
use crate::state::Command;
#[cfg(feature = "sqlite")]
use crate::vocabulary::json;
use crate::vocabulary::json::Raw;
use crate::vocabulary::{Attachment, Capacity, CommandId, DetailRef, Instant, PersonId, Stamp};

/// Bytes a command usually takes, with who asks.
pub(crate) const USUAL_ASKED: usize = 128;

/// How the text of every command begins, and of nothing else that an entry may be there for.
#[cfg(feature = "sqlite")]
const BEGINS: &str = "{\"id\":";

/// A stamp but for when it was recorded, which its entry says, and the command as it was written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked<'a> {
    id: CommandId,
    actor: PersonId,
    #[serde(default)]
    capacity: Option<Capacity>,
    #[serde(default)]
    on_behalf_of: Option<PersonId>,
    #[serde(default)]
    occurred: Option<Instant>,
    #[serde(default)]
    details: Vec<DetailRef>,
    #[serde(default)]
    attachments: Vec<Attachment>,
    #[serde(borrow)]
    pub(crate) command: Raw<'a>,
}

impl Asked<'_> {
    pub(crate) fn stamp(self, recorded: Instant) -> Stamp {
        Stamp {
            id: self.id,
            actor: self.actor,
            capacity: self.capacity,
            on_behalf_of: self.on_behalf_of,
            occurred: self.occurred,
            recorded,
            details: self.details,
            attachments: self.attachments,
        }
    }
}

/// What is written of a stamp.
#[derive(Serialize)]
struct Stamped<'a> {
    id: &'a CommandId,
    actor: &'a PersonId,
    #[serde(skip_serializing_if = "Option::is_none")]
    capacity: Option<&'a Capacity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on_behalf_of: Option<&'a PersonId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    occurred: Option<Instant>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    details: &'a [DetailRef],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    attachments: &'a [Attachment],
}

/// Adds the text of a command, and says how many bytes of it are the command itself.
pub(crate) fn write_asked(json: &mut String, stamp: &Stamp, command: &Command) -> Result<usize, Fault> {
    let stamped = Stamped {
        id: &stamp.id,
        actor: &stamp.actor,
        capacity: stamp.capacity.as_ref(),
        on_behalf_of: stamp.on_behalf_of.as_ref(),
        occurred: stamp.occurred,
        details: &stamp.details,
        attachments: &stamp.attachments,
    };
    write(json, &stamped)?;
    // The command is the last member of the same object.
    json.pop();
    json.push_str(",\"command\":");
    let start = json.len();
    write(json, command)?;
    let bytes = json.len().saturating_sub(start);
    json.push('}');
    Ok(bytes)
}

/// Whether a text is a command's; else it is of something that fell due.
#[cfg(feature = "sqlite")]
pub(super) fn is_asked(json: &str) -> bool {
    json.starts_with(BEGINS)
}

/// The id of the command whose text this is, reading nothing after it.
#[cfg(feature = "sqlite")]
pub(super) fn id(text: &str) -> Option<CommandId> {
    json::first(text.strip_prefix(BEGINS)?).ok()
}
