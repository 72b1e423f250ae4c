//! Digests and salts.

use core::fmt;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use sha2::{Digest as _, Sha256};

macro_rules! bytes {
    ($($(#[$doc:meta])* $name:ident($len:literal);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $len]);

        impl $name {
            /// Reads lower-case hexadecimal digits, two a byte.
            pub fn from_hex(text: &str) -> Option<Self> {
                let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
                if text.len() != $len * 2 || !text.bytes().all(digit) {
                    return None;
                }
                let mut bytes = [0; $len];
                for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
                    *byte = u8::from_str_radix(core::str::from_utf8(pair).ok()?, 16).ok()?;
                }
                Some(Self(bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, sink: S) -> Result<S::Ok, S::Error> {
                sink.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
                let text = smol_str::SmolStr::deserialize(source)?;
                Self::from_hex(&text).ok_or_else(|| {
                    D::Error::custom(concat!("expected ", $len, " bytes as hexadecimal digits"))
                })
            }
        }
    )*};
}

bytes! {
    /// A SHA-256 digest.
    Digest(32);
    /// 16 random bytes the host supplies with a command, so that what is digested cannot be guessed.
    Salt(16);
}

/// Bytes that are sooner copied than hashed apart.
const SMALL: usize = 256;

impl Digest {
    /// The digest of parts, each preceded by its length, so that no two lists of parts read alike.
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        // Small parts are gathered first: handing them over one by one costs more than hashing them.
        let mut gathered = Vec::with_capacity(2 * SMALL);
        for part in parts {
            gathered.extend((part.len() as u64).to_be_bytes());
            if part.len() <= SMALL {
                gathered.extend_from_slice(part);
            } else {
                hash.update(&gathered);
                hash.update(part);
                gathered.clear();
            }
        }
        hash.update(&gathered);
        Self(hash.finalize().into())
    }
}

impl Salt {
    /// A salt for the `ordinal`th part of what this one was given for. Knowing one part's salt tells nothing of another's.
    pub fn derive(&self, ordinal: u32) -> Self {
        Self::cut(Digest::of(&[b"linli/salt/1", &self.0, &ordinal.to_be_bytes()]))
    }

    /// The salt of the entry `sequence`, where this one is that of the entry before and its command brought `given`, if
    /// any. Both go in: whoever gave a salt with one command cannot compute the salts of what comes after it.
    pub fn next(&self, given: Option<&Self>, sequence: u64) -> Self {
        let given: &[u8] = given.map_or(&[], |given| &given.0);
        Self::cut(Digest::of(&[
            b"linli/salt/next",
            &self.0,
            given,
            &sequence.to_be_bytes(),
        ]))
    }

    fn cut(digest: Digest) -> Self {
        let mut salt = [0; 16];
        for (byte, from) in salt.iter_mut().zip(digest.0) {
            *byte = from;
        }
        Self(salt)
    }
}
