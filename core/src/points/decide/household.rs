//! Joining and leaving a household's passbook (F32).

use super::Asked;
use crate::context::Scoped;
use crate::points::owner::place;
use crate::points::{Event, Join, Leave, Ledger, PointsRefusal};
use crate::vocabulary::{Date, Instant};

fn in_range(date: Date) -> Result<(), PointsRefusal> {
    let start = date.and_time(chrono::NaiveTime::MIN).and_utc();
    let within = Instant::from_millis(start.timestamp_millis()).is_in_range();
    within.then_some(()).ok_or(PointsRefusal::DateOutOfRange { date })
}

impl Ledger {
    /// Whoever holds a post where the household lives may enter who belongs to it: it opens the pooled points to them.
    pub(super) fn decide_join(&self, asked: Asked<'_>, join: &Join) -> Result<Scoped<Event>, PointsRefusal> {
        let Join {
            household,
            person,
            unit,
            from,
        } = join;
        let home = asked.must_exist(unit, *from)?;
        asked.authority().must_hold([], home)?;
        let memberships = self
            .person(person)
            .map(|person| self.memberships(person))
            .unwrap_or_default();
        if let Some(other) = memberships.iter().find(|membership| membership.reaches(*from))
            && let Some((id, _)) = self.households.get_index(other.household as usize)
        {
            return Err(PointsRefusal::AlreadyAMember {
                person: person.clone(),
                household: id.clone(),
            });
        }
        if let Some((at, _, known)) = self.households.get_full(household)
            && &known.unit != unit
            && self.is_lived_in(place(at), *from)
        {
            let (household, unit) = (household.clone(), known.unit.clone());
            return Err(PointsRefusal::HouseholdElsewhere { household, unit });
        }
        in_range(*from)?;

        let joined = Event::Joined {
            household: household.clone(),
            person: person.clone(),
            unit: unit.clone(),
            from: *from,
        };
        Ok(Scoped::at(unit.clone(), joined))
    }

    /// Who belongs to it may leave by themselves. A last day before the first says they never belonged.
    pub(super) fn decide_leave(
        &self,
        asked: Asked<'_>,
        leave: &Leave,
    ) -> Result<Scoped<Event>, PointsRefusal> {
        let Leave {
            household: id,
            person,
            until,
        } = leave;
        let not_a_member = || PointsRefusal::NotAMember {
            person: person.clone(),
            household: id.clone(),
        };
        let (at, _, household) = self.households.get_full(id).ok_or_else(not_a_member)?;
        let memberships = self
            .person(person)
            .map(|person| self.memberships(person))
            .unwrap_or_default();
        let at = place(at);
        let mut open = memberships
            .iter()
            .filter(|open| open.household == at && open.until.is_none());
        open.next().ok_or_else(not_a_member)?;
        if !asked.authority().is(person) {
            asked.authority().must_hold([], asked.unit_of(&household.unit)?)?;
        }
        in_range(*until)?;

        let left = Event::Left {
            household: id.clone(),
            person: person.clone(),
            until: *until,
        };
        Ok(Scoped::at(household.unit.clone(), left))
    }
}
