//! Projects: needs that partner organisations claim 项目认领 (F20), and lifts built under the supervisors' eyes (F17).

use linli::cases::Assignee;
use linli::{Instant, PersonId};

use super::bodies::Group;
use super::course::{Course, World};
use super::{Case, Drafts, Ref, Step, id};
use crate::place::person;
use crate::time::{OPENING, at, awake, date, day, later, worked_days_after};

const CLAIMED: [(u32, &str); 6] = [
    (2, "老年人义诊与配药"),
    (3, "楼道扶手加装"),
    (4, "暑期托管班"),
    (5, "助浴服务"),
    (7, "智能手机课堂"),
    (9, "便民维修日"),
];

pub(crate) fn claimed(world: World<'_>, drafts: &mut Drafts) {
    let mut course = Course::new(world, "claimed", drafts);
    for (number, (month, story)) in CLAIMED.into_iter().enumerate() {
        course.claimed(number, month, story);
    }
}

pub(crate) fn supervised(world: World<'_>, drafts: &mut Drafts) {
    let mut course = Course::new(world, "supervised", drafts);
    for (number, month) in [2, 4].into_iter().enumerate() {
        course.lift(number, month);
    }
}

impl Course<'_> {
    /// Published, claimed by a partner under its agreement, contracted, delivered and accepted.
    fn claimed(&mut self, number: usize, month: u32, story: &str) {
        let World { place, bodies, .. } = self.world;
        let (proposer, desk) = (self.person(), self.desk());
        let when = self.working(at(date(month, 5), OPENING), 1);
        let case = self.raise(
            ("project", &place.community),
            (&desk, Some(&proposer)),
            when,
            story,
        );
        let mut partner = &bodies.partners[number];
        let mut now = self.working(when, 4);
        match number {
            // Nobody claims it, and it is withdrawn.
            3 => return,
            // It has no agreement, and the ward says so.
            4 => {
                let without = &bodies.partners[bodies.partners.len() - 1];
                self.claim(case, &desk, without, now);
                now = self.working(now, 1);
            }
            // Claimed, and no contract follows: it is published once more.
            5 => {
                self.claim(case, &desk, partner, now);
                let limit = self.limit("project", "contract", now);
                now = later(at(worked_days_after(day(limit), 1), OPENING), 30);
                partner = &bodies.partners[0];
            }
            _ => {}
        }
        self.claim(case, &desk, partner, now);
        let worker = &partner.members[0];
        now = self.working(now, 5);
        self.act(worker, now, Step::new(case, "contract"), &[], &["contract"]);
        for _ in 0..1 + number % 3 {
            now = self.working(now, 12);
            self.act(worker, now, Step::new(case, "milestone"), &[], &["evidence"]);
        }
        now = self.working(now, 3);
        self.act(worker, now, Step::new(case, "deliver"), &[], &[]);
        let member = &bodies.council.members[self.chance.below(9)];
        now = self.working(now, 3);
        if number == 1 {
            self.act(
                member,
                now,
                Step::new(case, "reject"),
                &[("reason", "两处扶手松动")],
                &[],
            );
            now = self.working(now, 5);
            self.act(worker, now, Step::new(case, "milestone"), &[], &["evidence"]);
            now = self.working(now, 1);
            self.act(worker, now, Step::new(case, "deliver"), &[], &[]);
            now = self.working(now, 2);
        }
        let by = if number.is_multiple_of(2) {
            &proposer
        } else {
            member
        };
        let rating = 3 + self.rating() % 3;
        self.act(by, now, Step::new(case, "accept").rated(rating), &[], &[]);
    }

    fn claim(&mut self, case: Ref, desk: &PersonId, partner: &Group, when: Instant) {
        let to = Assignee {
            unit: self.world.place.community.clone(),
            post: None,
            body: Some(partner.body.clone()),
            person: None,
        };
        self.act(desk, when, Step::new(case, "claim").to(to), &[], &[]);
    }

    /// Approved by vote, built under sign-offs, with findings that must be put right before the works are accepted.
    fn lift(&mut self, number: usize, month: u32) {
        let World { place, bodies, .. } = self.world;
        let (secretary, group) = (id("secretary"), &bodies.supervisors);
        let resident = self.resident();
        let unit = place.building_of(resident).clone();
        let (requester, desk) = (person(resident), self.desk());
        let when = self.working(at(date(month, 9), OPENING), 1);
        let case = self.raise(
            ("lift-project", &unit),
            (&desk, Some(&requester)),
            when,
            "老楼加装电梯",
        );
        let mut now = self.working(when, 8);
        let sitting = self.sitting(&group.body, &group.members, 9);
        let sitting = self.voted(sitting, 2);
        let step = Step::new(case, "approve").sitting(sitting);
        self.act(&secretary, now, step, &[], &["plan"]);
        let mut last = now;
        for (at, sign) in ["sign_design", "sign_materials"].into_iter().enumerate() {
            now = self.working(now, 10);
            self.act(&group.members[at], now, Step::new(case, sign), &[], &[]);
        }
        for finding in 0..2 - number {
            now = self.working(now, 6);
            let member = group.members[3 + finding].clone();
            let says = [("finding", "井道防水未达图纸要求")];
            self.act(&member, now, Step::new(case, "finding"), &says, &[]);
            let (finding, grid) = (Case::from(case).begun(finding), place.home(resident).grid);
            last = last.max(self.found(&finding, grid, now));
        }
        now = self.working(now.max(last), 15);
        self.act(&group.members[2], now, Step::new(case, "sign_works"), &[], &[]);
        now = self.working(now, 4);
        let sitting = self.sitting(&group.body, &group.members, 8);
        // After ninety days of upkeep it is handed over by itself.
        self.act(
            &secretary,
            now,
            Step::new(case, "accept").sitting(sitting),
            &[],
            &[],
        );
    }

    /// A finding is put right by the community's desk, and the grid looks at it again.
    fn found(&mut self, finding: &Case, grid: usize, raised: Instant) -> Instant {
        let desk = self.desk();
        let ordered = self.working(raised, 1);
        let says = [("finding", "限期整改井道防水")];
        self.act(&desk, ordered, Step::new(finding, "order"), &says, &[]);
        let reported = awake(later(ordered, 5 * 1440), &mut self.chance);
        self.act(&desk, reported, Step::new(finding, "report"), &[], &["photo"]);
        let confirmed = self.working(reported, 2);
        self.act(&desk, confirmed, Step::new(finding, "confirm"), &[], &["photo"]);
        self.looks_again(finding, grid, confirmed, false);
        confirmed
    }
}
