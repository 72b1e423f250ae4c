//! Every refusal there is, with the sentence it says.

use crate::kit::*;
use linli::cases::{Act, Assignee, CaseRefusal, Register};
use linli::rulebook::{Action, Effect, Procedure, StateKind, Who};
use linli::state::{Event, Refusal};
use linli::*;

fn awarding() -> Procedure {
    let mut procedure = request();
    let award = |to| Effect::Award {
        rule: id("good-answer"),
        to,
    };
    procedure.actions.get_mut("answer").unwrap().does = vec![
        award(linli::rulebook::Earner::Holder),
        award(linli::rulebook::Earner::Requester),
    ];
    procedure
}

#[test]
fn every_refusal_says_what_to_do_in_both_languages() {
    let mut procedure = awarding();
    procedure.states.insert(id("stuck"), state(StateKind::Open, None));
    procedure.actions.insert(
        id("sink"),
        Action {
            ..action(
                "沉",
                &["registered"],
                Some("stuck"),
                &[Who::Post(id("duty-desk"))],
            )
        },
    );
    let mut town = Town::new(bundle(procedure));
    town.apply(Event::Grid(grid::Event::UnitClosed {
        unit: id("b-12"),
        until: day("2025-02-01"),
    }));
    let case = town.register("2025-03-03 09:00", "p17", "grid-07");
    let top = town.register("2025-03-03 09:00", "p17", "street");
    let done = town.register("2025-03-03 09:00", "p17", "grid-08");
    town.does("2025-03-03 09:10", "w04", &done, "accept").unwrap();
    town.does("2025-03-03 09:20", "w04", &done, "answer").unwrap();

    let ten = "2025-03-03 10:00";
    let act = |case: &CaseId, action: &str| Act::new(case.clone(), id(action));
    let to = |unit: &str, post: Option<&str>, person: Option<&str>| Act {
        to: Some(Assignee {
            unit: id(unit),
            post: post.map(id),
            person: person.map(id),
            body: None,
        }),
        ..act(&case, "transfer")
    };
    let register = |matter: &str, unit: &str| Register::new(id(matter), id(unit));
    let bare = || Meta::new(id("w03"), at(ten));
    let w03 = || texts("w03", ten);
    let as_desk = Capacity::Post {
        post: id("duty-desk"),
        unit: id("guandao"),
    };
    type Row = (&'static str, Meta, Command, &'static str, &'static str);
    let rows: Vec<Row> = vec![
        (
            "C201",
            w03(),
            act(&id("nowhere"), "accept").into(),
            "there is no case `nowhere`",
            "没有事件 `nowhere`",
        ),
        (
            "C202",
            w03(),
            act(&case, "shout").into(),
            "knows no action `shout`: its procedure has `accept`, ",
            "没有动作 `shout`",
        ),
        (
            "C203",
            w03().capacity(as_desk),
            act(&case, "accept").into(),
            "did not hold `duty-desk` of guandao on 2025-03-03",
            "并未担任 guandao 的 `duty-desk`",
        ),
        (
            "C204",
            w03(),
            act(&case, "answer").into(),
            "`answer` cannot be taken on case 320311006001-2025-0001 while it is open: from there lead `accept`, ",
            "处于“open”,不能执行“答复”",
        ),
        (
            "C206",
            w03().occurred(at("2025-03-03 08:00")),
            act(&case, "accept").into(),
            "happened at 2025-03-03T00:00:00Z, but case",
            "早于事件",
        ),
        (
            "C207",
            w03(),
            Act {
                rating: Some(5),
                ..act(&done, "close")
            }
            .into(),
            "`w03` may not `close` case 320311006001-2025-0002: only the requester or the system may, and `w03` is grid worker of grid-07",
            "`w03` 不能对事件 320311006001-2025-0002 执行“结案”:该动作只能由诉求人或系统执行,而 `w03` 是 grid-07 的网格员",
        ),
        (
            "C207",
            texts("p17", ten),
            act(&case, "accept").into(),
            "only the grid worker of grid-07 may, and `p17` is the requester",
            "只能由 grid-07 的网格员执行,而 `p17` 是诉求人",
        ),
        (
            "C207",
            texts("p99", ten),
            act(&case, "sink").into(),
            "only the duty desk of grid-07 or above may, and `p99` has no part in it",
            "只能由 grid-07 或其上级的值班执行,而 `p99` 与该事件无关",
        ),
        (
            "C208",
            bare(),
            act(&case, "transfer").into(),
            "give the detail `reason`, a unit (with a post or a person) to hand it to",
            "还须提供详情 `reason`、承办单位",
        ),
        (
            "C208",
            texts("p17", ten),
            act(&done, "close").into(),
            "give a rating from 1 to 5",
            "还须提供 1 到 5 分的评价",
        ),
        (
            "C209",
            texts("p17", ten),
            Act {
                rating: Some(6),
                ..act(&done, "close")
            }
            .into(),
            "6 is no rating",
            "6 不是有效评价",
        ),
        (
            "C210",
            w03(),
            Act {
                rating: Some(5),
                ..act(&case, "accept")
            }
            .into(),
            "`accept` takes no such thing as a rating",
            "“受理”不需要 1 到 5 分的评价",
        ),
        (
            "C211",
            w03(),
            to("grid-99", None, None).into(),
            "there was no such unit on 2025-03-03",
            "没有该单位",
        ),
        (
            "C211",
            w03(),
            to("b-12", None, None).into(),
            "cannot go to `b-12`",
            "不能转派给 `b-12`",
        ),
        (
            "C212",
            w03(),
            to("grid-08", Some("duty-desk"), None).into(),
            "one of the posts of its level: `grid-worker`",
            "请指定该层级的岗位:`grid-worker`",
        ),
        (
            "C213",
            w03(),
            to("grid-08", None, Some("w03")).into(),
            "did not answer for `grid-worker` of grid-08",
            "不负责 grid-08 的 `grid-worker`",
        ),
        (
            "C214",
            texts("d09", ten),
            act(&top, "escalate").into(),
            "it is at `street`, and nobody above",
            "它已在 `street`",
        ),
        (
            "C215",
            w03(),
            act(&case, "return").into(),
            "was never handed over",
            "未曾转手",
        ),
        (
            "C216",
            w03(),
            register("noise", "grid-07").into(),
            "no matter `noise` in the catalogue: it has `orphan`, `parking`",
            "没有 `noise`",
        ),
        (
            "C217",
            w03(),
            register("parking", "grid-77").into(),
            "there is no unit `grid-77`",
            "没有单位 `grid-77`",
        ),
        (
            "C218",
            w03(),
            register("parking", "b-12").into(),
            "`b-12` was not there on 2025-03-03",
            "`b-12` 在 2025-03-03 不存在",
        ),
        (
            "C219",
            w03(),
            Register {
                channel: Some(id("pigeon")),
                ..register("parking", "grid-07")
            }
            .into(),
            "name one of `hotline`",
            "没有渠道 `pigeon`",
        ),
        (
            "C220",
            w03(),
            register("orphan", "guandao").into(),
            "nobody handles `orphan` at `guandao` or above",
            "均无 `orphan` 的承办岗位",
        ),
        (
            "C221",
            texts("p17", ten).occurred(at("2025-03-03 09:15")),
            Act {
                rating: Some(5),
                ..act(&done, "close")
            }
            .into(),
            "somebody acted on case 320311006001-2025-0002 at 2025-03-03T01:20:00Z",
            "最近一次办理 2025-03-03T01:20:00Z",
        ),
        (
            "C222",
            w03(),
            Register {
                anonymous: true,
                ..register("parking", "grid-07")
            }
            .into(),
            "`parking` cannot be raised anonymously",
            "`parking` 不能匿名登记",
        ),
    ];
    // From C223 on, what procedures in full can refuse is told of in `procedures`.
    let mut seen: Vec<&str> = vec!["C205"];
    for (code, meta, command, en, zh) in rows {
        let before = town.state.clone();
        let refusal = town.execute(meta, command.clone()).expect_err(code);
        let (said_en, said_zh) = (refusal.explain(Lang::En), refusal.explain(Lang::Zh));
        assert_eq!(refusal.code(), code, "{said_en}");
        assert!(said_en.contains(en), "{said_en}\n{en}");
        assert!(said_zh.contains(zh), "{said_zh}\n{zh}");
        assert!(before == town.state, "{code} changed something");
        let data: Refusal = serde_json::from_value(serde_json::to_value(&refusal).unwrap()).unwrap();
        assert_eq!(data, refusal);
        seen.push(code);
    }
    town.rates("2025-03-03 11:00", "p17", &done, 1).unwrap();
    let late = town.does("2025-03-20 11:00", "p17", &done, "reopen").unwrap_err();
    assert_eq!(late.code(), "C205");
    assert!(late.explain(Lang::Zh).contains("请重新登记"));
    assert!(
        late.explain(Lang::En)
            .contains("was possible until 2025-03-17T16:00:00Z")
    );
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(
        seen,
        CaseRefusal::CODES
            .iter()
            .map(|(code, _)| *code)
            .filter(|code| *code < "C223")
            .collect::<Vec<_>>()
    );
    town.check();
}
