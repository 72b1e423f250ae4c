//! What happens to cases. Events carry results (deadlines, holders), so folding them never asks a rulebook.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::Holder;
use crate::calendar::{Deadline, Limit};
use crate::vocabulary::{
    ActionId, CaseId, ChannelId, DetailRef, Instant, MatterId, PersonId, StateId, UnitId,
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
        /// Who took it in.
        by: PersonId,
        /// When it happened, as claimed.
        at: Instant,
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
        /// The clocks that ended with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        stopped: Vec<StoppedClock>,
        /// The clocks that run from it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        started: Vec<StartedClock>,
        /// The requester's rating.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rating: Option<u8>,
        /// Whether the case is closed with it, or open again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        closed: Option<bool>,
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
    /// The calendar arrived, and with it a deadline that was not known.
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
            Self::Dated { .. } => "cases.dated",
        }
    }
}
