//! What earlier lines of the same entry earned: the ledger does not know it yet, later lines must.

use super::weigh::Weighed;
use crate::vocabulary::{Date, Map, PersonId, RuleId, UnitId};
use chrono::Datelike;

/// What earlier lines earned under a rule for deeds of a day: one sum, so that many lines of one person stay few facts.
struct Fact<'a> {
    rule: &'a RuleId,
    day: Date,
    points: u64,
}

/// Awards of earlier lines; `None` for a command of one deed, as nothing follows that would ask.
pub(super) struct Earlier<'a>(Option<Noted<'a>>);

/// By whom they count for.
#[derive(Default)]
struct Noted<'a> {
    of_person: Map<&'a PersonId, Vec<Fact<'a>>>,
    of_household: Map<u32, Vec<Fact<'a>>>,
    /// By fund, rule and year.
    issued: Map<(&'a UnitId, &'a RuleId, i32), u64>,
}

impl<'a> Earlier<'a> {
    /// For a command of many deeds.
    pub(super) fn noting() -> Self {
        Self(Some(Noted::default()))
    }

    /// For a command of one.
    pub(super) fn none() -> Self {
        Self(None)
    }

    pub(super) fn add(&mut self, deed: &Weighed<'a>, household: Option<u32>, points: u64) {
        let Some(noted) = &mut self.0 else { return };
        note(noted.of_person.entry(deed.person).or_default(), deed, points);
        if let Some(household) = household {
            note(noted.of_household.entry(household).or_default(), deed, points);
        }
        let issued = noted.issued.entry(issue(deed)).or_default();
        *issued = issued.saturating_add(points);
    }

    /// Days and points of a person's awards under a rule.
    pub(super) fn of_person(&self, person: &PersonId, rule: &RuleId) -> impl Iterator<Item = (Date, u64)> {
        let noted = self.0.as_ref();
        under(noted.and_then(|noted| noted.of_person.get(person)), rule)
    }

    /// The same of those who belong to a household.
    pub(super) fn of_household(&self, household: u32, rule: &RuleId) -> impl Iterator<Item = (Date, u64)> {
        let noted = self.0.as_ref();
        under(noted.and_then(|noted| noted.of_household.get(&household)), rule)
    }

    pub(super) fn issued(&self, deed: &Weighed<'a>) -> u64 {
        let issued = self.0.as_ref().and_then(|noted| noted.issued.get(&issue(deed)));
        issued.copied().unwrap_or(0)
    }
}

fn issue<'a>(deed: &Weighed<'a>) -> (&'a UnitId, &'a RuleId, i32) {
    (deed.fund, deed.id, deed.day.year())
}

fn note<'a>(facts: &mut Vec<Fact<'a>>, deed: &Weighed<'a>, points: u64) {
    let same = |fact: &&mut Fact<'_>| fact.day == deed.day && fact.rule == deed.id;
    match facts.iter_mut().find(same) {
        Some(fact) => fact.points = fact.points.saturating_add(points),
        None => facts.push(Fact {
            rule: deed.id,
            day: deed.day,
            points,
        }),
    }
}

fn under(facts: Option<&Vec<Fact<'_>>>, rule: &RuleId) -> impl Iterator<Item = (Date, u64)> {
    let facts = facts.into_iter().flatten();
    facts
        .filter(move |fact| fact.rule == rule)
        .map(|fact| (fact.day, fact.points))
}
