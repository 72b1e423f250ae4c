//! Residents' requests: raised through five channels, settled in the grid where it can be, escalated where it cannot.
//!
//! The generator reckons with the limits of the rulebook: where it lets one run out, it knows that the ward will have
//! escalated by then and lets the next level go on.

use linli::calendar::Almanac;
use linli::cases::{Assignee, Register};
use linli::{Bundle, ChannelId, Date, Instant, MatterId, PersonId};

use crate::place::{Place, person};
use crate::plan::{self, Ask, Draft, Drafts, Ref, Staff, id};
use crate::random::Random;
use crate::time::{OPENING, at, date, day, days_of, is_worked, later, minute_of_day, worked_days_after};

pub(crate) fn enter(place: &Place, staff: &Staff, rules: &Bundle, seed: u64, drafts: &mut Drafts) {
    for (matter, months) in &place.source.requests {
        let chance = Random::new(seed, matter);
        let mut year = Year {
            place,
            staff,
            rules,
            matter: id(matter),
            chance,
            drafts,
        };
        for (month, &count) in (1..).zip(months) {
            let days: Vec<Date> = days_of(month).filter(|day| *day > date(1, 1)).collect();
            let weighted: Vec<(Date, usize)> = days
                .iter()
                .map(|&day| (day, if is_worked(day) { 10 } else { 6 }))
                .collect();
            for _ in 0..count {
                let day = year.chance.weighted(&weighted);
                match matter.as_str() {
                    "errand" => year.errand(day),
                    _ => year.request(matter, day),
                }
            }
        }
    }
}

struct Year<'a> {
    place: &'a Place,
    staff: &'a Staff,
    rules: &'a Bundle,
    matter: MatterId,
    chance: Random,
    drafts: &'a mut Drafts,
}

/// A case on its way.
struct Going {
    case: Ref,
    requester: Option<usize>,
    grid: usize,
    /// When the ward heard of what was last done to it.
    now: Instant,
    /// When the ward will do something by itself, if nobody does before.
    limit: Instant,
}

impl Year<'_> {
    /// Raised, taken up somewhere, answered, rated, and now and then raised again.
    fn request(&mut self, matter: &str, on: Date) {
        let mut going = self.raised(matter, on);
        if self.chance.chance(15) && going.requester.is_some() {
            let when = later(going.now, self.chance.between(20, 400));
            return self.by_requester(&mut going, when, "withdraw", None, REASONS_WITHDRAW);
        }
        let settled_in_grid = self
            .place
            .source
            .settled_in_grid
            .get(matter)
            .copied()
            .unwrap_or(800);
        let handler = if self.chance.chance(60) {
            // Nobody in the grid accepts, and the ward escalates.
            going.now = going.limit;
            self.in_community(&mut going)
        } else {
            self.in_grid(matter, &mut going, settled_in_grid)
        };
        let Some(handler) = handler else { return };
        self.rated(&mut going, &handler);
    }

    fn raised(&mut self, matter: &str, on: Date) -> Going {
        let requester = self.chance.below(self.place.people());
        let grid = self.place.home(requester).grid;
        let minute = self.chance.weighted(&[
            ((7 * 60, 9 * 60), 16),
            ((9 * 60, 12 * 60), 34),
            ((12 * 60, 14 * 60), 10),
            ((14 * 60, 18 * 60), 28),
            ((18 * 60, 22 * 60), 24),
        ]);
        let mut minute = self.chance.between(minute.0, minute.1 - 1);
        let channel = self.chance.weighted(&[
            ("mini-program", 36),
            ("met", 27),
            ("hotline", 22),
            ("window", 10),
            ("talk", 5),
        ]);
        if channel == "window" {
            minute = self.chance.between(OPENING, 17 * 60 + 20);
        }
        if on == date(1, 2) {
            // The grid is entered that morning.
            minute = minute.max(OPENING);
        }
        let when = at(
            if channel == "window" && !is_worked(on) {
                worked_days_after(on, 1)
            } else {
                on
            },
            minute,
        );
        let anonymous = channel == "hotline" && self.chance.chance(200);
        let unit = match self.chance.chance(850) {
            true => self.place.building_of(requester).clone(),
            false => self.place.grids[grid].unit.clone(),
        };
        let register = Register {
            channel: Some(id::<ChannelId>(channel)),
            anonymous,
            ..Register::new(id::<MatterId>(matter), unit)
        };
        let worker = self.staff.worker(self.place, grid, on).clone();
        let (origin, actor) = match channel {
            "mini-program" => ("mini-program".to_owned(), person(requester)),
            "met" | "talk" => (phone(&worker), worker),
            desk => (desk.to_owned(), id(format!("desk-{}", 1 + self.chance.below(3)))),
        };
        let for_whom = (channel != "mini-program" && !anonymous).then(|| person(requester));
        let recorded = self.synced(&origin, when);
        let salt = self.chance.salt();
        let text = (*self.chance.pick(story(matter))).to_owned();
        let draft = Draft::new(&origin, &actor, recorded, Ask::Do(register.into()))
            .for_whom(for_whom.as_ref())
            .occurred(when)
            .detail("story", text, salt);
        let case = self.drafts.add(draft);
        let requester = (!anonymous).then_some(requester);
        Going {
            case,
            requester,
            grid,
            now: recorded,
            limit: self.limit("accept", recorded),
        }
    }

    /// When the ward hears of it: half of what happens on the way is synced in the evening.
    fn synced(&mut self, origin: &str, when: Instant) -> Instant {
        let evening = at(day(when), self.chance.between(18 * 60 + 30, 20 * 60 + 30));
        if origin.starts_with("phone") && self.chance.chance(500) {
            when.max(evening)
        } else {
            when
        }
    }

    /// The grid accepts; it answers, or hands the case up, or lets the limit run out.
    fn in_grid(&mut self, matter: &str, going: &mut Going, settled_in_grid: usize) -> Option<Handler> {
        let delay = self.chance.between(8, if matter == "lift" { 50 } else { 170 });
        let accepted = awake(later(going.now, delay), &mut self.chance);
        let worker = self.staff.worker(self.place, going.grid, day(accepted)).clone();
        if self.chance.chance(25) && !matches!(matter, "lift") {
            return self.strayed(going, accepted, worker);
        }
        if !self.act(going, &worker, accepted, "accept", None) {
            return self.in_community(going);
        }
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
        let ask = Ask::Act {
            case: going.case,
            action: "transfer",
            rating: None,
            to: Some(to),
        };
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
    fn in_community(&mut self, going: &mut Going) -> Option<Handler> {
        let desk: PersonId = id(format!("desk-{}", 1 + self.chance.below(3)));
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
        if self.chance.chance(60) {
            return None;
        }
        let days = self.chance.weighted(&[(1, 46), (2, 34), (6, 12), (15, 8)]);
        let answered = self.working(going.now, days);
        self.act(going, &desk, answered, "answer", Some(("reply", REPLIES)));
        Some(Handler(desk))
    }

    /// The requester rates it, or five days pass; some are not content.
    fn rated(&mut self, going: &mut Going, handler: &Handler) {
        if going.requester.is_none() {
            return;
        }
        let answered = going.now;
        let waited = day(answered) > date(1, 2) && self.chance.chance(360);
        let rating = if waited {
            None
        } else {
            Some(self.chance.weighted(&[(5, 52), (4, 30), (3, 10), (2, 5), (1, 3)]))
        };
        match rating {
            Some(_) => {
                let when = awake(
                    later(answered, self.chance.between(30, 4 * 1440)),
                    &mut self.chance,
                );
                self.by_requester(going, when, "close", rating, &[]);
            }
            None => going.now = at(day(answered).succ_opt().unwrap_or_default(), 6 * 1440),
        }
        let unhappy = match rating {
            Some(1 | 2) => 450,
            Some(3) => 120,
            Some(_) => 6,
            None => 20,
        };
        if !self.chance.chance(unhappy) {
            return;
        }
        let when = awake(
            later(going.now, self.chance.between(300, 9 * 1440)),
            &mut self.chance,
        );
        self.by_requester(going, when, "reopen", None, REASONS_REOPEN);
        let answered = self.working(when, 1);
        self.act(going, &handler.0, answered, "answer", Some(("reply", REPLIES)));
        if self.chance.chance(700) {
            let when = awake(
                later(answered, self.chance.between(30, 3 * 1440)),
                &mut self.chance,
            );
            let rating = self.chance.weighted(&[(5, 40), (4, 40), (3, 14), (2, 6)]);
            self.by_requester(going, when, "close", Some(rating), &[]);
        }
    }

    /// An errand is claimed by a volunteer, done, confirmed, and earns points.
    fn errand(&mut self, on: Date) {
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
            who = id("desk-1");
            later(at(worked_days_after(day(going.now), 1), OPENING), 30)
        } else {
            awake(later(going.now, self.chance.between(10, 240)), &mut self.chance)
        };
        self.act(&mut going, &who, when, "claim", None);
        let days = self.chance.weighted(&[(0, 40), (1, 40), (2, 20)]);
        let done = self.working(going.now, days);
        self.act(&mut going, &who, done, "finish", Some(("reply", REPLIES_ERRAND)));
        if going.requester.is_some() && self.chance.chance(800) {
            let when = awake(
                later(going.now, self.chance.between(20, 2 * 1440)),
                &mut self.chance,
            );
            let rating = self.chance.weighted(&[(5, 76), (4, 20), (3, 4)]);
            self.by_requester(&mut going, when, "confirm", Some(rating), &[]);
        }
    }

    /// An action of the staff or a volunteer. `false` where the phone was synced only after the ward had escalated: the
    /// act was in time, and is excused, but the case has gone up.
    fn act(
        &mut self,
        going: &mut Going,
        who: &PersonId,
        when: Instant,
        action: &'static str,
        text: Text,
    ) -> bool {
        let when = when.max(later(going.now, 1));
        let origin = phone(who);
        let mut recorded = self.synced(&origin, when);
        let too_late = recorded >= going.limit && when < going.limit;
        // Whoever sees the limit come looks for a network, mostly.
        if too_late && self.chance.chance(850) {
            recorded = when;
        }
        let ask = Ask::Act {
            case: going.case,
            action,
            rating: None,
            to: None,
        };
        let mut draft = Draft::new(&origin, who, recorded, ask).occurred(when);
        if let Some((name, texts)) = text {
            let salt = self.chance.salt();
            draft = draft.detail(name, *self.chance.pick(texts), salt);
        }
        self.drafts.add(draft);
        let in_time = recorded < going.limit;
        going.now = if in_time { recorded } else { going.limit };
        going.limit = match action {
            "accept" | "claim" => self.limit("handle", recorded),
            "escalate" | "return" => self.limit("accept", recorded),
            _ => plan::end(),
        };
        in_time
    }

    /// When a limit that begins to run now ends. The ward counts it the same way.
    fn limit(&self, name: &str, from: Instant) -> Instant {
        let limit = self
            .rules
            .matters
            .get(&self.matter)
            .and_then(|matter| matter.limits.get(name));
        let almanac = Almanac::new(&self.rules.zone, &self.rules.calendar);
        limit
            .and_then(|limit| almanac.deadline(*limit, from).due())
            .unwrap_or_else(plan::end)
    }

    fn by_requester(
        &mut self,
        going: &mut Going,
        when: Instant,
        action: &'static str,
        rating: Option<u8>,
        why: &[&str],
    ) {
        let Some(requester) = going.requester else { return };
        let ask = Ask::Act {
            case: going.case,
            action,
            rating,
            to: None,
        };
        let mut draft = Draft::new("mini-program", &person(requester), when, ask);
        if !why.is_empty() {
            let salt = self.chance.salt();
            draft = draft.detail("reason", *self.chance.pick(why), salt);
        }
        self.drafts.add(draft);
        going.now = when;
    }

    /// Some time later in office hours: the same day if it lasts, or so many worked days on.
    fn working(&mut self, from: Instant, days: usize) -> Instant {
        let soon = later(from, self.chance.between(25, 200));
        let minute = minute_of_day(soon);
        if days == 0 && day(soon) == day(from) && (8 * 60..18 * 60).contains(&minute) {
            return soon;
        }
        let minute = self.chance.between(OPENING, 17 * 60 + 15);
        at(worked_days_after(day(from), days.max(1)), minute)
    }
}

/// Who answered: whom a reopened case comes back to.
struct Handler(PersonId);

type Text<'a> = Option<(&'static str, &'a [&'a str])>;

/// Nobody acts at night: then it waits for the morning.
fn awake(when: Instant, chance: &mut Random) -> Instant {
    match minute_of_day(when) {
        minute if minute < 7 * 60 + 30 => at(day(when), chance.between(8 * 60, 9 * 60 + 30)),
        minute if minute > 21 * 60 + 30 => at(
            day(when).succ_opt().unwrap_or_default(),
            chance.between(8 * 60, 9 * 60 + 30),
        ),
        _ => when,
    }
}

/// Grid workers have phones, and every phone numbers its own commands; the desks work at theirs; residents use the mini-program.
fn phone(who: &PersonId) -> String {
    match who.as_str() {
        id if id.starts_with("worker") || id.starts_with("lead") => format!("phone-{id}"),
        id if id.starts_with('p') => "mini-program".to_owned(),
        id => id.to_owned(),
    }
}

fn story(matter: &str) -> &'static [&'static str] {
    match matter {
        "parking" => &["通道被车辆堵住", "固定车位被占", "电动车停在单元门口"],
        "noise" => &["夜间装修", "广场音响过大", "楼上拖动家具"],
        "leak" => &["卫生间顶部渗水", "厨房管道渗漏", "阳台雨水倒灌"],
        "lighting" => &["楼道灯不亮", "小区路灯闪烁", "车棚无照明"],
        "hygiene" => &["垃圾清运不及时", "绿化带有杂物", "楼道小广告"],
        "lift" => &["电梯停在五层", "电梯门关不上", "电梯异响"],
        "pipes" => &["下水道返水", "窨井盖松动", "管道堵塞有异味"],
        "safety" => &["楼道堆物", "飞线充电", "消防通道被占"],
        _ => &["代办老年优待证", "代交材料", "代取药品", "代缴费用"],
    }
}

const REPLIES: &[&str] = &[
    "已到现场处理，问题解决",
    "双方已协商一致",
    "已联系物业修复，并回访",
    "已清理完毕，将加强巡查",
];
const REPLIES_ERRAND: &[&str] = &["材料已递交，证件送到家", "已办妥，票据交还本人"];
const REASONS_ESCALATE: &[&str] = &["需要产权单位维修", "涉及多个网格", "需要专业部门鉴定"];
const REASONS_WITHDRAW: &[&str] = &["已自行解决", "重复提交"];
const REASONS_REOPEN: &[&str] = &["问题又出现", "只解决了一部分"];
