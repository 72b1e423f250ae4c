//! Ids: short opaque texts, each with a type of its own so that none is taken for another.

use core::{fmt, str::FromStr};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _, de::Visitor};
use smol_str::SmolStr;

use super::{Bound, bounds};

/// Why a text is no id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// An id has at least one character.
    #[error("an id may not be empty")]
    Empty,
    /// Longer than [`bounds::ID_BYTES`], or, for an [`Origin`], [`bounds::ORIGIN_BYTES`].
    #[error("an id of {found} bytes is too long: at most {most} are allowed")]
    TooLong {
        /// Bytes in the refused text.
        found: usize,
        /// Bytes allowed.
        most: u64,
    },
    /// White space and control characters are not allowed.
    #[error("an id may not contain the character {found:?}: no white space, no control characters")]
    BadCharacter {
        /// The first such character.
        found: char,
    },
    /// A command id is `origin-number`.
    #[error("`{found}` is not a command id: it is written `origin-number`, for example `desk-412`")]
    NotACommandId {
        /// The refused text.
        found: SmolStr,
    },
}

fn checked(text: &str, bound: Bound) -> Result<SmolStr, IdError> {
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    if bound.check(text.len() as u64).is_err() {
        return Err(IdError::TooLong {
            found: text.len(),
            most: bound.most,
        });
    }
    // Nearly every id is plain ASCII; only the others are looked at character by character.
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(SmolStr::new(text));
    }
    match text.chars().find(|c| c.is_whitespace() || c.is_control()) {
        Some(found) => Err(IdError::BadCharacter { found }),
        None => Ok(SmolStr::new(text)),
    }
}

/// Reads an id without keeping a copy that was not checked.
struct Checked(Bound);

impl Visitor<'_> for Checked {
    type Value = SmolStr;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<SmolStr, E> {
        checked(text, self.0).map_err(E::custom)
    }
}

/// Whether two texts are the same. Ids are short and compared all the time: two words of each say it for most, without the
/// call that a comparison of any length takes.
fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    if one.len() <= 16
        && let (Some(first), Some(last)) = (one.first_chunk::<8>(), one.last_chunk::<8>())
    {
        return other.first_chunk() == Some(first) && other.last_chunk() == Some(last);
    }
    one == other
}

macro_rules! ids {
    (@bound) => { bounds::ID_BYTES };
    (@bound $bound:ident) => { bounds::$bound };
    ($($(#[$doc:meta])* $name:ident $(within $bound:ident)?;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Eq, PartialOrd, Ord, Serialize)]
        #[serde(transparent)]
        pub struct $name(SmolStr);

        // Written out to be inlined: the comparison of the texts themselves would look at them twice when they differ.
        impl PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                same(self.as_str().as_bytes(), other.as_str().as_bytes())
            }
        }

        impl core::hash::Hash for $name {
            #[inline]
            fn hash<H: core::hash::Hasher>(&self, hasher: &mut H) {
                self.as_str().hash(hasher);
            }
        }

        impl $name {
            /// Reads an id: not empty, no longer than its bound, no white space, no control characters.
            pub fn new(text: impl AsRef<str>) -> Result<Self, IdError> {
                checked(text.as_ref(), ids!(@bound $($bound)?)).map(Self)
            }

            /// The id as text.
            #[inline]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
                source.deserialize_str(Checked(ids!(@bound $($bound)?))).map(Self)
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::new(text)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = IdError;
            fn try_from(text: &str) -> Result<Self, IdError> {
                Self::new(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", self.0.as_str())
            }
        }

        impl core::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                self.0.as_str()
            }
        }
    )*};
}

ids! {
    /// A rulebook 规则集.
    RulebookId;
    /// A rung of the grid's ladder 层级, such as `community`.
    LevelId;
    /// A kind of unit on a level, such as `resident-group`.
    KindId;
    /// A unit of the grid 层级单位, such as `grid-07`.
    UnitId;
    /// An office 岗位, such as `grid-worker`.
    PostId;
    /// A council, branch, team or organisation 组织.
    BodyId;
    /// A kind of body 组织类型, such as `council`.
    BodyKindId;
    /// A category of seats of a kind of body 席位类别, such as `residents`.
    SeatId;
    /// A person: an opaque id chosen by the host application. The library knows nothing else of anyone.
    PersonId;
    /// A household 住户 (a pooled passbook), opaque like a person.
    HouseholdId;
    /// A kind of case in the catalogue 事项.
    MatterId;
    /// A procedure 流程.
    ProcedureId;
    /// A state of a procedure.
    StateId;
    /// An action of a procedure.
    ActionId;
    /// The name of a mark 标记 an action leaves on a case, such as `consent`.
    MarkId;
    /// The name of a time limit 时限 of a matter, such as `accept`.
    LimitId;
    /// An intake channel 渠道, such as `hotline`.
    ChannelId;
    /// A rule by which a deed earns points.
    RuleId;
    /// An item of the reward catalogue 兑换品.
    RewardId;
    /// The name of a detail 详情 (free text), such as `reply`.
    DetailName;
    /// An installation that issues command ids. Short enough ([`bounds::ORIGIN_BYTES`]) for the ids derived from it.
    Origin within ORIGIN_BYTES;
}

/// Who asked first: an installation and its own rising number. Each is answered once and for ever. Written `desk-412`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommandId {
    /// The installation, for example one phone.
    pub origin: Origin,
    /// Rises with every command of that installation.
    pub number: u64,
}

impl CommandId {
    /// Names the `number`th command of `origin`.
    pub fn new(origin: Origin, number: u64) -> Self {
        Self { origin, number }
    }
}

impl fmt::Display for CommandId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.origin, self.number)
    }
}

impl Serialize for CommandId {
    fn serialize<S: Serializer>(&self, sink: S) -> Result<S::Ok, S::Error> {
        sink.serialize_str(&written(self.origin.as_str(), self.number, None))
    }
}

impl<'de> Deserialize<'de> for CommandId {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        let text = SmolStr::deserialize(source)?;
        text.parse().map_err(D::Error::custom)
    }
}

impl FromStr for CommandId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let wrong = || IdError::NotACommandId { found: text.into() };
        let (origin, number) = text.rsplit_once('-').ok_or_else(wrong)?;
        let parsed: u64 = number.parse().map_err(|_| wrong())?;
        // One id has one spelling.
        if number.starts_with('+') || (number.starts_with('0') && number != "0") {
            return Err(wrong());
        }
        Ok(Self {
            origin: Origin::new(origin)?,
            number: parsed,
        })
    }
}

/// `origin-number`, and `.ordinal` for what comes of the command. Most commands write one, so it goes without the
/// machinery of `format!`.
fn written(origin: &str, number: u64, ordinal: Option<u32>) -> SmolStr {
    let (mut room, mut more_room) = (itoa::Buffer::new(), itoa::Buffer::new());
    let number = room.format(number);
    match ordinal {
        None => [origin, "-", number].into_iter().collect(),
        Some(ordinal) => {
            let ordinal = more_room.format(ordinal);
            [origin, "-", number, ".", ordinal].into_iter().collect()
        }
    }
}

macro_rules! derived_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        ids! {$($(#[$doc])* $name;)*}
        $(impl $name {
            /// The id of the `ordinal`th thing a command creates: it comes from the command and from no counter,
            /// so a history replayed under other rules keeps its ids. Ordinals stay below [`bounds::LINES`].
            pub fn derive(command: &CommandId, ordinal: u32) -> Self {
                Self::of_parts(command.origin.as_str(), command.number, ordinal)
            }

            /// The same from the parts of the command's id.
            pub(crate) fn of_parts(origin: &str, number: u64, ordinal: u32) -> Self {
                Self(written(origin, number, Some(ordinal)))
            }
        })*
    };
}

derived_ids! {
    /// A case 事件. The printed number of a case is another thing, kept in the case.
    CaseId;
    /// A person holding a seat of a post.
    AppointmentId;
    /// A person belonging to a body.
    MemberId;
    /// A body serving a unit.
    AgreementId;
    /// One award of points; it names its lot too.
    AwardId;
    /// Points set aside for a reward.
    HoldId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_the_same_if_each_of_their_letters_is() {
        for length in 1..=40 {
            let text = "a".repeat(length);
            let id = UnitId::new(&text).unwrap();
            assert_eq!(id, UnitId::new(&text).unwrap());
            assert_ne!(id, UnitId::new(format!("{text}a")).unwrap());
            for place in 0..length {
                let mut other = text.clone();
                other.replace_range(place..=place, "b");
                assert_ne!(id, UnitId::new(other).unwrap(), "letter {place} of {length}");
            }
        }
    }

    #[test]
    fn derived_ids_are_written_as_their_parts_are_shown() {
        let long = "a-rather-long-origin-of-a-phone";
        for origin in ["d", "desk-1", "网格", long] {
            for number in [0, 9, 10, 1_000_007, u64::from(u32::MAX), u64::MAX] {
                for ordinal in [0, 1, 999, u32::MAX] {
                    let command = CommandId::new(Origin::new(origin).unwrap(), number);
                    let id = CaseId::derive(&command, ordinal);
                    assert_eq!(id.to_string(), format!("{origin}-{number}.{ordinal}"));
                }
            }
        }
    }
}
