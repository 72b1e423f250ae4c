//! The bytes that are hashed are frozen: these figures may never change.

use linli::Salt;
use linli::journal::{Cause, Entry, Head, Reply};

use crate::common::entry;

#[test]
fn the_golden_chain_has_its_hashes_for_ever() {
    let events = r#"[{"scope":"grid-1","event":{"said":"路灯不亮"}},{"event":{"n":1}}]"#;
    let first = entry(Head::EMPTY, events, Some(Salt([7; 16])));
    let second = entry(first.head(), "[]", None);
    let mut third = Entry {
        cause: Cause::Due(r#"{"at":1}"#.into()),
        reply: Reply::Refusal(r#"{"ward":{"no_rulebook":{}}}"#.into()),
        ..entry(second.head(), "[]", None)
    };
    third.hash = third.chained(&second.hash).unwrap();
    let found = [first.head(), second.head(), third.head()].map(|head| head.to_string());
    assert_eq!(
        found,
        [
            "1:f21fad6fc39a056fd02cf7027a8a54ecba561d45f991193062cff8eeb3809bd3",
            "2:82e91ea291bd9a7376e7f8e2d0b529ab23576daaef34d736f0987d18bb51e40e",
            "3:135ceff3dbf541dc42fc585046977cfef5bbeb1c6a515ba7c1d79d0921344a1b",
        ]
    );
}

#[test]
fn a_head_is_read_as_it_is_written() {
    let head = entry(Head::EMPTY, "[]", None).head();
    assert_eq!(head.to_string().parse(), Ok(head));
    for wrong in ["", "7", "7:", "x:00", "7:zz", ":"] {
        assert_eq!(wrong.parse::<Head>().unwrap_err().code(), "J415", "{wrong}");
    }
}

#[test]
fn space_between_events_means_nothing_and_space_within_them_does() {
    let of = |events: &str| entry(Head::EMPTY, events, None).hash;
    let plain = of(r#"[{"event":{"n":1}}]"#);
    assert_eq!(plain, of(r#"[ {"event": {"n":1} } ]"#));
    assert_ne!(plain, of(r#"[{"event":{"n": 1}}]"#));
}
