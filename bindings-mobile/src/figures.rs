use linli::views::{By, ClockRate, Group, RateName, RunWhy, Why};
use linli::{CaseId, LevelId, MatterId, PersonId, StateId, UnitId};

use crate::vocabulary::{Day, Instant};
use crate::{Count, LinliError, Ward};

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
    /// Those this person may see; all of them where left out.
    #[uniffi(default = None)]
    pub seen_by: Option<PersonId>,
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

/// By what figures are told apart.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum GroupBy {
    /// The unit of this level in which the case was raised; the place itself where it lies in none of that level.
    Place {
        /// The level.
        level: LevelId,
    },
    /// The level that has the case, or had it when it was closed.
    Level,
    /// The matter.
    Matter,
    /// The month in which it was raised.
    Month,
    /// The year in which it was raised.
    Year,
}

/// What cases have in common.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum CaseGroup {
    /// Raised in this unit.
    Place {
        /// The unit.
        unit: UnitId,
    },
    /// With this level.
    Level {
        /// The level.
        level: LevelId,
    },
    /// Of this matter.
    Matter {
        /// The matter.
        matter: MatterId,
    },
    /// Raised in the month, or year, that begins on this day.
    Since {
        /// The day.
        day: Day,
    },
}

impl From<GroupBy> for By {
    fn from(by: GroupBy) -> Self {
        match by {
            GroupBy::Place { level } => Self::Unit(level),
            GroupBy::Level => Self::Level,
            GroupBy::Matter => Self::Matter,
            GroupBy::Month => Self::Month,
            GroupBy::Year => Self::Year,
        }
    }
}

impl From<Group> for CaseGroup {
    fn from(group: Group) -> Self {
        match group {
            Group::Unit(unit) => Self::Place { unit },
            Group::Level(level) => Self::Level { level },
            Group::Matter(matter) => Self::Matter { matter },
            Group::Since(day) => Self::Since { day },
        }
    }
}

/// The figures of a group of cases.
#[derive(Clone, Debug, uniffi::Record)]
pub struct FiguresOf {
    /// What they have in common.
    pub group: CaseGroup,
    /// Their figures.
    pub figures: Figures,
}

/// How often a clock of a matter was kept 按时.
#[derive(Clone, Debug, uniffi::Record)]
pub struct ClockKept {
    /// The matter.
    pub matter: MatterId,
    /// The state whose clock it is; the clock of the whole case where left out.
    pub state: Option<StateId>,
    /// Runs that ended in time, of those that ended or ran out. A clock runs anew each time its state is entered, and the
    /// case clock each time the case is reopened; what was excused counts as in time.
    pub kept: Rate,
    /// The runs that are left out, in order of registration.
    pub left_out: Vec<RunLeftOut>,
}

/// A run of a clock that does not count.
#[derive(Clone, Debug, uniffi::Record)]
pub struct RunLeftOut {
    /// The case.
    pub case: CaseId,
    /// Since when it ran.
    pub since: Instant,
    /// Why.
    pub why: RunLeftOutWhy,
}

type RunLeftOutWhy = RunWhy;

/// Why a run of a clock does not count.
#[uniffi::remote(Enum)]
pub enum RunLeftOutWhy {
    /// It still runs, and its end has not come.
    Running,
    /// It still runs, and the calendar of its end is not published.
    Undated,
    /// The case waited for somebody else, such as the requester.
    Waiting,
}

impl From<linli::views::Rate> for Rate {
    fn from(rate: linli::views::Rate) -> Self {
        Self {
            part: rate.part.into(),
            of: rate.of.into(),
        }
    }
}

impl From<ClockRate> for ClockKept {
    fn from(rate: ClockRate) -> Self {
        let left_out = rate.left_out.into_iter().map(|run| RunLeftOut {
            case: run.case,
            since: run.since,
            why: run.why,
        });
        Self {
            matter: rate.matter,
            state: rate.state,
            kept: rate.kept.into(),
            left_out: left_out.collect(),
        }
    }
}

impl From<Counted> for linli::views::Counted {
    fn from(counted: Counted) -> Self {
        Self {
            unit: counted.unit,
            matter: counted.matter,
            from: counted.from,
            until: counted.until,
            seen_by: counted.seen_by,
        }
    }
}

impl From<linli::views::Figures> for Figures {
    fn from(figures: linli::views::Figures) -> Self {
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
            response: figures.response.into(),
            resolution: figures.resolution.into(),
            satisfaction: figures.satisfaction.into(),
            solved: solved.collect(),
            left_out: left_out.collect(),
        }
    }
}

#[uniffi::export]
impl Ward {
    /// Counts cases, as of `at`, up to which the ward should be settled. Grows with the number of cases of the ward.
    pub fn cases_figures(&self, counted: Counted, at: Instant) -> Result<Figures, LinliError> {
        let counted = counted.into();
        self.look(|state| linli::views::Figures::new(state, &counted, at).into())
    }

    /// The same, told apart: each case counts in one part, so that the parts add up to the whole. Parts come in order of
    /// level from the top down, of day, or of id.
    pub fn cases_figures_by(
        &self,
        counted: Counted,
        by: GroupBy,
        at: Instant,
    ) -> Result<Vec<FiguresOf>, LinliError> {
        let counted = counted.into();
        self.look(|state| {
            let parts = linli::views::Figures::by(state, &counted, &by.into(), at);
            let part = |part: linli::views::Part| FiguresOf {
                group: part.group.into(),
                figures: part.figures.into(),
            };
            parts.into_iter().map(part).collect()
        })
    }

    /// How the clocks of the cases counted ended, clock by clock, as the ward stands: settle it first. Reads the whole
    /// journal: for a page that is opened now and then.
    pub fn cases_on_time(&self, counted: Counted) -> Result<Vec<ClockKept>, LinliError> {
        let counted = counted.into();
        let on_time = self.ask(|ward| ward.on_time(&counted))?;
        Ok(on_time.clocks.into_iter().map(ClockKept::from).collect())
    }
}
