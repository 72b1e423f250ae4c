//! What is proved of every procedure: no case waits for ever, none without a way out.

use crate::kit::*;
use linli::rulebook::Rulebook;

#[test]
fn a_case_that_can_wait_for_ever_is_shown_with_its_path() {
    let problems = problems(
        &changed("clock = \"settle\"  ", "")
            .replace(", warn = \"1 working day\"", "")
            .replace(", settle = \"7 working days\"", ""),
    );
    assert_eq!(
        problems.to_string(),
        "rulebook.toml:49:1   L0407 a case can wait in `handling` for ever: no clock runs there\n\
         \x20  path: registered --accept--> handling\n\
         \x20  help: give the state a `clock`, or the procedure a case clock  帮助:请为该状态或整个流程设置 `clock`"
    );
}

#[test]
fn a_case_begun_by_another_can_be_closed_without_a_requester() {
    let text = changed("clock = \"5 days\", on_overdue = \"close\"", "clock = \"5 days\"")
        .replace("who = [\"requester\", \"system\"]", "who = \"requester\"")
        .replace(
            "needs = [\"reply\"]",
            "needs = [\"reply\"], does = { spawn = \"parking\", link = \"part\" }",
        );
    let problems = problems(&text);
    assert_eq!(problems.codes(), ["L0424"]);
    assert_eq!(marked(&problems.0[0]), "\"parking\"");
}

#[test]
fn what_else_is_wrong_with_the_procedure_of_a_case_begun_by_another_is_told_alone() {
    let guandao = include_str!("../../../examples/guandao/rulebook.toml");
    let begins = "needs = [\"reply\"], does = { spawn = \"parking\", link = \"follows\" }";
    let minimal = changed("needs = [\"reply\"]", begins);
    let closed = "name = \"已结案\", kind = \"closed\"";
    let by_both = "to = \"closed\", who = [\"requester\", \"system\"]";
    let mut wrong = Vec::new();
    for (text, of) in [(guandao, "guandao"), (&minimal, "minimal")] {
        assert!(
            Rulebook::from_toml(text)
                .and_then(|rulebook| rulebook.resolve())
                .is_ok()
        );
        for (this, that) in [
            (closed, "name = \"已结案\""),
            (by_both, "to = \"closed\", who = \"requester\""),
            (by_both, "to = \"closd\", who = [\"requester\", \"system\"]"),
            (
                "clock = \"5 days\", on_overdue = \"close\"",
                "clock = \"5 days\", on_overdue = \"clse\"",
            ),
            ("answered   = {", "answerd   = {"),
        ] {
            let mistaken = text.replacen(this, that, 1);
            assert_ne!(mistaken, text, "{of}: {this}");
            let found = problems(&mistaken);
            if found.codes().contains(&"L0424") {
                wrong.push(format!("{of}: {that}\n{found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn two_clocks_that_end_together_do_not_take_different_actions() {
    let text = changed("clock = \"settle\"  ", "clock = \"accept\"\non_overdue = \"lapse\"  ")
        .replace(", warn = \"1 working day\"", "")
        .replace(", settle = \"7 working days\"", "")
        .replace("answer   = {", "lapse = { name = \"失效\", from = [\"registered\", \"handling\", \"answered\"], to = \"closed\", who = \"system\" }\nanswer   = {");
    let problems = problems(&text);
    assert_eq!(problems.codes(), ["L0426"]);
    assert_eq!(marked(&problems.0[0]), "\"escalate\"");
}

#[test]
fn parts_of_parts_without_end_are_told() {
    let begins = |link| format!("does = [{{ spawn = \"parking\", link = \"{link}\" }}]");
    let all = |text: String| text.replace("needs = [\"reply\"]", "needs = [\"reply\", \"parts\"]");
    // Every way to the end goes by `answer`, and that by a part.
    let text = all(changed(
        "name = \"答复\",",
        &format!("name = \"答复\", {},", begins("part")),
    ));
    let found = problems(&text);
    assert_eq!(found.codes(), ["L0430"], "{found}");
    assert_eq!(marked(&found.0[0]), "\"parking\"");
    // What follows need not be waited for.
    let text = all(changed(
        "name = \"答复\",",
        &format!("name = \"答复\", {},", begins("follows")),
    ));
    assert!(!text.contains("\"part\""));
    assert_eq!(problems(&text).codes(), ["L0427"]);
    // One that may be begun need not be.
    let call = format!(
        "call = {{ name = \"吹哨\", from = \"handling\", who = \"holder\", {} }}",
        begins("part")
    );
    let text = all(changed("answer   = {", &format!("{call}\nanswer   = {{")));
    let resolved = Rulebook::from_toml(&text).and_then(|rulebook| rulebook.resolve());
    assert!(resolved.is_ok(), "{:?}", resolved.err());
}

#[test]
fn a_post_that_may_act_on_confidential_cases_may_see_them() {
    let by_street = |seen_by: &str| {
        let text = changed(
            "[matters.parking]",
            &format!("[matters.parking]\nconfidential = {seen_by}"),
        );
        text.replace(
            "to = \"answered\", who = \"holder\"",
            "to = \"answered\", who = [\"holder\", \"grid-lead\"]",
        )
    };
    for (seen_by, mark) in [
        ("true", "true"),
        ("{ seen_by = [\"grid-worker\"] }", "confidential"),
    ] {
        let found = problems(&by_street(seen_by));
        assert_eq!(found.codes(), ["L0431"], "{found}");
        assert_eq!(
            found.0[0].message.en,
            "`grid-lead` may take `answer`, and may not see these cases"
        );
        assert_eq!(marked(&found.0[0]), mark);
    }
    let named = by_street("{ seen_by = [\"grid-lead\"] }");
    let open = by_street("true").replace("confidential = true\n", "");
    // Who handles such cases at some level sees them.
    let handler = by_street("true").replace("[\"holder\", \"grid-lead\"]", "[\"holder\", \"duty-desk\"]");
    for sound in [named, open, handler] {
        let resolved = Rulebook::from_toml(&sound).and_then(|rulebook| rulebook.resolve());
        assert!(resolved.is_ok(), "{:?}", resolved.err());
    }
}

#[test]
fn a_dead_end_is_shown_with_its_path() {
    let text = changed("closed     = {", "shelf = { name = \"搁置\" }\nclosed     = {").replace(
        "answer   = {",
        "drop = { name = \"搁\", from = \"handling\", to = \"shelf\", who = \"holder\" }\nanswer   = {",
    );
    let problems = problems(&text);
    assert_eq!(problems.codes(), ["L0403"]);
    assert_eq!(
        problems.0[0].path,
        ["registered", "accept", "handling", "drop", "shelf"]
    );
}

#[test]
fn who_has_a_case_is_no_way_out_where_it_is_to_be_rated_by_who_called_them_in() {
    let out = |who: &str| {
        let text = changed("closed     = {", "shelf = { name = \"搁置\" }\nclosed     = {");
        text.replace(
            "answer   = {",
            &format!(
                "drop = {{ name = \"搁\", from = \"handling\", to = \"shelf\", who = \"holder\" }}\n\
                 rate = {{ name = \"评\", from = \"shelf\", to = \"closed\", who = {who}, needs = \"rating\" }}\n\
                 answer   = {{"
            ),
        )
    };
    assert_eq!(problems(&out("[\"holder\", \"origin\"]")).codes(), ["L0403"]);
    let by_holder = Rulebook::from_toml(&out("\"holder\"")).and_then(|rulebook| rulebook.resolve());
    assert!(by_holder.is_ok(), "{:?}", by_holder.err());
}
