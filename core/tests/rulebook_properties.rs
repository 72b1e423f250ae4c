//! Whatever is read, it gives a sound bundle or problems that can be shown; it never panics.
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

use linli::Lang;
use linli::rulebook::{Bundle, PROBLEM_CODES, Problems, Rulebook};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

const TOML: &str = include_str!("../../examples/minimal/rulebook.toml");
const JSON: &str = include_str!("../../examples/minimal/rulebook.json");

/// A bundle must pass its own check and come back from its bytes; problems must have their place in the text.
fn sound(text: &str, outcome: Result<Bundle, Problems>) {
    match outcome {
        Ok(bundle) => {
            assert_eq!(bundle.check(), Ok(()));
            assert_eq!(Bundle::from_canonical(&bundle.canonical()).unwrap(), bundle);
        }
        Err(problems) => {
            assert!(!problems.0.is_empty());
            for problem in &problems.0 {
                assert!(PROBLEM_CODES.iter().any(|code| code.code == problem.code));
                assert!(
                    (1..=text.split('\n').count()).contains(&problem.line),
                    "{problem:?}"
                );
                assert!(problem.column >= 1 && problem.length >= 1);
                assert!(!problem.render(Lang::Zh).is_empty());
            }
            let places: Vec<_> = problems.0.iter().map(|p| (p.line, p.column)).collect();
            assert!(places.is_sorted());
        }
    }
}

fn toml(text: &str) {
    sound(
        text,
        Rulebook::from_toml(text).and_then(|rulebook| rulebook.resolve()),
    );
}

fn json(text: &str) {
    sound(
        text,
        Rulebook::from_json(text).and_then(|rulebook| rulebook.resolve()),
    );
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(values) => values.iter().map(count).sum(),
        Value::Object(values) => values.values().map(count).sum(),
        _ => 0,
    }
}

/// Does something to the value that comes `at`th.
fn change(value: &mut Value, at: &mut usize, new: &Value) {
    if *at == 0 {
        *value = new.clone();
    }
    *at = at.wrapping_sub(1);
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| change(value, at, new)),
        Value::Object(values) => values.values_mut().for_each(|value| change(value, at, new)),
        _ => {}
    }
}

fn replacement() -> impl Strategy<Value = Value> {
    const WORDS: &[&str] = &[
        "",
        "x y",
        "grid",
        "street",
        "nowhere",
        "holder",
        "system",
        "closed",
        "registered",
        "handling",
        "accept",
        "close",
        "0 days",
        "1 day",
        "99999 days",
        "flag",
        "escalate",
        "2025-02-30",
        "网格",
    ];
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        prop_oneof![Just(-1), Just(0), Just(1), any::<i64>()].prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        proptest::sample::select(WORDS).prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!(["grid", "grid", 7])),
        Just(json!({ "name": "甲", "clock": "1 day", "on_overdue": "close" })),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_at_all_is_answered(text in any::<String>()) {
        toml(&text);
        json(&text);
    }

    #[test]
    fn any_text_of_the_signs_of_toml_and_json_is_answered(text in "[\\[\\]{}\"'=,.:#\\\\\na-z0-9网 -]{0,80}") {
        toml(&text);
        json(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_rulebook_with_a_stretch_of_text_moved_is_answered(
        from in any::<Index>(), length in 0_usize..40, to in any::<Index>(),
    ) {
        let chars: Vec<char> = TOML.chars().collect();
        let from = from.index(chars.len());
        let moved: String = chars[from..(from + length).min(chars.len())].iter().collect();
        let mut rest: Vec<char> = chars.clone();
        rest.drain(from..(from + length).min(chars.len()));
        let to = to.index(rest.len());
        let text: String = rest[..to].iter().chain(moved.chars().collect::<Vec<_>>().iter()).chain(&rest[to..]).collect();
        toml(&text);
    }

    #[test]
    fn a_rulebook_with_lines_left_out_is_answered(left_out in proptest::collection::vec(any::<Index>(), 1..4)) {
        let mut lines: Vec<&str> = TOML.lines().collect();
        for index in left_out {
            lines.remove(index.index(lines.len()));
        }
        toml(&lines.join("\n"));
    }

    #[test]
    fn a_rulebook_with_other_values_in_it_is_answered(
        changes in proptest::collection::vec((any::<Index>(), replacement()), 1..4),
    ) {
        let mut value: Value = serde_json::from_str(JSON).unwrap();
        for (index, new) in changes {
            let mut at = index.index(count(&value));
            change(&mut value, &mut at, &new);
        }
        json(&serde_json::to_string_pretty(&value).unwrap());
    }
}
