//! Residents' requests: raised through five channels, settled in the grid where it can be, escalated where it cannot.
//!
//! The generator reckons with the limits of the rulebook: where it lets one run out, it knows that the ward will have
//! escalated by then and lets the next level go on.

mod acts;
mod errand;
mod levels;
mod rating;
mod texts;

use linli::cases::Register;
use linli::{Bundle, ChannelId, Date, Instant, MatterId, PersonId};

use self::texts::{REASONS_WITHDRAW, story};
use super::course::phone;
use super::{Ask, Draft, Drafts, Ref, Staff, id};
use crate::place::{Place, person};
use crate::random::Random;
use crate::time::{OPENING, at, date, days_of, is_worked, later, worked_days_after};

pub(crate) fn enter(place: &Place, staff: &Staff, rules: &Bundle, seed: u64, drafts: &mut Drafts) {
    for (matter, months) in &place.source.requests {
        let chance = Random::new(seed, matter);
        let mut year = Year {
            place,
            staff,
            rules,
            matter: id(matter),
            chance,
            drafts,
        };
        for (month, &count) in (1..).zip(months) {
            let days: Vec<Date> = days_of(month).filter(|day| *day > date(1, 1)).collect();
            let weighted: Vec<(Date, usize)> = days
                .iter()
                .map(|&day| (day, if is_worked(day) { 10 } else { 6 }))
                .collect();
            for _ in 0..count {
                let day = year.chance.weighted(&weighted);
                match matter.as_str() {
                    "errand" => year.errand(day),
                    _ => year.request(matter, day),
                }
            }
        }
    }
}

struct Year<'a> {
    place: &'a Place,
    staff: &'a Staff,
    rules: &'a Bundle,
    matter: MatterId,
    chance: Random,
    drafts: &'a mut Drafts,
}

/// A case on its way.
struct Going {
    case: Ref,
    requester: Option<usize>,
    grid: usize,
    /// When the ward heard of what was last done to it.
    now: Instant,
    /// When the ward will do something by itself, if nobody does before.
    limit: Instant,
}

impl Year<'_> {
    /// Raised, taken up somewhere, answered, rated, and now and then raised again.
    fn request(&mut self, matter: &str, on: Date) {
        let mut going = self.raised(matter, on);
        if self.chance.chance(15) && going.requester.is_some() {
            let when = later(going.now, self.chance.between(20, 400));
            return self.by_requester(&mut going, when, "withdraw", None, REASONS_WITHDRAW);
        }
        let settled_in_grid = self
            .place
            .source
            .settled_in_grid
            .get(matter)
            .copied()
            .unwrap_or(800);
        let handler = if self.chance.chance(60) {
            // Nobody in the grid accepts, and the ward escalates.
            going.now = going.limit;
            self.in_community(&mut going)
        } else {
            self.in_grid(matter, &mut going, settled_in_grid)
        };
        let Some(handler) = handler else { return };
        self.rated(&mut going, &handler);
    }

    fn raised(&mut self, matter: &str, on: Date) -> Going {
        let requester = self.chance.below(self.place.people());
        let grid = self.place.home(requester).grid;
        let minute = self.chance.weighted(&[
            ((7 * 60, 9 * 60), 16),
            ((9 * 60, 12 * 60), 34),
            ((12 * 60, 14 * 60), 10),
            ((14 * 60, 18 * 60), 28),
            ((18 * 60, 22 * 60), 24),
        ]);
        let mut minute = self.chance.between(minute.0, minute.1 - 1);
        let channel = self.chance.weighted(&[
            ("mini-program", 36),
            ("met", 27),
            ("hotline", 22),
            ("window", 10),
            ("talk", 5),
        ]);
        if channel == "window" {
            minute = self.chance.between(OPENING, 17 * 60 + 20);
        }
        if on == date(1, 2) {
            // The grid is entered that morning.
            minute = minute.max(OPENING);
        }
        let when = at(
            if channel == "window" && !is_worked(on) {
                worked_days_after(on, 1)
            } else {
                on
            },
            minute,
        );
        let anonymous = channel == "hotline" && self.chance.chance(200);
        let unit = match self.chance.chance(850) {
            true => self.place.building_of(requester).clone(),
            false => self.place.grids[grid].unit.clone(),
        };
        let register = Register {
            channel: Some(id::<ChannelId>(channel)),
            anonymous,
            ..Register::new(id::<MatterId>(matter), unit)
        };
        let worker = self.staff.worker(self.place, grid, on).clone();
        let (origin, actor) = match channel {
            "mini-program" => ("mini-program".to_owned(), person(requester)),
            "met" | "talk" => (phone(&worker), worker),
            desk => (desk.to_owned(), id(format!("desk-{}", 1 + self.chance.below(3)))),
        };
        let for_whom = (channel != "mini-program" && !anonymous).then(|| person(requester));
        let recorded = self.synced(&origin, when);
        let salt = self.chance.salt();
        let text = (*self.chance.pick(story(matter))).to_owned();
        let draft = Draft::new(&origin, &actor, recorded, Ask::Do(register.into()))
            .for_whom(for_whom.as_ref())
            .occurred(when)
            .detail("story", text, salt);
        let case = self.drafts.add(draft);
        let requester = (!anonymous).then_some(requester);
        Going {
            case,
            requester,
            grid,
            now: recorded,
            limit: self.limit("accept", recorded),
        }
    }
}

/// Who answered: whom a reopened case comes back to.
struct Handler(PersonId);
