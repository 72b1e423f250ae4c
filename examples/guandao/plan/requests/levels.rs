//! The way up: what the grid, the community and the street do with a request.

use linli::cases::{Assignee, Register};
use linli::{Instant, PersonId};

use super::texts::{REASONS_ESCALATE, REPLIES};
use super::{Going, Handler, Year};
use crate::place::person;
use crate::plan::course::phone;
use crate::plan::{self, Ask, Draft, Step, id};
use crate::time::{OPENING, at, awake, day, later, worked_days_after};

impl Year<'_> {
    /// The grid accepts; it answers, or hands the case up, or lets the limit run out.
    pub(super) fn in_grid(
        &mut self,
        matter: &str,
        going: &mut Going,
        settled_in_grid: usize,
    ) -> Option<Handler> {
        let delay = self.chance.between(8, if matter == "lift" { 50 } else { 170 });
        let accepted = awake(later(going.now, delay), &mut self.chance);
        let worker = self.staff.worker(self.place, going.grid, day(accepted)).clone();
        if self.chance.chance(25) && !matches!(matter, "lift") {
            return self.strayed(going, accepted, worker);
        }
        if accepted >= going.limit {
            // The limit ended in the night.
            going.now = going.limit;
            return self.in_community(going);
        }
        if !self.act(going, &worker, accepted, "accept", None) {
            return self.in_community(going);
        }
        self.raised_twice(going, &worker);
        if self.chance.chance(settled_in_grid) {
            if self.chance.chance(22) {
                // Left lying until the ward escalates.
                going.now = going.limit;
                return self.in_community(going);
            }
            let days = self.chance.weighted(&[(0, 38), (1, 40), (2, 22)]);
            let answered = self.working(going.now, days);
            if !self.act(going, &worker, answered, "answer", Some(("reply", REPLIES))) {
                return self.in_community(going);
            }
            return Some(Handler(worker));
        }
        let days = self.chance.weighted(&[(0, 60), (1, 40)]);
        let escalated = self.working(going.now, days);
        self.act(
            going,
            &worker,
            escalated,
            "escalate",
            Some(("reason", REASONS_ESCALATE)),
        );
        self.in_community(going)
    }

    /// Now and then a neighbour raises the same: the worker merges it, and both hear the answer 并案.
    fn raised_twice(&mut self, going: &mut Going, worker: &PersonId) {
        if !self.chance.chance(10) {
            return;
        }
        let people = &self.place.homes[self.place.grids[going.grid].homes.start].people;
        let neighbour = person(people.start);
        let when = later(going.now, self.chance.between(2, 40));
        let register = Register {
            channel: Some(id("mini-program")),
            ..Register::new(self.matter.clone(), self.place.grids[going.grid].unit.clone())
        };
        let draft = Draft::new("mini-program", &neighbour, when, Ask::Do(register.into()));
        let again = self.drafts.add(draft);
        let when = later(when, self.chance.between(5, 60));
        let salt = self.chance.salt();
        let ask = Ask::Act(Step::new(again, "merge").into(going.case));
        let draft =
            Draft::new(&phone(worker), worker, when, ask).detail("reason", "与已受理的诉求相同", salt);
        self.drafts.add(draft);
        going.now = when;
    }

    /// The place was wrong: handed to the next grid, whose worker takes it or gives it back.
    fn strayed(&mut self, going: &mut Going, when: Instant, worker: PersonId) -> Option<Handler> {
        let area = &self.place.areas[self.place.grids[going.grid].area].grids;
        let next = if going.grid + 1 < area.end {
            going.grid + 1
        } else {
            area.start
        };
        let to = Assignee {
            unit: self.place.grids[next].unit.clone(),
            post: None,
            body: None,
            person: None,
        };
        let ask = Ask::Act(Step::new(going.case, "transfer").to(to));
        let salt = self.chance.salt();
        let draft = Draft::new(&phone(&worker), &worker, when, ask).detail("reason", "不在本网格范围", salt);
        self.drafts.add(draft);
        going.now = when;
        let neighbour = self.staff.worker(self.place, next, day(when)).clone();
        let when = awake(later(when, self.chance.between(15, 120)), &mut self.chance);
        let handler = if self.chance.chance(300) {
            self.act(
                going,
                &neighbour,
                when,
                "return",
                Some(("reason", &["经核实属原网格"])),
            );
            worker
        } else {
            neighbour
        };
        let when = awake(later(going.now, self.chance.between(10, 90)), &mut self.chance);
        self.act(going, &handler, when, "accept", None);
        let answered = self.working(going.now, 1);
        self.act(going, &handler, answered, "answer", Some(("reply", REPLIES)));
        Some(Handler(handler))
    }

    /// The community's duty desk accepts on the next worked day, a stuck lift at once, and answers or goes to the street.
    pub(super) fn in_community(&mut self, going: &mut Going) -> Option<Handler> {
        let desk: PersonId = id(format!("desk-{}", 1 + self.chance.below(3)));
        going.limit = self.limit("accept", going.now);
        let accepted = self.desk_accepts(going);
        self.act(going, &desk, accepted, "accept", None);
        if self.chance.chance(130) {
            let escalated = self.working(going.now, 1);
            self.act(
                going,
                &desk,
                escalated,
                "escalate",
                Some(("reason", REASONS_ESCALATE)),
            );
            return self.in_street(going);
        }
        let days = self.chance.weighted(&[(0, 34), (1, 46), (2, 20)]);
        let answered = self.working(going.now, days);
        self.act(going, &desk, answered, "answer", Some(("reply", REPLIES)));
        Some(Handler(desk))
    }

    fn desk_accepts(&mut self, going: &Going) -> Instant {
        if self.matter.as_str() == "lift" {
            return later(going.now, self.chance.between(10, 90));
        }
        later(
            at(worked_days_after(day(going.now), 1), OPENING),
            self.chance.between(5, 150),
        )
    }

    /// The street is the top: what it does not answer stays, overdue.
    fn in_street(&mut self, going: &mut Going) -> Option<Handler> {
        let desk: PersonId = id(format!("street-{}", 1 + self.chance.below(2)));
        let accepted = self.desk_accepts(going);
        self.act(going, &desk, accepted, "accept", None);
        // There is nowhere to go from here.
        going.limit = plan::end();
        if self.chance.chance(60) {
            return None;
        }
        let days = self.chance.weighted(&[(1, 46), (2, 34), (6, 12), (15, 8)]);
        let answered = self.working(going.now, days);
        self.act(going, &desk, answered, "answer", Some(("reply", REPLIES)));
        Some(Handler(desk))
    }
}
