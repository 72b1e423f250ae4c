//! Every mistake a rulebook can have: one change to a sound rulebook, the one problem it leads to, and what is marked.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::result_large_err,
    reason = "a test stops at the first surprise"
)]
#![cfg(feature = "toml")]

use std::collections::BTreeSet;

use linli::Lang;
use linli::rulebook::{Bundle, PROBLEM_CODES, Problem, Problems, Rulebook};

const SOUND: &str = include_str!("../../examples/minimal/rulebook.toml");

/// Write this instead of that; the code it gives; the text that is marked.
struct Case(&'static str, &'static str, &'static str, &'static str);

const CASES: &[Case] = &[
    // The text.
    Case("[posts.grid-lead]", "[posts.grid-lead", "L0001", "\n"),
    Case("seats = 1\n", "seats = 1\nseats = 2\n", "L0002", "seats"),
    Case(
        "# The notice on the wall",
        "{ \"rulebook\": {} }\n#",
        "L0004",
        "{",
    ),
    // Values by themselves.
    Case("fund = \"community\"\n", "", "L0101", "volunteering"),
    Case("id = \"guandao\"\n", "", "L0101", "rulebook"),
    Case("zone = \"Asia/Shanghai\"\n", "", "L0101", "rulebook"),
    Case("when_vacant", "when_vacnt", "L0102", "when_vacnt"),
    Case("handlers = {", "handelrs = {", "L0102", "handelrs"),
    Case("seats = 1", "seats = \"one\"", "L0103", "\"one\""),
    Case("window = \"社区窗口\"", "window = 5", "L0103", "5"),
    Case("id = \"guandao\"", "id = \"guan dao\"", "L0104", "\"guan dao\""),
    Case("hotline =", "\"hot line\" =", "L0104", "\"hot line\""),
    Case("4 working hours", "4 working ours", "L0105", "\"4 working ours\""),
    Case(
        "\"72 hours\"",
        "\"3 working days\"",
        "L0105",
        "\"3 working days\"",
    ),
    Case(
        "review = \"grid-worker\"",
        "review = \"grid-worker\"\ncooldown = \"2 hours\"",
        "L0105",
        "\"2 hours\"",
    ),
    Case("2025-01-01", "\"2025-1-1\"", "L0106", "\"2025-1-1\""),
    Case("rounding = \"down\"", "rounding = \"dwon\"", "L0107", "\"dwon\""),
    Case("calendar = \"cn\"", "calendar = \"uk\"", "L0107", "\"uk\""),
    Case(
        "grid-worker@sibling",
        "grid-worker@neighbour",
        "L0107",
        "\"grid-worker@neighbour\"",
    ),
    Case(
        "does = [\"escalate\"]",
        "does = [\"escalate\", \"dance\"]",
        "L0107",
        "\"dance\"",
    ),
    // That `at_top` then means nothing follows, and is not told besides.
    Case(
        "does = [\"escalate\"]",
        "does = [\"esclate\"]",
        "L0107",
        "\"esclate\"",
    ),
    Case("does = [\"escalate\"]", "dose = [\"escalate\"]", "L0102", "dose"),
    Case(
        "late = \"72 hours\"",
        "late = \"72 hours, until closing\"",
        "L0105",
        "\"72 hours, until closing\"",
    ),
    Case("price = 50", "price = 1000001", "L0108", "1000001"),
    Case("end of next year", "end of time", "L0109", "\"end of time\""),
    Case(
        "each = \"60 minutes\"",
        "each = \"an hour\"",
        "L0110",
        "\"an hour\"",
    ),
    Case("name = \"网格长\"", "name = \" \"", "L0111", "\" \""),
    Case("at = [\"community\", \"street\"]", "at = []", "L0111", "[]"),
    Case("Asia/Shanghai", "Asia/Shangahi", "L0112", "\"Asia/Shangahi\""),
    Case(
        "calendar = \"cn\"",
        "calendar = { id = \"own\", name = \"自定\", week = { monday = \"09:00-17:00\" } }",
        "L0113",
        "calendar",
    ),
    // Bodies.
    Case(
        "[posts.grid-lead]",
        "[bodies.council]\n\n[posts.grid-lead]",
        "L0101",
        "council",
    ),
    Case(
        "[posts.grid-lead]",
        "[bodies.council]\nname = \"议事会\"\nquorom = \"1/2\"\n[posts.grid-lead]",
        "L0102",
        "quorom",
    ),
    Case(
        "[posts.grid-lead]",
        "[bodies.council]\nname = \"议事会\"\nagreement = \"yes\"\n[posts.grid-lead]",
        "L0103",
        "\"yes\"",
    ),
    Case(
        "[posts.grid-lead]",
        "[bodies.council]\nname = \"议事会\"\nseats = { \"the tenants\" = { name = \"租户\" } }\n[posts.grid-lead]",
        "L0104",
        "\"the tenants\"",
    ),
    Case(
        "[posts.grid-lead]",
        "[bodies.council]\nname = \"议事会\"\nquorum = 0\n[posts.grid-lead]",
        "L0108",
        "0",
    ),
    Case(
        "[posts.grid-lead]",
        "[bodies.council]\nname = \"议事会\"\nseats = { tenants = { name = \"租户\", min = 10001 } }\n[posts.grid-lead]",
        "L0108",
        "10001",
    ),
    Case(
        "[posts.grid-lead]",
        "[bodies.council]\nname = \"议事会\"\nquorum = \"3/2\"\n[posts.grid-lead]",
        "L0114",
        "\"3/2\"",
    ),
    Case(
        "[posts.grid-lead]",
        "[bodies.council]\nname = \"议事会\"\npasses = \"1/2 of voters\"\n[posts.grid-lead]",
        "L0115",
        "\"1/2 of voters\"",
    ),
    // Values that do not go together.
    Case(
        "{ id = \"grid\", ",
        "{ id = \"street\", name = \"又\" },\n  { id = \"grid\", ",
        "L0201",
        "\"street\"",
    ),
    Case(
        "who = [\"holder\", \"system\"]",
        "who = [\"holder\", \"system\", \"holder\"]",
        "L0201",
        "\"holder\"",
    ),
    Case("min = 1, max = 3", "min = 4, max = 3", "L0202", "seats"),
    Case(
        "min = 80, max = 200",
        "min = 300, max = 200",
        "L0202",
        "households",
    ),
    Case(
        "amount = { points = 1, each = \"60 minutes\", rounding = \"down\" }",
        "amount = [{ from = 60, points = 1 }, { from = 30, points = 2 }]",
        "L0203",
        "{ from = 30, points = 2 }",
    ),
    Case(
        "most = 1, per = \"month\"",
        "most = 1, per = \"deed\"",
        "L0204",
        "\"deed\"",
    ),
    Case(
        "[posts.grid-lead]",
        "[posts.holder]\nname = \"甲\"\nat = \"grid\"\n[posts.grid-lead]",
        "L0205",
        "holder",
    ),
    Case(
        "\"grid-worker@sibling\"",
        "\"grid-worker\"",
        "L0206",
        "\"grid-worker\"",
    ),
    // Names.
    Case(
        "at = [\"community\", \"street\"]",
        "at = [\"community\", \"street\", \"country\"]",
        "L0311",
        "\"country\"",
    ),
    Case(
        "fund = \"community\"",
        "fund = \"comunity\"",
        "L0311",
        "\"comunity\"",
    ),
    Case("\"grid-lead\",", "\"grid-leed\",", "L0312", "\"grid-leed\""),
    Case(
        "counter = \"duty-desk\"",
        "counter = \"desk\"",
        "L0312",
        "\"desk\"",
    ),
    Case(
        "who = \"requester\"",
        "who = \"reqester\"",
        "L0312",
        "\"reqester\"",
    ),
    Case(
        "procedure = \"request\"",
        "procedure = \"requests\"",
        "L0313",
        "\"requests\"",
    ),
    Case("to = \"answered\"", "to = \"anwsered\"", "L0314", "\"anwsered\""),
    Case(
        "on_overdue = \"close\"",
        "on_overdue = \"clsoe\"",
        "L0315",
        "\"clsoe\"",
    ),
    Case(", settle = \"7 working days\"", "", "L0316", "limits"),
    Case(
        "needs = [\"rating\"]",
        "needs = [\"rating\"], does = [{ award = \"honesty\" }]",
        "L0317",
        "\"honesty\"",
    ),
    Case(
        "settle = \"7 working days\" }",
        "settle = \"7 working days\", answer = \"1 day\" }",
        "L0319",
        "answer",
    ),
    // Mistyped, it is one mistake: what it should have been is not missing besides.
    Case(
        "settle = \"7 working days\" }",
        "settel = \"7 working days\" }",
        "L0319",
        "settel",
    ),
    // Proofs.
    Case("registered = {", "new = {", "L0401", "request"),
    Case(
        "closed     = {",
        "lost = { name = \"失\" }\nclosed     = {",
        "L0402",
        "lost",
    ),
    Case(
        "answer   = {",
        "drop = { name = \"搁置\", from = \"handling\", to = \"shelf\", who = \"holder\" }\nanswer   = {",
        "L0314",
        "\"shelf\"",
    ),
    Case(
        "kind = \"closed\", reopen = \"14 days\"",
        "clock = \"1 day\"",
        "L0404",
        "states",
    ),
    Case(
        "who = [\"requester\", \"system\"]",
        "who = \"requester\"",
        "L0405",
        "\"close\"",
    ),
    Case(
        "on_overdue = \"close\"",
        "on_overdue = \"escalate\"",
        "L0406",
        "\"escalate\"",
    ),
    Case(
        "kind = \"closed\", reopen",
        "kind = \"closed\", clock = \"1 day\", on_overdue = \"close\", reopen",
        "L0409",
        "\"close\"",
    ),
    Case(
        "who = \"holder\", needs = [\"reply\"]",
        "who = \"holder\", needs = [\"reply\"], at_top = \"stay\"",
        "L0410",
        "\"stay\"",
    ),
    Case(
        "to = \"answered\", who = \"holder\"",
        "to = \"answered\", who = \"grid-worker\"",
        "L0411",
        "\"duty-desk\"",
    ),
    Case(
        "handlers = { grid = \"grid-worker\", ",
        "handlers = { ",
        "L0412",
        "handlers",
    ),
    Case(
        "community = \"duty-desk\"",
        "community = \"grid-lead\"",
        "L0413",
        "\"grid-lead\"",
    ),
    Case(
        "answer   = {",
        "sweep = { name = \"清\", from = \"handling\", to = \"closed\", who = \"system\" }\nanswer   = {",
        "L0414",
        "sweep",
    ),
    Case(
        "answer   = {",
        "pass = { name = \"转派\", from = \"handling\", who = \"holder\", does = \"transfer\" }\nanswer   = {",
        "L0415",
        "pass",
    ),
    Case(
        "on_overdue = \"close\" }",
        "on_overdue = \"close\", reopen = \"1 day\" }",
        "L0417",
        "\"1 day\"",
    ),
    Case("clock = \"5 days\", ", "", "L0418", "\"close\""),
    Case(
        "clock = \"settle\"  ",
        "clock = \"settle\"\nwarn = \"2 working days\"  ",
        "L0419",
        "\"1 working day\"",
    ),
    Case(
        "warn = \"1 working day\"",
        "warn = \"7 working days\"",
        "L0420",
        "\"7 working days\"",
    ),
    // What actions ask for and do.
    Case(
        "needs = [\"reply\"]",
        "needs = [\"reply\"], does = { paues = \"30 days\" }",
        "L0102",
        "paues",
    ),
    Case(
        "needs = [\"reply\"]",
        "needs = [\"reply\"], does = { pause = \"30 days\", most = 2 }",
        "L0102",
        "most",
    ),
    Case(
        "needs = [\"reply\"]",
        "needs = [\"reply\"], does = { pause = \"30 dyas\" }",
        "L0105",
        "\"30 dyas\"",
    ),
    Case(
        "needs = [\"reply\"]",
        "needs = [\"reply\"], does = { spawn = \"parking\", link = \"prat\" }",
        "L0107",
        "\"prat\"",
    ),
    Case(
        "needs = [\"reply\"]",
        "needs = [\"reply\", \"rating<=5\"]",
        "L0107",
        "\"rating<=5\"",
    ),
    Case(
        "needs = [\"reply\"]",
        "needs = [\"reply\"], does = { extend = \"5 days\", most = 10 }",
        "L0108",
        "10",
    ),
    Case(
        "needs = [\"reply\"]",
        "needs = [\"reply\"], does = {}",
        "L0111",
        "\n",
    ),
    Case(
        "needs = [\"reply\"]",
        "needs = [\"reply\", \"sitting:council\"]",
        "L0318",
        "\"sitting:council\"",
    ),
    Case(
        "to = \"answered\", who = \"holder\"",
        "to = \"answered\", who = [\"holder\", \"body:council\"]",
        "L0318",
        "\"body:council\"",
    ),
    Case(
        "needs = [\"reply\"]",
        "needs = [\"reply\"], does = { spawn = \"nosie\" }",
        "L0320",
        "\"nosie\"",
    ),
    Case(
        "needs = [\"reply\"]",
        "needs = [\"reply\", \"mark:consent\"]",
        "L0421",
        "\"mark:consent\"",
    ),
    Case(
        "to = \"answered\", who = \"holder\"",
        "to = \"answered\", who = [\"holder\", \"named:clerk\"]",
        "L0421",
        "\"named:clerk\"",
    ),
    Case(
        "needs = [\"reply\"]",
        "needs = [\"reply\"], does = \"merge\"",
        "L0422",
        "\"merge\"",
    ),
    Case(
        "needs = [\"reply\"]",
        "needs = [\"reply\"], does = \"resume\"",
        "L0423",
        "\"resume\"",
    ),
    Case(
        "needs = [\"rating\"]",
        "needs = [\"rating\"], does = { spawn = \"parking\" }",
        "L0425",
        "parking",
    ),
    Case(
        "needs = [\"reply\"]",
        "needs = [\"reply\", \"parts\"]",
        "L0427",
        "[\"reply\", \"parts\"]",
    ),
    Case(
        "does = [\"escalate\"]",
        "does = [\"escalate\", { name = \"clerk\" }]",
        "L0428",
        "[\"holder\", \"system\"]",
    ),
    Case(
        "does = [\"escalate\"]",
        "does = [\"escalate\", { pause = \"1 day\" }, { pause = \"2 days\" }]",
        "L0429",
        "[\"escalate\", { pause = \"1 day\" }, { pause = \"2 days\" }]",
    ),
    Case(
        "[matters.parking]\nname = \"停车纠纷\"",
        "[matters.parking]\nconfidential = \"yes\"\nname = \"停车纠纷\"",
        "L0103",
        "\"yes\"",
    ),
    Case(
        "[matters.parking]\nname = \"停车纠纷\"",
        "[matters.parking]\nconfidential = { seen_by = \"duty-dsek\" }\nname = \"停车纠纷\"",
        "L0312",
        "\"duty-dsek\"",
    ),
    Case(
        "calendar = \"cn\"",
        "calendar = \"cn\"\nrevised_calendar = \"redo\"",
        "L0107",
        "\"redo\"",
    ),
];

fn problems(text: &str) -> Problems {
    Rulebook::from_toml(text)
        .and_then(|rulebook| rulebook.resolve().map(drop))
        .unwrap_err()
}

fn marked(problem: &Problem) -> String {
    problem
        .excerpt
        .chars()
        .skip(problem.column - 1)
        .take(problem.length)
        .collect()
}

fn changed(this: &str, that: &str) -> String {
    assert!(SOUND.contains(this), "the rulebook does not say {this:?}");
    SOUND.replacen(this, that, 1)
}

#[test]
fn each_mistake_gives_one_problem_at_its_place() {
    let mut wrong = Vec::new();
    for Case(this, that, code, mark) in CASES {
        let problems = problems(&changed(this, that));
        let first = problems
            .0
            .iter()
            .find(|p| p.code == *code && (*mark == "\n" || marked(p) == *mark));
        if first.is_none() || problems.0.len() != 1 {
            wrong.push(format!("{that}: expected {code} at {mark:?}\n{problems}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn help_says_what_to_write() {
    for (this, that, message, help) in [
        (
            "settle = \"7 working days\" }",
            "settel = \"7 working days\" }",
            "no clock of procedure `request` asks for a limit `settel`",
            "did you mean `settle`?",
        ),
        (
            "does = [\"escalate\"]",
            "does = [\"escalate\", \"puase\"]",
            "`puase` is none of `escalate`, `transfer`, `return`, `take`, `resume`, `merge`, `{ spawn = \"matter\" }`, \
             `{ pause = \"30 days\" }`, `{ extend = \"5 days\" }`, `{ mark = \"consent\" }`, `{ name = \"mediator\" }`, \
             `{ clear = \"consent\" }`, `{ award = \"rule\" }`",
            "did you mean `{ pause = \"30 days\" }`?",
        ),
        (
            "zone = \"Asia/Shanghai\"\n",
            "",
            "`zone` is missing",
            "add it, such as `zone = \"Asia/Shanghai\"`",
        ),
    ] {
        let found = problems(&changed(this, that));
        let found: Vec<_> = found
            .0
            .iter()
            .map(|p| (p.message.en.as_str(), p.help.en.as_str()))
            .collect();
        assert_eq!(found, [(message, help)]);
    }
}

#[test]
fn help_does_not_lead_into_the_next_mistake() {
    let late = |text: &str| changed("\"72 hours\"", text);
    let cooldown = |text: &str| {
        let with = format!("review = \"grid-worker\"\ncooldown = {text}");
        changed("review = \"grid-worker\"", &with)
    };
    let units = "write minutes, hours or days";
    let hours = "write a number and a unit, such as `72 hours`";
    let days = "write a number and a unit, such as `7 days`";
    for (text, why, help) in [
        (late("\"36h\""), units, hours),
        (late("\"soon\""), units, hours),
        (late("\"3 working days\""), units, hours),
        (late("\"1 working days\""), units, hours),
        (late("\"1 hours\""), "write `1 hour`", hours),
        (cooldown("\"x\""), "write days", days),
        (cooldown("\"2 hours\""), "write days", days),
        (cooldown("\"1 hours\""), "write days", days),
        (cooldown("\"1 days\""), "write `1 day`", days),
    ] {
        let found = problems(&text);
        assert_eq!(found.codes(), ["L0105"], "{found}");
        let message = &found.0[0].message.en;
        assert!(
            message.ends_with(&format!(" is not a time limit: {why}")),
            "{message}"
        );
        assert_eq!(found.0[0].help.en, help);
    }
    for sound in [late("\"72 hours\""), cooldown("\"7 days\""), cooldown("7")] {
        let resolved = Rulebook::from_toml(&sound).and_then(|rulebook| rulebook.resolve());
        assert!(resolved.is_ok(), "{:?}", resolved.err());
    }
    for (other, found_there) in [("[\"grid-lead\"]", "a list"), ("\"yes\"", "a text")] {
        let key = format!("[matters.parking]\nconfidential = {other}");
        let found = problems(&changed("[matters.parking]", &key));
        assert_eq!(found.codes(), ["L0103"], "{found}");
        let expected = "`true`, `false` or `{ seen_by = [...] }` is expected here";
        assert_eq!(
            found.0[0].message.en,
            format!("{expected}, {found_there} was found")
        );
    }
}

#[test]
fn a_rulebook_in_the_other_language_is_one_problem() {
    let json = include_str!("../../examples/minimal/rulebook.json");
    let (as_toml, as_json) = (Rulebook::from_toml(json), Rulebook::from_json(SOUND));
    for (read, message) in [
        (as_toml, "this is read as TOML, but looks like JSON"),
        (as_json, "this is read as JSON, but looks like TOML"),
    ] {
        let found = read.unwrap_err();
        assert_eq!(found.codes(), ["L0004"], "{found}");
        assert_eq!(found.0[0].message.en, message);
    }
    for toml in ["id = 1", "[rulebook]", "\n[[levels]]\n", "# a comment"] {
        assert_eq!(
            Rulebook::from_json(toml).unwrap_err().codes(),
            ["L0004"],
            "{toml}"
        );
    }
    for neither in ["", "[1, 2", "{ \"rulebook\"", "{ a = 1 }", "rubbish"] {
        assert_eq!(
            Rulebook::from_json(neither).unwrap_err().codes(),
            ["L0001"],
            "{neither}"
        );
    }
}

#[test]
fn every_code_is_triggered_and_documented() {
    // Told of by their own tests below.
    let elsewhere = [
        "L0003", "L0207", "L0403", "L0407", "L0424", "L0426", "L0430", "L0431",
    ];
    let triggered: BTreeSet<&str> = CASES.iter().map(|case| case.2).chain(elsewhere).collect();
    let declared: BTreeSet<&str> = PROBLEM_CODES.iter().map(|code| code.code).collect();
    assert_eq!(triggered, declared);
    let docs = include_str!("../docs/rulebook.md");
    for code in PROBLEM_CODES {
        let row = format!(
            "| {} | {} | {} | {} |",
            code.code, code.name, code.meaning, code.mend
        );
        assert!(docs.contains(&row), "docs/rulebook.md lacks:\n{row}");
    }
}

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
    let guandao = include_str!("../../examples/guandao/rulebook.toml");
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

#[test]
fn an_unknown_name_is_shown_with_its_line_marked() {
    let problems = problems(&changed("\"grid-lead\",", "\"grid-leed\","));
    assert_eq!(
        problems.to_string(),
        "rulebook.toml:26:16  L0312 unknown post `grid-leed`\n\
         \x20  when_vacant = [\"grid-leed\", \"grid-worker@sibling\"]\n\
         \x20                 ^^^^^^^^^^^\n\
         \x20  help: did you mean `grid-lead`?            帮助:是否应为 `grid-lead`?"
    );
    assert!(problems.render(Lang::Zh).contains("未知岗位 `grid-leed`"));
}

#[test]
fn marks_stand_under_what_they_mark_behind_wide_characters() {
    let problems = problems(&changed(
        "name = \"网格\", households",
        "name = \"网格\", housholds",
    ));
    let text = problems.to_string();
    let lines: Vec<&str> = text.lines().collect();
    // Four wide characters would shift the mark by four columns if they counted as one each.
    let before = "   { id = \"grid\",      name = \"网格\", "
        .chars()
        .map(|c| if c.is_ascii() { 1 } else { 2 })
        .sum();
    assert_eq!(lines[2].find('^'), Some(before));
}

#[test]
fn many_mistakes_are_told_at_once_in_their_order() {
    let text = SOUND
        .replace("late = \"72 hours\"", "late = \"soon\"")
        .replace("\"grid-lead\",", "\"grid-leed\",")
        .replace("enters = \"grid\"", "enters = 7")
        .replace("fund = \"community\"", "fund = \"comunity\"")
        .replace("price = 50", "price = 1000001");
    assert_eq!(
        problems(&text).codes(),
        ["L0105", "L0312", "L0103", "L0311", "L0108"]
    );
}

#[test]
fn where_the_text_is_no_toml_only_the_first_mistake_is_told() {
    let guandao = include_str!("../../examples/guandao/rulebook.toml");
    let limits = "limits = { settle = \"40 days\" ";
    let building = "en = \"building\" } ";
    for unended in [limits, building] {
        let ended = format!("{unended}}}");
        let text = guandao.replacen(&ended, unended, 1);
        assert_ne!(text, guandao);
        let found = problems(&text);
        assert_eq!(found.codes(), ["L0001"], "{found}");
        let line = 1 + text
            .lines()
            .position(|line| line.contains(unended.trim_end()))
            .unwrap();
        // TOML lets such a table go on over lines, so that the next thing that stands there is the mistake.
        assert!((line..=line + 2).contains(&found.0[0].line), "{found}");
    }
    // A key given twice elsewhere is told once the text can be read.
    let twice = guandao.replacen("calendar = \"cn\"", "calendar = \"cn\"\ncalendar = \"cn\"", 1);
    assert_eq!(problems(&twice).codes(), ["L0002"]);
    let both = twice.replacen(&format!("{limits}}}"), limits, 1);
    assert_eq!(problems(&both).codes(), ["L0001"]);
}

#[test]
fn json_tells_line_and_column_as_well() {
    let json = "{\n  \"rulebook\": { \"id\": \"a b\" },\n  \"posts\": {}, \"posts\": {}\n}";
    let twice = Rulebook::from_json(json).unwrap_err();
    assert_eq!(
        (twice.codes(), twice.0[0].line, twice.0[0].column),
        (vec!["L0002"], 3, 16)
    );
    let once = Rulebook::from_json(&json.replace(", \"posts\": {}", ""))
        .unwrap()
        .resolve()
        .unwrap_err();
    let bad = once.0.iter().find(|problem| problem.code == "L0104").unwrap();
    assert_eq!((bad.line, bad.column, marked(bad)), (2, 23, "\"a b\"".to_owned()));
    let broken = Rulebook::from_json("{\n  \"rulebook\": }").unwrap_err();
    assert_eq!(
        (broken.codes(), broken.0[0].line, broken.0[0].column),
        (vec!["L0001"], 2, 15)
    );
}

#[test]
fn json_nested_without_end_is_refused() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(Rulebook::from_json(&deep).unwrap_err().codes(), ["L0003"]);
}

#[test]
fn a_bundle_from_elsewhere_is_checked_without_a_source() {
    let sound: Bundle = Rulebook::from_toml(SOUND).unwrap().resolve().unwrap();
    assert_eq!(sound.check(), Ok(()));
    let mut newer = sound.clone();
    newer.format = 2;
    assert_eq!(newer.check().unwrap_err().codes(), ["L0207"]);
    let mut stuck = sound.clone();
    stuck.procedures.values_mut().next().unwrap().clock = None;
    stuck.matters.values_mut().next().unwrap().limits.remove("settle");
    let problems = stuck.check().unwrap_err();
    assert_eq!(problems.codes(), ["L0407"]);
    assert_eq!(problems.0[0].place, "procedures.request.states.handling");
}

#[test]
fn numbers_no_source_could_give_are_found_in_a_bundle_from_elsewhere() {
    let sound: Bundle = Rulebook::from_toml(SOUND).unwrap().resolve().unwrap();
    let changes: [(&str, &str, &str); 7] = [
        (r#""price":50"#, r#""price":1000001"#, "points.rewards.rice.price"),
        (
            r#""number":60"#,
            r#""number":0"#,
            "points.rules.volunteering.amount.each",
        ),
        (
            r#""points":1,"#,
            r#""points":18446744073709551615,"#,
            "points.rules.volunteering.amount.points",
        ),
        (
            r#""most":40"#,
            r#""most":0"#,
            "points.rules.volunteering.caps[1].most",
        ),
        (r#""max":3"#, r#""max":4000000000"#, "posts.grid-worker.seats"),
        (
            r#"{"end_of_year":1}"#,
            r#"{"end_of_year":4000000000}"#,
            "points.expire",
        ),
        (r#"{"end_of_year":1}"#, r#"{"months":0}"#, "points.expire"),
    ];
    let canonical = String::from_utf8(sound.canonical()).unwrap();
    for (this, that, place) in changes {
        let changed = canonical.replacen(this, that, 1);
        assert_ne!(changed, canonical, "{this}");
        let problems = Bundle::from_canonical(changed.as_bytes())
            .unwrap()
            .check()
            .unwrap_err();
        let found: Vec<_> = problems.0.iter().map(|p| (p.code, p.place.as_str())).collect();
        assert_eq!(found, [("L0108", place)]);
    }
}
