//! What is refused where an action asks for more than the case has: each code once, with its sentence in both languages.

use std::collections::BTreeSet;

use linli::Lang;
use linli::cases::{Act, CaseRefusal};

use crate::kit::*;

#[test]
fn every_refusal_of_these_actions_says_what_to_do_in_both_languages() {
    let mut town = town();
    let ten = "2025-03-03 10:00";
    let raise = |town: &mut Town, matter: &str| town.raises("2025-03-03 09:00", "p17", matter, "guandao");
    let [trial, joint, topic, lift, bench, dispute] = [
        "trial",
        "illegal-building",
        "courtyard",
        "lift",
        "bench",
        "dispute",
    ]
    .map(|matter| raise(&mut town, matter));
    let worry = raise(&mut town, "worry");
    town.takes("2025-03-03 09:10", "d01", act(&joint, "accept"));
    town.takes("2025-03-03 09:10", "s01", act(&topic, "settle_topic"));
    town.takes("2025-03-03 09:10", "d01", act(&dispute, "accept"));
    for action in ["consult", "decide", "answer"] {
        town.takes("2025-03-03 09:20", "s01", act(&worry, action));
    }
    town.settle(at("2025-03-03 09:30"));
    let unrated = town.raises("2025-03-03 09:30", "p18", "worry", "guandao");
    for action in ["consult", "decide", "answer"] {
        town.takes("2025-03-03 09:40", "s01", act(&unrated, action));
    }
    town.takes(
        "2025-03-03 09:50",
        "p17",
        Act {
            rating: Some(5),
            ..act(&worry, "close")
        },
    );
    let approve = Act {
        sitting: sitting("watch", &["g1", "g2"], Some((2, 0))),
        ..act(&lift, "approve")
    };
    town.takes("2025-03-03 09:50", "d01", approve);
    let deliberate = |attended: &[&str]| Act {
        sitting: sitting("council", attended, None),
        ..act(&topic, "deliberate")
    };
    let calls = |parties| Act {
        parties,
        ..act(&joint, "call_in")
    };
    type Row = (&'static str, &'static str, Act, &'static str, &'static str);
    let rows: Vec<Row> = vec![
        (
            "C207",
            "d01",
            act(&lift, "sign_design"),
            "only a member of the supervisors' group of guandao or above may",
            "只能由 guandao 或其上级的民事监事团成员执行",
        ),
        (
            "C207",
            "p17",
            act(&dispute, "agree"),
            "or whoever is named as `mediator` (nobody yet)",
            "或被指定为 `mediator` 的人员(尚未指定)",
        ),
        (
            "C208",
            "d01",
            act(&joint, "call_in"),
            "give those to call in",
            "还须提供参与单位",
        ),
        (
            "C208",
            "s01",
            act(&topic, "deliberate"),
            "give a sitting of the residents' council",
            "还须提供居民议事会的会议记录",
        ),
        (
            "C208",
            "w03",
            act(&trial, "merge"),
            "give the case to merge it into",
            "还须提供并入的事件",
        ),
        (
            "C208",
            "d01",
            act(&dispute, "name_mediator"),
            "give the person to name",
            "还须提供指定的人员",
        ),
        (
            "C210",
            "w03",
            Act {
                into: Some(joint.clone()),
                names: Some(id("l01")),
                parties: vec![to_unit("street")],
                ..act(&trial, "pause")
            },
            "`pause` takes no such thing as those to call in, the case to merge it into, the person to name",
            "“挂起”不需要参与单位、并入的事件、指定的人员",
        ),
        (
            "C210",
            "w03",
            Act {
                sitting: sitting("council", &["o1"], None),
                ..act(&trial, "pause")
            },
            "a sitting of the council",
            "council的会议记录",
        ),
        (
            "C223",
            "d01",
            act(&dispute, "extend"),
            "the mark `consent` is missing; take the action that leaves it first",
            "尚缺标记 `consent`",
        ),
        (
            "C223",
            "p17",
            act(&worry, "reopen"),
            "the last rating was 5; it is for a rating of at most 3",
            "最近评价为 5 分,只有不高于 3 分时才可办理",
        ),
        (
            "C224",
            "s01",
            deliberate(&["o1"]),
            "`deliberate` on case 320311006001-2025-0003 does not count: ",
            "“议事”提供的会议无效:",
        ),
        (
            "C224",
            "s01",
            deliberate(&["o1", "o2"]),
            "does not count: ",
            "租户",
        ),
        (
            "C225",
            "s01",
            Act {
                sitting: sitting("watch", &["g1", "g2"], Some((2, 0))),
                ..act(&topic, "deliberate")
            },
            "needs a sitting of the residents' council that passes it",
            "须经居民议事会表决通过",
        ),
        (
            "C226",
            "d01",
            Act {
                to: Some(to_body("guandao", "clinic")),
                ..act(&bench, "claim")
            },
            "cannot go to body `clinic`: on 2025-03-03 it was not there, or had no agreement to serve `guandao`",
            "不能交给组织 `clinic`",
        ),
        (
            "C226",
            "d01",
            Act {
                to: Some(to_body("guandao", "nobody")),
                ..act(&bench, "claim")
            },
            "body `nobody`",
            "组织 `nobody`",
        ),
        (
            "C227",
            "w03",
            Act {
                into: Some(trial.clone()),
                ..act(&trial, "merge")
            },
            "cannot be merged into",
            "请选择另一个未结案的事件",
        ),
        (
            "C228",
            "d01",
            calls(vec![to_unit("street"); 51]),
            "51 parties are called in at once: at most 50 may be",
            "一次召集了 51 个单位:最多 50 个",
        ),
        (
            "C229",
            "w03",
            act(&trial, "resume"),
            "`resume` cannot be taken on case 320311006001-2025-0001: its clocks do not stand still",
            "不能“恢复”:时钟并未挂起",
        ),
        (
            "C212",
            "d01",
            calls(vec![to_unit("grid-07")]),
            "cannot go to `grid-07` like this: name one of the posts of its level: `grid-worker`",
            "不能这样转派给 `grid-07`",
        ),
    ];
    // C230 to C233 are of moving cases, and told of there.
    let mut seen: BTreeSet<&str> = ["C230", "C231", "C232", "C233"].into();
    for (code, who, act, en, zh) in rows {
        let refusal = town.refuses(ten, who, act);
        let (said_en, said_zh) = (refusal.explain(Lang::En), refusal.explain(Lang::Zh));
        assert_eq!(refusal.code(), code, "{said_en}");
        assert!(said_en.contains(en), "{said_en}\n{en}");
        assert!(said_zh.contains(zh), "{said_zh}\n{zh}");
        let data: linli::state::Refusal =
            serde_json::from_value(serde_json::to_value(&refusal).unwrap()).unwrap();
        assert_eq!(data, refusal);
        seen.insert(code);
    }
    town.takes(ten, "w03", act(&trial, "extend"));
    town.takes(ten, "w03", act(&trial, "extend"));
    let refusal = town.refuses(ten, "w03", act(&trial, "extend"));
    assert!(
        refusal
            .explain(Lang::En)
            .contains("it was extended 2 times already"),
        "{}",
        refusal.explain(Lang::En)
    );
    assert!(refusal.explain(Lang::Zh).contains("已延期 2 次"));
    town.takes(ten, "w03", act(&trial, "pause"));
    let refusal = town.refuses(ten, "w03", act(&trial, "pause"));
    assert!(refusal.explain(Lang::Zh).contains("时钟已处于挂起状态"));
    town.settle(at("2025-03-12 00:00"));
    let refusal = town.refuses("2025-03-12 09:00", "p18", act(&unrated, "reopen"));
    assert!(
        refusal.explain(Lang::En).contains("there is no rating yet"),
        "{}",
        refusal.explain(Lang::En)
    );
    let new = CaseRefusal::CODES
        .iter()
        .map(|(code, _)| *code)
        .filter(|code| *code >= "C223");
    let missing: Vec<&str> = new.filter(|code| !seen.contains(code)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
