use linli::cases::{ClockName, Holder};
use linli::rulebook::StateKind;
use linli::views::{CaseView, RateName, Why};
use linli::{
    ActionId, CaseId, ChannelId, DetailName, LevelId, MatterId, PersonId, PostId, State, StateId, UnitId,
};

use crate::vocabulary::Instant;
use crate::{Answering, Count, DisplayName, LinliError, Ward};

/// Who has a case.
#[uniffi::remote(Record)]
pub struct Holder {
    /// At which unit.
    pub unit: UnitId,
    /// In which post.
    pub post: PostId,
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

/// What an action needs.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum Need {
    /// A rating from 1 to 5.
    Rating,
    /// To whom the case is handed.
    Assignee,
    /// A text.
    Detail {
        /// Its name.
        name: DetailName,
    },
    /// A file.
    Attachment {
        /// Its name.
        name: DetailName,
    },
}

impl From<&linli::rulebook::Need> for Need {
    fn from(need: &linli::rulebook::Need) -> Self {
        use linli::rulebook::Need as Core;
        match need {
            Core::Rating => Self::Rating,
            Core::Assignee => Self::Assignee,
            Core::Detail(name) => Self::Detail { name: name.clone() },
            Core::Attachment(name) => Self::Attachment { name: name.clone() },
        }
    }
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
    /// Who took it in.
    pub by: PersonId,
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
    /// When a warning is still due.
    pub warn: Option<Instant>,
    /// Whether its end has passed.
    pub overdue: bool,
}

impl From<CaseView> for Case {
    fn from(case: CaseView) -> Self {
        let clocks = case.clocks.into_iter().map(|clock| CaseClock {
            clock: clock.clock,
            since: clock.since,
            until: clock.until,
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
        }
    }
}

/// An action somebody may take, with what its form asks for.
#[derive(Clone, Debug, uniffi::Record)]
pub struct ActionInfo {
    /// The action.
    pub id: ActionId,
    /// Its name.
    pub name: DisplayName,
    /// What it needs.
    pub needs: Vec<Need>,
}

/// Which cases are counted: those raised from an instant up to another.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Counted {
    /// Those raised at or after this instant.
    pub from: Instant,
    /// Those raised before this one.
    pub until: Instant,
    /// Those raised at this unit or in it; everywhere where left out.
    #[uniffi(default = None)]
    pub unit: Option<UnitId>,
    /// Those of this matter; of every matter where left out.
    #[uniffi(default = None)]
    pub matter: Option<MatterId>,
}

/// What was raised, where it was solved, and the three rates 三率.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Figures {
    /// Cases raised; each is either closed or open.
    pub registered: Count,
    /// Those that are closed.
    pub closed: Count,
    /// Those that are open.
    pub open: Count,
    /// Those of which a clock ran out on somebody who had them, and nobody was excused.
    pub overdue: Count,
    /// Cases somebody first acted on in time 响应率.
    pub response: Rate,
    /// Cases closed before the case clock ran out 办结率.
    pub resolution: Rate,
    /// Cases rated 4 or 5 满意率.
    pub satisfaction: Rate,
    /// Where the closed ones were solved, top down.
    pub solved: Vec<Solved>,
    /// Which case a rate leaves out, and why.
    pub left_out: Vec<LeftOut>,
}

/// So many out of so many. Never a fraction: who prints it, rounds it.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Rate {
    /// So many.
    pub part: Count,
    /// Out of so many.
    pub of: Count,
}

/// Cases solved at a level.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Solved {
    /// The level.
    pub level: LevelId,
    /// How many.
    pub cases: Count,
}

/// A case a rate leaves out.
#[derive(Clone, Debug, uniffi::Record)]
pub struct LeftOut {
    /// The case.
    pub case: CaseId,
    /// The rate.
    pub rate: RateName,
    /// Why.
    pub why: LeftOutWhy,
}

/// One of the three rates.
#[uniffi::remote(Enum)]
pub enum RateName {
    /// 响应率.
    Response,
    /// 办结率.
    Resolution,
    /// 满意率.
    Satisfaction,
}

type LeftOutWhy = Why;

/// Why a rate leaves a case out.
#[uniffi::remote(Enum)]
pub enum LeftOutWhy {
    /// Its procedure sets no such clock.
    NoClock,
    /// It still runs and its deadline has not come.
    NotYetDue,
    /// The calendar of its deadline is not published.
    Undated,
    /// It was closed in time without anybody having to respond.
    Withdrawn,
    /// It is open; only closed cases are rated.
    StillOpen,
    /// Nobody is named who could have rated it.
    Anonymous,
    /// The requester gave no rating.
    NotRated,
}

impl From<linli::views::Figures> for Figures {
    fn from(figures: linli::views::Figures) -> Self {
        let rate = |rate: linli::views::Rate| Rate {
            part: rate.part.into(),
            of: rate.of.into(),
        };
        let solved = figures.solved.into_iter().map(|solved| Solved {
            level: solved.level,
            cases: solved.cases.into(),
        });
        let left_out = figures.left_out.into_iter().map(|left_out| LeftOut {
            case: left_out.case,
            rate: left_out.rate,
            why: left_out.why,
        });
        Self {
            registered: figures.registered.into(),
            closed: figures.closed.into(),
            open: figures.open.into(),
            overdue: figures.overdue.into(),
            response: rate(figures.response),
            resolution: rate(figures.resolution),
            satisfaction: rate(figures.satisfaction),
            solved: solved.collect(),
            left_out: left_out.collect(),
        }
    }
}

#[uniffi::export]
impl Ward {
    /// A case as it stands, with who answers for it on the day of `at`; left out where there is no such case.
    pub fn cases_get(&self, id: CaseId, at: Instant) -> Result<Option<Case>, LinliError> {
        self.look(|state| CaseView::new(state, &id, at).map(Case::from))
    }

    /// The open cases a person has taken: at most `limit`, after the first `skip`.
    pub fn cases_held_by(
        &self,
        person: PersonId,
        at: Instant,
        skip: Count,
        limit: Count,
    ) -> Result<Vec<Case>, LinliError> {
        self.look(|state| page(state, state.cases.held_by(&person), at, skip, limit))
    }

    /// The open cases that a unit, or any unit in it, has now: at most `limit`, after the first `skip`.
    pub fn cases_open_at(
        &self,
        unit: UnitId,
        at: Instant,
        skip: Count,
        limit: Count,
    ) -> Result<Vec<Case>, LinliError> {
        self.look(|state| page(state, state.cases.open_at(&state.grid, &unit), at, skip, limit))
    }

    /// The actions somebody could take on a case at an instant, with what each needs.
    pub fn cases_may(&self, id: CaseId, actor: PersonId, at: Instant) -> Result<Vec<ActionInfo>, LinliError> {
        self.look(|state| {
            let actions = state.cases.may(&state.grid, &state.editions, &id, &actor, at);
            let procedure = state.cases.case(&id).and_then(|case| {
                let rules = state.editions.get(case.edition)?;
                rules.procedures.get(&rules.matters.get(&case.matter)?.procedure)
            });
            let info = |id: ActionId| {
                let action = procedure?.actions.get(&id)?;
                Some(ActionInfo {
                    name: (&action.name).into(),
                    needs: action.needs.iter().map(Need::from).collect(),
                    id,
                })
            };
            actions.into_iter().filter_map(info).collect()
        })
    }

    /// Counts cases, as of `at`, up to which the ward should be settled. Grows with the number of cases of the ward.
    pub fn cases_figures(&self, counted: Counted, at: Instant) -> Result<Figures, LinliError> {
        let counted = linli::views::Counted {
            unit: counted.unit,
            matter: counted.matter,
            from: counted.from,
            until: counted.until,
        };
        self.look(|state| linli::views::Figures::new(state, &counted, at).into())
    }
}

fn page<'a>(
    state: &State,
    cases: impl Iterator<Item = (&'a CaseId, &'a linli::cases::Case)>,
    at: Instant,
    skip: Count,
    limit: Count,
) -> Vec<Case> {
    let page = cases.skip(skip.size()).take(limit.size());
    page.filter_map(|(id, _)| CaseView::new(state, id, at))
        .map(Case::from)
        .collect()
}
