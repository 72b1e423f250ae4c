//! A sitting of a body: who came, how they voted, and whether it may decide (F16, F17, F22).

use core::fmt;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::model::Grid;
use super::span::Span;
use crate::rulebook::{BodyKind, Bundle, Majority, Of};
use crate::vocabulary::{BodyId, BodyKindId, Date, Label, Lang, List, Map, PersonId, SeatId};

/// How many of those in the way a fault names.
const NAMED: usize = 5;

/// A sitting of a body, as evidence for an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sitting {
    /// Whose.
    pub body: BodyId,
    /// The members who were present, each once.
    pub attended: Vec<PersonId>,
    /// How they voted, where they did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub votes: Option<Votes>,
}

/// The votes of a sitting. Who is present need not vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Votes {
    /// In favour 赞成.
    pub ayes: u32,
    /// Against 反对.
    pub noes: u32,
    /// Neither 弃权.
    #[serde(default)]
    pub abstain: u32,
}

/// What a sitting that may decide came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// How many members were present.
    pub present: u32,
    /// How many members there were that day.
    pub members: u32,
    /// Whether the motion passed; `None` where nobody was asked to vote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passed: Option<bool>,
}

/// Why a sitting may not decide, in order of precedence: English by `{}`, Chinese by `{:#}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SittingFault {
    /// There is no such body.
    UnknownBody {
        /// The body named.
        body: BodyId,
    },
    /// The body does not exist on that day.
    NotThatDay {
        /// The body.
        body: BodyId,
        /// The days it exists.
        life: Span,
        /// The day of the sitting.
        on: Date,
    },
    /// The body is of no kind, so nothing says when it may decide.
    NoKind {
        /// The body.
        body: BodyId,
    },
    /// The rulebook in force has no such kind of body.
    UnknownKind {
        /// The body.
        body: BodyId,
        /// Its kind.
        kind: BodyKindId,
    },
    /// Somebody is listed more than once.
    ListedTwice {
        /// Who, the first five of them.
        persons: List<PersonId>,
    },
    /// Somebody listed was no member on that day.
    NotMembers {
        /// The body.
        body: BodyId,
        /// The day of the sitting.
        on: Date,
        /// Who, the first five of them.
        persons: List<PersonId>,
    },
    /// Too few members were present.
    NoQuorum {
        /// Members present.
        present: u32,
        /// Members there were.
        members: u32,
        /// Members who had to be present.
        needed: u32,
    },
    /// Too few members of a category were present.
    SeatsEmpty {
        /// The category.
        seat: SeatId,
        /// Its name.
        name: Label,
        /// Members of it present.
        present: u32,
        /// Members of it who had to be present.
        needed: u32,
    },
    /// More votes than members present.
    TooManyVotes {
        /// Votes for, against and neither.
        votes: u64,
        /// Members present.
        present: u32,
    },
}

impl Votes {
    /// All of them, abstentions too.
    pub fn total(self) -> u64 {
        let cast = u64::from(self.ayes).saturating_add(self.noes.into());
        cast.saturating_add(self.abstain.into())
    }
}

impl Grid {
    /// Whether a sitting on a day may decide, and what it came to: the body exists and the rulebook knows its kind;
    /// those present are members, each listed once; the quorum and every category's minimum are there; nobody voted
    /// twice. Grows with the members the body ever had and with those listed.
    ///
    /// # Errors
    /// The first fault in the order of [`SittingFault`].
    pub fn judge(&self, rules: &Bundle, sitting: &Sitting, on: Date) -> Result<Verdict, SittingFault> {
        let kind = self.sits(rules, &sitting.body, on)?;
        let attended = each_once(&sitting.attended)?;

        let roll: Map<&PersonId, Option<&SeatId>> = self
            .members(&sitting.body, on)
            .map(|member| (member.person(), member.seat()))
            .collect();
        let strangers = attended.iter().filter(|person| !roll.contains_key(**person));
        let strangers: List<PersonId> = strangers.take(NAMED).map(|&person| person.clone()).collect();
        if !strangers.0.is_empty() {
            return Err(SittingFault::NotMembers {
                body: sitting.body.clone(),
                on,
                persons: strangers,
            });
        }

        let (present, members) = (count(attended.len()), count(roll.len()));
        let needed = kind.quorum.map_or(1, |quorum| quorum.least_of(members));
        if present < needed {
            return Err(SittingFault::NoQuorum {
                present,
                members,
                needed,
            });
        }
        for (seat, category) in &kind.seats {
            let sits_there = |person: &&&PersonId| roll.get(**person).copied().flatten() == Some(seat);
            let present = count(attended.iter().filter(sits_there).count());
            if present < category.min {
                return Err(SittingFault::SeatsEmpty {
                    seat: seat.clone(),
                    name: category.name.clone(),
                    present,
                    needed: category.min,
                });
            }
        }
        let votes = sitting.votes.map(Votes::total).unwrap_or_default();
        if votes > present.into() {
            return Err(SittingFault::TooManyVotes { votes, present });
        }

        let passed = sitting
            .votes
            .map(|votes| passes(kind.passes, votes, present, members));
        Ok(Verdict {
            present,
            members,
            passed,
        })
    }

    /// The kind of a body that may sit on a day.
    fn sits<'a>(&self, rules: &'a Bundle, id: &BodyId, on: Date) -> Result<&'a BodyKind, SittingFault> {
        let Some(body) = self.body(id) else {
            return Err(SittingFault::UnknownBody { body: id.clone() });
        };
        if !body.life.holds(on) {
            return Err(SittingFault::NotThatDay {
                body: id.clone(),
                life: body.life,
                on,
            });
        }
        let Some(kind) = &body.kind else {
            return Err(SittingFault::NoKind { body: id.clone() });
        };
        rules.bodies.get(kind).ok_or_else(|| SittingFault::UnknownKind {
            body: id.clone(),
            kind: kind.clone(),
        })
    }
}

fn each_once(attended: &[PersonId]) -> Result<BTreeSet<&PersonId>, SittingFault> {
    let mut seen = BTreeSet::new();
    let mut again = BTreeSet::new();
    for person in attended {
        if !seen.insert(person) {
            again.insert(person);
        }
    }
    if again.is_empty() {
        return Ok(seen);
    }
    let persons = again.into_iter().take(NAMED).cloned().collect();
    Err(SittingFault::ListedTwice { persons })
}

fn passes(majority: Majority, votes: Votes, present: u32, members: u32) -> bool {
    let base = match majority.of {
        Of::Votes => votes.ayes.saturating_add(votes.noes),
        Of::Present => present,
        Of::Members => members,
    };
    votes.ayes >= majority.least_of(base)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl fmt::Display for SittingFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() { self.zh(f) } else { self.en(f) }
    }
}

impl SittingFault {
    fn en(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownBody { body } => write!(f, "there is no body `{body}`: check the id"),
            Self::NotThatDay { body, life, on } => {
                write!(
                    f,
                    "body `{body}` exists {life}, not on {on}: check the body and the day"
                )
            }
            Self::NoKind { body } => write!(
                f,
                "body `{body}` is of no kind, so no rule says when it may decide: name a body of a kind that sits"
            ),
            Self::UnknownKind { body, kind } => write!(
                f,
                "body `{body}` is of kind `{kind}`, which the rulebook does not have: name another body, or adopt an \
                 edition with that kind"
            ),
            Self::ListedTwice { persons } => {
                write!(f, "{persons} listed more than once: name each member once")
            }
            Self::NotMembers { body, on, persons } => write!(
                f,
                "not members of `{body}` on {on}: {persons}: list members only, or enter the membership first"
            ),
            Self::NoQuorum {
                present,
                members,
                needed,
            } => write!(
                f,
                "{present} of {members} members were present, and {needed} are needed: sit again with more of them"
            ),
            Self::SeatsEmpty {
                name,
                present,
                needed,
                ..
            } => write!(
                f,
                "{present} of the seats for {} were filled, and {needed} are needed: sit again with more of them",
                name.text(Lang::En)
            ),
            Self::TooManyVotes { votes, present } => write!(
                f,
                "{votes} votes for {present} members present: count again, one vote a member"
            ),
        }
    }

    fn zh(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownBody { body } => write!(f, "没有组织 `{body}`:请核对编号"),
            Self::NotThatDay { body, life, on } => {
                write!(f, "组织 `{body}` 的存续期为 {life},不含 {on}:请核对组织和日期")
            }
            Self::NoKind { body } => {
                write!(f, "组织 `{body}` 未定类型,无议事规则可依:请选用有类型的组织")
            }
            Self::UnknownKind { body, kind } => write!(
                f,
                "组织 `{body}` 的类型 `{kind}` 不在规则集中:请另选组织,或启用含该类型的版本"
            ),
            Self::ListedTwice { persons } => write!(f, "{persons} 重复列出:每位成员只列一次"),
            Self::NotMembers { body, on, persons } => write!(
                f,
                "{persons} 在 {on} 不是 `{body}` 的成员:请只列成员,或先登记成员身份"
            ),
            Self::NoQuorum {
                present,
                members,
                needed,
            } => write!(
                f,
                "成员 {members} 人,到会 {present} 人,至少需 {needed} 人:请召集更多成员重新开会"
            ),
            Self::SeatsEmpty {
                name,
                present,
                needed,
                ..
            } => write!(
                f,
                "“{}”席位到会 {present} 人,至少需 {needed} 人:请召集更多该类成员重新开会",
                name.text(Lang::Zh)
            ),
            Self::TooManyVotes { votes, present } => {
                write!(f, "到会 {present} 人,却有 {votes} 票:请按一人一票重新计票")
            }
        }
    }
}
