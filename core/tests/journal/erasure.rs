//! What is erased is gone: from answers, from a command sent again, and from the disk. Tests the promise *erasable*.

use linli::ward::DetailText;
use linli::{Meta, Salt, Ward};

use crate::common::{add, by, code, id, minute, name, ward};

const TEXT: &str = "电话 138-0000-4711, 三单元402";

fn sent(salt: Option<u8>, text: Option<&str>) -> Meta {
    let mut meta = by("w1", minute(1)).id(id("phone", 1));
    meta.salt = salt.map(|byte| Salt([byte; 16]));
    match text {
        Some(text) => meta.detail(name("contact"), text),
        None => meta,
    }
}

fn contact(ward: &mut Ward) -> Option<DetailText> {
    ward.detail(2, &name("contact"), None).unwrap()
}

/// All combinations: erased or not, with the same salt, another or none, with the same text, another or none.
#[test]
fn a_command_with_details_is_recognised_by_digests_and_never_restores_a_text() {
    for erased in [false, true] {
        for salt in [Some(1), Some(2), None] {
            for text in [Some(TEXT), Some("another text"), None] {
                let case = format!("erased {erased}, salt {salt:?}, text {text:?}");
                let mut ward = ward();
                let first = ward.execute(sent(Some(1), Some(TEXT)), add("c1")).unwrap();
                if erased {
                    ward.erase(by("w1", minute(2)), 2, None).unwrap();
                }
                let head = ward.head();
                let again = ward.execute(sent(salt, text), add("c1"));
                if (salt, text) == (Some(1), Some(TEXT)) {
                    let again = again.unwrap();
                    assert!(again.repeated, "{case}");
                    assert_eq!(again.outcome, first.outcome, "{case}");
                } else {
                    assert_eq!(code(again), "J401", "{case}");
                }
                let kept = if erased {
                    DetailText::Erased
                } else {
                    DetailText::Kept(TEXT.into())
                };
                assert_eq!(contact(&mut ward), Some(kept), "{case}");
                assert_eq!(ward.head(), head, "{case}: nothing is recorded");
                ward.verify().unwrap();
            }
        }
    }
}

#[test]
fn a_salt_without_details_may_be_another_when_sent_again() {
    let mut ward = ward();
    ward.execute(sent(Some(1), None), add("c1")).unwrap();
    for salt in [Some(1), Some(2), None] {
        assert!(ward.execute(sent(salt, None), add("c1")).unwrap().repeated);
    }
}

#[test]
fn one_detail_can_be_erased_while_the_others_still_verify() {
    let mut ward = ward();
    let meta = sent(Some(1), Some(TEXT))
        .detail(name("reply"), "mended")
        .detail(name("address"), "17-2");
    ward.execute(meta, add("c1")).unwrap();
    ward.erase(by("w1", minute(2)), 2, Some(name("contact"))).unwrap();
    assert_eq!(contact(&mut ward), Some(DetailText::Erased));
    assert_eq!(
        ward.detail(2, &name("reply"), None).unwrap(),
        Some(DetailText::Kept("mended".into()))
    );
    assert_eq!(ward.detail(2, &name("nothing"), None).unwrap(), None);
    ward.verify().unwrap();
}

#[cfg(feature = "sqlite")]
mod on_disk {
    use super::*;
    use crate::common::{Scratch, rules};

    /// A ward with one detail, erased or not, whose file somebody else then changes.
    fn tampered(erased: bool, sql: &str) -> &'static str {
        let scratch = Scratch::new("erasure-tampered");
        let path = scratch.file("ward.db");
        let mut ward = Ward::create(&path, rules()).unwrap();
        ward.execute(sent(Some(1), Some(TEXT)), add("c1")).unwrap();
        if erased {
            ward.erase(by("w1", minute(2)), 2, None).unwrap();
        }
        ward.verify().unwrap();
        drop(ward);
        let other = rusqlite::Connection::open(&path).unwrap();
        assert_eq!(other.execute(sql, []), Ok(1));
        code(Ward::open(&path).unwrap().verify())
    }

    #[test]
    fn a_text_is_missing_exactly_when_it_was_erased() {
        let table = [
            (false, "UPDATE detail SET salt = NULL, text = NULL".to_string()),
            (false, "UPDATE detail SET text = NULL".into()),
            (false, "UPDATE detail SET text = 'other'".into()),
            (false, "DELETE FROM detail".into()),
            (
                true,
                format!(
                    "UPDATE detail SET salt = x'{}', text = '{TEXT}'",
                    Salt([1; 16]).derive(1)
                ),
            ),
            (true, format!("UPDATE detail SET text = '{TEXT}'")),
            (true, "DELETE FROM detail".into()),
        ];
        for (erased, sql) in table {
            assert_eq!(tampered(erased, &sql), "J408", "{erased} {sql}");
        }
    }

    fn contains(bytes: &[u8], what: &[u8]) -> bool {
        bytes.windows(what.len()).any(|window| window == what)
    }

    #[test]
    fn an_erased_text_and_its_salt_are_nowhere_in_the_files() {
        let scratch = Scratch::new("erasure");
        let path = scratch.file("ward.db");
        let mut ward = Ward::create(&path, rules()).unwrap();
        // Long enough to spill over pages, short enough to share one: both must go.
        let long = TEXT.repeat(400);
        let meta = sent(Some(1), Some(TEXT)).detail(name("story"), long.as_str());
        ward.execute(meta, add("c1")).unwrap();
        let other = by("w1", minute(1))
            .salt(Salt([9; 16]))
            .detail(name("contact"), "a neighbour's text");
        ward.execute(other, add("c2")).unwrap();
        let salts = [1, 2].map(|ordinal| Salt([1; 16]).derive(ordinal).0);
        let on_disk = scratch.bytes();
        assert!(contains(&on_disk, TEXT.as_bytes()));
        assert!(salts.iter().all(|salt| contains(&on_disk, salt)));
        assert!(
            !contains(&on_disk, &[1; 16]),
            "the command's own salt is never kept"
        );

        ward.erase(by("w1", minute(2)), 2, None).unwrap();
        assert!(!ward.erasure_pending());
        let on_disk = scratch.bytes();
        for piece in ["138-0000-4711", "三单元402"] {
            assert!(!contains(&on_disk, piece.as_bytes()), "{piece} is still there");
        }
        assert!(salts.iter().all(|salt| !contains(&on_disk, salt)));
        assert!(contains(&on_disk, "a neighbour's text".as_bytes()));
        ward.verify().unwrap();

        // Sent again, it is recognised, and still nowhere.
        let again = sent(Some(1), Some(TEXT)).detail(name("story"), long.as_str());
        assert!(ward.execute(again, add("c1")).unwrap().repeated);
        drop(ward);
        assert!(!contains(&scratch.bytes(), "138-0000-4711".as_bytes()));
        Ward::open(&path).unwrap().verify().unwrap();
    }

    #[test]
    fn a_reader_may_delay_the_erasure_from_disk_but_not_prevent_it() {
        let scratch = Scratch::new("erasure-reader");
        let path = scratch.file("ward.db");
        let mut ward = Ward::create(&path, rules()).unwrap();
        ward.execute(sent(Some(1), Some(TEXT)), add("c1")).unwrap();
        let reader = rusqlite::Connection::open(&path).unwrap();
        reader
            .execute_batch("BEGIN; SELECT count(*) FROM entry;")
            .unwrap();
        ward.erase(by("w1", minute(2)), 2, None).unwrap();
        assert!(ward.erasure_pending());
        assert_eq!(contact(&mut ward), Some(DetailText::Erased));
        reader.execute_batch("COMMIT").unwrap();
        ward.execute(by("w1", minute(3)), add("c3")).unwrap();
        assert!(!ward.erasure_pending());
        assert!(!contains(&scratch.bytes(), "138-0000-4711".as_bytes()));
    }

    #[test]
    fn a_reader_makes_no_command_wait_and_a_pending_erasure_is_remembered() {
        let scratch = Scratch::new("erasure-pending");
        let path = scratch.file("ward.db");
        let mut ward = Ward::create(&path, rules()).unwrap();
        ward.execute(sent(Some(1), Some(TEXT)), add("c1")).unwrap();
        let mut other = Ward::open(&path).unwrap();
        let reader = rusqlite::Connection::open(&path).unwrap();
        reader
            .execute_batch("BEGIN; SELECT count(*) FROM entry;")
            .unwrap();
        let begun = std::time::Instant::now();
        ward.erase(by("w1", minute(2)), 2, None).unwrap();
        ward.execute(by("w1", minute(3)), add("c3")).unwrap();
        assert!(
            begun.elapsed().as_secs() < 4,
            "it waited {:?} for a reader",
            begun.elapsed()
        );
        drop(ward);

        let mut again = Ward::open(&path).unwrap();
        assert!(again.erasure_pending());
        other.refresh().unwrap();
        assert!(other.erasure_pending(), "what another handle erased is known too");
        assert!(!Ward::open_read_only(&path).unwrap().erasure_pending());
        reader.execute_batch("COMMIT").unwrap();
        again.refresh().unwrap();
        assert!(!again.erasure_pending());
        assert!(!contains(&scratch.bytes(), "138-0000-4711".as_bytes()));
    }
}
