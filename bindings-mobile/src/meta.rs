use linli::{Attachment, Capacity, CommandId, Detail, DetailName, Digest, PersonId, PostId, Salt, UnitId};

use crate::vocabulary::Instant;

/// In what capacity somebody acts. Left out, every capacity the actor has counts.
#[uniffi::remote(Enum)]
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

/// A free text 详情 that goes with a command. It is kept beside the journal, never in it, and can be erased.
#[uniffi::remote(Record)]
pub struct Detail {
    /// What it is, such as `reply`.
    pub name: DetailName,
    /// The text.
    pub text: String,
}

/// A file the app keeps; the journal holds its digest alone.
#[uniffi::remote(Record)]
pub struct Attachment {
    /// What it is evidence of, such as `photo-after`.
    pub name: DetailName,
    /// SHA-256 of the file's bytes.
    pub digest: Digest,
}

/// What goes with every command: by whom it is asked, and when.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Meta {
    /// Who asks.
    pub actor: PersonId,
    /// When the app took it in. Never decreases within a ward and alone drives decisions.
    pub recorded: Instant,
    /// In what capacity; left out, every capacity counts.
    #[uniffi(default = None)]
    pub capacity: Option<Capacity>,
    /// For whom, when somebody asks in another's place 代报.
    #[uniffi(default = None)]
    pub on_behalf_of: Option<PersonId>,
    /// The command's id, for whoever may have to send it again. Left out, the ward gives the next of its own.
    #[uniffi(default = None)]
    pub id: Option<CommandId>,
    /// When the actor says it happened (an offline act). Left out, it is `recorded`.
    #[uniffi(default = None)]
    pub occurred: Option<Instant>,
    /// Hides the details from whoever sees only the chain. Who gives an id and details gives one, the same when sending
    /// again; without an id the façades supply it.
    #[uniffi(default = None)]
    pub salt: Option<Salt>,
    /// Free text that goes with the command.
    #[uniffi(default = [])]
    pub details: Vec<Detail>,
    /// Files the app keeps.
    #[uniffi(default = [])]
    pub attachments: Vec<Attachment>,
}

impl From<Meta> for linli::Meta {
    fn from(meta: Meta) -> Self {
        Self {
            actor: meta.actor,
            capacity: meta.capacity,
            on_behalf_of: meta.on_behalf_of,
            id: meta.id,
            occurred: meta.occurred,
            recorded: meta.recorded,
            salt: meta.salt,
            details: meta.details,
            attachments: meta.attachments,
        }
    }
}
