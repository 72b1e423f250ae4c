//! A case as somebody wants to see it: where it stands, who has it, what is due next.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::cases::{AwaitedEnd, CaseOrigin, ClockName, Holder, Mark, PausedClock};
use crate::grid::Answering;
use crate::rulebook::StateKind;
use crate::state::State;
use crate::vocabulary::{CaseId, ChannelId, Instant, Label, LevelId, MatterId, PersonId, StateId, UnitId};

/// A case at an instant. Its history is in the journal: the entries whose events name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseView {
    /// The case.
    pub id: CaseId,
    /// Its printed number.
    pub number: SmolStr,
    /// The matter.
    pub matter: MatterId,
    /// The matter's name.
    pub matter_name: Label,
    /// The state it is in.
    pub state: StateId,
    /// The state's name.
    pub state_name: Label,
    /// Whether somebody works on it, it waits, or it is done.
    pub kind: StateKind,
    /// The place.
    pub unit: UnitId,
    /// How it came in.
    pub channel: Option<ChannelId>,
    /// Who raised it; `None` where nobody is named.
    pub requester: Option<PersonId>,
    /// All who raised it, and hear the answer: its requester, and those whose cases were merged into it.
    pub requesters: Vec<PersonId>,
    /// Who took it in; `None` is the system.
    pub by: Option<PersonId>,
    /// When it was raised, as claimed.
    pub registered: Instant,
    /// Who has it.
    pub holder: Holder,
    /// The level that has it (F12).
    pub level: Option<LevelId>,
    /// Who answers for the holding post on the day asked about, and by which rule they were found.
    pub answering: Option<Answering>,
    /// Its clocks.
    pub clocks: Vec<ClockView>,
    /// The next end of a clock.
    pub next_deadline: Option<Instant>,
    /// Whether a clock ran out on somebody who had it, and nobody was excused.
    pub overdue: bool,
    /// When somebody first acted on it.
    pub responded: Option<Instant>,
    /// When it was last closed.
    pub closed: Option<Instant>,
    /// The requester's last rating, 1 to 5.
    pub rating: Option<u8>,
    /// How often it was opened again.
    pub reopened: u16,
    /// How often an action was taken.
    pub steps: u32,
    /// The case it comes from.
    pub origin: Option<CaseOrigin>,
    /// The cases that came from it, in order.
    pub begun: Vec<CaseId>,
    /// How many of its parts are open.
    pub open_parts: u32,
    /// The case that keeps the duty, where it was merged.
    pub merged_into: Option<CaseId>,
    /// The marks left on it.
    pub marks: Vec<Mark>,
    /// The clocks that stand still, with what was counted and what remains.
    pub paused: Vec<PausedClock>,
}

/// A clock of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockView {
    /// Which.
    pub clock: ClockName,
    /// Since when it runs.
    pub since: Instant,
    /// Its end; `None` until the calendar of that year is published.
    pub until: Option<Instant>,
    /// How far it is counted where its end is not known yet.
    pub awaited: Option<AwaitedEnd>,
    /// When a warning is still due.
    pub warn: Option<Instant>,
    /// Whether its end has passed.
    pub overdue: bool,
}

impl CaseView {
    /// A case as it stands, with who answers for it on the day of `at`. `None` where there is no such case, or it is not for
    /// whom it is `seen_by`: then it names no case either that is not for them.
    pub fn new(state: &State, id: &CaseId, at: Instant, seen_by: Option<&PersonId>) -> Option<Self> {
        let shows = |case: &CaseId| state.shows(case, seen_by, at);
        let case = state.cases.shown(id, shows)?;
        let own = state.editions.get(case.edition)?;
        let (_, now) = state.editions.at(at)?;
        let matter = own.matters.get(&case.matter)?;
        let of_state = own.procedures.get(&matter.procedure)?.states.get(&case.state)?;
        let Holder { unit, post, .. } = &case.holder;
        let clocks = case.clocks().map(|(name, clock)| ClockView {
            clock: name,
            since: clock.since,
            until: clock.until,
            awaited: case.awaited(&state.editions, name),
            warn: clock.warn,
            overdue: clock.overdue,
        });
        Some(Self {
            id: id.clone(),
            number: case.number.clone(),
            matter: case.matter.clone(),
            matter_name: matter.name.clone(),
            state: case.state.clone(),
            state_name: of_state.name.clone(),
            kind: of_state.kind,
            unit: case.unit.clone(),
            channel: case.channel.clone(),
            requester: case.requester.clone(),
            requesters: case.requesters().cloned().collect(),
            by: case.by.clone(),
            registered: case.registered,
            holder: case.holder.clone(),
            level: state.grid.unit(unit).map(|unit| unit.level().clone()),
            answering: state.grid.who_answers(now, post, unit, now.zone.date(at), None),
            clocks: clocks.collect(),
            next_deadline: case.next_deadline(),
            overdue: case.is_overdue(),
            responded: case.responded,
            closed: case.closed,
            rating: case.rating,
            reopened: case.reopened,
            steps: case.steps,
            origin: case.origin().cloned(),
            begun: case.begun().to_vec(),
            open_parts: case.open_parts(),
            merged_into: case.merged_into().cloned(),
            marks: case.marks().to_vec(),
            paused: case.paused().to_vec(),
        })
    }
}
