//! How problems are told: all at once, where they are, with help that does not mislead.

use crate::kit::*;
use linli::Lang;
use linli::rulebook::{Bundle, Rulebook};

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
    let json = include_str!("../../../examples/minimal/rulebook.json");
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
    let guandao = include_str!("../../../examples/guandao/rulebook.toml");
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
