//! The course of a case that is nobody's everyday request: what every theme of the year needs to write one down.

use linli::calendar::Almanac;
use linli::cases::Register;
use linli::grid::{Sitting, Votes};
use linli::{BodyId, Bundle, ChannelId, Date, Instant, MatterId, PersonId, UnitId};

use super::bodies::Bodies;
use super::{Ask, Draft, Drafts, Ref, Staff, Step, id};
use crate::place::{Place, person};
use crate::random::Random;
use crate::time::{OPENING, at, date, day, days, in_office, is_worked};

/// What the year is made of.
#[derive(Clone, Copy)]
pub(crate) struct World<'a> {
    pub(crate) place: &'a Place,
    pub(crate) staff: &'a Staff,
    pub(crate) bodies: &'a Bodies,
    pub(crate) rules: &'a Bundle,
    pub(crate) seed: u64,
}

/// A theme of the year, and its own chance.
pub(crate) struct Course<'a> {
    pub(crate) world: World<'a>,
    pub(crate) chance: Random,
    drafts: &'a mut Drafts,
}

/// A detail's name and its text.
pub(crate) type Says<'a> = &'a [(&'static str, &'a str)];

impl<'a> Course<'a> {
    pub(crate) fn new(world: World<'a>, theme: &str, drafts: &'a mut Drafts) -> Self {
        Self {
            world,
            chance: Random::new(world.seed, theme),
            drafts,
        }
    }

    /// A matter is raised by somebody, or by the office for somebody.
    pub(crate) fn raise(
        &mut self,
        (matter, unit): (&str, &UnitId),
        (by, whom): (&PersonId, Option<&PersonId>),
        when: Instant,
        story: &str,
    ) -> Ref {
        let register = Register {
            channel: Some(id::<ChannelId>("window")),
            ..Register::new(id::<MatterId>(matter), unit.clone())
        };
        let salt = self.chance.salt();
        let draft = Draft::new(&phone(by), by, when, Ask::Do(register.into()));
        self.drafts.add(draft.for_whom(whom).detail("story", story, salt))
    }

    pub(crate) fn act(
        &mut self,
        by: &PersonId,
        when: Instant,
        step: Step,
        says: Says,
        files: &[&'static str],
    ) {
        let salt = self.chance.salt();
        let draft = Draft::new(&phone(by), by, when, Ask::Act(step));
        let draft = says
            .iter()
            .fold(draft, |draft, (name, text)| draft.detail(name, *text, salt));
        self.drafts
            .add(files.iter().fold(draft, |draft, file| draft.file(file)));
    }

    /// A sitting of a body: some of its members, at least `least` and always the first few, who fill the seats.
    pub(crate) fn sitting(&mut self, body: &BodyId, members: &[PersonId], least: usize) -> Sitting {
        let count = least + self.chance.below(members.len() - least + 1);
        Sitting {
            body: body.clone(),
            attended: members.iter().take(count).cloned().collect(),
            votes: None,
        }
    }

    /// With so many against, the others in favour.
    pub(crate) fn voted(&mut self, sitting: Sitting, noes: usize) -> Sitting {
        let ayes = sitting.attended.len() - noes;
        let count = |number: usize| u32::try_from(number).unwrap_or_default();
        let votes = Votes {
            ayes: count(ayes),
            noes: count(noes),
            abstain: 0,
        };
        Sitting {
            votes: Some(votes),
            ..sitting
        }
    }

    /// Some time later in office hours, so many worked days on.
    pub(crate) fn working(&mut self, from: Instant, days: usize) -> Instant {
        in_office(from, days, &mut self.chance)
    }

    /// In the morning of a worked day: the `number`th of `all`, spread over the year.
    pub(crate) fn spread(&mut self, number: usize, all: usize) -> Instant {
        let open: Vec<Date> = days()
            .filter(|day| is_worked(*day) && *day > date(1, 5))
            .collect();
        let slot = open.len() / all;
        let day = open[number * open.len() / all + self.chance.below(slot.max(1))];
        at(day, self.chance.between(OPENING, 11 * 60))
    }

    pub(crate) fn resident(&mut self) -> usize {
        self.chance.below(self.world.place.people())
    }

    pub(crate) fn volunteer(&mut self) -> usize {
        let teams = &self.world.place.teams;
        let team = &teams[self.chance.below(teams.len())];
        team.volunteers[self.chance.below(team.volunteers.len())]
    }

    pub(crate) fn desk(&mut self) -> PersonId {
        id(format!("desk-{}", 1 + self.chance.below(3)))
    }

    pub(crate) fn street_desk(&mut self) -> PersonId {
        id(format!("street-{}", 1 + self.chance.below(2)))
    }

    pub(crate) fn worker(&self, grid: usize, when: Instant) -> PersonId {
        let World { staff, place, .. } = self.world;
        staff.worker(place, grid, day(when)).clone()
    }

    pub(crate) fn lead(&self, grid: usize, when: Instant) -> PersonId {
        let World { staff, place, .. } = self.world;
        staff.lead_of(place, grid, day(when)).clone()
    }

    pub(crate) fn limit(&self, matter: &str, name: &str, from: Instant) -> Instant {
        limit(self.world.rules, &id(matter), name, from)
    }

    /// Content or not.
    pub(crate) fn rating(&mut self) -> u8 {
        self.chance.weighted(&[(5, 46), (4, 36), (3, 12), (2, 6)])
    }

    pub(crate) fn person(&mut self) -> PersonId {
        person(self.resident())
    }
}

/// When a limit of a matter that begins to run now ends. The ward counts it the same way.
pub(crate) fn limit(rules: &Bundle, matter: &MatterId, name: &str, from: Instant) -> Instant {
    let limits = rules.matters.get(matter).map(|matter| &matter.limits);
    let almanac = Almanac::new(&rules.zone, &rules.calendar);
    limits
        .and_then(|limits| limits.get(name))
        .and_then(|limit| almanac.deadline(*limit, from).due())
        .unwrap_or_else(super::end)
}

/// Grid workers have phones, and every phone numbers its own commands; the desks work at theirs; residents use the mini-program.
pub(crate) fn phone(who: &PersonId) -> String {
    match who.as_str() {
        id if id.starts_with('w') || id.starts_with("lead") => format!("phone-{id}"),
        id if id.starts_with('p') => "mini-program".to_owned(),
        id => id.to_owned(),
    }
}
