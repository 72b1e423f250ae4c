use linli::cases::{CaseOrigin, ClockName, Holder, Mark};
use linli::rulebook::{Link, StateKind};
use linli::views::CaseView;
use linli::{
    BodyId, CaseId, ChannelId, Lang, LevelId, MarkId, MatterId, PersonId, PostId, State, StateId, UnitId,
};

use crate::vocabulary::Instant;
use crate::{Answering, Count, DisplayName, LinliError, Ward};

/// Who has a case.
#[uniffi::remote(Record)]
pub struct Holder {
    /// At which unit.
    pub unit: UnitId,
    /// In which post: it answers for the case, also where a body does the work.
    pub post: PostId,
    /// The body that has it; its members act like those who answer for the post.
    #[uniffi(default = None)]
    pub body: Option<BodyId>,
    /// The person who took it; until somebody does, everyone who answers for the post has it.
    #[uniffi(default = None)]
    pub person: Option<PersonId>,
}

/// Which clock of a case.
#[uniffi::remote(Enum)]
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

type CaseLink = Link;

/// What a case is to the one it comes from.
#[uniffi::remote(Enum)]
pub enum CaseLink {
    /// A part of it.
    Part,
    /// It follows from it: a check some days later, an appeal, what a resolution asks for.
    Follows,
    /// It is the same matter, raised twice.
    Duplicate,
}

/// Where a case comes from.
#[uniffi::remote(Record)]
pub struct CaseOrigin {
    /// The case a step of which began it.
    pub case: CaseId,
    /// What it is to that case.
    pub link: CaseLink,
    /// It was put off until it began.
    pub later: bool,
}

/// A mark 标记 left on a case.
#[uniffi::remote(Record)]
pub struct Mark {
    /// Which.
    pub mark: MarkId,
    /// Whom it names, where it names somebody.
    pub person: Option<PersonId>,
}

/// What kind of state a case is in.
#[uniffi::remote(Enum)]
pub enum StateKind {
    /// Somebody works on it.
    Open,
    /// It waits for somebody else, such as the requester.
    Waiting,
    /// It is done.
    Closed,
}

/// A case 事件 at an instant.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Case {
    /// The case.
    pub id: CaseId,
    /// Its printed number.
    pub number: String,
    /// The matter.
    pub matter: MatterId,
    /// The matter's name.
    pub matter_name: DisplayName,
    /// The state it is in.
    pub state: StateId,
    /// The state's name.
    pub state_name: DisplayName,
    /// Whether somebody works on it, it waits, or it is done.
    pub kind: StateKind,
    /// The place.
    pub unit: UnitId,
    /// How it came in.
    pub channel: Option<ChannelId>,
    /// Who raised it; left out where nobody is named.
    pub requester: Option<PersonId>,
    /// All who raised it, and hear the answer: its requester, and those whose cases were merged into it.
    pub requesters: Vec<PersonId>,
    /// Who took it in; left out where a step of another case began it by itself.
    pub by: Option<PersonId>,
    /// When it was raised, as claimed.
    pub registered: Instant,
    /// Who has it.
    pub holder: Holder,
    /// The level that has it.
    pub level: Option<LevelId>,
    /// Who answers for the holding post on the day asked about.
    pub answering: Option<Answering>,
    /// Its clocks.
    pub clocks: Vec<CaseClock>,
    /// The next end of a clock.
    pub next_deadline: Option<Instant>,
    /// Whether a clock ran out on somebody who had it, and nobody was excused.
    pub overdue: bool,
    /// When somebody first acted on it.
    pub responded: Option<Instant>,
    /// When it was last closed.
    pub closed: Option<Instant>,
    /// The requester's last rating, 1 to 5.
    pub rating: Option<Count>,
    /// How often it was opened again.
    pub reopened: Count,
    /// How often an action was taken.
    pub steps: Count,
    /// The case it comes from.
    pub origin: Option<CaseOrigin>,
    /// The cases that came from it, in order.
    pub begun: Vec<CaseId>,
    /// How many of its parts are open.
    pub open_parts: Count,
    /// The case that keeps the duty, where it was merged.
    pub merged_into: Option<CaseId>,
    /// The marks left on it.
    pub marks: Vec<Mark>,
    /// The clocks that stand still, with what was counted and what remains.
    pub paused: Vec<PausedClock>,
}

/// A clock 时限 of a case.
#[derive(Clone, Debug, uniffi::Record)]
pub struct CaseClock {
    /// Which.
    pub clock: ClockName,
    /// Since when it runs.
    pub since: Instant,
    /// Its end; left out until the calendar of that year is published.
    pub until: Option<Instant>,
    /// Where its end is not known yet: that it is not, which day's calendar is awaited, how much is counted and how much
    /// remains.
    pub awaited: Option<DisplayName>,
    /// The limit that is being counted then, such as `5 working days`.
    pub limit: Option<String>,
    /// How much of that limit is counted: in milliseconds where it is one of minutes or hours, and in days where it is one
    /// of days.
    pub counted: Option<Count>,
    /// How much of it remains then, in the same.
    pub remaining: Option<Count>,
    /// When a warning is still due.
    pub warn: Option<Instant>,
    /// Whether its end has passed.
    pub overdue: bool,
}

/// A clock that stands still.
#[derive(Clone, Debug, uniffi::Record)]
pub struct PausedClock {
    /// Which.
    pub clock: ClockName,
    /// Its limit, in words.
    pub limit: DisplayName,
    /// How far it was counted; left out where nothing was yet.
    pub tally: Option<Tally>,
    /// By what it was extended, and is still to run, in words.
    pub then: Vec<DisplayName>,
    /// How often it was extended.
    pub extended: Count,
}

/// How far a limit was counted: in milliseconds where it is one of minutes or hours, and in days where it is one of days.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Tally {
    /// What has been counted.
    pub counted: Count,
    /// What is still to be counted.
    pub remaining: Count,
    /// The instant from which to go on.
    pub at: Instant,
}

impl From<linli::cases::PausedClock> for PausedClock {
    fn from(paused: linli::cases::PausedClock) -> Self {
        let words = |limit: linli::calendar::Limit| DisplayName {
            zh: limit.text(Lang::Zh),
            en: Some(limit.text(Lang::En)),
        };
        let tally = paused.run.tally.map(|tally| Tally {
            counted: tally.counted.into(),
            remaining: tally.remaining.into(),
            at: tally.at,
        });
        Self {
            clock: paused.clock,
            limit: words(paused.limit),
            tally,
            then: paused.run.then.into_iter().map(words).collect(),
            extended: paused.run.extended.into(),
        }
    }
}

impl From<CaseView> for Case {
    fn from(case: CaseView) -> Self {
        let clocks = case.clocks.into_iter().map(|clock| CaseClock {
            clock: clock.clock,
            since: clock.since,
            until: clock.until,
            awaited: clock.awaited.as_ref().map(|end| DisplayName {
                zh: end.explain(Lang::Zh),
                en: Some(end.explain(Lang::En)),
            }),
            limit: clock.awaited.as_ref().map(|end| end.limit.to_string()),
            counted: clock.awaited.as_ref().map(|end| end.counted.into()),
            remaining: clock.awaited.as_ref().map(|end| end.remaining.into()),
            warn: clock.warn,
            overdue: clock.overdue,
        });
        Self {
            id: case.id,
            number: case.number.into(),
            matter: case.matter,
            matter_name: (&case.matter_name).into(),
            state: case.state,
            state_name: (&case.state_name).into(),
            kind: case.kind,
            unit: case.unit,
            channel: case.channel,
            requester: case.requester,
            requesters: case.requesters,
            by: case.by,
            registered: case.registered,
            holder: case.holder,
            level: case.level,
            answering: case.answering.map(Answering::from),
            clocks: clocks.collect(),
            next_deadline: case.next_deadline,
            overdue: case.overdue,
            responded: case.responded,
            closed: case.closed,
            rating: case.rating.map(Count::from),
            reopened: case.reopened.into(),
            steps: case.steps.into(),
            origin: case.origin,
            begun: case.begun,
            open_parts: case.open_parts.into(),
            merged_into: case.merged_into,
            marks: case.marks,
            paused: case.paused.into_iter().map(PausedClock::from).collect(),
        }
    }
}

#[uniffi::export]
impl Ward {
    /// A case as it stands, with who answers for it on the day of `at`; left out where there is no such case, or `seen_by` may
    /// not see it.
    #[uniffi::method(default(seen_by = None))]
    pub fn cases_get(
        &self,
        id: CaseId,
        at: Instant,
        seen_by: Option<PersonId>,
    ) -> Result<Option<Case>, LinliError> {
        self.look(|state| CaseView::new(state, &id, at, seen_by.as_ref()).map(Case::from))
    }

    /// The open cases a person has taken, of those that `seen_by` may see: at most `limit`, after the first `skip`.
    #[uniffi::method(default(seen_by = None))]
    pub fn cases_held_by(
        &self,
        person: PersonId,
        at: Instant,
        skip: Count,
        limit: Count,
        seen_by: Option<PersonId>,
    ) -> Result<Vec<Case>, LinliError> {
        let of = Page {
            at,
            skip,
            limit,
            seen_by,
        };
        self.look(|state| of.page(state, state.cases.held_by(&person)))
    }

    /// The open cases that a unit, or any unit in it, has now, of those that `seen_by` may see: at most `limit`, after the first
    /// `skip`.
    #[uniffi::method(default(seen_by = None))]
    pub fn cases_open_at(
        &self,
        unit: UnitId,
        at: Instant,
        skip: Count,
        limit: Count,
        seen_by: Option<PersonId>,
    ) -> Result<Vec<Case>, LinliError> {
        let of = Page {
            at,
            skip,
            limit,
            seen_by,
        };
        self.look(|state| of.page(state, state.cases.open_at(&state.grid, &unit)))
    }
}

/// Which of a list is asked for.
struct Page {
    at: Instant,
    skip: Count,
    limit: Count,
    seen_by: Option<PersonId>,
}

impl Page {
    fn page<'a>(
        &self,
        state: &State,
        cases: impl Iterator<Item = (&'a CaseId, &'a linli::cases::Case)>,
    ) -> Vec<Case> {
        let viewer = self.seen_by.as_ref();
        let shown = cases.filter(|(id, _)| state.shows(id, viewer, self.at));
        let page = shown.skip(self.skip.size()).take(self.limit.size());
        page.filter_map(|(id, _)| CaseView::new(state, id, self.at, viewer))
            .map(Case::from)
            .collect()
    }
}
