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
fn the_canonical_bytes_are_plain_json() {
    for text in [SMALL, include_str!("../../examples/guandao/rulebook.toml")] {
        let bundle = resolved(text);
        assert_eq!(bundle.canonical(), serde_json::to_vec(&bundle).unwrap());
    }
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

const BODIES: &str = r#"
[bodies.council]
name = { zh = "议事会", en = "council" }
quorum = "4/6"
passes = "over 1/2 of members"
seats = { tenants = { name = "租户", min = 2 }, guests = { name = "来宾", min = 0 }, owners = { name = "业主" } }

[bodies.team]
name = "小组"
quorum = 3

[bodies.partner]
name = "共建单位"
agreement = true
"#;

#[test]
fn kinds_of_body_are_read_and_what_is_left_out_is_filled_in() {
    let bundle = resolved(&format!("{SMALL}{BODIES}"));
    let found: Vec<_> = bundle
        .bodies
        .iter()
        .map(|(id, kind)| {
            let seats: Vec<_> = kind
                .seats
                .iter()
                .map(|(id, seat)| (id.as_str(), seat.min))
                .collect();
            let quorum = kind.quorum.map(|quorum| quorum.to_string());
            (
                id.as_str(),
                quorum,
                kind.passes.to_string(),
                seats,
                kind.agreement,
            )
        })
        .collect();
    let default = || "over 1/2 of votes".to_owned();
    assert_eq!(
        found,
        [
            (
                "council",
                Some("2/3".into()),
                "over 1/2 of members".into(),
                vec![("guests", 0), ("owners", 1), ("tenants", 2)],
                false
            ),
            ("partner", None, default(), vec![], true),
            ("team", Some("3".into()), default(), vec![], false),
        ]
    );
    assert_eq!(Bundle::from_canonical(&bundle.canonical()).unwrap(), bundle);
    assert_eq!(bundle.check(), Ok(()));
}

#[test]
fn a_share_has_one_digest_however_written_and_one_spelling_in_a_bundle() {
    let text = format!("{SMALL}{BODIES}");
    let bundle = resolved(&text);
    let reduced = resolved(&text.replace("4/6", "2/3").replace("quorum = 3", "quorum = \"3\""));
    assert_eq!(bundle.digest(), reduced.digest());
    let canonical = String::from_utf8(bundle.canonical()).unwrap();
    let refused = |this: &str, that: &str| {
        let text = canonical.replace(this, that);
        assert_ne!(text, canonical, "{this}");
        Bundle::from_canonical(text.as_bytes()).unwrap_err()
    };
    assert!(matches!(refused("\"2/3\"", "\"4/6\""), BundleError::NotCanonical));
    assert!(matches!(
        refused("\"2/3\"", "\"3/2\""),
        BundleError::Unreadable(_)
    ));
    assert!(matches!(
        refused("of members", "of persons"),
        BundleError::Unreadable(_)
    ));
}

#[test]
fn a_bundle_from_elsewhere_may_not_ask_for_more_seats_than_a_body_has() {
    let mut bundle = resolved(&format!("{SMALL}{BODIES}"));
    let council = bundle.bodies.get_mut("council").unwrap();
    council.seats.get_mut("owners").unwrap().min = 10_001;
    let problems = bundle.check().unwrap_err();
    assert_eq!(problems.codes(), ["L0108"]);
    assert_eq!(problems.0[0].place, "bodies.council.seats.owners.min");
}

#[test]
fn the_built_in_request_is_the_one_of_the_minimal_rulebook_and_merges_besides() {
    let minimal = include_str!("../../examples/minimal/rulebook.toml");
    let (start, end) = (
        minimal.find("[procedures.request]").unwrap(),
        minimal.find("[points]").unwrap(),
    );
    let shorter = format!("{}{}", &minimal[..start], &minimal[end..]);
    let (mut built_in, written) = (resolved(&shorter), resolved(minimal));
    let procedure = |bundle: &Bundle| bundle.procedures.values().next().unwrap().clone();
    let own = built_in.procedures.values_mut().next().unwrap();
    assert!(own.states.remove("merged").is_some() && own.actions.remove("merge").is_some());
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
