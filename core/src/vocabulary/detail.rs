//! Details: free text, names and contacts. They lie beside the chain, tied to it by a salted digest, and can be erased.

use serde::{Deserialize, Serialize};

use super::{DetailName, Digest, Salt};

/// A detail as it comes in with a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// What it is, such as `reply`.
    pub name: DetailName,
    /// The text. It is kept beside the journal, never in it.
    pub text: String,
}

/// What the chain keeps of a detail.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DetailRef {
    /// What it is, such as `reply`.
    pub name: DetailName,
    /// The salted digest of its text.
    pub digest: Digest,
}

impl Detail {
    /// Ties the text to the chain.
    pub fn seal(&self, salt: &Salt) -> DetailRef {
        let parts: [&[u8]; 4] = [
            b"linli/detail/1",
            &salt.0,
            self.name.as_str().as_bytes(),
            self.text.as_bytes(),
        ];
        DetailRef {
            name: self.name.clone(),
            digest: Digest::of(&parts),
        }
    }
}

/// A file the host keeps; the journal holds its digest alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Attachment {
    /// What it is evidence of, such as `photo-after`.
    pub name: DetailName,
    /// SHA-256 of the file's bytes.
    pub digest: Digest,
}
