//! Digests and salts.

use core::fmt;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use sha2::{Digest as _, Sha256, block_api::compress256};

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

/// A block of SHA-256.
const BLOCK: usize = 64;
/// The least that follows on what is hashed: a one, and its length in bits.
const PADDING: usize = 9;
/// The state SHA-256 begins with (FIPS 180-4, 5.3.3).
const BEGIN: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

impl Digest {
    /// The digest of parts, each preceded by its length, so that no two lists of parts read alike.
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        Self(hash.finalize().into())
    }

    /// The digest of parts back to back, where the first is a `tag` and the others begin and end where the tag says: it
    /// takes but a third of the work, and every entry takes a dozen. Inlined, for where the lengths are known putting the parts
    /// together is then but a few moves.
    #[inline(always)]
    pub(crate) fn tagged(tag: Tag, parts: &[&[u8]]) -> Self {
        let bytes = parts
            .iter()
            .fold(1, |bytes: usize, part| bytes.saturating_add(part.len()));
        let short = match bytes.saturating_add(PADDING).div_ceil(BLOCK) {
            1 => blocks::<1>(tag, parts, bytes),
            2 => blocks::<2>(tag, parts, bytes),
            3 => blocks::<3>(tag, parts, bytes),
            4 => blocks::<4>(tag, parts, bytes),
            _ => None,
        };
        short.unwrap_or_else(|| {
            let mut hash = Sha256::new();
            hash.update([tag as u8]);
            for part in parts {
                hash.update(part);
            }
            Self(hash.finalize().into())
        })
    }
}

/// What is hashed in the journal. Described for people in `core/docs/file-format.md`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Tag {
    Salt = 1,
    SaltGiven = 2,
    SaltNext = 3,
    Content = 4,
    ContentUnsalted = 5,
    Leaf = 6,
    Body = 7,
    Entry = 8,
}

/// The digest of a few blocks, which is what most of an entry is made of: handing such parts to the hasher one by one costs
/// as much as hashing them.
#[inline(always)]
fn blocks<const COUNT: usize>(tag: Tag, parts: &[&[u8]], bytes: usize) -> Option<Digest> {
    let mut blocks = [[0; BLOCK]; COUNT];
    let (first, mut rest) = blocks.as_flattened_mut().split_first_mut()?;
    *first = tag as u8;
    for part in parts {
        let (text, after) = rest.split_at_mut_checked(part.len())?;
        text.copy_from_slice(part);
        rest = after;
    }
    // The padding: a one, zeros, and how many bits there were, at the end of the last block.
    *rest.first_mut()? = 0x80;
    *rest.last_chunk_mut()? = (bytes as u64).checked_mul(8)?.to_be_bytes();
    let mut state = BEGIN;
    compress256(&mut state, &blocks);
    let mut digest = [0; 32];
    for (bytes, word) in digest.chunks_exact_mut(4).zip(state) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    Some(Digest(digest))
}

impl Salt {
    /// A salt for the `ordinal`th part of what this one was given for. Knowing one part's salt tells nothing of another's.
    pub fn derive(&self, ordinal: u32) -> Self {
        Self::cut(Digest::tagged(Tag::Salt, &[&self.0, &ordinal.to_be_bytes()]))
    }

    /// The salt of an entry, where this one is that of the entry before and its command brought `given`, if any. Both go
    /// in: whoever gave a salt with one command cannot compute the salts of what comes after it.
    pub fn next(&self, given: Option<&Self>) -> Self {
        Self::cut(match given {
            Some(given) => Digest::tagged(Tag::SaltGiven, &[&self.0, &given.0]),
            None => Digest::tagged(Tag::SaltNext, &[&self.0]),
        })
    }

    fn cut(digest: Digest) -> Self {
        let mut salt = [0; 16];
        for (byte, from) in salt.iter_mut().zip(digest.0) {
            *byte = from;
        }
        Self(salt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_any_length_are_hashed_as_sha_256_says() {
        let bytes = [0xa5; 600];
        for length in 0..bytes.len() {
            let part = &bytes[..length];
            let expected = <[u8; 32]>::from(Sha256::new().chain_update([4, 9]).chain_update(part).finalize());
            assert_eq!(
                Digest::tagged(Tag::Content, &[&[9], part]).0,
                expected,
                "{length}"
            );
        }
    }
}
