//! Mediation 调解 in three tiers: grid, community, street (F15).

use linli::{Instant, PersonId};

use super::course::{Course, World};
use super::{Drafts, Ref, Step};
use crate::place::person;
use crate::time::{OPENING, at, awake, day, later, worked_days_after};

const MEDIATIONS: usize = 36;

pub(crate) fn enter(world: World<'_>, drafts: &mut Drafts) {
    let mut course = Course::new(world, "mediation", drafts);
    for number in 0..MEDIATIONS {
        course.mediation(number);
    }
}

impl Course<'_> {
    /// Raised with the grid lead, who mediates or names a mediator; what cannot be settled there goes up.
    fn mediation(&mut self, number: usize) {
        let (matter, story) = match number % 9 {
            2 | 6 => ("family", "赡养事宜请求调解"),
            at if at % 2 == 0 => ("neighbours", "楼上漏水赔偿谈不拢"),
            _ => ("neighbours", "共用楼道堆放引起争执"),
        };
        let requester = self.resident();
        let grid = self.world.place.home(requester).grid;
        let unit = self.world.place.building_of(requester).clone();
        let raised = self.spread(number, MEDIATIONS);
        let party = person(requester);
        let lead = self.lead(grid, raised);
        let case = self.raise((matter, &unit), (&lead, Some(&party)), raised, story);

        let mut now = self.working(raised, number % 2);
        let mut holder = lead;
        if number % 12 == 5 {
            // Nobody takes it up, and the ward refers it upwards.
            let limit = self.limit(matter, "accept", raised);
            now = later(at(worked_days_after(day(limit), 1), OPENING), 20);
            holder = self.desk();
        }
        self.act(&holder, now, Step::new(case, "accept"), &[], &[]);
        let mut mediator = holder.clone();
        if !number.is_multiple_of(3) {
            mediator = person(self.volunteer());
            now = self.working(now, 1);
            let step = Step::new(case, "name_mediator").names(mediator.clone());
            self.act(&holder, now, step, &[], &[]);
        }
        if number % 12 == 7 {
            now = self.working(now, 3);
            self.act(
                &holder,
                now,
                Step::new(case, "escalate"),
                &[("reason", "涉及产权单位,网格难以协调")],
                &[],
            );
            holder = self.desk();
            now = self.working(now, 1);
            self.act(&holder, now, Step::new(case, "accept"), &[], &[]);
            if number == 19 {
                now = self.working(now, 4);
                self.act(
                    &holder,
                    now,
                    Step::new(case, "escalate"),
                    &[("reason", "需街道司法所牵头")],
                    &[],
                );
                holder = self.street_desk();
                now = self.working(now, 1);
                self.act(&holder, now, Step::new(case, "accept"), &[], &[]);
            }
        }
        if number % 6 == 1 {
            now = self.paused(case, &mediator, now, number == 25);
        }
        if number % 7 == 3 {
            now = self.working(now, 2);
            self.act(&party, later(now, 30), Step::new(case, "consent"), &[], &[]);
            now = self.working(now, 1);
            self.act(
                &mediator,
                now,
                Step::new(case, "extend"),
                &[("reason", "等待鉴定结果")],
                &[],
            );
        }
        self.outcome(case, number, (&mediator, &holder, &party), now);
    }

    /// The clocks stand still until the parties are back, or the pause has run out.
    fn paused(&mut self, case: Ref, mediator: &PersonId, now: Instant, forgotten: bool) -> Instant {
        let paused = self.working(now, 1);
        self.act(
            mediator,
            paused,
            Step::new(case, "pause"),
            &[("reason", "一方外出,约定返回后继续")],
            &[],
        );
        if forgotten {
            return at(day(paused) + chrono::Days::new(31), OPENING);
        }
        let days = 4 + self.chance.below(10);
        let resumed = self.working(paused, days);
        self.act(mediator, resumed, Step::new(case, "resume"), &[], &[]);
        resumed
    }

    fn outcome(
        &mut self,
        case: Ref,
        number: usize,
        (mediator, holder, party): (&PersonId, &PersonId, &PersonId),
        now: Instant,
    ) {
        let days = 2 + self.chance.below(6);
        let met = self.working(now, days);
        if number % 8 == 4 {
            self.act(
                mediator,
                met,
                Step::new(case, "not_agree"),
                &[("reason", "双方意见分歧较大,已告知诉讼途径")],
                &[],
            );
            return;
        }
        self.act(mediator, met, Step::new(case, "agree"), &[], &["agreement"]);
        let mut met = met;
        if number % 16 == 9 {
            let told = awake(later(met, 8 * 1440), &mut self.chance);
            self.act(
                party,
                told,
                Step::new(case, "breach"),
                &[("reason", "对方未按约定付款")],
                &[],
            );
            met = self.working(told, 2);
            self.act(holder, met, Step::new(case, "agree"), &[], &["agreement"]);
        }
        let days = 3 + self.chance.below(9);
        let performed = self.working(met, days);
        self.act(
            mediator,
            performed,
            Step::new(case, "perform"),
            &[("outcome", "协议已履行,双方确认")],
            &[],
        );
        if number % 18 == 10 {
            let again = awake(later(performed, 12 * 1440), &mut self.chance);
            self.act(
                party,
                again,
                Step::new(case, "reopen"),
                &[("reason", "纠纷再起")],
                &[],
            );
            let met = self.working(again, 3);
            self.act(holder, met, Step::new(case, "agree"), &[], &["agreement"]);
            let performed = self.working(met, 5);
            self.act(
                holder,
                performed,
                Step::new(case, "perform"),
                &[("outcome", "协议已履行")],
                &[],
            );
        }
    }
}
