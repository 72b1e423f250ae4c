//! The town under its rulebook, and how it is told what to do.

pub use crate::common::*;
use linli::cases::{Act, Assignee, CaseRefusal, Event as CaseEvent, Register};
use linli::grid::{AddBody, AddMember, Agree, Sitting, Votes};
use linli::rulebook::{Bundle, Rulebook};
use linli::state::{Adopt, Command, Event, Refusal};
use linli::*;

pub const RULEBOOK: &str = include_str!("rulebook.toml");

pub fn rules() -> Bundle {
    resolved(RULEBOOK)
}

pub fn resolved(text: &str) -> Bundle {
    match Rulebook::from_toml(text).and_then(|rulebook| rulebook.resolve()) {
        Ok(bundle) => bundle,
        Err(problems) => panic!("{problems}"),
    }
}

/// The rulebook with another text in it.
pub fn rules_with(this: &str, that: &str) -> Bundle {
    assert!(RULEBOOK.contains(this), "the rulebook does not say {this:?}");
    resolved(&RULEBOOK.replacen(this, that, 1))
}

/// The town with its people: a secretary, a council of two owners and two tenants, supervisors, volunteers, two partners.
pub fn town() -> Town {
    town_under(rules())
}

pub fn town_under(bundle: Bundle) -> Town {
    let mut town = Town::new(bundle);
    town.appoint("s01", "secretary", "guandao");
    for (body, kind, unit) in [
        ("council", "council", "guandao"),
        ("virtue", "moral-council", "guandao"),
        ("watch", "supervisors", "guandao"),
        ("red-vests", "volunteers", "guandao"),
        ("gas-works", "partner", "street"),
        ("clinic", "partner", "street"),
    ] {
        tell(
            &mut town,
            AddBody {
                id: id(body),
                kind: Some(id(kind)),
                name: label(body),
                unit: id(unit),
                from: day("2025-01-01"),
            },
        );
    }
    for (person, body, seat) in [
        ("o1", "council", Some("owners")),
        ("o2", "council", Some("owners")),
        ("t1", "council", Some("tenants")),
        ("t2", "council", Some("tenants")),
        ("m1", "virtue", None),
        ("m2", "virtue", None),
        ("g1", "watch", None),
        ("g2", "watch", None),
        ("g3", "watch", None),
        ("v1", "red-vests", None),
        ("k1", "gas-works", None),
        ("c1", "clinic", None),
    ] {
        tell(
            &mut town,
            AddMember {
                body: id(body),
                person: id(person),
                seat: seat.map(id),
                from: day("2025-01-01"),
                until: None,
            },
        );
    }
    tell(
        &mut town,
        Agree {
            body: id("gas-works"),
            unit: id("guandao"),
            from: day("2025-01-01"),
            until: Some(day("2026-01-01")),
        },
    );
    town
}

fn tell(town: &mut Town, command: impl Into<Command>) {
    town.execute(Meta::new(id("admin"), at("2025-01-02 09:00")), command.into())
        .unwrap();
}

/// With every text and file an action could ask for.
pub fn all(by: &str, time: &str) -> Meta {
    let mut meta = Meta::new(id(by), at(time));
    for name in [
        "reason",
        "reply",
        "topic",
        "decision",
        "root-cause",
        "finding",
        "deeds",
        "outcome",
    ] {
        meta = meta.detail(id(name), "略");
    }
    for name in ["photo", "minutes", "agreement", "contract", "evidence", "plan"] {
        meta.attachments.push(Attachment {
            name: id(name),
            digest: Digest([1; 32]),
        });
    }
    meta
}

pub fn act(case: &CaseId, action: &str) -> Act {
    Act::new(case.clone(), id(action))
}

pub fn to_body(unit: &str, body: &str) -> Assignee {
    Assignee {
        body: Some(id(body)),
        ..to_unit(unit)
    }
}

/// A sitting of those, with votes for and against.
pub fn sitting(body: &str, attended: &[&str], votes: Option<(u32, u32)>) -> Option<Sitting> {
    Some(Sitting {
        body: id(body),
        attended: ids(attended),
        votes: votes.map(|(ayes, noes)| Votes {
            ayes,
            noes,
            abstain: 0,
        }),
    })
}

impl Town {
    pub fn raises(&mut self, time: &str, by: &str, matter: &str, unit: &str) -> CaseId {
        let events = self.execute(all(by, time), Register::new(id(matter), id(unit)).into());
        match events.unwrap().first() {
            Some(Event::Cases(event)) => event.case().clone(),
            other => panic!("{other:?}"),
        }
    }

    /// Takes an action with all the texts it could need; answers what happened, or the refusal.
    pub fn tries(&mut self, time: &str, by: &str, act: Act) -> Result<Vec<CaseEvent>, Refusal> {
        let before = self.state.clone();
        let done = self.act(all(by, time), act);
        if done.is_err() {
            let mut settled = before;
            while let Some(due) = settled.next_due().filter(|due| due.at <= at(time)) {
                let events = settled.carry_out(&due);
                events.iter().for_each(|event| settled.apply(&event.event));
            }
            assert!(settled == self.state, "a refusal changed something");
        }
        self.check();
        done
    }

    pub fn takes(&mut self, time: &str, by: &str, act: Act) -> Vec<CaseEvent> {
        let what = format!("{time} {by} {}", act.action);
        match self.tries(time, by, act) {
            Ok(events) => events,
            Err(refusal) => panic!("{what}: {}", refusal.explain(Lang::En)),
        }
    }

    /// Rows of `(time in the year 2025, who, action, how the case stands then)`.
    pub fn plays(&mut self, case: &CaseId, rows: &[(&str, &str, &str, &str)]) {
        for (time, by, action, stands) in rows {
            let time = format!("2025-{time}");
            match *action {
                "settle" => drop(self.settle(at(&time))),
                action => drop(self.takes(&time, by, act(case, action))),
            }
            assert_eq!(self.stands(case), *stands, "{time} {by} {action}");
            self.check();
        }
    }

    pub fn refuses(&mut self, time: &str, by: &str, act: Act) -> Refusal {
        let what = format!("{time} {by} {}", act.action);
        match self.tries(time, by, act) {
            Err(refusal) => refusal,
            Ok(events) => panic!("{what} should be refused: {events:?}"),
        }
    }

    pub fn begun(&self, case: &CaseId) -> Vec<CaseId> {
        self.case(case).begun().to_vec()
    }

    pub fn adopts(&mut self, time: &str, bundle: Bundle) -> Vec<Event> {
        let adopt = Adopt {
            bundle: std::sync::Arc::new(bundle),
        };
        self.execute(Meta::new(id("admin"), at(time)), adopt.into())
            .unwrap()
    }

    pub fn until(&self, case: &CaseId, clock: cases::ClockName) -> Option<Instant> {
        self.case(case).clock(clock).and_then(|clock| clock.until)
    }
}

/// Which refusal of the cases it is.
pub fn case_refusal(refusal: Refusal) -> CaseRefusal {
    match refusal {
        Refusal::Cases(refusal) => refusal,
        other => panic!("{}", other.explain(Lang::En)),
    }
}
