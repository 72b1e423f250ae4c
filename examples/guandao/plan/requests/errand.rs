//! Errands 帮办代办 (F19).

use linli::Date;

use super::Year;
use super::texts::REPLIES_ERRAND;
use crate::place::person;
use crate::plan;
use crate::time::{OPENING, at, awake, day, later, worked_days_after};

impl Year<'_> {
    /// A volunteer takes the errand, or else the grid, once reminded; it is done, confirmed, and earns points.
    pub(super) fn errand(&mut self, on: Date) {
        let mut going = self.raised("errand", on);
        let team = &self.place.teams[self.chance.weighted(&[(2, 40), (3, 50), (0, 10)])];
        // The regulars do most of it.
        let reach = if self.chance.chance(750) {
            40
        } else {
            team.volunteers.len()
        };
        let volunteer = team.volunteers[self.chance.below(reach)];
        let mut who = person(volunteer);
        let when = if self.chance.chance(50) {
            going.now = going.limit;
            let when = later(at(worked_days_after(day(going.now), 1), OPENING), 30);
            who = self.staff.worker(self.place, going.grid, day(when)).clone();
            when
        } else {
            awake(later(going.now, self.chance.between(10, 240)), &mut self.chance)
        };
        // Nothing happens by itself but a reminder.
        going.limit = plan::end();
        self.act(&mut going, &who, when, "take", None);
        let days = self.chance.weighted(&[(0, 40), (1, 40), (2, 20)]);
        let done = self.working(going.now, days);
        self.act(&mut going, &who, done, "finish", Some(("reply", REPLIES_ERRAND)));
        if going.requester.is_some() && self.chance.chance(800) {
            let when = awake(
                later(going.now, self.chance.between(20, 2 * 1440)),
                &mut self.chance,
            );
            self.by_requester(&mut going, when, "confirm", None, &[]);
        }
    }
}
