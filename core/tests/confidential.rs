//! Confidential matters: what somebody may not see is absent from every view, not masked; and why an action cannot be taken.
#![cfg(all(feature = "toml", feature = "zones"))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use linli::cases::{Act, Register, What};
use linli::grid::{AddUnits, Appoint};
use linli::views::{CaseView, Counted, Figures, Ocel, OnTime};
use linli::{CaseId, Date, Instant, Lang, Meta, Rulebook, Salt, State, Ward};

const RULES: &str = r#"
[rulebook]
id = "town"
name = "town"
from = 2025-01-01
zone = "Asia/Shanghai"
calendar = "cn"
levels = [{ id = "street", name = "街道" }, { id = "community", name = "社区" }, { id = "grid", name = "网格" }]

[posts.grid-worker]
name = { zh = "网格员", en = "grid worker" }
at = "grid"

[posts.duty-desk]
name = { zh = "值班", en = "duty desk" }
at = ["community", "street"]

[posts.mediator]
name = { zh = "调解员", en = "mediator" }
at = "community"

[matters.parking]
name = "停车"
enters = "grid"
procedure = "request"
handlers = { grid = "grid-worker", community = "duty-desk" }
limits = { accept = "4 working hours", settle = "7 working days" }

[matters.family]
name = "家庭纠纷"
enters = "grid"
procedure = "request"
handlers = { grid = "grid-worker", community = "duty-desk" }
limits = { accept = "4 working hours", settle = "7 working days" }
confidential = { seen_by = ["mediator"] }
"#;

fn at(time: &str) -> Instant {
    Instant::parse(&format!("2025-03-03T{time}:00+08:00")).unwrap()
}

fn meta(actor: &str, time: &str) -> Meta {
    let mut meta = Meta::new(actor.parse().unwrap(), at(time));
    meta.salt = Some(Salt([7; 16]));
    meta
}

/// A family's case and a parking case, both at grid-07; w08 works in the next grid, m1 mediates in the community.
fn town() -> (Ward, CaseId, CaseId) {
    let mut ward = Ward::in_memory(Rulebook::from_toml(RULES).unwrap().resolve().unwrap()).unwrap();
    let units = serde_json::from_str(
        r#"[
        { "id": "street", "level": "street", "name": "街道", "from": "2025-01-01" },
        { "id": "guandao", "level": "community", "name": "社区", "from": "2025-01-01", "parent": "street" },
        { "id": "grid-07", "level": "grid", "name": "七", "from": "2025-01-01", "parent": "guandao" },
        { "id": "grid-08", "level": "grid", "name": "八", "from": "2025-01-01", "parent": "guandao" }]"#,
    );
    ward.add_units(
        meta("host", "08:00"),
        AddUnits {
            units: units.unwrap(),
        },
    )
    .unwrap();
    for (person, post, unit) in [
        ("w07", "grid-worker", "grid-07"),
        ("w08", "grid-worker", "grid-08"),
        ("d1", "duty-desk", "guandao"),
        ("m1", "mediator", "guandao"),
    ] {
        let appoint = Appoint {
            person: person.parse().unwrap(),
            post: post.parse().unwrap(),
            unit: unit.parse().unwrap(),
            from: Date::from_ymd_opt(2025, 1, 1).unwrap(),
            until: None,
        };
        ward.appoint(meta("host", "08:01"), appoint).unwrap();
    }
    let mut raise = |matter: &str| {
        let register = Register::new(matter.parse().unwrap(), "grid-07".parse().unwrap());
        ward.register(meta("p17", "09:00"), register).unwrap()
    };
    let (family, parking) = (raise("family"), raise("parking"));
    (ward, family, parking)
}

fn seen(ward: &Ward, viewer: &str) -> State {
    ward.state().as_seen_by(&viewer.parse().unwrap(), at("12:00"))
}

#[test]
fn a_confidential_case_is_seen_by_those_it_belongs_to_and_the_posts_the_matter_names() {
    let (ward, family, parking) = town();
    let sees = |who: &str, case| ward.may_see(case, &who.parse().unwrap(), at("12:00"));
    for who in ["p17", "w07", "m1"] {
        assert!(sees(who, &family), "{who}");
    }
    for who in ["w08", "d1", "p99"] {
        assert!(!sees(who, &family), "{who}");
        assert!(sees(who, &parking), "{who}");
    }
}

#[test]
fn what_may_not_be_seen_is_absent_from_every_view() {
    let (mut ward, family, parking) = town();
    let events: Vec<linli::cases::Event> = {
        let mut events = Vec::new();
        ward.replay(|_, scoped| {
            if let linli::Event::Cases(event) = &scoped.event {
                events.push(event.clone());
            }
        })
        .unwrap();
        events
    };
    for (viewer, count) in [("m1", 2), ("w08", 1)] {
        let state = seen(&ward, viewer);
        let is_there = count == 2;
        assert_eq!(state.cases.len(), count, "{viewer}");
        assert_eq!(CaseView::new(&state, &family, at("12:00")).is_some(), is_there);
        assert!(CaseView::new(&state, &parking, at("12:00")).is_some());
        let unit = "guandao".parse().unwrap();
        assert_eq!(state.cases.open_at(&state.grid, &unit).count(), count);
        let all = Counted {
            unit: None,
            matter: None,
            from: at("00:00"),
            until: at("23:59"),
        };
        let figures = Figures::new(&state, &all, at("12:00"));
        assert_eq!(figures.registered, count as u64);
        assert_eq!(figures.left_out.iter().any(|left| left.case == family), is_there);
        let on_time = format!("{:?}", OnTime::of(&state, &all, &events));
        assert_eq!(on_time.contains(family.as_str()), is_there);
        let with = Ocel {
            persons: true,
            seen_by: Some(viewer.parse().unwrap()),
        };
        let log = ward.ocel_text(with).unwrap();
        assert_eq!(log.contains(&format!("case:{family}")), is_there, "{viewer}");
        assert!(log.contains(&format!("case:{parking}")));
        state.check().unwrap();
        // What falls due is asked of the cases that are there.
        let due = state.next_due().map(|due| format!("{due:?}")).unwrap();
        assert_eq!(due.contains(family.as_str()), is_there);
    }
}

#[test]
fn why_not_tells_every_who_need_and_clock() {
    let (mut ward, _, parking) = town();
    let why = |ward: &Ward, action: &str, actor: &str, time| {
        ward.why_not(
            &parking,
            &action.parse().unwrap(),
            &actor.parse().unwrap(),
            at(time),
        )
        .unwrap()
    };
    let not = why(&ward, "accept", "w08", "09:10");
    assert!(!not.may());
    assert!(matches!(&not.reasons[1].what, What::Who(who) if !who[0].holds));
    assert_eq!(
        not.explain(Lang::En),
        "`w08` cannot `accept` case grid-07-2025-0002: only the grid worker of grid-07 may, and `w08` is grid worker of grid-08"
    );
    assert_eq!(
        not.explain(Lang::Zh),
        "`w08` 不能对事件 grid-07-2025-0002 执行“受理”:只能由grid-07 的网格员执行,而 `w08` 是 grid-08 的网格员"
    );
    let may = why(&ward, "escalate", "w07", "09:10");
    assert!(may.may());
    assert_eq!(
        may.explain(Lang::En),
        "`w07` may `escalate` case grid-07-2025-0002; give the detail `reason`"
    );
    let not = why(&ward, "reopen", "p17", "09:10");
    assert_eq!(
        not.explain(Lang::En),
        "`p17` cannot `reopen` case grid-07-2025-0002: it is in `registered`, and this starts from `closed`"
    );
    // What `may` lists is what nothing stands in the way of.
    let accept = Act::new(parking.clone(), "accept".parse().unwrap());
    ward.act(meta("w07", "09:20"), accept).unwrap();
    let state = ward.state();
    for actor in ["w07", "w08", "p17", "d1"] {
        let actor = actor.parse().unwrap();
        let may = state
            .cases
            .may(&state.grid, &state.editions, &parking, &actor, at("09:30"));
        for action in ["accept", "answer", "escalate", "close", "reopen"] {
            let action = action.parse().unwrap();
            let why = ward.why_not(&parking, &action, &actor, at("09:30")).unwrap();
            assert_eq!(
                why.may(),
                may.contains(&action),
                "{action:?} {actor:?}: {}",
                why.explain(Lang::En)
            );
        }
    }
}
