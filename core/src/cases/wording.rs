//! Parts of sentences that refusals are made of: plain data, written in English by `{}` and in Chinese by `{:#}`.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::vocabulary::{CaseId, DetailName, Label, Lang, MarkId, PersonId, UnitId};

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
    /// The members of a body of this kind at the unit or above it.
    Member {
        /// The kind of body.
        kind: Label,
        /// The holding unit.
        unit: UnitId,
    },
    /// The person a mark names.
    Named {
        /// The mark.
        mark: MarkId,
        /// The person, if it was left.
        person: Option<PersonId>,
    },
    /// Who has the case it comes from, if it comes from one.
    Origin(Option<CaseId>),
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
    /// A sitting of a body of this kind.
    Sitting(Label),
    /// Those called in.
    Parties,
    /// The case that keeps the duty.
    Into,
    /// The person a mark names.
    Person,
}

/// Several of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Things(pub Vec<Thing>);

/// What an action waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Waits {
    /// For so many parts that are open.
    Parts(u32),
    /// For a mark.
    Mark(MarkId),
    /// For an unhappy rating: at most this; none was given, or a better one.
    RatedAtMost {
        /// At most.
        most: u8,
        /// The last rating.
        rating: Option<u8>,
    },
}

/// How the clocks of a case are, where an action needs them otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClocksAre {
    /// They stand still already.
    Paused,
    /// They run.
    Running,
    /// None runs that could end later.
    Ended,
    /// They were extended as often as they may be.
    Extended(u8),
}

impl fmt::Display for Waits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zh = f.alternate();
        match self {
            Self::Parts(open) if zh => write!(f, "尚有 {open} 个分办事件未结案"),
            Self::Parts(1) => f.write_str("1 of its parts is still open; close it first"),
            Self::Parts(open) => write!(f, "{open} of its parts are still open; close them first"),
            Self::Mark(mark) if zh => write!(f, "尚缺标记 `{mark}`,请先办理留下该标记的动作"),
            Self::Mark(mark) => write!(
                f,
                "the mark `{mark}` is missing; take the action that leaves it first"
            ),
            Self::RatedAtMost { most, rating } => match (rating, zh) {
                (Some(rating), true) => write!(f, "最近评价为 {rating} 分,只有不高于 {most} 分时才可办理"),
                (Some(rating), false) => write!(
                    f,
                    "the last rating was {rating}; it is for a rating of at most {most}"
                ),
                (None, true) => write!(f, "尚无评价,只有评价不高于 {most} 分时才可办理"),
                (None, false) => write!(f, "there is no rating yet; it is for a rating of at most {most}"),
            },
        }
    }
}

impl fmt::Display for ClocksAre {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, f.alternate()) {
            (Self::Paused, true) => f.write_str("时钟已处于挂起状态"),
            (Self::Paused, false) => f.write_str("its clocks stand still already; resume them first"),
            (Self::Running, true) => f.write_str("时钟并未挂起"),
            (Self::Running, false) => f.write_str("its clocks do not stand still"),
            (Self::Ended, true) => f.write_str("没有可延期的时钟在运行"),
            (Self::Ended, false) => f.write_str("no clock runs that could end later"),
            (Self::Extended(most), true) => write!(f, "已延期 {most} 次,达到上限"),
            (Self::Extended(1), false) => f.write_str("it was extended once already, which is the most"),
            (Self::Extended(most), false) => {
                write!(f, "it was extended {most} times already, which is the most")
            }
        }
    }
}

/// Items with `between` them.
fn joined<T: fmt::Display>(f: &mut fmt::Formatter<'_>, items: &[T], between: &str) -> fmt::Result {
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            f.write_str(between)?;
        }
        item.fmt(f)?;
    }
    Ok(())
}

/// Items as they follow Chinese: a space before what is not Chinese, none after `、`.
fn enumerated<T: fmt::Display>(f: &mut fmt::Formatter<'_>, items: &[T]) -> fmt::Result {
    if let Some(first) = items.first() {
        f.write_str(gap(format!("{first:#}").chars().next()))?;
    }
    joined(f, items, "、")
}

/// What sets Chinese off from a character beside it.
fn gap(beside: Option<char>) -> &'static str {
    if beside.is_some_and(|beside| beside.is_ascii_graphic()) {
        " "
    } else {
        ""
    }
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
            Self::Member { kind, unit } if zh => write!(f, "{unit} 或其上级的{}成员", kind.text(Lang::Zh)),
            Self::Member { kind, unit } => {
                write!(f, "a member of the {} of {unit} or above", kind.text(Lang::En))
            }
            Self::Named { mark, person } => match (person, zh) {
                (Some(person), true) => write!(f, "指定为 `{mark}` 的 `{person}`"),
                (Some(person), false) => write!(f, "`{person}`, named as `{mark}`,"),
                (None, true) => write!(f, "被指定为 `{mark}` 的人员(尚未指定)"),
                (None, false) => write!(f, "whoever is named as `{mark}` (nobody yet)"),
            },
            Self::Origin(origin) => match (origin, zh) {
                (Some(case), true) => write!(f, "来源事件 `{case}` 的承办人"),
                (Some(case), false) => write!(f, "who has case `{case}`, from which it comes,"),
                (None, true) => f.write_str("来源事件的承办人(该事件没有来源事件)"),
                (None, false) => f.write_str("who has the case it comes from (it comes from none)"),
            },
            Self::Post { post, unit } if zh => write!(f, "{unit} 或其上级的{}", post.text(Lang::Zh)),
            Self::Post { post, unit } => write!(f, "the {} of {unit} or above", post.text(Lang::En)),
        }
    }
}

impl fmt::Display for AnyOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return joined(f, &self.0, " or ");
        }
        // It stands in the middle of a sentence: Chinese is on both sides of each.
        for (i, one) in self.0.iter().enumerate() {
            let one = format!("{one:#}");
            let (before, after) = (gap(one.chars().next()), gap(one.chars().next_back()));
            write!(f, "{}{before}{one}{after}", if i > 0 { "或" } else { "" })?;
        }
        Ok(())
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
            (false, true) => f.write_str("是").and_then(|()| enumerated(f, &self.0)),
            (false, false) => f.write_str("is ").and_then(|()| joined(f, &self.0, " and ")),
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
            Self::Sitting(kind) if zh => write!(f, "{}的会议记录", kind.text(Lang::Zh)),
            Self::Sitting(kind) => write!(f, "a sitting of the {}", kind.text(Lang::En)),
            Self::Parties => f.write_str(if zh { "参与单位" } else { "those to call in" }),
            Self::Into => f.write_str(if zh {
                "并入的事件"
            } else {
                "the case to merge it into"
            }),
            Self::Person => f.write_str(if zh {
                "指定的人员"
            } else {
                "the person to name"
            }),
        }
    }
}

impl fmt::Display for Things {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            enumerated(f, &self.0)
        } else {
            joined(f, &self.0, ", ")
        }
    }
}
