//! Procedures as Mermaid diagrams.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::result_large_err,
    reason = "a test stops at the first surprise"
)]

mod common;

use common::*;
use linli::rulebook::{OnOverdue, Procedure, StateKind, Who};
use linli::*;

const REQUEST: &str = r#"stateDiagram-v2
    state "registered" as s1
    state "in hand" as s2
    state "merged" as s3
    state "answered" as s4
    state "closed" as s5
    [*] --> s1
    s1 --> s2 : accept (holder)
    s1 --> s1 : escalate (holder, system)
    s1 --> s3 : merge (holder)
    s2 --> s4 : answer (holder)
    s2 --> s1 : escalate (holder, system)
    s2 --> s3 : merge (holder)
    s3 --> [*]
    s4 --> s5 : close (requester, system)
    s5 --> s2 : reopen (requester)
    s5 --> [*]
    note left of s1 : whole case, limit settle (warns 1 working day before) → flag
    note right of s1 : limit accept → escalate
    note right of s4 : 5 days → close
    note left of s5 : can be reopened within 14 days
"#;

const REQUEST_ZH: &str = r#"stateDiagram-v2
    state "已登记" as s1
    state "办理中" as s2
    state "已并案" as s3
    state "已答复" as s4
    state "已结案" as s5
    [*] --> s1
    s1 --> s2 : 受理 (承办人)
    s1 --> s1 : 上报 (承办人, 系统)
    s1 --> s3 : 并案 (承办人)
    s2 --> s4 : 答复 (承办人)
    s2 --> s1 : 上报 (承办人, 系统)
    s2 --> s3 : 并案 (承办人)
    s3 --> [*]
    s4 --> s5 : 结案 (诉求人, 系统)
    s5 --> s2 : 重办 (诉求人)
    s5 --> [*]
    note left of s1 : 全程, 时限 settle (提前 1 个工作日 预警) → 标记超时
    note right of s1 : 时限 accept → 上报
    note right of s4 : 5 天 → 结案
    note left of s5 : 可重办期限 14 天
"#;

fn built_in(id: &str) -> Procedure {
    let matter = format!(
        r#"{{ "rulebook": {{ "id": "r", "name": "r", "from": "2025-01-01", "zone": "Asia/Shanghai", "calendar": "cn",
              "levels": [{{ "id": "court", "name": "院落" }}] }},
              "posts": {{ "warden": {{ "name": "院长", "at": "court" }} }},
              "matters": {{ "lamp": {{ "name": "路灯", "enters": "court", "procedure": "{id}",
                "handlers": {{ "court": "warden" }}, "limits": {{ "accept": "4 hours", "settle": "7 days" }} }} }} }}"#
    );
    let bundle = Rulebook::from_json(&matter).unwrap().resolve().unwrap();
    bundle.procedures.values().next().unwrap().clone()
}

#[test]
fn the_built_in_request_is_drawn_in_both_languages() {
    let request = built_in("request");
    assert_eq!(request.to_mermaid(Lang::En), REQUEST);
    assert_eq!(request.to_mermaid(Lang::Zh), REQUEST_ZH);
}

#[test]
fn the_reference_shows_the_diagram_of_the_built_in_request() {
    let shown = format!("```mermaid\n{REQUEST}```");
    assert!(include_str!("../docs/rulebook.md").contains(&shown), "{shown}");
}

#[test]
fn a_clock_tells_its_limit_its_warning_and_what_happens_at_its_end() {
    let diagram = request().to_mermaid(Lang::En);
    let notes = diagram
        .lines()
        .filter_map(|line| line.trim().strip_prefix("note "));
    assert_eq!(
        notes.collect::<Vec<_>>(),
        [
            "left of s1 : whole case, limit settle → remind",
            "right of s1 : 4 hours (warns 1 hour before) → 上报",
            "right of s2 : 5 days → flag",
            "right of s3 : 5 days → 结案",
            "left of s4 : can be reopened within 14 days",
        ]
    );
}

#[test]
fn no_name_changes_the_drawing() {
    let mut procedure = request();
    let (id, mut odd) = procedure.states.pop_first().unwrap();
    odd.name = label("a\"; s9 --> [*]\n%% <b>:{x}#1;");
    procedure.states.insert(id, odd);
    for action in procedure.actions.values_mut() {
        action.name = label("end note\nstate : x --> y");
        action.who = vec![Who::Post(id_of_post())];
    }
    let diagram = procedure.to_mermaid(Lang::Zh);
    let plain = request().to_mermaid(Lang::Zh);
    assert_eq!(diagram.lines().count(), plain.lines().count());
    assert!(
        diagram
            .contains("\"a#34;#59; s9 --#62; #91;#42;#93;#10;#37;#37; #60;b#62;#58;#123;x#125;#35;1#59;\"")
    );
    assert!(diagram.contains(": end note#10;state #58; x --#62; y (a#58;b)\n"));
}

fn id_of_post() -> PostId {
    id("a:b")
}

#[test]
fn states_no_case_comes_to_are_drawn_last() {
    let mut procedure = request();
    procedure.states.insert(
        id("attic"),
        state(StateKind::Open, clock("5 days", OnOverdue::Flag)),
    );
    assert!(procedure.to_mermaid(Lang::En).contains("\"open\" as s5\n"));
}
