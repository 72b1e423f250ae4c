//! Shares of a number of persons: who must be present, how many must be in favour.

use core::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::ranges;

/// A share of a number: `1/2` is at least half of it, `over 1/2` more than half.
///
/// Both parts are 1 to 100, and the share can be met: `1/1` is all, `over 1/1` and `3/2` are none. Kept in lowest terms,
/// so that `2/4` and `1/2` are one share.
///
/// ```
/// use linli::rulebook::Share;
///
/// let least_of = |share: &str, number| share.parse::<Share>().unwrap().least_of(number);
/// assert_eq!((least_of("1/2", 6), least_of("1/2", 7)), (3, 4));
/// assert_eq!((least_of("over 1/2", 6), least_of("over 1/2", 7)), (4, 4));
/// assert_eq!((least_of("2/3", 7), least_of("1/1", 7)), (5, 7));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    over: bool,
    part: u32,
    whole: u32,
}

/// How many members must be present: a [`Share`] of them, or a number of persons, 1 to [`bounds::SEATS`](crate::bounds::SEATS).
///
/// Written as a share, or as the number: `"2/3"`, `"over 1/2"`, `"5"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Quorum {
    /// So large a share of the members.
    Share(Share),
    /// So many members.
    Persons(u32),
}

/// What a vote needs to pass: so large a share in favour, and always somebody.
///
/// Written as a share and of what: `over 1/2 of votes`, `2/3 of present`, `2/3 of members`.
///
/// ```
/// use linli::rulebook::{Majority, Of};
///
/// let majority: Majority = "2/3 of members".parse().unwrap();
/// assert_eq!((majority.of, majority.to_string().as_str()), (Of::Members, "2/3 of members"));
/// assert_eq!(Majority::default().to_string(), "over 1/2 of votes");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Majority {
    /// How large a share.
    pub share: Share,
    /// Of what.
    pub of: Of,
}

/// What a majority is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// The votes for and against: who abstains is left out.
    Votes,
    /// The members present, whether they vote or not.
    Present,
    /// All members, present or not.
    Members,
}

/// A text that says neither what share of the members nor how many.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a quorum: write a share such as `1/2`, `2/3`, `over 1/2`, or a whole number of persons"
)]
pub struct NotAQuorum(pub String);

/// A text that does not say what share of whom.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a majority: write a share and of what, such as `over 1/2 of votes` or `2/3 of members`"
)]
pub struct NotAMajority(pub String);

impl Share {
    /// A share, where it has a meaning.
    pub fn new(over: bool, part: u32, whole: u32) -> Option<Self> {
        let counted = [part, whole]
            .iter()
            .all(|&number| ranges::PARTS.contains(&u64::from(number)));
        let met_by_all = if over { part < whole } else { part <= whole };
        if !counted || !met_by_all {
            return None;
        }
        let divides = |divisor: &u32| part.is_multiple_of(*divisor) && whole.is_multiple_of(*divisor);
        let common = (1..=part).rev().find(divides)?;
        Some(Self {
            over,
            part: part.checked_div(common)?,
            whole: whole.checked_div(common)?,
        })
    }

    /// The smallest number that is such a share of another; for `over`, of 0, it is 1.
    pub fn least_of(self, number: u32) -> u32 {
        let parts = u64::from(number).saturating_mul(self.part.into());
        let whole = u64::from(self.whole);
        let least = if self.over {
            parts.checked_div(whole).unwrap_or_default().saturating_add(1)
        } else {
            parts.div_ceil(whole.max(1))
        };
        u32::try_from(least).unwrap_or(u32::MAX)
    }
}

impl Quorum {
    /// The least who must be present of so many members; at least one.
    pub fn least_of(self, members: u32) -> u32 {
        match self {
            Self::Share(share) => share.least_of(members).max(1),
            Self::Persons(persons) => persons,
        }
    }
}

impl Majority {
    /// The least who must be in favour of so many; at least one.
    pub fn least_of(self, number: u32) -> u32 {
        self.share.least_of(number).max(1)
    }
}

/// `over 1/2 of votes`.
impl Default for Majority {
    fn default() -> Self {
        Self {
            share: Share {
                over: true,
                part: 1,
                whole: 2,
            },
            of: Of::Votes,
        }
    }
}

impl FromStr for Share {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (over, fraction) = match text.strip_prefix("over ") {
            Some(fraction) => (true, fraction),
            None => (false, text),
        };
        let (part, whole) = fraction.split_once('/').ok_or(())?;
        Self::new(over, number(part).ok_or(())?, number(whole).ok_or(())?).ok_or(())
    }
}

impl FromStr for Quorum {
    type Err = NotAQuorum;

    fn from_str(text: &str) -> Result<Self, NotAQuorum> {
        let persons = || number(text).filter(|&persons| ranges::QUORUM.contains(&u64::from(persons)));
        let share = text.parse().ok().map(Self::Share);
        share
            .or_else(|| persons().map(Self::Persons))
            .ok_or_else(|| NotAQuorum(text.to_owned()))
    }
}

impl FromStr for Majority {
    type Err = NotAMajority;

    fn from_str(text: &str) -> Result<Self, NotAMajority> {
        let read = || {
            let (share, base) = text.split_once(" of ")?;
            let (_, of) = BASES.iter().find(|(word, _)| *word == base)?;
            Some(Self {
                share: share.parse().ok()?,
                of: *of,
            })
        };
        read().ok_or_else(|| NotAMajority(text.to_owned()))
    }
}

const BASES: [(&str, Of); 3] = [
    ("votes", Of::Votes),
    ("present", Of::Present),
    ("members", Of::Members),
];

/// Plain digits: one number has one spelling.
fn number(text: &str) -> Option<u32> {
    let number: u32 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let over = if self.over { "over " } else { "" };
        write!(f, "{over}{}/{}", self.part, self.whole)
    }
}

impl fmt::Display for Quorum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Share(share) => share.fmt(f),
            Self::Persons(persons) => persons.fmt(f),
        }
    }
}

impl fmt::Display for Majority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = BASES.iter().find(|(_, of)| *of == self.of);
        write!(f, "{} of {}", self.share, word.map_or("votes", |(word, _)| word))
    }
}

impl TryFrom<String> for Quorum {
    type Error = NotAQuorum;

    fn try_from(text: String) -> Result<Self, NotAQuorum> {
        text.parse()
    }
}

impl From<Quorum> for String {
    fn from(quorum: Quorum) -> Self {
        quorum.to_string()
    }
}

impl TryFrom<String> for Majority {
    type Error = NotAMajority;

    fn try_from(text: String) -> Result<Self, NotAMajority> {
        text.parse()
    }
}

impl From<Majority> for String {
    fn from(majority: Majority) -> Self {
        majority.to_string()
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "an oracle over small numbers")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_has_no_meaning_is_no_share() {
        for text in [
            "",
            "/",
            "1",
            "1/",
            "/2",
            "0/1",
            "1/0",
            "3/2",
            "over 1/1",
            "over 2/2",
            "1/101",
            "01/2",
            "+1/2",
            "1 /2",
            "over  1/2",
            "Over 1/2",
            "1/2 ",
            "-1/2",
            "1/2/3",
            "over",
            "50%",
            "101/101",
        ] {
            assert_eq!(text.parse::<Share>(), Err(()), "{text}");
        }
    }

    #[test]
    fn what_has_no_meaning_is_no_quorum_and_no_majority() {
        for text in [
            "",
            "0",
            "05",
            "10001",
            "-1",
            "over 5",
            "half",
            "1/2 of members",
            "99999999999",
        ] {
            assert_eq!(text.parse::<Quorum>(), Err(NotAQuorum(text.to_owned())));
        }
        for text in [
            "",
            "1/2",
            "of votes",
            "5 of votes",
            "1/2 of voters",
            "1/2 of  votes",
            "1/2 of votes of votes",
        ] {
            assert_eq!(text.parse::<Majority>(), Err(NotAMajority(text.to_owned())));
        }
    }

    #[test]
    fn somebody_must_be_present_and_in_favour() {
        let half: Quorum = "1/2".parse().unwrap();
        let of_votes: Majority = "1/2 of votes".parse().unwrap();
        assert_eq!((half.least_of(0), of_votes.least_of(0)), (1, 1));
        assert_eq!("7".parse::<Quorum>().unwrap().least_of(3), 7);
    }

    proptest! {
        #[test]
        fn the_least_of_a_share_is_the_first_number_counted_up_that_meets_it(
            over: bool, part in 1..=100_u32, whole in 1..=100_u32, number in 0..300_u32,
        ) {
            let share = Share::new(over, part, whole);
            prop_assert_eq!(share.is_some(), part < whole || part == whole && !over);
            let Some(share) = share else { return Ok(()) };
            let meets = |count: &u32| match over {
                true => count * whole > number * part,
                false => count * whole >= number * part,
            };
            prop_assert_eq!(Some(share.least_of(number)), (0..=301).find(meets));
        }

        #[test]
        fn what_is_written_is_read_as_the_same(over: bool, part in 1..=100_u32, whole in 1..=100_u32, of in 0..3_usize) {
            let Some(share) = Share::new(over, part, whole) else { return Ok(()) };
            prop_assert_eq!(share.to_string().parse(), Ok(share));
            let majority = Majority { share, of: BASES[of].1 };
            prop_assert_eq!(majority.to_string().parse(), Ok(majority));
            let json = serde_json::to_string(&Quorum::Share(share)).unwrap();
            prop_assert_eq!(json, format!("\"{share}\""));
        }
    }
}
