//! Sitting down together: the secretary's consulting room 书记会诊室 (F14), and deliberation in six steps 议事六步法 (F16).

use linli::Instant;

use super::course::{Course, World};
use super::{Case, Drafts, Ref, Step, id};
use crate::place::person;
use crate::time::{awake, later};

const CONSULTED: usize = 24;
const DELIBERATED: usize = 12;
/// Two thirds of fifteen.
const QUORUM: usize = 10;

pub(crate) fn consulting_room(world: World<'_>, drafts: &mut Drafts) {
    let mut course = Course::new(world, "consulting", drafts);
    for number in 0..CONSULTED {
        course.consult(number);
    }
}

pub(crate) fn deliberation(world: World<'_>, drafts: &mut Drafts) {
    let mut course = Course::new(world, "deliberation", drafts);
    for number in 0..DELIBERATED {
        course.deliberate(number);
    }
}

const CONSULT_STORIES: [&str; 3] = ["物业与业主矛盾反复", "停车位长期不足", "老旧管网反复维修"];
const TOPICS: [&str; 4] = ["充电车棚选址", "楼道照明改造", "活动室开放时间", "垃圾投放点调整"];

impl Course<'_> {
    /// Recorded, thought through, decided, answered with the root cause; who is unhappy comes back.
    fn consult(&mut self, number: usize) {
        let secretary = id("secretary");
        let requester = self.resident();
        let unit = self.world.place.building_of(requester).clone();
        let requester = person(requester);
        let desk = self.desk();
        let when = self.spread(number, CONSULTED);
        let story = CONSULT_STORIES[number % CONSULT_STORIES.len()];
        let case = self.raise(("consulting", &unit), (&desk, Some(&requester)), when, story);
        let days = 1 + self.chance.below(3);
        let consulted = self.working(when, days);
        self.act(&secretary, consulted, Step::new(case, "consult"), &[], &[]);
        let days = 2 + self.chance.below(4);
        let decided = self.working(consulted, days);
        let answered = self.answer(case, decided);
        if number % 3 == 2 {
            return;
        }
        let rating = if number % 8 == 3 { 2 } else { 3 + self.rating() % 3 };
        let closed = awake(
            later(answered, self.chance.between(60, 5 * 1440)),
            &mut self.chance,
        );
        self.act(
            &requester,
            closed,
            Step::new(case, "close").rated(rating),
            &[],
            &[],
        );
        if rating == 2 {
            let back = awake(
                later(closed, self.chance.between(1440, 12 * 1440)),
                &mut self.chance,
            );
            self.act(
                &requester,
                back,
                Step::new(case, "reopen"),
                &[("reason", "根子问题没有解决")],
                &[],
            );
            let decided = self.working(back, 4);
            let answered = self.answer(case, decided);
            let closed = awake(
                later(answered, self.chance.between(60, 3 * 1440)),
                &mut self.chance,
            );
            self.act(&requester, closed, Step::new(case, "close").rated(4), &[], &[]);
        }
    }

    fn answer(&mut self, case: Ref, decided: Instant) -> Instant {
        let secretary = id("secretary");
        let says = [("decision", "明确牵头人与时限,逐项销号")];
        self.act(&secretary, decided, Step::new(case, "decide"), &says, &[]);
        let answered = self.working(decided, 2);
        let says = [
            ("reply", "已按会诊意见办理"),
            ("root-cause", "责任不清,缺少长效约定"),
        ];
        self.act(&secretary, answered, Step::new(case, "answer"), &says, &[]);
        answered
    }

    /// Raised, made a topic, deliberated, voted on, done as cases of its own, and reviewed by the council.
    fn deliberate(&mut self, number: usize) {
        let World { place, bodies, .. } = self.world;
        let (secretary, council) = (id("secretary"), &bodies.council);
        let (raiser, desk) = (self.person(), self.desk());
        let when = self.spread(number, DELIBERATED);
        let topic = TOPICS[number % TOPICS.len()];
        let case = self.raise(
            ("deliberation", &place.community),
            (&desk, Some(&raiser)),
            when,
            topic,
        );
        let settled = self.working(when, 3);
        if number == 4 {
            let says = [("reason", "已列入街道年度计划,不再重复议定")];
            return self.act(&secretary, settled, Step::new(case, "drop"), &says, &[]);
        }
        self.act(
            &secretary,
            settled,
            Step::new(case, "settle_topic"),
            &[("topic", topic)],
            &[],
        );
        let mut sat = self.working(settled, 6);
        if number == 6 {
            // Nine of fifteen came: no quorum, and the ward says so.
            let mut few = self.sitting(&council.body, &council.members, QUORUM);
            few.attended.truncate(QUORUM - 1);
            let step = Step::new(case, "deliberate").sitting(few);
            self.act(&secretary, sat, step, &[], &["minutes"]);
            sat = self.working(sat, 3);
        }
        let sitting = self.sitting(&council.body, &council.members, QUORUM);
        let step = Step::new(case, "deliberate").sitting(sitting);
        self.act(&secretary, sat, step, &[], &["minutes"]);
        let sitting = self.sitting(&council.body, &council.members, QUORUM + 1);
        let voted_down = number == 8;
        let noes = if voted_down { 6 } else { number % 4 };
        let sitting = self.voted(sitting, noes);
        let action = if voted_down { "reject" } else { "decide" };
        let decided = self.working(sat, 5);
        self.act(
            &secretary,
            decided,
            Step::new(case, action).sitting(sitting),
            &[],
            &["minutes"],
        );
        if !voted_down {
            self.carried_out(case, number, decided);
        }
    }

    fn carried_out(&mut self, case: Ref, number: usize, decided: Instant) {
        let (secretary, council) = (id("secretary"), &self.world.bodies.council);
        let mut last = decided;
        for resolution in 0..1 + number % 2 {
            let commissioned = self.working(decided, 1 + resolution);
            self.act(&secretary, commissioned, Step::new(case, "commission"), &[], &[]);
            let (part, desk) = (Case::from(case).begun(resolution), self.desk());
            let accepted = later(commissioned, self.chance.between(10, 60));
            self.act(&desk, accepted, Step::new(&part, "accept"), &[], &[]);
            let days = 3 + self.chance.below(5);
            let answered = self.working(accepted, days);
            self.act(
                &desk,
                answered,
                Step::new(&part, "answer"),
                &[("reply", "决议事项已完成")],
                &[],
            );
            last = last.max(answered);
        }
        // Nobody is to rate what the council asked for: it closes by itself after five days.
        let done = self.working(later(last, 6 * 1440), 1);
        self.act(
            &secretary,
            done,
            Step::new(case, "do"),
            &[("reply", "决议全部办结,请议事会评议")],
            &[],
        );
        let reviewed = self.working(done, 8);
        let sitting = self.sitting(&council.body, &council.members, QUORUM);
        let reviewer = sitting.attended[self.chance.below(QUORUM)].clone();
        if number % 6 == 3 {
            let says = [("reason", "照明仍有两处未通电")];
            self.act(&reviewer, reviewed, Step::new(case, "redo"), &says, &[]);
            let done = self.working(reviewed, 4);
            self.act(
                &secretary,
                done,
                Step::new(case, "do"),
                &[("reply", "遗留问题已补办")],
                &[],
            );
            let again = self.working(done, 5);
            let step = Step::new(case, "review").sitting(sitting);
            return self.act(&reviewer, again, step, &[], &[]);
        }
        self.act(
            &secretary,
            reviewed,
            Step::new(case, "review").sitting(sitting),
            &[],
            &[],
        );
    }
}
