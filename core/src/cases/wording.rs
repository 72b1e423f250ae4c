//! Parts of sentences that refusals are made of: plain data, written in English by `{}` and in Chinese by `{:#}`.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::vocabulary::{DetailName, Label, Lang, PersonId, UnitId};

/// Somebody who may take an action on a case as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entitled {
    /// The person who took the case.
    Taker(PersonId),
    /// Whoever answers for the holding post.
    Answering {
        /// The post.
        post: Label,
        /// Its unit.
        unit: UnitId,
    },
    /// Who raised it, or in whose name it was raised.
    Requester,
    /// The clock.
    System,
    /// Anyone the host lets act.
    Anyone,
    /// Who holds a post at the unit or above it.
    Post {
        /// The post.
        post: Label,
        /// The holding unit.
        unit: UnitId,
    },
}

/// Those who may take an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AnyOf(pub Vec<Entitled>);

/// What somebody is to a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Who raised it.
    Requester,
    /// Acts as a resident, by their own word.
    Resident,
    /// Has the case, or had it before its last hand-over, and speaks for the requester.
    Handler,
    /// Holds a post.
    Post {
        /// The post.
        post: Label,
        /// Its unit.
        unit: UnitId,
    },
}

/// All that somebody is to a case; may be nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Roles(pub Vec<Role>);

/// Something an action needs or was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Thing {
    /// A rating.
    Rating,
    /// A unit and post, or a person, to hand the case to.
    Assignee,
    /// A detail of this name.
    Detail(DetailName),
    /// A file of this name.
    Attachment(DetailName),
}

/// Several of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Things(pub Vec<Thing>);

/// Items with `between` them.
fn joined<T: fmt::Display>(f: &mut fmt::Formatter<'_>, items: &[T], en: &str, zh: &str) -> fmt::Result {
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            f.write_str(if f.alternate() { zh } else { en })?;
        }
        item.fmt(f)?;
    }
    Ok(())
}

impl fmt::Display for Entitled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zh = f.alternate();
        match self {
            Self::Taker(person) if zh => write!(f, "接手的 `{person}`"),
            Self::Taker(person) => write!(f, "`{person}`, who took it,"),
            Self::Answering { post, unit } if zh => write!(f, "{unit} 的{}", post.text(Lang::Zh)),
            Self::Answering { post, unit } => write!(f, "the {} of {unit}", post.text(Lang::En)),
            Self::Requester => f.write_str(if zh { "诉求人" } else { "the requester" }),
            Self::System => f.write_str(if zh { "系统" } else { "the system" }),
            Self::Anyone => f.write_str(if zh { "任何人" } else { "anyone" }),
            Self::Post { post, unit } if zh => write!(f, "{unit} 或其上级的{}", post.text(Lang::Zh)),
            Self::Post { post, unit } => write!(f, "the {} of {unit} or above", post.text(Lang::En)),
        }
    }
}

impl fmt::Display for AnyOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        joined(f, &self.0, " or ", "或")
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zh = f.alternate();
        match self {
            Self::Requester => f.write_str(if zh { "诉求人" } else { "the requester" }),
            Self::Resident => f.write_str(if zh { "居民" } else { "a resident" }),
            Self::Handler if zh => f.write_str("承办过该事件的人,不得代诉求人评价自己的办理"),
            Self::Handler => {
                f.write_str("who handled it, and nobody rates their own work in the requester's name")
            }
            Self::Post { post, unit } if zh => write!(f, "{unit} 的{}", post.text(Lang::Zh)),
            Self::Post { post, unit } => write!(f, "{} of {unit}", post.text(Lang::En)),
        }
    }
}

impl fmt::Display for Roles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.is_empty(), f.alternate()) {
            (true, true) => f.write_str("与该事件无关"),
            (true, false) => f.write_str("has no part in it"),
            (false, true) => f
                .write_str("是 ")
                .and_then(|()| joined(f, &self.0, " and ", "、")),
            (false, false) => f
                .write_str("is ")
                .and_then(|()| joined(f, &self.0, " and ", "、")),
        }
    }
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zh = f.alternate();
        match self {
            Self::Rating if zh => f.write_str("1 到 5 分的评价"),
            Self::Rating => f.write_str("a rating from 1 to 5"),
            Self::Assignee if zh => f.write_str("承办单位(岗位或人员)"),
            Self::Assignee => f.write_str("a unit (with a post or a person) to hand it to"),
            Self::Detail(name) if zh => write!(f, "详情 `{name}`"),
            Self::Detail(name) => write!(f, "the detail `{name}`"),
            Self::Attachment(name) if zh => write!(f, "附件 `{name}`"),
            Self::Attachment(name) => write!(f, "the file `{name}`"),
        }
    }
}

impl fmt::Display for Things {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        joined(f, &self.0, ", ", "、")
    }
}
