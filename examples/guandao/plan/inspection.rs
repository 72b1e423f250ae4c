//! Inspection rounds 排查整治 of shops and buildings, and looking again thirty days later 回头看 (F18).

use linli::{Instant, PersonId, UnitId};

use super::course::{Course, World};
use super::{Case, Drafts, Step, id};
use crate::time::{OPENING, at, awake, day, later, worked_days_after};

const SHOPS: usize = 40;
const BUILDINGS: usize = 20;

pub(crate) fn enter(world: World<'_>, drafts: &mut Drafts) {
    let mut course = Course::new(world, "inspection", drafts);
    for number in 0..SHOPS {
        course.inspection("shops", number, SHOPS);
    }
    for number in 0..BUILDINGS {
        course.inspection("fire", number, BUILDINGS);
    }
}

impl Course<'_> {
    /// A grid worker on the round registers the place; what is found is put right, confirmed, and looked at again.
    fn inspection(&mut self, matter: &str, number: usize, all: usize) {
        let place = self.world.place;
        let grid = (number * 7 + self.chance.below(3)) % place.grids.len();
        let unit: &UnitId = match matter {
            "fire" => &place.grids[grid].buildings[0].unit,
            _ => &place.grids[grid].unit,
        };
        // A shop and a building's management are parties, not persons: the host gives them ids all the same.
        let party: PersonId = id(format!("{matter}-{:02}", number + 1));
        let found = self.spread(number, all);
        let mut inspector = self.worker(grid, found);
        let case = Case::from(self.raise((matter, unit), (&inspector, Some(&party)), found, "例行排查"));
        if number % 5 < 2 {
            let when = later(found, self.chance.between(5, 30));
            return self.act(&inspector, when, Step::new(&case, "clear"), &[], &["photo"]);
        }
        let mut ordered = later(found, self.chance.between(5, 60));
        if number % 17 == 4 {
            // Left lying: the ward takes it to the community.
            let limit = self.limit(matter, "accept", found);
            ordered = later(at(worked_days_after(day(limit), 1), OPENING), 40);
            inspector = self.desk();
        }
        let confirmed = self.put_right(&case, (&inspector, &party), ordered, number % 9 == 7);
        let again = self.looks_again(&case, grid, confirmed, number % 10 == 3);
        if let Some((worker, when)) = again {
            let again = case.begun(0);
            let confirmed = self.put_right(&again, (&worker, &party), when, false);
            self.looks_again(&again, grid, confirmed, false);
        }
    }

    /// A month later the ward begins another inspection; the grid worker finds nothing, or leaves it open and says who
    /// looked and when.
    pub(super) fn looks_again(
        &mut self,
        case: &Case,
        grid: usize,
        confirmed: Instant,
        finds: bool,
    ) -> Option<(PersonId, Instant)> {
        let due = later(confirmed, 31 * 1440);
        let looked = self.working(due, 1);
        let worker = self.worker(grid, looked);
        if finds {
            return Some((worker, looked));
        }
        let step = Step::new(case.begun(0), "clear");
        self.act(&worker, looked, step, &[], &["photo"]);
        None
    }

    /// Ordered, reported, perhaps sent back, and confirmed.
    fn put_right(
        &mut self,
        case: &Case,
        (by, party): (&PersonId, &PersonId),
        ordered: Instant,
        twice: bool,
    ) -> Instant {
        let finding = [("finding", "灭火器过期,通道堆物")];
        self.act(by, ordered, Step::new(case, "order"), &finding, &[]);
        let minutes = self
            .chance
            .weighted(&[(1440, 40), (3 * 1440, 30), (6 * 1440, 20), (9 * 1440, 10)]);
        let mut reported = awake(later(ordered, minutes), &mut self.chance);
        self.act(party, reported, Step::new(case, "report"), &[], &["photo"]);
        let mut checked = self.working(reported, 1);
        if twice {
            let reason = [("reason", "通道仍未清理")];
            self.act(by, checked, Step::new(case, "reject"), &reason, &[]);
            reported = awake(later(checked, 2 * 1440), &mut self.chance);
            self.act(party, reported, Step::new(case, "report"), &[], &["photo"]);
            checked = self.working(reported, 1);
        }
        self.act(by, checked, Step::new(case, "confirm"), &[], &["photo"]);
        checked
    }
}
