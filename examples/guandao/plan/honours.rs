//! Good examples are sought and recommended 找+推 (F21), and the moral council looks at good deeds 道德评议 (F31).

use linli::PersonId;

use super::course::{Course, World};
use super::{Drafts, Step, id};
use crate::place::person;
use crate::time::{awake, later};

const NOMINATED: usize = 10;
const REVIEWED: usize = 20;

pub(crate) fn nominations(world: World<'_>, drafts: &mut Drafts) {
    let mut course = Course::new(world, "nominations", drafts);
    for number in 0..NOMINATED {
        course.nomination(number);
    }
}

pub(crate) fn deeds(world: World<'_>, drafts: &mut Drafts) {
    let mut course = Course::new(world, "deed reviews", drafts);
    for number in 0..REVIEWED {
        course.review(number);
    }
}

impl Course<'_> {
    /// Recommended, checked, made public after the council's vote, and honoured if nobody objects.
    fn nomination(&mut self, number: usize) {
        let World { place, bodies, .. } = self.world;
        let (secretary, council) = (id("secretary"), &bodies.council);
        let (neighbour, desk) = (self.person(), self.desk());
        let when = self.spread(number, NOMINATED);
        let by = (&desk, Some(&neighbour));
        let case = self.raise(("good-example", &place.community), by, when, "长年照看邻居老人");
        let checked = self.working(when, 3);
        if number % 5 == 4 {
            let says = [("reason", "事迹与往年重复,建议明年再报")];
            return self.act(&secretary, checked, Step::new(case, "decline"), &says, &[]);
        }
        let says = [("deeds", "走访邻里核实")];
        self.act(&secretary, checked, Step::new(case, "check"), &says, &[]);
        let mut published = self.working(checked, 6);
        let sitting = self.sitting(&council.body, &council.members, 10);
        let sitting = self.voted(sitting, number % 3);
        let publish = Step::new(case, "publish").sitting(sitting);
        self.act(&secretary, published, publish.clone(), &[], &[]);
        if number == 6 {
            let anyone = self.person();
            let objected = awake(later(published, 2 * 1440), &mut self.chance);
            let says = [("reason", "时间地点有出入")];
            self.act(&anyone, objected, Step::new(case, "object"), &says, &[]);
            published = self.working(objected, 5);
            self.act(&secretary, published, publish, &[], &[]);
        }
    }

    /// A volunteer claims a deed; the council votes; made public for five days, it is granted by itself and earns points.
    fn review(&mut self, number: usize) {
        let council = &self.world.bodies.moral_council;
        let volunteer = self.volunteer();
        let unit = self.world.place.building_of(volunteer).clone();
        let claimant = person(volunteer);
        let when = self.spread(number, REVIEWED);
        let by = (&claimant, None);
        let case = self.raise(("deed", &unit), by, when, "雨夜帮邻居转移被困车辆");
        let chair: PersonId = council.members[0].clone();
        let days = 3 + self.chance.below(8);
        let mut sat = self.working(when, days);
        let pass = |course: &mut Self, when, noes| {
            let sitting = course.sitting(&council.body, &council.members, 4);
            let sitting = course.voted(sitting, noes);
            course.act(&chair, when, Step::new(case, "pass").sitting(sitting), &[], &[]);
        };
        if number % 6 == 5 {
            let sitting = self.sitting(&council.body, &council.members, 3);
            let sitting = self.voted(sitting, 2);
            let step = Step::new(case, "decline").sitting(sitting);
            self.act(&chair, sat, step, &[("reason", "属本职工作,不作善行认定")], &[]);
            if number == 11 {
                let appealed = awake(later(sat, 3 * 1440), &mut self.chance);
                let says = [("reason", "当日为休息日,有邻居可证")];
                self.act(&claimant, appealed, Step::new(case, "appeal"), &says, &[]);
                let again = self.working(appealed, 6);
                pass(self, again, 1);
            }
            return;
        }
        pass(self, sat, number % 2);
        if number == 8 {
            let anyone = self.person();
            let objected = awake(later(sat, 1440), &mut self.chance);
            let says = [("reason", "请核对日期")];
            self.act(&anyone, objected, Step::new(case, "object"), &says, &[]);
            sat = self.working(objected, 4);
            pass(self, sat, 0);
        }
    }
}
