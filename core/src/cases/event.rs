//! What happens to cases. Events carry results (deadlines, holders), so folding them never asks a rulebook.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::Holder;
use crate::calendar::{Deadline, Limit, Tally};
use crate::grid::Sitting;
use crate::rulebook::Link;
use crate::vocabulary::{
    ActionId, CaseId, ChannelId, DetailRef, Instant, MarkId, MatterId, PersonId, StateId, UnitId,
};

/// An event of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A matter was raised.
    Registered {
        /// The case.
        case: CaseId,
        /// Its printed number, such as `320311006001-2025-0412`.
        number: SmolStr,
        /// The matter.
        matter: MatterId,
        /// The edition whose procedure it follows.
        edition: u32,
        /// The place.
        unit: UnitId,
        /// How it came in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        channel: Option<ChannelId>,
        /// Who raised it, where named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        requester: Option<PersonId>,
        /// Who took it in; `None` is the system.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PersonId>,
        /// When it happened, as claimed.
        at: Instant,
        /// The case it comes from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        origin: Option<Box<CaseOrigin>>,
        /// Who has it.
        holder: Holder,
        /// The state it is in.
        state: StateId,
        /// The clocks that run now.
        started: Vec<StartedClock>,
        /// Texts that came with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        details: Vec<DetailRef>,
    },
    /// An action was taken.
    Acted {
        /// The case.
        case: CaseId,
        /// The action.
        action: ActionId,
        /// By whom; `None` is the system.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PersonId>,
        /// When it happened, as claimed.
        at: Instant,
        /// The state it is in now.
        state: StateId,
        /// How the case changed hands, if it did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hand: Option<Hand>,
        /// The requester's rating.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rating: Option<u8>,
        /// Whether the case is closed with it, or open again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        closed: Option<bool>,
        /// The clocks that ended with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        stopped: Vec<StoppedClock>,
        /// The clocks that run from it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        started: Vec<StartedClock>,
        /// What it did besides.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        besides: Option<Box<Besides>>,
        /// Texts that came with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        details: Vec<DetailRef>,
    },
    /// A warning before a clock's end fell due.
    Warned {
        /// The case.
        case: CaseId,
        /// The clock.
        clock: ClockName,
    },
    /// A clock ran out; the case is marked.
    Overdue {
        /// The case.
        case: CaseId,
        /// The clock.
        clock: ClockName,
        /// Whether the holder is to be reminded.
        remind: bool,
    },
    /// An offline act that was in time arrived after the ward had acted on the clock's end: the act of the ward stays,
    /// the clock counts as kept.
    Excused {
        /// The case.
        case: CaseId,
        /// The action that had been taken in time.
        action: ActionId,
        /// By whom.
        by: PersonId,
        /// When.
        at: Instant,
    },
    /// A pause ran out, and its clocks go on.
    Resumed {
        /// The case.
        case: CaseId,
        /// They go on.
        started: Vec<StartedClock>,
    },
    /// An edition in force has another procedure for it, by which it goes on 迁移.
    Moved {
        /// The case.
        case: CaseId,
        /// The edition.
        edition: u32,
        /// The state it is in now.
        state: StateId,
        /// The clocks that ended with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        stopped: Vec<StoppedClock>,
        /// The clocks that run from it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        started: Vec<StartedClock>,
    },
    /// A calendar arrived, and with it a deadline that was not known, or is another now.
    Dated {
        /// The case.
        case: CaseId,
        /// The clock.
        clock: ClockName,
        /// The deadline.
        deadline: Deadline,
        /// When the warning is due.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        warn: Option<Instant>,
    },
}

impl Event {
    /// The case it is about.
    pub fn case(&self) -> &CaseId {
        match self {
            Self::Registered { case, .. }
            | Self::Acted { case, .. }
            | Self::Warned { case, .. }
            | Self::Overdue { case, .. }
            | Self::Excused { case, .. }
            | Self::Resumed { case, .. }
            | Self::Moved { case, .. }
            | Self::Dated { case, .. } => case,
        }
    }
}

/// Which clock of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockName {
    /// The clock of the state it is in.
    State,
    /// The clock of the whole case.
    Case,
    /// How long both may stand still 挂起.
    Pause,
    /// The time until another case follows from it 回头看.
    FollowUp,
}

impl ClockName {
    /// All of them, in the order in which they are carried out when they end together.
    pub const ALL: [Self; 4] = [Self::State, Self::Case, Self::Pause, Self::FollowUp];

    /// Its name, as in the journal.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Case => "case",
            Self::Pause => "pause",
            Self::FollowUp => "follow_up",
        }
    }
}

/// Where a case comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseOrigin {
    /// The case a step of which began it.
    pub case: CaseId,
    /// What it is to that case.
    pub link: Link,
    /// It was put off until now.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub later: bool,
}

/// What an action did besides moving the case on. Rare, and so kept apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Besides {
    /// Clocks that stand still from now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paused: Vec<PausedClock>,
    /// What begins when the follow-up clock ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUp>,
    /// The case that keeps the duty from now 并案.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<CaseId>,
    /// Marks left.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
    /// Marks taken away.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cleared: Vec<MarkId>,
    /// The sitting that was shown for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sitting: Option<Sitting>,
}

/// A clock that stands still.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PausedClock {
    /// Which.
    pub clock: ClockName,
    /// Its limit.
    pub limit: Limit,
    /// How far it was counted.
    pub run: Run,
}

/// How a clock is counted that was paused or extended; another is counted from its start by its limit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// From where its limit is counted on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tally: Option<Tally>,
    /// By what it was extended, and is still to run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub then: Vec<Limit>,
    /// How often it was extended.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub extended: u8,
}

fn is_zero(number: &u8) -> bool {
    *number == 0
}

/// A case that is to begin later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// Its matter.
    pub matter: MatterId,
    /// What it will be to this case.
    pub link: Link,
}

/// A mark left on a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Which.
    pub mark: MarkId,
    /// Whom it names, where it names somebody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
}

/// How a case changed hands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hand {
    /// Somebody took it and keeps the duty.
    Taken(Holder),
    /// It went up.
    Escalated(Holder),
    /// It was handed over.
    Transferred(Holder),
    /// It went back.
    Returned(Holder),
}

impl Hand {
    /// Who has it now.
    pub fn holder(&self) -> &Holder {
        match self {
            Self::Taken(holder)
            | Self::Escalated(holder)
            | Self::Transferred(holder)
            | Self::Returned(holder) => holder,
        }
    }
}

/// A clock that begins to run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartedClock {
    /// Which.
    pub clock: ClockName,
    /// Its limit.
    pub limit: Limit,
    /// Since when.
    pub from: Instant,
    /// Until when.
    pub deadline: Deadline,
    /// When the warning is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warn: Option<Instant>,
    /// How it is counted, where it was paused or extended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<Box<Run>>,
}

/// A clock that ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoppedClock {
    /// Which.
    pub clock: ClockName,
    /// Whether it was kept: what it waited for happened at or before its end. Where a case waits for somebody else, such as
    /// the requester, the end of the state's clock is nobody's fault and counts as kept.
    pub kept: bool,
}

impl Event {
    /// Its kind, as tables and front ends name it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "cases.registered",
            Self::Acted { .. } => "cases.acted",
            Self::Warned { .. } => "cases.warned",
            Self::Overdue { .. } => "cases.overdue",
            Self::Excused { .. } => "cases.excused",
            Self::Resumed { .. } => "cases.resumed",
            Self::Moved { .. } => "cases.moved",
            Self::Dated { .. } => "cases.dated",
        }
    }
}
