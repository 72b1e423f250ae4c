//! Who asks, as what, for whom and when.

use serde::{Deserialize, Serialize};

use super::{Attachment, CommandId, Detail, DetailName, DetailRef, Instant, PersonId, PostId, Salt, UnitId};

/// In what capacity somebody acts. Left out, every capacity the actor has counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capacity {
    /// As a resident.
    Resident,
    /// As the holder of a post at a unit.
    Post {
        /// The post.
        post: PostId,
        /// The unit whose seat it is.
        unit: UnitId,
    },
}

/// What goes with every command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// Who asks.
    pub actor: PersonId,
    /// In what capacity; `None` lets every capacity count.
    pub capacity: Option<Capacity>,
    /// For whom, when somebody asks in another's place 代报.
    pub on_behalf_of: Option<PersonId>,
    /// The command's id. Left out, the ward gives the next of its own origin.
    pub id: Option<CommandId>,
    /// When the actor says it happened (a phone's offline act). Left out, it is `recorded`.
    pub occurred: Option<Instant>,
    /// When the host took it in. Never decreases within a ward and alone drives decisions.
    pub recorded: Instant,
    /// Salts the digests of this command and its events, and goes into the salts of all that follows; needed when there are
    /// details. Give one with every command: what comes before the first salt could be guessed from its digests.
    pub salt: Option<Salt>,
    /// Free text that goes with the command.
    pub details: Vec<Detail>,
    /// Files the host keeps.
    pub attachments: Vec<Attachment>,
}

impl Meta {
    /// A command of `actor`, taken in at `recorded`.
    pub fn new(actor: PersonId, recorded: Instant) -> Self {
        Self {
            actor,
            capacity: None,
            on_behalf_of: None,
            id: None,
            occurred: None,
            recorded,
            salt: None,
            details: Vec::new(),
            attachments: Vec::new(),
        }
    }

    /// With an id.
    pub fn id(mut self, id: CommandId) -> Self {
        self.id = Some(id);
        self
    }

    /// In a capacity.
    pub fn capacity(mut self, capacity: Capacity) -> Self {
        self.capacity = Some(capacity);
        self
    }

    /// In the place of somebody else.
    pub fn on_behalf_of(mut self, person: PersonId) -> Self {
        self.on_behalf_of = Some(person);
        self
    }

    /// Happened at another time than it was recorded.
    pub fn occurred(mut self, at: Instant) -> Self {
        self.occurred = Some(at);
        self
    }

    /// With a salt.
    pub fn salt(mut self, salt: Salt) -> Self {
        self.salt = Some(salt);
        self
    }

    /// With a detail.
    pub fn detail(mut self, name: DetailName, text: impl Into<String>) -> Self {
        self.details.push(Detail {
            name,
            text: text.into(),
        });
        self
    }
}

/// A command's meta as the journal keeps it: the id is settled, and of each detail only the digest is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The command's id.
    pub id: CommandId,
    /// Who asks.
    pub actor: PersonId,
    /// In what capacity; `None` lets every capacity count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<Capacity>,
    /// For whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<PersonId>,
    /// When it happened, if that was claimed to be at another time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred: Option<Instant>,
    /// When the host took it in.
    pub recorded: Instant,
    /// What is left of the details.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<DetailRef>,
    /// Files the host keeps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
}

impl Stamp {
    /// When it happened: as claimed, or else when it was recorded.
    pub fn happened(&self) -> Instant {
        self.occurred.unwrap_or(self.recorded)
    }

    /// Whether a detail of this name came with it.
    pub fn has_detail(&self, name: &DetailName) -> bool {
        self.details.iter().any(|detail| &detail.name == name)
    }

    /// Whether a file of this name came with it.
    pub fn has_attachment(&self, name: &DetailName) -> bool {
        self.attachments.iter().any(|file| &file.name == name)
    }
}
