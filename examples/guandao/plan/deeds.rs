//! Volunteers' hours from the weekly sheets, good deeds reviewed by the moral council, corridors adopted, and a few errors put right.

use chrono::Datelike;
use linli::points::{Award, AwardAll, Deed};
use linli::{Date, PersonId};

use super::{Ask, Draft, Drafts, Likely, Staff, id};
use crate::place::{Place, person};
use crate::random::Random;
use crate::time::{OPENING, at, date, days, is_worked, later, worked_days_after};

pub(crate) fn enter(place: &Place, staff: &Staff, seed: u64, drafts: &mut Drafts) -> Vec<Likely> {
    let mut year = Year {
        place,
        staff,
        chance: Random::new(seed, "deeds"),
        drafts,
        earned: Vec::new(),
    };
    for day in days().filter(|day| *day > date(1, 4)) {
        for team in 0..place.teams.len() {
            year.hours(team, day);
        }
        if day.month() % 3 == 0 && day.day() == 20 {
            year.corridors(day);
        }
        if is_worked(day) && year.chance.chance(640) {
            year.good_deed(day);
        }
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
    /// The day's time sheet of a team: who served, and how many minutes. Entered in the evening.
    fn hours(&mut self, team: usize, on: Date) {
        // Each team serves three days a week.
        if on.num_days_from_ce() as usize % 7 % 2 != team % 2 || on.weekday().num_days_from_monday() == 6 {
            return;
        }
        let place = self.place;
        let team = &place.teams[team];
        let entered = at(on, 19 * 60 + self.chance.between(0, 60));
        let count = team.volunteers.len() * (4 + self.chance.below(9)) / 100;
        let wrong = self.chance.chance(8);
        let mut deeds = Vec::new();
        for line in 0..count {
            // The first of a team's list serve more often than the last.
            let reach = 1 + self.chance.below(team.volunteers.len());
            let volunteer = team.volunteers[self.chance.below(reach)];
            let minutes = self
                .chance
                .weighted(&[(45, 6), (60, 28), (90, 26), (120, 28), (180, 12)]);
            let typed = if wrong && line == 0 { 600 } else { minutes };
            let deed = Deed::new(
                id("volunteering"),
                person(volunteer),
                place.grid_of(volunteer).clone(),
            );
            deeds.push(Deed {
                team: Some(team.body.clone()),
                ..deed.quantity(typed)
            });
            self.earned.push(Likely {
                at: entered,
                person: volunteer,
                points: minutes as usize / 60,
            });
        }
        let bank: PersonId = id("bank-2");
        let sheet = self.drafts.add(Draft::new(
            "bank",
            &bank,
            entered,
            Ask::Do(AwardAll { deeds }.into()),
        ));
        if wrong {
            let when = at(worked_days_after(on, 2), OPENING + 40);
            let salt = self.chance.salt();
            let draft = Draft::new(
                "bank",
                &bank,
                when,
                Ask::Correct {
                    award: sheet,
                    line: 0,
                },
            );
            self.drafts
                .add(draft.detail("reason", "60 分钟误录为 600 分钟", salt));
        }
    }

    /// Reported by the grid worker, reviewed by the moral council within the week. A few are turned down, a few wait.
    fn good_deed(&mut self, on: Date) {
        let doer = self.chance.below(self.place.people());
        let home = self.place.home(doer);
        let worker = self.staff.worker(self.place, home.grid, on).clone();
        let deed = Deed::new(id("good-deed"), person(doer), self.place.grid_of(doer).clone());
        let when = at(on, self.chance.between(OPENING, 18 * 60));
        let salt = self.chance.salt();
        let draft = Draft::new(
            &format!("phone-{worker}"),
            &worker,
            when,
            Ask::Do(Award { deed }.into()),
        );
        let award = self
            .drafts
            .add(draft.detail("story", "拾金不昧、照看邻居等善行，见附记", salt));
        if self.chance.chance(30) {
            return;
        }
        let council: PersonId = id(format!("council-{}", 1 + self.chance.below(5)));
        let reviewed = later(
            at(worked_days_after(on, 1 + self.chance.below(4)), 14 * 60),
            self.chance.between(0, 150),
        );
        let approve = !self.chance.chance(80);
        let salt = self.chance.salt();
        let draft = Draft::new("council", &council, reviewed, Ask::Review { award, approve });
        let reason = if approve {
            "属实"
        } else {
            "材料不足，可补充后再报"
        };
        self.drafts.add(draft.detail("reason", reason, salt));
        if approve {
            self.earned.push(Likely {
                at: reviewed,
                person: doer,
                points: 10,
            });
        }
    }

    /// Households that look after the stairs of their building: by the number of floors, once a quarter.
    fn corridors(&mut self, on: Date) {
        let place = self.place;
        let entered = at(on, 16 * 60);
        let mut deeds = Vec::new();
        for home in self.chance.sample(place.homes.len(), 90) {
            let keeper = place.homes[home].people.start;
            let floors = self.chance.weighted(&[(1, 50), (3, 35), (6, 15)]);
            deeds.push(
                Deed::new(id("corridor"), person(keeper), place.building_of(keeper).clone()).quantity(floors),
            );
            self.earned.push(Likely {
                at: entered,
                person: keeper,
                points: 2,
            });
        }
        self.drafts.add(Draft::new(
            "bank",
            &id("bank-1"),
            entered,
            Ask::Do(AwardAll { deeds }.into()),
        ));
    }
}
