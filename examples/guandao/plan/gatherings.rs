//! Residents' talks in the grids and activities of the community. An activity's attendance sheet is entered in bulk.

use linli::cases::Register;
use linli::points::{Award, AwardAll, Deed};
use linli::{ChannelId, Date, MatterId, PersonId, UnitId};

use super::{Ask, Draft, Drafts, Likely, Ref, Staff, Step, id};
use crate::place::{Place, person};
use crate::random::Random;
use crate::time::{OPENING, at, date, days, days_of, is_weekend, is_worked, later, plus, worked_days_after};

pub(crate) fn enter(place: &Place, staff: &Staff, seed: u64, drafts: &mut Drafts) -> Vec<Likely> {
    let mut year = Year {
        place,
        staff,
        chance: Random::new(seed, "gatherings"),
        drafts,
        earned: Vec::new(),
    };
    for grid in 0..place.grids.len() {
        for quarter in 0..4 {
            year.talk(grid, quarter * 3 + 1);
        }
        // Some grids sit down once more, in the summer.
        if grid % 5 == 2 {
            year.talk(grid, 8);
        }
    }
    let weekends: Vec<Date> = days()
        .filter(|day| is_weekend(*day) && *day > date(1, 10) && *day < date(12, 25))
        .collect();
    const ACTIVITIES: usize = 56;
    for number in 0..ACTIVITIES {
        year.activity(number, weekends[number * weekends.len() / ACTIVITIES]);
    }
    year.earned
}

struct Year<'a> {
    place: &'a Place,
    staff: &'a Staff,
    chance: Random,
    drafts: &'a mut Drafts,
    earned: Vec<Likely>,
}

impl Year<'_> {
    /// Announced by the grid lead, held in the evening, answered within ten worked days; good advice earns points.
    fn talk(&mut self, grid: usize, first_month: u32) {
        let month = first_month + self.chance.below(2) as u32;
        let open: Vec<Date> = days_of(month)
            .filter(|day| is_worked(*day) && *day > date(1, 12))
            .collect();
        let on = *self.chance.pick(&open[open.len() / 3..]);
        let announced = worked_days_after(plus(on, 0) - chrono::Days::new(9), 1);
        let lead = |day| self.staff.lead_of(self.place, grid, day).clone();
        let (announcer, host, closer) = (lead(announced), lead(on), lead(worked_days_after(on, 6)));
        let unit = self.place.grids[grid].unit.clone();
        let case = self.announce("talk", &unit, &announcer, announced);
        if self.chance.chance(20) {
            self.step(
                case,
                &host,
                later(at(on, 17 * 60), 0),
                "cancel",
                "reason",
                "因天气改期",
            );
            return;
        }
        let held = at(on, self.chance.between(18 * 60 + 40, 20 * 60 + 20));
        self.step(case, &host, held, "hold", "minutes", "议题与发言要点已记录");
        let closed = at(
            worked_days_after(on, 2 + self.chance.below(5)),
            self.chance.between(OPENING, 17 * 60),
        );
        self.step(
            case,
            &closer,
            closed,
            "close",
            "reply",
            "议题办理情况已向居民反馈",
        );

        let homes = self.place.grids[grid].homes.clone();
        for _ in 0..self.chance.below(3) {
            let home = &self.place.homes[homes.start + self.chance.below(homes.len())];
            let speaker = home.people.start;
            let deed = Deed::new(id("suggestion"), person(speaker), unit.clone());
            let ask = Ask::Do(Award { deed }.into());
            self.drafts.add(Draft::new(
                &format!("phone-{closer}"),
                &closer,
                later(closed, 5),
                ask,
            ));
            self.earned.push(Likely {
                at: later(closed, 5),
                person: speaker,
                points: 3,
            });
        }
    }

    fn activity(&mut self, number: usize, on: Date) {
        let desk: PersonId = id(format!("desk-{}", 1 + number % 3));
        let unit = self.place.community.clone();
        let announced = worked_days_after(on - chrono::Days::new(10), 1);
        let case = self.announce("activity", &unit, &desk, announced);
        if number == 31 {
            self.step(
                case,
                &desk,
                at(on.pred_opt().unwrap_or(on), 15 * 60),
                "cancel",
                "reason",
                "高温预警，活动取消",
            );
            return;
        }
        self.step(
            case,
            &desk,
            at(on, 11 * 60 + 30),
            "hold",
            "minutes",
            "签到表与照片已留存",
        );
        let closed = at(worked_days_after(on, 2), self.chance.between(OPENING, 12 * 60));
        self.step(case, &desk, closed, "close", "reply", "活动小结已公布");
        self.sheet(number, on);
    }

    /// The attendance sheet of one or two teams, typed in the same afternoon. Now and then somebody signed twice.
    fn sheet(&mut self, number: usize, on: Date) {
        let place = self.place;
        let bank = id("bank-1");
        let begun = at(on, 9 * 60);
        let entered = at(on, 15 * 60 + self.chance.between(0, 90));
        for team in [number % 6, (number * 5 + 2) % 6] {
            let team = &place.teams[team];
            let count = team.volunteers.len() * (25 + self.chance.below(35)) / 100;
            let mut came = self.chance.sample(team.volunteers.len(), count);
            if self.chance.chance(200) {
                came.push(came[0]);
            }
            let deeds = came
                .into_iter()
                .map(|at| {
                    let volunteer = team.volunteers[at];
                    self.earned.push(Likely {
                        at: entered,
                        person: volunteer,
                        points: 2,
                    });
                    let deed = Deed::new(
                        id("activity"),
                        person(volunteer),
                        place.grid_of(volunteer).clone(),
                    );
                    Deed {
                        team: Some(team.body.clone()),
                        occurred: Some(begun),
                        ..deed
                    }
                })
                .collect();
            self.drafts.add(Draft::new(
                "bank",
                &bank,
                entered,
                Ask::Do(AwardAll { deeds }.into()),
            ));
        }
    }

    fn announce(&mut self, matter: &str, unit: &UnitId, by: &PersonId, on: Date) -> Ref {
        let register = Register {
            channel: Some(id::<ChannelId>("window")),
            anonymous: true,
            ..Register::new(id::<MatterId>(matter), unit.clone())
        };
        let when = at(on.max(date(1, 2)), self.chance.between(OPENING + 30, 17 * 60));
        self.drafts.add(Draft::new(
            &format!("phone-{by}"),
            by,
            when,
            Ask::Do(register.into()),
        ))
    }

    fn step(
        &mut self,
        case: Ref,
        by: &PersonId,
        when: linli::Instant,
        action: &'static str,
        what: &'static str,
        text: &str,
    ) {
        let ask = Ask::Act(Step::new(case, action));
        let salt = self.chance.salt();
        let draft = Draft::new(&format!("phone-{by}"), by, when, ask).detail(what, text, salt);
        self.drafts.add(draft);
    }
}
