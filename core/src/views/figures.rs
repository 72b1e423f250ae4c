//! Figures of cases: what was raised, where it was solved, and the three rates 三率 (F12, F42).
//!
//! They are of the cases raised in a period, as those stand when asked. Every rate is a count out of a count, and every
//! case it leaves out is named with the reason.

use std::collections::BTreeMap;

use chrono::Datelike as _;
use serde::{Deserialize, Serialize};

use crate::cases::Case;
use crate::rulebook::{Bundle, Procedure};
use crate::state::State;
use crate::vocabulary::{CaseId, Date, Instant, LevelId, MatterId, PersonId, UnitId};

/// Which cases are counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Those raised at this unit or in it; everywhere where left out.
    pub unit: Option<UnitId>,
    /// Those of this matter; of every matter where left out.
    pub matter: Option<MatterId>,
    /// Those raised at or after this instant.
    pub from: Instant,
    /// Those raised before this one.
    pub until: Instant,
    /// Those this person may see; all of them where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_by: Option<PersonId>,
}

/// The figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Cases raised; each is either closed or open.
    pub registered: u64,
    /// Those that are closed, also by being merged into another.
    pub closed: u64,
    /// Those that are open.
    pub open: u64,
    /// Those, closed or open, of which a clock ran out on somebody who had them, and nobody was excused.
    pub overdue: u64,
    /// Cases somebody first acted on before their first clock ran out, of those it ran for 响应率.
    pub response: Rate,
    /// Cases closed before the case clock ran out, of those closed or overdue 办结率.
    pub resolution: Rate,
    /// Cases rated 4 or 5, of those rated 满意率.
    pub satisfaction: Rate,
    /// Where the closed ones were solved: by the level that had them, top down.
    pub solved: Vec<Solved>,
    /// Which case a rate leaves out, and why.
    pub left_out: Vec<LeftOut>,
}

/// By what figures are told apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The unit of this level in which the case was raised; the place itself where it lies in none of that level.
    Unit(LevelId),
    /// The level that has the case, or had it when it was closed (F12).
    Level,
    /// The matter.
    Matter,
    /// The month in which it was raised, in the zone of the rulebook.
    Month,
    /// The year in which it was raised, likewise.
    Year,
}

/// What cases have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Raised in this unit.
    Unit(UnitId),
    /// With this level.
    Level(LevelId),
    /// Of this matter.
    Matter(MatterId),
    /// Raised in the month, or year, that begins on this day.
    Since(Date),
}

/// The figures of a group of cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What they have in common.
    pub group: Group,
    /// Their figures.
    pub figures: Figures,
}

/// So many out of so many. Never a fraction: who prints it, rounds it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// So many.
    pub part: u64,
    /// Out of so many.
    pub of: u64,
}

/// Cases solved at a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Solved {
    /// The level.
    pub level: LevelId,
    /// How many.
    pub cases: u64,
}

/// One of the three rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RateName {
    /// 响应率.
    Response,
    /// 办结率.
    Resolution,
    /// 满意率.
    Satisfaction,
}

/// A case a rate leaves out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The case.
    pub case: CaseId,
    /// The rate.
    pub rate: RateName,
    /// Why.
    pub why: Why,
}

/// Why a rate leaves a case out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Its procedure sets no such clock.
    NoClock,
    /// It still runs and its deadline has not come.
    NotYetDue,
    /// The calendar of its deadline is not published.
    Undated,
    /// It was closed in time without anybody having to respond: by the requester, for example.
    Withdrawn,
    /// It is open; only closed cases are rated.
    StillOpen,
    /// Nobody is named who could have rated it.
    Anonymous,
    /// The requester gave no rating.
    NotRated,
}

impl Rate {
    pub(super) fn count(&mut self, good: bool) {
        self.of = self.of.saturating_add(1);
        self.part = self.part.saturating_add(u64::from(good));
    }
}

impl Figures {
    /// Counts, as of `at`, up to which the state must be settled. Grows with the number of cases of the ward.
    pub fn new(state: &State, counted: &Counted, at: Instant) -> Self {
        let mut figures = Self::of_nothing(state, at);
        for (id, case) in state
            .cases
            .iter()
            .filter(|(id, case)| counted.takes_in(state, id, case, at))
        {
            figures.count(state, id, case, at);
        }
        figures
    }

    /// The same, told apart: each case counts in one part, so that the parts add up to the whole. Parts come in order of
    /// level from the top down, of day, or of id; what no case belongs to is left out. Grows with the number of cases of
    /// the ward, and is one walk over them whatever the number of parts.
    pub fn by(state: &State, counted: &Counted, by: &By, at: Instant) -> Vec<Part> {
        let mut parts: BTreeMap<(usize, Group), Self> = BTreeMap::new();
        let cases = state.cases.iter();
        for (id, case) in cases.filter(|(id, case)| counted.takes_in(state, id, case, at)) {
            if let Some(key) = by.group(state, case, at) {
                let part = parts.entry(key).or_insert_with(|| Self::of_nothing(state, at));
                part.count(state, id, case, at);
            }
        }
        let parts = parts.into_iter();
        parts
            .map(|((_, group), figures)| Part { group, figures })
            .collect()
    }

    fn of_nothing(state: &State, at: Instant) -> Self {
        let levels = state.editions.at(at).into_iter().flat_map(|(_, now)| &now.levels);
        Self {
            solved: levels.map(|level| none_at(level.id.clone())).collect(),
            ..Self::default()
        }
    }

    fn count(&mut self, state: &State, id: &CaseId, case: &Case, at: Instant) {
        let add = |number: &mut u64, counts: bool| *number = number.saturating_add(u64::from(counts));
        add(&mut self.registered, true);
        add(&mut self.closed, case.is_closed());
        add(&mut self.open, !case.is_closed());
        add(&mut self.overdue, case.is_overdue());
        if case.is_closed() {
            self.solve(state, case);
        }
        let procedure = state
            .editions
            .get(case.edition)
            .and_then(|own| procedure(own, case));
        let answers = [
            (RateName::Response, response(procedure, case, at)),
            (RateName::Resolution, resolution(procedure, case)),
            (RateName::Satisfaction, satisfaction(case)),
        ];
        for (rate, answer) in answers {
            let counter = match rate {
                RateName::Response => &mut self.response,
                RateName::Resolution => &mut self.resolution,
                RateName::Satisfaction => &mut self.satisfaction,
            };
            match answer {
                Ok(good) => counter.count(good),
                Err(why) => self.left_out.push(LeftOut {
                    case: id.clone(),
                    rate,
                    why,
                }),
            }
        }
    }

    fn solve(&mut self, state: &State, case: &Case) {
        let Some(unit) = state.grid.unit(&case.holder.unit) else {
            return;
        };
        let level = unit.level();
        if !self.solved.iter().any(|solved| solved.level == *level) {
            self.solved.push(none_at(level.clone()));
        }
        if let Some(solved) = self.solved.iter_mut().find(|solved| solved.level == *level) {
            solved.cases = solved.cases.saturating_add(1);
        }
    }
}

impl By {
    /// The group of a case, and what goes before its own order: the rank of a level.
    fn group(&self, state: &State, case: &Case, at: Instant) -> Option<(usize, Group)> {
        let (_, now) = state.editions.at(at)?;
        let raised = || now.zone.date(case.registered);
        Some(match self {
            Self::Unit(level) => {
                let within = state.grid.ancestor_at(&case.unit, level);
                let unit = within.map_or(&case.unit, |unit| unit.id());
                (0, Group::Unit(unit.clone()))
            }
            Self::Level => {
                let level = state.grid.unit(&case.holder.unit)?.level();
                (now.rank(level).unwrap_or(usize::MAX), Group::Level(level.clone()))
            }
            Self::Matter => (0, Group::Matter(case.matter.clone())),
            Self::Month => (0, Group::Since(raised().with_day(1)?)),
            Self::Year => (0, Group::Since(raised().with_ordinal(1)?)),
        })
    }
}

impl Counted {
    /// Whether a case is one of them, when looked at `at` an instant.
    pub(super) fn takes_in(&self, state: &State, id: &CaseId, case: &Case, at: Instant) -> bool {
        let in_unit = |unit: &UnitId| *unit == case.unit || state.grid.contains(unit, &case.unit);
        (self.from..self.until).contains(&case.registered)
            && self.matter.as_ref().is_none_or(|matter| *matter == case.matter)
            && self.unit.as_ref().is_none_or(in_unit)
            && state.shows(id, self.seen_by.as_ref(), at)
    }
}

fn none_at(level: LevelId) -> Solved {
    Solved { level, cases: 0 }
}

fn procedure<'a>(own: &'a Bundle, case: &Case) -> Option<&'a Procedure> {
    own.procedures.get(&own.matters.get(&case.matter)?.procedure)
}

/// Whether somebody acted in time: the claimed instant counts.
fn response(procedure: Option<&Procedure>, case: &Case, at: Instant) -> Result<bool, Why> {
    let first = procedure.and_then(|procedure| procedure.states.get(&procedure.initial));
    first.and_then(|state| state.clock.as_ref()).ok_or(Why::NoClock)?;
    match (case.responded, case.respond_by) {
        (Some(responded), Some(by)) => Ok(responded <= by),
        // Whoever acted did so before its calendar was known, and so before the end.
        (Some(_), None) => Ok(true),
        (None, None) => Err(Why::Undated),
        (None, Some(by)) if case.closed.is_some_and(|closed| closed <= by) => Err(Why::Withdrawn),
        (None, Some(by)) if at < by => Err(Why::NotYetDue),
        (None, Some(_)) => Ok(false),
    }
}

fn resolution(procedure: Option<&Procedure>, case: &Case) -> Result<bool, Why> {
    procedure
        .and_then(|procedure| procedure.clock.as_ref())
        .ok_or(Why::NoClock)?;
    let late = case.missed_cases > 0 || case.case_clock.is_some_and(|clock| clock.overdue);
    let undated = case.case_clock.is_some_and(|clock| clock.until.is_none());
    match (case.is_closed() || late, undated) {
        (true, _) => Ok(!late),
        (false, true) => Err(Why::Undated),
        (false, false) => Err(Why::NotYetDue),
    }
}

fn satisfaction(case: &Case) -> Result<bool, Why> {
    match case.rating {
        Some(rating) => Ok(rating >= 4),
        None if !case.is_closed() => Err(Why::StillOpen),
        None if case.requester.is_none() => Err(Why::Anonymous),
        None => Err(Why::NotRated),
    }
}
