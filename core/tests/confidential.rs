//! Confidential matters: what somebody may not see is absent from every view, not masked; and why an action cannot be taken.
#![cfg(all(feature = "toml", feature = "zones"))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use linli::cases::{Act, Register, What};
use linli::grid::{AddUnits, Appoint};
use linli::views::{By, CaseView, Counted, Figures, Ocel};
use linli::ward::{DetailText, Why};
use linli::{CaseId, Date, Head, Instant, Lang, Meta, PersonId, Rulebook, Salt, Ward};

const RULES: &str = r#"
[rulebook]
id = "town"
name = "town"
from = 2025-01-01
zone = "Asia/Shanghai"
calendar = "cn"
late = "48 hours"
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

/// Everything raised that day, of what somebody may see.
fn that_day(seen_by: Option<PersonId>) -> Counted {
    Counted {
        unit: None,
        matter: None,
        from: at("00:00"),
        until: at("23:59"),
        seen_by,
    }
}

/// A view of the ward as somebody sees it, and whether the family's case, or the other, is in it.
type View = fn(&mut Ward, &PersonId, &CaseId) -> bool;

/// Everything that shows cases.
const VIEWS: [(&str, View); 12] = [
    ("case", |ward, viewer, case| {
        CaseView::new(ward.state(), case, at("12:00"), Some(viewer)).is_some()
    }),
    ("list", |ward, viewer, case| {
        let (state, unit) = (ward.state(), "guandao".parse().unwrap());
        let mut open = state.cases.open_at(&state.grid, &unit);
        open.any(|(id, _)| id == case && state.shows(id, Some(viewer), at("12:00")))
    }),
    ("state", |ward, viewer, case| {
        let state = ward.state().as_seen_by(viewer, at("12:00"));
        state.check().unwrap();
        // What falls due is asked of the cases that are there.
        let due = format!("{:?}", state.next_due().unwrap());
        let is_there = state.cases.case(case).is_some();
        assert!(is_there || !due.contains(case.as_str()));
        is_there
    }),
    ("figures", |ward, viewer, case| {
        let figures = Figures::new(ward.state(), &that_day(Some(viewer.clone())), at("12:00"));
        assert_eq!(
            figures.registered + figures.left_out.len() as u64,
            figures.registered * 3
        );
        figures.left_out.iter().any(|left| left.case == *case)
    }),
    ("figures by", |ward, viewer, case| {
        let counted = that_day(Some(viewer.clone()));
        let parts = Figures::by(ward.state(), &counted, &By::Matter, at("12:00"));
        let mut left_out = parts.iter().flat_map(|part| &part.figures.left_out);
        left_out.any(|left| left.case == *case)
    }),
    ("on time", |ward, viewer, case| {
        let on_time = ward.on_time(&that_day(Some(viewer.clone()))).unwrap();
        format!("{on_time:?}").contains(case.as_str())
    }),
    ("due", |ward, viewer, case| {
        let due = ward
            .due(at("12:00").plus_millis(90 * 86_400_000), Some(viewer))
            .unwrap();
        format!("{due:?}").contains(case.as_str())
    }),
    ("history", |ward, viewer, case| {
        let history = ward.history(case, Some(viewer)).unwrap();
        assert!(history.iter().all(|change| change.cause != Why::Hidden));
        !history.is_empty()
    }),
    ("changes", |ward, viewer, case| {
        let changes = ward.changes_after(0, usize::MAX, Some(viewer)).unwrap();
        assert!(changes.len() > 5, "what concerns no case is there");
        format!("{changes:?}").contains(case.as_str())
    }),
    ("texts", |ward, viewer, case| {
        let reply = "reply".parse().unwrap();
        let sequence = ward.history(case, None).unwrap()[2].head.sequence;
        ward.detail(sequence, &reply, Some(viewer)).unwrap() == Some(DetailText::Kept("已劝解".into()))
    }),
    ("excerpt", |ward, viewer, case| {
        let head = ward.head();
        let excerpt = ward
            .excerpt_after(0, usize::MAX, |_| true, &[], Some(viewer))
            .unwrap();
        excerpt.verify(Head::EMPTY, head).unwrap();
        excerpt
            .hide()
            .disclosed()
            .any(|(_, leaf)| leaf.json.contains(case.as_str()))
    }),
    ("log", |ward, viewer, case| {
        let with = Ocel {
            persons: true,
            seen_by: Some(viewer.clone()),
        };
        ward.ocel_text(with).unwrap().contains(&format!("case:{case}"))
    }),
];

/// Both cases are answered; the reply is a text of its entry.
fn answered() -> (Ward, CaseId, CaseId) {
    let (mut ward, family, parking) = town();
    for (action, time) in [("accept", "09:30"), ("answer", "10:00")] {
        for case in [&family, &parking] {
            let reply = meta("w07", time).detail("reply".parse().unwrap(), "已劝解");
            ward.act(reply, Act::new(case.clone(), action.parse().unwrap()))
                .unwrap();
        }
    }
    (ward, family, parking)
}

#[test]
fn what_may_not_be_seen_is_absent_from_every_view() {
    let (mut ward, family, parking) = answered();
    for (viewer, sees) in [("m1", true), ("p17", true), ("w08", false), ("p99", false)] {
        let viewer: PersonId = viewer.parse().unwrap();
        for (view, shows) in VIEWS {
            assert_eq!(shows(&mut ward, &viewer, &family), sees, "{view} for {viewer}");
            assert!(shows(&mut ward, &viewer, &parking), "{view} for {viewer}");
        }
    }
}

#[cfg(feature = "arrow")]
#[test]
fn what_may_not_be_seen_is_in_no_table() {
    use linli::views::tables::{Table, table};
    let (mut ward, family, parking) = answered();
    for (_, kind) in Table::ALL {
        for (viewer, sees) in [(None, true), (Some("m1"), true), (Some("w08"), false)] {
            let viewer: Option<PersonId> = viewer.map(|viewer| viewer.parse().unwrap());
            let rows = format!("{:?}", table(&mut ward, kind, viewer.as_ref()).unwrap());
            let of_cases = matches!(kind, Table::Cases | Table::CaseEvents | Table::Clocks);
            assert_eq!(
                rows.contains(&format!("{:?}", family.as_str())),
                of_cases && sees,
                "{kind:?}"
            );
            assert_eq!(
                rows.contains(&format!("{:?}", parking.as_str())),
                of_cases,
                "{kind:?}"
            );
        }
    }
}

#[test]
fn a_refusal_is_shown_to_who_asked() {
    let (mut ward, family, _) = answered();
    let accept = Act::new(family, "accept".parse().unwrap());
    let before = ward.head().sequence;
    ward.act(meta("w07", "10:30"), accept).unwrap_err();
    for (viewer, count) in [("w07", 1), ("p17", 0), ("w08", 0)] {
        let changes = ward
            .changes_after(before, 10, Some(&viewer.parse().unwrap()))
            .unwrap();
        assert_eq!(changes.len(), count, "{viewer}");
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
        "`w08` 不能对事件 grid-07-2025-0002 执行“受理”:只能由 grid-07 的网格员执行,而 `w08` 是 grid-08 的网格员"
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
        "`p17` cannot `reopen` case grid-07-2025-0002: it is registered, and this starts from closed"
    );
    assert!(
        not.explain(Lang::Zh)
            .ends_with(":事件处于“已登记”,该动作只能从“已结案”开始"),
        "{}",
        not.explain(Lang::Zh)
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

#[test]
fn a_claimed_time_does_not_open_a_case_that_is_closed_to_them_by_now() {
    let (mut ward, family, _) = town();
    let appoint = Appoint {
        person: "x9".parse().unwrap(),
        post: "grid-worker".parse().unwrap(),
        unit: "grid-07".parse().unwrap(),
        from: Date::from_ymd_opt(2025, 1, 1).unwrap(),
        until: Date::from_ymd_opt(2025, 3, 3),
    };
    ward.appoint(meta("host", "09:30"), appoint).unwrap();
    for action in ["accept", "dance"] {
        let mut meta = meta("x9", "10:00");
        meta.occurred = Some(at("10:00").plus_millis(-12 * 3_600_000));
        let act = Act::new(family.clone(), action.parse().unwrap());
        let refused = ward.execute(meta, act).unwrap();
        assert_eq!(refused.refusal().unwrap().name(), "unknown_case");
    }
}

#[test]
fn a_confidential_case_is_merged_only_into_one_as_confidential() {
    let (mut ward, family, parking) = town();
    let mut merge = |case: &CaseId, into: &CaseId, minute: &str| {
        let mut act = Act::new(case.clone(), "merge".parse().unwrap());
        act.into = Some(into.clone());
        let answer = ward.execute(
            meta("w07", minute).detail("reason".parse().unwrap(), "raised already"),
            act,
        );
        answer.unwrap().refusal().map(linli::Refusal::name)
    };
    assert_eq!(merge(&family, &parking, "10:00"), Some("cannot_merge_into"));
    assert_eq!(merge(&parking, &family, "10:01"), None);
}

#[test]
fn who_had_it_last_sees_it_still() {
    let (mut ward, family, _) = town();
    let escalate = Act::new(family.clone(), "escalate".parse().unwrap());
    let meta = meta("w07", "10:00").detail("reason".parse().unwrap(), "beyond the grid");
    assert!(ward.execute(meta, escalate).unwrap().refusal().is_none());
    let sees = |who: &str| ward.may_see(&family, &who.parse().unwrap(), at("12:00"));
    assert!(sees("w07") && sees("d1") && !sees("w08"));
}
