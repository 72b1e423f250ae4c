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
            "1:83a8837bcf08b4427cb82f7517030b441316c4d75b84e10c15a6b38d7479bf2f",
            "2:3e8643ae42282010b76950389cab314fc5d129055742a47adc4fa63e710eb01a",
            "3:adc80d6696c03f15880154a27b607a8024cd4428bfc44922847783d0d398a950",
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
