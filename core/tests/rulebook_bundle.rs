//! Bundles: one rulebook has one digest, however it is written, and what is no bundle is refused.
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

use linli::rulebook::{Bundle, BundleError, Rulebook};

const SMALL: &str = r#"
[rulebook]
id = "small"
name = "小院"
from = 2025-01-01
zone = "Asia/Shanghai"
levels = [{ id = "court", name = "院落" }]

[rulebook.calendar]
id = "court"
name = "院落日历"
week = { monday = ["09:00-12:00", "13:00-17:00"], tuesday = "09:00-12:00" }
years = [{ year = 2025, published = 2024-11-12, closed = [{ name = "元旦", from = 2025-01-01 }] }]

[posts.warden]
name = { zh = "院长", en = "warden" }
at = "court"

[matters.lamp]
name = "路灯"
enters = "court"
procedure = "fix"
handlers = { court = "warden" }

[procedures.fix]
name = "维修"
clock = "3 days"
[procedures.fix.states]
registered = { name = "已登记" }
closed = { name = "已修好", kind = "closed" }
[procedures.fix.actions]
close = { name = "完成", from = "registered", to = "closed", who = ["requester", "warden", "holder"], needs = ["file:photo", "rating"] }
"#;

fn resolved(text: &str) -> Bundle {
    let bundle = Rulebook::from_toml(text).and_then(|rulebook| rulebook.resolve());
    bundle.unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn the_digest_of_a_bundle_never_changes() {
    // If this fails, every journal that holds a bundle would be read wrong: give the format a new number.
    let digest = resolved(SMALL).digest().to_string();
    assert_eq!(
        digest,
        "e30f97f4fd54b946a7dcbf0436365af1f6447994a0692ca8e63a8cbd7e17df59"
    );
}

#[test]
fn toml_and_json_of_one_rulebook_give_one_bundle() {
    let toml = resolved(include_str!("../../examples/minimal/rulebook.toml"));
    let json = Rulebook::from_json(include_str!("../../examples/minimal/rulebook.json")).unwrap();
    assert_eq!(json.resolve().unwrap().digest(), toml.digest());
}

#[test]
fn an_order_that_means_nothing_leaves_the_digest_as_it_is() {
    let other = SMALL
        .replace(
            r#"["requester", "warden", "holder"]"#,
            r#"["holder", "requester", "warden"]"#,
        )
        .replace(r#"["file:photo", "rating"]"#, r#"["rating", "file:photo"]"#);
    assert_ne!(other, SMALL);
    assert_eq!(resolved(&other).digest(), resolved(SMALL).digest());
    assert_ne!(
        resolved(&SMALL.replace("3 days", "4 days")).digest(),
        resolved(SMALL).digest()
    );
}

#[test]
fn a_bundle_comes_back_from_its_canonical_bytes() {
    let bundle = resolved(SMALL);
    let again = Bundle::from_canonical(&bundle.canonical()).unwrap();
    assert_eq!((again.digest(), again.check()), (bundle.digest(), Ok(())));
    assert_eq!(again, bundle);
}

#[test]
fn bytes_that_are_no_bundle_are_refused() {
    let good = String::from_utf8(resolved(SMALL).canonical()).unwrap();
    let refused = |text: &str| Bundle::from_canonical(text.as_bytes()).unwrap_err();
    assert!(matches!(refused(""), BundleError::Unreadable(_)));
    assert!(matches!(refused("{}"), BundleError::Unreadable(_)));
    assert!(matches!(
        refused(&good[..good.len() - 1]),
        BundleError::Unreadable(_)
    ));
    assert!(matches!(
        refused(&good.replacen("\"late\"", "\"latest\"", 1)),
        BundleError::Unreadable(_)
    ));
    assert!(matches!(refused(&format!("{good} ")), BundleError::NotCanonical));
    assert!(matches!(
        refused(&good.replacen(":", ": ", 1)),
        BundleError::NotCanonical
    ));
}

#[test]
fn the_built_in_request_is_the_one_of_the_minimal_rulebook() {
    let minimal = include_str!("../../examples/minimal/rulebook.toml");
    let (start, end) = (
        minimal.find("[procedures.request]").unwrap(),
        minimal.find("[points]").unwrap(),
    );
    let shorter = format!("{}{}", &minimal[..start], &minimal[end..]);
    let (mut built_in, written) = (resolved(&shorter), resolved(minimal));
    let procedure = |bundle: &Bundle| bundle.procedures.values().next().unwrap().clone();
    // But for the names, which the built-in one has in both languages.
    for (id, state) in &mut built_in.procedures.values_mut().next().unwrap().states {
        state.name = procedure(&written).states[id].name.clone();
    }
    for (id, action) in &mut built_in.procedures.values_mut().next().unwrap().actions {
        action.name = procedure(&written).actions[id].name.clone();
    }
    assert_eq!(procedure(&built_in).states, procedure(&written).states);
    assert_eq!(procedure(&built_in).actions, procedure(&written).actions);
    assert_eq!(procedure(&built_in).clock, procedure(&written).clock);
}

#[test]
fn the_rulebook_of_the_tables_is_sound() {
    resolved(include_str!("../../tests/tables/rulebook.toml"));
}
