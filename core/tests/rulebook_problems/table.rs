//! One change to a sound rulebook, the one problem it leads to, and what is marked.

use std::collections::BTreeSet;

use crate::kit::*;
use linli::rulebook::PROBLEM_CODES;

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
fn every_code_is_triggered_and_documented() {
    // Told of by their own tests below.
    let elsewhere = [
        "L0003", "L0207", "L0403", "L0407", "L0424", "L0426", "L0430", "L0431",
    ];
    let triggered: BTreeSet<&str> = CASES.iter().map(|case| case.2).chain(elsewhere).collect();
    let declared: BTreeSet<&str> = PROBLEM_CODES.iter().map(|code| code.code).collect();
    assert_eq!(triggered, declared);
    let docs = include_str!("../../docs/rulebook.md");
    for code in PROBLEM_CODES {
        let row = format!(
            "| {} | {} | {} | {} |",
            code.code, code.name, code.meaning, code.mend
        );
        assert!(docs.contains(&row), "docs/rulebook.md lacks:\n{row}");
    }
}
