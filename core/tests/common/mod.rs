//! A small town for tests: a street, a community, two grids and a building, under a rulebook built by hand.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]

use std::collections::BTreeMap;
use std::sync::Arc;

use linli::calendar::{Calendar, Limit, Zone};
use linli::cases::{self, Act, Assignee, Case, Event as CaseEvent, Register};
use linli::context::Scoped;
use linli::rulebook::{
    Action, AtTop, Bundle, Channel, ClockRule, Effect, Late, Level, Matter, Need, OnOverdue, Post, Procedure,
    Seats, State as ProcedureState, StateKind, TimeLimit, Who,
};
use linli::state::{Command, Event, Outcome, Refusal};
use linli::*;

/// An id of whatever kind is wanted.
pub fn id<T: for<'a> TryFrom<&'a str, Error = IdError>>(text: &str) -> T {
    T::try_from(text).unwrap()
}

pub fn ids<T: for<'a> TryFrom<&'a str, Error = IdError>>(texts: &[&str]) -> Vec<T> {
    texts.iter().map(|text| id(text)).collect()
}

pub fn label(text: &str) -> Label {
    Label::One(text.into())
}

pub fn limit(text: &str) -> Limit {
    text.parse().unwrap()
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A local time in the town: `2025-03-03 09:30`.
pub fn at(text: &str) -> Instant {
    let local = text.replace(' ', "T") + ":00";
    Zone::shanghai().instant(local.parse().unwrap())
}

pub fn clock(limit_text: &str, on_overdue: OnOverdue) -> Option<ClockRule> {
    Some(ClockRule {
        limit: TimeLimit::Fixed(limit(limit_text)),
        warn: None,
        on_overdue,
    })
}

pub fn warned(limit_text: &str, warn: &str, on_overdue: OnOverdue) -> Option<ClockRule> {
    Some(ClockRule {
        warn: Some(limit(warn)),
        ..clock(limit_text, on_overdue).unwrap()
    })
}

pub fn acts(action: &str) -> OnOverdue {
    OnOverdue::Act(id(action))
}

pub fn state(kind: StateKind, clock: Option<ClockRule>) -> ProcedureState {
    ProcedureState {
        name: label(match kind {
            StateKind::Open => "open",
            StateKind::Waiting => "waiting",
            StateKind::Closed => "closed",
        }),
        kind,
        clock,
        reopen: None,
    }
}

pub fn action(name: &str, from: &[&str], to: Option<&str>, who: &[Who]) -> Action {
    Action {
        name: label(name),
        from: ids(from),
        to: to.map(id),
        who: who.to_vec(),
        needs: Vec::new(),
        does: Vec::new(),
        at_top: AtTop::Refuse,
    }
}

/// The procedure of most tests: taken up, handled, answered, closed; goes up by itself when nobody takes it up.
pub fn request() -> Procedure {
    let holder = [Who::Holder];
    let reason = || vec![Need::Detail(id("reason"))];
    let mut actions: BTreeMap<ActionId, Action> = BTreeMap::new();
    let mut add = |name: &str, action: Action| {
        actions.insert(id(name), action);
    };
    add(
        "accept",
        action("受理", &["registered"], Some("handling"), &holder),
    );
    add(
        "escalate",
        Action {
            needs: reason(),
            does: vec![Effect::Escalate],
            ..action(
                "上报",
                &["registered", "handling"],
                Some("registered"),
                &[Who::Holder, Who::System],
            )
        },
    );
    add(
        "transfer",
        Action {
            needs: vec![Need::Detail(id("reason")), Need::Assignee],
            does: vec![Effect::Transfer],
            ..action("转派", &["registered", "handling"], Some("registered"), &holder)
        },
    );
    add(
        "return",
        Action {
            needs: reason(),
            does: vec![Effect::Return],
            ..action("退回", &["registered", "handling"], Some("registered"), &holder)
        },
    );
    add(
        "claim",
        Action {
            does: vec![Effect::Take],
            ..action("认领", &["registered"], Some("handling"), &[Who::Anyone])
        },
    );
    add("note", action("记录", &["handling"], None, &holder));
    add(
        "inspect",
        Action {
            needs: vec![Need::Attachment(id("photo"))],
            ..action("督查", &["handling"], None, &[Who::Post(id("duty-desk"))])
        },
    );
    add(
        "answer",
        Action {
            needs: vec![Need::Detail(id("reply"))],
            ..action("答复", &["handling"], Some("answered"), &holder)
        },
    );
    add(
        "close",
        Action {
            needs: vec![Need::Rating],
            ..action(
                "结案",
                &["answered"],
                Some("closed"),
                &[Who::Requester, Who::System],
            )
        },
    );
    add(
        "reopen",
        Action {
            needs: reason(),
            ..action("重办", &["closed"], Some("handling"), &[Who::Requester])
        },
    );
    let states = [
        (
            "registered",
            state(StateKind::Open, warned("4 hours", "1 hour", acts("escalate"))),
        ),
        (
            "handling",
            state(StateKind::Open, clock("5 days", OnOverdue::Flag)),
        ),
        (
            "answered",
            state(StateKind::Waiting, clock("5 days", acts("close"))),
        ),
        (
            "closed",
            ProcedureState {
                reopen: Some(limit("14 days")),
                ..state(StateKind::Closed, None)
            },
        ),
    ];
    Procedure {
        name: label("群众诉求"),
        clock: Some(ClockRule {
            limit: TimeLimit::Named(id("settle")),
            warn: None,
            on_overdue: OnOverdue::Remind,
        }),
        initial: id("registered"),
        states: states
            .into_iter()
            .map(|(name, state)| (id(name), state))
            .collect(),
        actions,
    }
}

/// The town's rulebook with one matter, `parking`, under a procedure.
pub fn bundle(procedure: Procedure) -> Bundle {
    let level = |name: &str| Level {
        id: id(name),
        name: label(name),
        kinds: Vec::new(),
        households: None,
    };
    let post = |zh: &str, en: &str, at: &[&str]| Post {
        name: Label::Both {
            zh: zh.into(),
            en: en.into(),
        },
        at: ids(at),
        seats: Seats { min: 1, max: 5 },
        when_vacant: Vec::new(),
    };
    let handlers = [
        ("grid", "grid-worker"),
        ("community", "duty-desk"),
        ("street", "duty-desk"),
    ];
    let matter = Matter {
        name: label("停车纠纷"),
        label: label("纠纷"),
        enters: id("grid"),
        procedure: id("request"),
        handlers: handlers.map(|(level, post)| (id(level), id(post))).into(),
        limits: if names_settle(&procedure) {
            [(id("settle"), limit("7 days"))].into()
        } else {
            BTreeMap::new()
        },
        confidential: None,
    };
    let orphan = Matter {
        handlers: [(id("grid"), id("grid-worker"))].into(),
        ..matter.clone()
    };
    Bundle {
        format: 1,
        id: id("town"),
        name: label("town"),
        from: day("2025-01-01"),
        zone: Zone::shanghai(),
        calendar: Calendar::china(),
        revised_calendar: Default::default(),
        levels: ["street", "community", "grid", "building"].map(level).into(),
        posts: [
            (id("grid-worker"), post("网格员", "grid worker", &["grid"])),
            (
                id("duty-desk"),
                post("值班", "duty desk", &["community", "street"]),
            ),
        ]
        .into(),
        bodies: BTreeMap::new(),
        channels: [(
            id("hotline"),
            Channel {
                name: label("热线")
            },
        )]
        .into(),
        late: Late { minutes: 3 * 24 * 60 },
        matters: [(id("parking"), matter), (id("orphan"), orphan)].into(),
        procedures: [(id("request"), procedure)].into(),
        points: None,
    }
}

/// Whether a clock of the procedure names the matter's limit.
fn names_settle(procedure: &Procedure) -> bool {
    let clocks = procedure.states.values().filter_map(|state| state.clock.as_ref());
    (clocks.chain(&procedure.clock)).any(|clock| matches!(clock.limit, TimeLimit::Named(_)))
}

/// A town and all that happened in it.
pub struct Town {
    pub state: State,
    pub log: Vec<Event>,
    next: u64,
}

pub const SALT: Salt = Salt([7; 16]);

impl Town {
    pub fn new(bundle: Bundle) -> Self {
        let mut town = Self {
            state: State::default(),
            log: Vec::new(),
            next: 0,
        };
        // Not asked for but simply so: some tests want procedures that no ward would adopt.
        let (from, digest) = (bundle.starts(), bundle.digest());
        town.apply(Event::Adopted {
            from,
            digest,
            bundle: Arc::new(bundle),
        });
        for (unit, level, parent, code) in [
            ("street", "street", None, Some("320311006")),
            ("guandao", "community", Some("street"), Some("320311006001")),
            ("grid-07", "grid", Some("guandao"), None),
            ("grid-08", "grid", Some("guandao"), None),
            ("b-12", "building", Some("grid-07"), None),
        ] {
            town.apply(Event::Grid(grid::Event::UnitAdded(grid::NewUnit {
                id: id(unit),
                level: id(level),
                kind: None,
                code: code.map(|code| DivisionCode::new(code).unwrap()),
                name: label(unit),
                parent: parent.map(id),
                from: day("2025-01-01"),
                households: None,
                residents: None,
            })));
        }
        for (person, post, unit) in [
            ("w03", "grid-worker", "grid-07"),
            ("w04", "grid-worker", "grid-08"),
            ("d01", "duty-desk", "guandao"),
            ("d02", "duty-desk", "guandao"),
            ("d09", "duty-desk", "street"),
        ] {
            town.appoint(person, post, unit);
        }
        town
    }

    /// A town as it stands, whatever led to it.
    pub fn at(state: State) -> Self {
        Self {
            state,
            log: Vec::new(),
            next: 1_000_000,
        }
    }

    pub fn appoint(&mut self, person: &str, post: &str, unit: &str) {
        self.apply(Event::Grid(grid::Event::Appointed {
            appointment: id(&format!("{person}-1.0")),
            person: id(person),
            post: id(post),
            unit: id(unit),
            from: day("2025-01-01"),
            until: None,
            known: at("2025-01-01 00:00"),
        }));
    }

    pub fn leave(&mut self, person: &str, until: &str) {
        self.apply(Event::Grid(grid::Event::AppointmentEnded {
            appointment: id(&format!("{person}-1.0")),
            until: day(until),
            known: at("2025-01-01 00:00"),
        }));
    }

    pub fn apply(&mut self, event: Event) {
        self.state.apply(&event);
        self.log.push(event);
    }

    /// Settles, decides, applies: what a ward does.
    pub fn execute(&mut self, meta: Meta, command: Command) -> Result<Vec<Event>, Refusal> {
        self.settle(meta.recorded);
        self.next += 1;
        let origin = id("desk");
        let stamp = Stamp {
            id: meta.id.unwrap_or(CommandId::new(origin, self.next)),
            actor: meta.actor,
            capacity: meta.capacity,
            on_behalf_of: meta.on_behalf_of,
            occurred: meta.occurred,
            recorded: meta.recorded,
            details: meta.details.iter().map(|detail| detail.seal(&SALT)).collect(),
            attachments: meta.attachments,
        };
        match self.state.decide(&stamp, &command) {
            Outcome::Accepted(events) => Ok(self.take_in(events)),
            Outcome::Refused(refusal) => Err(refusal),
        }
    }

    /// Carries out all that is due by an instant, each as of its own; answers what happened.
    pub fn settle(&mut self, until: Instant) -> Vec<Event> {
        let mut happened = Vec::new();
        while let Some(due) = self.state.next_due().filter(|due| due.at <= until) {
            let events = self.state.carry_out(&due);
            assert!(!events.is_empty(), "{due:?} led to nothing");
            happened.extend(self.take_in(events));
            assert_ne!(self.state.next_due(), Some(due), "what was due is still due");
        }
        happened
    }

    fn take_in(&mut self, events: Vec<Scoped<Event>>) -> Vec<Event> {
        let events: Vec<Event> = events.into_iter().map(|scoped| scoped.event).collect();
        for event in &events {
            self.apply(event.clone());
        }
        events
    }

    pub fn register(&mut self, time: &str, by: &str, unit: &str) -> CaseId {
        let meta = Meta::new(id(by), at(time));
        let events = self.execute(meta, Register::new(id("parking"), id(unit)).into());
        match events.unwrap().first() {
            Some(Event::Cases(event)) => event.case().clone(),
            other => panic!("{other:?}"),
        }
    }

    pub fn case(&self, case: &CaseId) -> &Case {
        self.state.cases.case(case).unwrap()
    }

    pub fn act(&mut self, meta: Meta, act: Act) -> Result<Vec<CaseEvent>, Refusal> {
        let events = self.execute(meta, act.into())?;
        let cases = events.into_iter().filter_map(|event| match event {
            Event::Cases(event) => Some(event),
            _ => None,
        });
        Ok(cases.collect())
    }

    /// An action with all the texts it could need.
    pub fn does(
        &mut self,
        time: &str,
        by: &str,
        case: &CaseId,
        action: &str,
    ) -> Result<Vec<CaseEvent>, Refusal> {
        self.act(texts(by, time), Act::new(case.clone(), id(action)))
    }

    pub fn rates(
        &mut self,
        time: &str,
        by: &str,
        case: &CaseId,
        rating: u8,
    ) -> Result<Vec<CaseEvent>, Refusal> {
        self.act(
            texts(by, time),
            Act {
                rating: Some(rating),
                ..Act::new(case.clone(), id("close"))
            },
        )
    }

    pub fn hands(
        &mut self,
        time: &str,
        by: &str,
        case: &CaseId,
        to: Assignee,
    ) -> Result<Vec<CaseEvent>, Refusal> {
        self.act(
            texts(by, time),
            Act {
                to: Some(to),
                ..Act::new(case.clone(), id("transfer"))
            },
        )
    }

    /// As a table writes it: `registered grid-worker@grid-07:w03`.
    pub fn stands(&self, case: &CaseId) -> String {
        let case = self.case(case);
        let cases::Holder {
            unit, post, person, ..
        } = &case.holder;
        let person = person
            .as_ref()
            .map(|person| format!(":{person}"))
            .unwrap_or_default();
        format!("{} {post}@{unit}{person}", case.state)
    }

    /// Folding the log again gives the same state, and every promise holds.
    pub fn check(&self) {
        self.state.check().unwrap();
        let mut folded = State::default();
        self.log.iter().for_each(|event| folded.apply(event));
        assert!(folded == self.state, "the log folds to another state");
    }
}

pub fn texts(by: &str, time: &str) -> Meta {
    let mut meta = Meta::new(id(by), at(time))
        .detail(id("reason"), "占用消防通道")
        .detail(id("reply"), "已劝离");
    meta.attachments.push(Attachment {
        name: id("photo"),
        digest: Digest([1; 32]),
    });
    meta
}

pub fn to_unit(unit: &str) -> Assignee {
    Assignee {
        unit: id(unit),
        post: None,
        person: None,
        body: None,
    }
}
