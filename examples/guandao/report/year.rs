//! What the journal tells of the year.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use linli::grid;
use linli::points;
use linli::rulebook::{Bundle, Sentence};
use linli::{Event, HouseholdId, Instant, Lang, LevelId, Map, PersonId, Refusal, UnitId};

use super::cases::Cases;
use super::handled::Procedures;
use super::ledger::Ledger;
use super::rates::Rates;
use crate::time::day;

/// The report's facts, folded out of the journal in order.
pub(crate) struct Year {
    /// The rulebook in force: the ward's file holds it.
    pub(crate) rules: Arc<Bundle>,
    pub(crate) units: Map<UnitId, Unit>,
    pub(crate) teams: usize,
    pub(crate) cases: Cases,
    pub(crate) rates: Rates,
    pub(crate) procedures: Procedures,
    pub(crate) ledger: Ledger,
    pub(crate) members: BTreeSet<PersonId>,
    pub(crate) passbooks: BTreeSet<HouseholdId>,
    pub(crate) commands: usize,
    pub(crate) by_itself: usize,
    pub(crate) offline: usize,
    /// Entries from after the year: somebody went on with the ward.
    pub(crate) later: usize,
    /// By code: how many, and what one of them said.
    pub(crate) refusals: BTreeMap<&'static str, (usize, String)>,
    pub(crate) vacancies: Vec<Vacancy>,
    /// Where a case would stick for want of somebody.
    pub(crate) gaps: Vec<Sentence>,
    pub(crate) head: String,
}

pub(crate) struct Unit {
    pub(crate) name: String,
    pub(crate) level: LevelId,
    pub(crate) parent: Option<UnitId>,
    pub(crate) households: usize,
    pub(crate) residents: usize,
    pub(crate) requests: usize,
}

/// A post nobody holds, and who answers instead.
pub(crate) struct Vacancy {
    pub(crate) unit: UnitId,
    pub(crate) post: String,
    pub(crate) answering: Option<String>,
}

impl Year {
    pub(crate) fn new(rules: Arc<Bundle>) -> Self {
        Self {
            rules,
            units: Map::default(),
            teams: 0,
            cases: Cases::default(),
            rates: Rates::default(),
            procedures: Procedures::default(),
            ledger: Ledger::default(),
            members: BTreeSet::new(),
            passbooks: BTreeSet::new(),
            commands: 0,
            by_itself: 0,
            offline: 0,
            later: 0,
            refusals: BTreeMap::new(),
            vacancies: Vec::new(),
            gaps: Vec::new(),
            head: String::new(),
        }
    }

    pub(crate) fn take(&mut self, recorded: Instant, event: &Event) {
        match event {
            Event::Grid(grid::Event::UnitAdded(unit)) => {
                let known = Unit {
                    name: unit.name.text(Lang::Zh).to_owned(),
                    level: unit.level.clone(),
                    parent: unit.parent.clone(),
                    households: unit.households.unwrap_or(0) as usize,
                    residents: unit.residents.unwrap_or(0) as usize,
                    requests: 0,
                };
                self.units.insert(unit.id.clone(), known);
            }
            Event::Grid(grid::Event::BodyAdded(body)) => {
                self.teams += usize::from(body.id.as_str().starts_with("team"));
            }
            Event::Cases(event) => {
                self.cases.take(recorded, event);
                self.procedures.take(&self.rules, event);
            }
            Event::Points(event) => {
                if let points::Event::Joined {
                    household, person, ..
                } = event
                {
                    self.passbooks.insert(household.clone());
                    self.members.insert(person.clone());
                }
                self.ledger.take(day(recorded), event);
            }
            _ => {}
        }
    }

    pub(crate) fn refused(&mut self, refusal: &Refusal) {
        let (count, said) = self.refusals.entry(refusal.code()).or_default();
        *count += 1;
        if said.is_empty() {
            *said = refusal.explain(Lang::Zh);
        }
    }

    /// Counts the requests of each unit with those of the units below it.
    pub(crate) fn finish(&mut self) {
        for case in self.cases.all.values().filter(|case| case.is_request()) {
            let mut at = Some(case.unit.clone());
            while let Some(unit) = at.and_then(|id| self.units.get_mut(&id)) {
                unit.requests += 1;
                at = unit.parent.clone();
            }
        }
    }

    pub(crate) fn name<'a>(&'a self, unit: &'a UnitId) -> &'a str {
        self.units.get(unit).map_or(unit.as_str(), |unit| &unit.name)
    }

    pub(crate) fn at_level(&self, level: &str) -> impl Iterator<Item = &Unit> {
        self.units
            .values()
            .filter(move |unit| unit.level.as_str() == level)
    }

    /// How many gatherings of a kind were held.
    pub(crate) fn held(&self, matter: &str) -> usize {
        self.cases
            .all
            .values()
            .filter(|case| {
                case.matter.as_str() == matter
                    && matches!(case.state.as_str(), "held" | "feedback" | "closed")
            })
            .count()
    }
}
