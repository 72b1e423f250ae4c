//! Deeds: entered one by one, in bulk, out of cases, and after review.

use smol_str::SmolStr;

use super::Asked;
use super::earlier::Earlier;
use super::weigh::{Weighed, amount};
use crate::context::{Earned, Scoped};
use crate::grid::Grid;
use crate::points::model::Submitted;
use crate::points::{AccountId, Award, AwardAll, Deed, Event, Ledger, PointsRefusal, Review, Withheld};
use crate::rulebook::{Bundle, PointsRules, Rule};
use crate::vocabulary::{AwardId, BodyId, Date, Instant, PersonId, PostId, RuleId, UnitId, bounds};

/// A deed that may be entered.
struct Entry<'a> {
    award: AwardId,
    id: &'a RuleId,
    rule: &'a Rule,
    person: &'a PersonId,
    unit: &'a UnitId,
    fund: &'a UnitId,
    quantity: u64,
    team: Option<&'a BodyId>,
    day: Date,
}

impl Ledger {
    pub(super) fn decide_award(
        &self,
        asked: Asked<'_>,
        award: &Award,
    ) -> Result<Scoped<Event>, PointsRefusal> {
        let entry = checked(asked, &award.deed, 0)?;
        Ok(self.entered(asked.place, asked.today, entry, &mut Earlier::none()))
    }

    pub(super) fn decide_awards<'a>(
        &'a self,
        asked: Asked<'a>,
        all: &'a AwardAll,
    ) -> Result<impl Iterator<Item = Scoped<Event>>, PointsRefusal> {
        if all.deeds.is_empty() {
            return Err(PointsRefusal::NoLines {});
        }
        bounds::LINES
            .check(all.deeds.len() as u64)
            .map_err(|exceeded| PointsRefusal::TooManyLines {
                lines: exceeded.found,
                most: exceeded.bound.most,
            })?;
        let mut earlier = Earlier::noting();
        let lines = (0u32..)
            .zip(&all.deeds)
            .map(move |(line, deed)| match checked(asked, deed, line) {
                Ok(entry) => self.entered(asked.place, asked.today, entry, &mut earlier),
                Err(refusal) => Scoped {
                    scope: asked.grid.unit(&deed.unit).map(|unit| unit.id().clone()),
                    also: Vec::new(),
                    event: Event::LineRefused {
                        line,
                        code: SmolStr::new_static(refusal.code()),
                        refusal: Box::new(refusal),
                    },
                },
            });
        Ok(lines)
    }

    /// A deed that may be entered waits for review, or is weighed at once.
    fn entered<'a>(
        &self,
        place: &'a PointsRules,
        today: Date,
        entry: Entry<'a>,
        earlier: &mut Earlier<'a>,
    ) -> Scoped<Event> {
        if entry.rule.review.is_none() {
            return self.awarded(place, today, entry, earlier);
        }
        let event = Event::Submitted {
            award: entry.award,
            earner: entry.person.clone(),
            rule: entry.id.clone(),
            unit: entry.unit.clone(),
            quantity: entry.quantity,
            day: entry.day,
            team: entry.team.cloned(),
        };
        Scoped::at(entry.unit.clone(), event)
    }

    /// A deed is weighed, and noted for the lines that follow.
    fn awarded<'a>(
        &self,
        place: &'a PointsRules,
        today: Date,
        entry: Entry<'a>,
        earlier: &mut Earlier<'a>,
    ) -> Scoped<Event> {
        let Entry {
            award,
            id,
            rule,
            person,
            unit,
            fund,
            quantity,
            team,
            day,
        } = entry;
        let known = self.person(person);
        let weighed = Weighed {
            place,
            id,
            under: self.rule(id),
            rule,
            person,
            known,
            fund,
            quantity,
            day,
            today,
        };
        let grant = match self.weigh(&weighed, earlier) {
            Ok(grant) => grant,
            Err(reason) => return withheld(award, person, id, day, unit, reason),
        };
        let household = known.and_then(|known| self.household_of(known, day));
        earlier.add(&weighed, household, grant.points);
        let pool = household.filter(|_| place.pool);
        let pool = pool.and_then(|household| self.households.get_index(household as usize));
        let event = Event::Awarded {
            award,
            account: match pool {
                Some((household, _)) => AccountId::Household(household.clone()),
                None => AccountId::Person(person.clone()),
            },
            earner: person.clone(),
            rule: id.clone(),
            unit: unit.clone(),
            fund: fund.clone(),
            points: grant.points,
            day,
            expires: grant.expires,
            team: team.cloned(),
        };
        Scoped::at(unit.clone(), event)
    }

    /// The points an action on a case earns. A rule that gives nothing withholds; it never refuses.
    pub(crate) fn earned(
        &self,
        rules: &Bundle,
        grid: &Grid,
        at: Instant,
        earned: &[Earned],
    ) -> Vec<Scoped<Event>> {
        let today = rules.zone.date(at);
        let mut earlier = Earlier::noting();
        let each = earned.iter().map(|earned| {
            let Earned {
                award,
                rule: id,
                person,
                unit,
                ..
            } = earned;
            let (award, day) = (award.clone(), rules.zone.date(earned.at));
            let rule = rules
                .points
                .as_ref()
                .and_then(|place| Some((place, place.rules.get(id)?)));
            let Some((place, rule)) = rule else {
                return withheld(award, person, id, day, unit, Withheld::NoRule);
            };
            let Some(fund) = grid.ancestor_at(unit, &rule.fund) else {
                return withheld(award, person, id, day, unit, Withheld::NoFund);
            };
            let entry = Entry {
                award,
                id,
                rule,
                person,
                unit,
                fund: fund.id(),
                quantity: 1,
                team: None,
                day,
            };
            self.entered(place, today, entry, &mut earlier)
        });
        each.collect()
    }

    /// A deed that waits is approved or turned down. Approved, it is weighed by what its purse has earned by now, for the deed's own day.
    pub(super) fn decide_review(
        &self,
        asked: Asked<'_>,
        review: &Review,
    ) -> Result<Scoped<Event>, PointsRefusal> {
        let award = &review.award;
        let submitted = self
            .submitted
            .get(award)
            .ok_or_else(|| PointsRefusal::UnknownAward { award: award.clone() })?;
        let Submitted {
            earner: person,
            rule: id,
            unit,
            quantity,
            day,
            team,
            answered,
        } = submitted;
        let rule = asked.place.rules.get(id);
        let place = asked.unit_of(unit)?;
        asked.authority().must_hold(reviewers(rule), place)?;
        if *answered {
            return Err(PointsRefusal::AlreadyReviewed { award: award.clone() });
        }

        let reason = |reason| withheld(award.clone(), person, id, *day, unit, reason);
        if !review.approve {
            return Ok(reason(Withheld::TurnedDown));
        }
        let Some(rule) = rule else {
            return Ok(reason(Withheld::NoRule));
        };
        let Some(fund) = place.or_above(&rule.fund) else {
            return Ok(reason(Withheld::NoFund));
        };
        let entry = Entry {
            award: award.clone(),
            id,
            rule,
            person,
            unit,
            fund: fund.id(),
            quantity: *quantity,
            team: team.as_ref(),
            day: *day,
        };
        Ok(self.awarded(asked.place, asked.today, entry, &mut Earlier::none()))
    }
}

/// Who reviews: the rule's post; whoever may enter such deeds, where the edition in force asks for no review any more.
fn reviewers(rule: Option<&Rule>) -> &[PostId] {
    match rule {
        Some(Rule {
            review: Some(post), ..
        }) => core::slice::from_ref(post),
        Some(rule) => &rule.entered_by,
        None => &[],
    }
}

fn withheld(
    award: AwardId,
    earner: &PersonId,
    rule: &RuleId,
    day: Date,
    unit: &UnitId,
    reason: Withheld,
) -> Scoped<Event> {
    let event = Event::Withheld {
        award,
        earner: earner.clone(),
        rule: rule.clone(),
        day,
        reason,
    };
    Scoped::at(unit.clone(), event)
}

/// Whether a deed may be entered at all, in order of precedence.
fn checked<'a>(asked: Asked<'a>, deed: &'a Deed, line: u32) -> Result<Entry<'a>, PointsRefusal> {
    let Deed {
        rule: id,
        person,
        unit,
        quantity,
        team,
        occurred,
    } = deed;
    let rule = asked
        .place
        .rules
        .get(id)
        .ok_or_else(|| PointsRefusal::UnknownRule { rule: id.clone() })?;
    let day = occurred.map_or(asked.day, |at| asked.context.rules.zone.date(at));
    let place = asked.must_exist(unit, day)?;
    if let Some(occurred) = occurred {
        in_time(asked, *occurred)?;
    }
    asked.authority().must_hold(&rule.entered_by, place)?;
    let quantity = quantity.unwrap_or(1);
    if quantity == 0 || bounds::QUANTITY.check(quantity).is_err() {
        return Err(PointsRefusal::BadQuantity {
            quantity,
            most: bounds::QUANTITY.most,
        });
    }
    let Some(fund) = place.or_above(&rule.fund) else {
        return Err(PointsRefusal::NoFund {
            unit: unit.clone(),
            level: rule.fund.clone(),
        });
    };
    bounds::AWARD_POINTS
        .check(amount(rule, quantity))
        .map_err(|exceeded| PointsRefusal::TooManyPoints {
            points: exceeded.found,
            most: exceeded.bound.most,
        })?;
    let award = AwardId::derive(&asked.context.stamp.id, line);
    Ok(Entry {
        award,
        id,
        rule,
        person,
        unit,
        fund: fund.id(),
        quantity,
        team: team.as_ref(),
        day,
    })
}

/// Whether an instant a line claims lies within what the rulebook allows.
fn in_time(asked: Asked<'_>, occurred: Instant) -> Result<(), PointsRefusal> {
    let recorded = asked.context.stamp.recorded;
    if occurred > recorded {
        return Err(PointsRefusal::DeedAhead { occurred, recorded });
    }
    let minutes = i64::from(asked.context.rules.late.minutes);
    let earliest = recorded.plus_millis(minutes.saturating_mul(-60_000));
    if occurred < earliest {
        return Err(PointsRefusal::DeedTooLate { occurred, earliest });
    }
    Ok(())
}
