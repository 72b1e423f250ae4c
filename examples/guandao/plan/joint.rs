//! Street calls, departments answer 街呼区应 (F13): the community calls departments in, each signs, makes contact, reports,
//! and is rated by whoever called.

use linli::cases::Assignee;
use linli::{Instant, PersonId};

use super::course::{Course, World};
use super::{Case, Drafts, Step};
use crate::time::{OPENING, at, awake, day, later, worked_days_after};

const CALLS: usize = 12;
const STORIES: [&str; 4] = [
    "小区外墙脱落,需多部门会商",
    "沿街油烟与占道反复",
    "雨污管网倒灌",
    "电动车集中充电点选址",
];

pub(crate) fn enter(world: World<'_>, drafts: &mut Drafts) {
    let mut course = Course::new(world, "joint", drafts);
    for number in 0..CALLS {
        course.call(number);
    }
}

impl Course<'_> {
    fn call(&mut self, number: usize) {
        let World { place, bodies, .. } = self.world;
        let grid = self.chance.below(place.grids.len());
        let raised = self.spread(number, CALLS);
        let lead = self.lead(grid, raised);
        let unit = place.grids[grid].unit.clone();
        let case = self.raise(
            ("joint", &unit),
            (&lead, None),
            raised,
            STORIES[number % STORIES.len()],
        );
        let desk = self.desk();
        let accepted = self.working(raised, 0).min(later(raised, 240));
        self.act(&desk, accepted, Step::new(case, "accept"), &[], &[]);

        let count = 2 + number % 3;
        let departments = self.chance.sample(bodies.departments.len(), count);
        let parties = departments.iter().map(|&at| Assignee {
            unit: place.street.clone(),
            post: None,
            body: Some(bodies.departments[at].body.clone()),
            person: None,
        });
        let step = Step::new(case, "call_in").parties(parties.collect());
        let called = self.working(accepted, 1);
        self.act(&desk, called, step, &[("reason", "涉及部门职责,请到场会办")], &[]);

        let mut last = called;
        for (part, &department) in departments.iter().enumerate() {
            let members = &bodies.departments[department].members;
            let member = members[self.chance.below(members.len())].clone();
            let declines = number == 7 && part == 1;
            let done = self.part(Case::from(case).begun(part), (&member, &desk), called, declines);
            last = last.max(done);
        }
        let answered = self.working(last, 1);
        self.act(
            &desk,
            answered,
            Step::new(case, "answer"),
            &[("reply", "各部门已办结,现场恢复")],
            &[],
        );
        if number % 4 != 3 {
            let rating = self.rating();
            let when = awake(
                later(answered, self.chance.between(60, 3 * 1440)),
                &mut self.chance,
            );
            // A lead who has left cannot be asked.
            self.act(&lead, when, Step::new(case, "close").rated(rating), &[], &[]);
        }
    }

    /// A department's part; answers when it was closed.
    fn part(
        &mut self,
        part: Case,
        (member, desk): (&PersonId, &PersonId),
        called: Instant,
        declines: bool,
    ) -> Instant {
        let signed = match self.chance.chance(180) {
            // Too late: the ward reminds.
            true => self.working(called, 2),
            false => later(called, self.chance.between(15, 45)),
        };
        if declines {
            self.act(
                member,
                signed,
                Step::new(&part, "decline"),
                &[("reason", "不属本部门职责")],
                &[],
            );
            return signed;
        }
        self.act(member, signed, Step::new(&part, "sign"), &[], &[]);
        let contacted = self.working(signed, 0);
        self.act(member, contacted, Step::new(&part, "contact"), &[], &[]);
        let days = self.chance.weighted(&[(1, 30), (2, 30), (3, 26), (7, 14)]);
        let mut reported = self.working(contacted, days);
        self.act(
            member,
            reported,
            Step::new(&part, "report"),
            &[("reply", "已处置完毕")],
            &[],
        );
        if self.chance.chance(120) {
            let back = self.working(reported, 1);
            self.act(
                desk,
                back,
                Step::new(&part, "redo"),
                &[("reason", "现场仍有遗留")],
                &[],
            );
            reported = self.working(back, 2);
            self.act(
                member,
                reported,
                Step::new(&part, "report"),
                &[("reply", "遗留问题已处置")],
                &[],
            );
        }
        if self.chance.chance(200) {
            // Not rated: closed by itself after five working days.
            return at(worked_days_after(day(reported), 6), OPENING);
        }
        let rated = self.working(reported, 1);
        let rating = self.rating();
        self.act(desk, rated, Step::new(&part, "rate").rated(rating), &[], &[]);
        rated
    }
}
