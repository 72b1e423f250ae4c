//! Whatever the bytes are, reading them is an answer or an error, never a panic.

use linli::Head;
use linli::journal::{Cause, Excerpt, Reply};
use proptest::prelude::*;

use crate::common::entry;

/// Text that is often almost JSON.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "[",
        "]",
        "{",
        "}",
        "\"scope\":",
        "{\"id\":\"desk-1\",\"actor\":\"w1\",",
        "\"command\":",
        "\"event\":",
        "\"grid-1\"",
        ",",
        "1",
        "null",
        "\"",
        "\\u0000",
        "中",
        " ",
        "\"at\":",
        "{\"grid\":{\"unit_added\":{}}}",
        "-9e99",
        "{\"cases\":{\"acted\":",
        "[]",
    ]);
    prop_oneof![
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat()),
        any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn reading_garbage_never_panics(cause in text(), reply in text(), due in any::<bool>(), refused in any::<bool>()) {
        let mut entry = entry(Head::EMPTY, "[]", None);
        entry.cause = if due {
            Cause::Due(cause)
        } else {
            Cause::Asked { id: crate::common::id("desk", 1), json: cause }
        };
        entry.reply = if refused { Reply::Refusal(reply) } else { Reply::Events(reply) };
        let _ = (entry.stamp(), entry.command(), entry.due(), entry.events(), entry.outcome());
        let leaves = entry.leaves().map(|leaves| leaves.len());
        prop_assert_eq!(leaves.is_ok(), entry.chained(&Head::EMPTY.hash).is_ok());
    }

    #[test]
    fn reading_a_garbled_excerpt_never_panics(text in text(), from in any::<u64>()) {
        if let Ok(excerpt) = serde_json::from_str::<Excerpt>(&text) {
            let _ = excerpt.verify(Head { sequence: from, ..Head::EMPTY }, Head::EMPTY);
        }
        let _ = text.parse::<Head>();
    }
}
