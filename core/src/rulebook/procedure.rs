//! Procedures 流程: states and actions as data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::calendar::Limit;
use crate::vocabulary::{
    ActionId, BodyKindId, DetailName, Label, LimitId, MarkId, MatterId, PostId, RuleId, StateId,
};

/// How a kind of matter is handled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// Its name.
    pub name: Label,
    /// The limit of the case clock: it runs from registration to closing and no escalation restarts it.
    pub clock: Option<ClockRule>,
    /// The state a case begins in.
    pub initial: StateId,
    /// The states.
    pub states: BTreeMap<StateId, State>,
    /// The actions.
    pub actions: BTreeMap<ActionId, Action>,
}

impl Procedure {
    /// Whether a case that nobody raised by name can be closed from wherever it can come: somebody other than the
    /// requester, or a clock, can lead it on. Grows with the procedure.
    pub fn closes_without_requester(&self) -> bool {
        super::check::closes_without_requester(self)
    }

    /// Whether a clock that runs in a state takes an action when it ends.
    pub(crate) fn clock_takes(&self, state: &StateId, action: &ActionId) -> bool {
        let own = self.states.get(state).and_then(|state| state.clock.as_ref());
        let acts = |clock: &ClockRule| matches!(&clock.on_overdue, OnOverdue::Act(taken) if taken == action);
        own.into_iter().chain(&self.clock).any(acts)
    }
}

/// A state of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// Its name.
    pub name: Label,
    /// What kind of state it is.
    pub kind: StateKind,
    /// The state clock: it starts anew whenever the state is entered.
    pub clock: Option<ClockRule>,
    /// In a closed state: for how long actions out of it stay open; counted from closing.
    pub reopen: Option<Limit>,
}

/// What kind of state it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StateKind {
    /// Somebody works on it.
    Open,
    /// It waits for somebody else, such as the requester.
    Waiting,
    /// It is done.
    Closed,
}

/// A running limit 时限 and what happens at its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockRule {
    /// How long.
    pub limit: TimeLimit,
    /// How long before the end a warning is due.
    pub warn: Option<Limit>,
    /// What happens at the end.
    pub on_overdue: OnOverdue,
}

/// A limit by the name the matter gives it, or fixed by the procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeLimit {
    /// The matter's limit of this name.
    Named(LimitId),
    /// The same for every matter.
    Fixed(Limit),
}

/// What happens when a clock runs out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnOverdue {
    /// The case is marked overdue, once.
    Flag,
    /// It is marked, and the holder reminded.
    Remind,
    /// The system takes this action.
    Act(ActionId),
}

/// A step from one state to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Its name.
    pub name: Label,
    /// Where it can be taken.
    pub from: Vec<StateId>,
    /// Where it leads. `None` stays in the state, and leaves its clock running.
    pub to: Option<StateId>,
    /// Who may take it; any one of them suffices.
    pub who: Vec<Who>,
    /// What it needs; never asked of the system.
    pub needs: Vec<Need>,
    /// What else it does, in order.
    pub does: Vec<Effect>,
    /// What happens to `escalate` where there is no level above.
    pub at_top: AtTop,
}

/// Who may take an action.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Who has the case: the person who took it, or else whoever answers for the holding post.
    Holder,
    /// Who raised it, or in whose name it was raised.
    Requester,
    /// The clock.
    System,
    /// Anyone the host lets act.
    Anyone,
    /// Who holds a post at the holding unit or above it.
    Post(PostId),
    /// A member of a body of this kind, at the holding unit or above it. Written `body:council`.
    Body(BodyKindId),
    /// Whoever was named when this mark was left, such as a mediator. Written `named:mediator`.
    Named(MarkId),
    /// Who has the case it comes from: who called others in hears their report and rates it (F13). Written `origin`.
    Origin,
}

/// What an action needs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// A rating from 1 to 5 (F42). Who has the case, or had it before its last hand-over, does not give it in the requester's
    /// name. Written `rating`.
    Rating,
    /// A unit and post, or a person, to hand the case to. Written `assignee`.
    Assignee,
    /// A detail of this name. Written as the name: `reply`, `reason`.
    Detail(DetailName),
    /// An attachment of this name. Written `file:photo`.
    Attachment(DetailName),
    /// A sitting of a body of this kind, held as the body's rules ask: quorum and seats (F16, F22). Written `sitting:council`.
    Sitting(BodyKindId),
    /// Such a sitting, whose votes carried it. Written `passed:council`.
    Passed(BodyKindId),
    /// All cases that are part of this one are closed. Written `parts`.
    Parts,
    /// A mark left before. Written `mark:consent`.
    Mark(MarkId),
    /// The requester's last rating was at most this. Written `rating<=2`.
    RatedAtMost(u8),
}

/// What an action does besides changing the state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// The case goes to the nearest level above that has a handler for it; the state clock restarts, the case clock does not (F12).
    Escalate,
    /// The case goes to the unit and post named by the action.
    Transfer,
    /// The case goes back to where it came from before the last hand-over.
    Return,
    /// The actor keeps the case until another accepts it (F11). Actions taken by the holder without it keep the duty as it was.
    Take,
    /// The person who did the work earns points under this rule: the holder, or the requester.
    Award {
        /// The rule.
        rule: RuleId,
        /// Whose passbook.
        to: Earner,
    },
    /// The clocks stand still 挂起 until somebody resumes, a step leads to another state, or this long has passed.
    Pause(Limit),
    /// They go on.
    Resume,
    /// A running clock ends later 延期, counted from its end.
    Extend {
        /// By how much.
        by: Limit,
        /// Which clock.
        clock: Extended,
        /// How often one clock can be.
        most: u8,
    },
    /// Another case begins.
    Spawn(Spawn),
    /// The case becomes part of another one's answer 并案: it closes here, the other keeps the duty, and its requester is
    /// heard there too.
    Merge,
    /// A mark is left on the case: a consent, a milestone signed off (F17).
    Mark(MarkId),
    /// A mark is left that names the person given with the action.
    Name(MarkId),
    /// A mark is taken away.
    Clear(MarkId),
}

/// Which clock an extension moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extended {
    /// The clock of the state.
    State,
    /// The clock of the whole case.
    Case,
    /// Both.
    #[default]
    Both,
}

/// A case that begins with a step of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spawn {
    /// Its matter.
    pub matter: MatterId,
    /// What it is to the case it comes from.
    pub link: Link,
    /// One for each of those named with the action (F13), instead of one with the matter's handler.
    pub each: bool,
    /// So long after the step, unless it is taken back before: looking again 回头看 (F18).
    pub after: Option<Limit>,
}

/// What a case is to the one it comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// A part of it.
    Part,
    /// It follows from it: a check some days later, an appeal, what a resolution asks for.
    #[default]
    Follows,
    /// It is the same matter, raised twice.
    Duplicate,
}

impl Action {
    /// The cases it begins.
    pub fn spawns(&self) -> impl Iterator<Item = &Spawn> {
        self.does.iter().filter_map(|effect| match effect {
            Effect::Spawn(spawn) => Some(spawn),
            _ => None,
        })
    }
}

/// Whose passbook an effect fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Earner {
    /// Who has the case.
    Holder,
    /// Who raised it.
    Requester,
}

/// What happens to an escalation where there is no level above.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtTop {
    /// A person is refused; the system flags the case and leaves it where it is.
    #[default]
    Refuse,
    /// The state is entered anew at the same holder.
    Stay,
}
