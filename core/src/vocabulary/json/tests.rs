//! What the reader takes, and what it refuses.

use super::{Raw, first, from_str};
use crate::cases::Holder;
use crate::state::{Command, Event};

#[test]
fn a_struct_is_an_object_and_nothing_else() {
    let holder = r#"{"unit":"grid-07","post":"grid-worker"}"#;
    assert!(from_str::<Holder>(holder).is_ok());
    assert!(serde_json::from_str::<Holder>(r#"["grid-07","grid-worker",null]"#).is_ok());
    assert!(from_str::<Holder>(r#"["grid-07","grid-worker",null]"#).is_err());
    for command in [
        r#"{"cases":{"register":{"matter":"parking","unit":"grid-07"}}}"#,
        r#"{"points":{"capture":{"hold":"desk-1.0"}}}"#,
    ] {
        let read = from_str::<Command>(command).unwrap();
        assert_eq!(read, serde_json::from_str(command).unwrap());
        assert_eq!(serde_json::to_string(&read).unwrap(), command);
    }
    let array = r#"{"points":{"capture":["desk-1.0"]}}"#;
    assert!(serde_json::from_str::<Command>(array).is_ok());
    assert!(from_str::<Command>(array).is_err());
}

#[test]
fn a_value_is_passed_on_as_it_is_written() {
    for value in [r#"{"a":[1,"}],\"{"]}"#, "[]", "7", "null", r#""a,b""#, r#""\\""#] {
        let list = format!("[ {value} , {value}]");
        assert_eq!(from_str::<Vec<Raw<'_>>>(&list).unwrap(), [Raw(value); 2]);
        assert_eq!(first::<Raw<'_>>(&format!("{value},")).unwrap(), Raw(value));
    }
    for broken in [r#"["a]"#, "[[1]", "[,]", r#"["\"]"#] {
        assert!(from_str::<Vec<Raw<'_>>>(broken).is_err(), "{broken}");
    }
}

#[test]
fn fields_stand_in_their_order_and_nothing_besides() {
    let read = |text: &str| from_str::<Holder>(text).ok();
    let holder = read(r#"{"unit":"grid-07","post":"grid-worker"}"#);
    assert_eq!(holder.unwrap().person, None);
    assert_eq!(read(r#"{"post":"grid-worker","unit":"grid-07"}"#), None);
    assert_eq!(read(r#"{"unit":"grid-07"}"#), None);
    assert_eq!(read(r#"{"unit":"grid-07","post":"grid-worker","more":1}"#), None);
    assert_eq!(
        read(r#"{"unit":"grid-07","unit":"grid-07","post":"grid-worker"}"#),
        None
    );
}

#[test]
fn every_text_and_number_comes_back_as_it_was_written_and_cut_short_it_is_an_error() {
    let texts = ["", " 网格 ", "\"", "\\", "\\\"", "a\nb\u{1}", "\u{1F600}", "[,]"];
    let value = serde_json::json!([texts, { "one": [0, -1, u64::MAX, i64::MIN] }, true, false, null, {}, []]);
    for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
        assert_eq!(from_str::<serde_json::Value>(&text).unwrap(), value);
        for (end, _) in text.char_indices() {
            assert!(
                from_str::<serde_json::Value>(&text[..end]).is_err(),
                "{}",
                &text[..end]
            );
        }
    }
}

#[test]
fn no_depth_exhausts_the_stack() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(from_str::<serde_json::Value>(&nested(60)).is_ok());
    assert!(from_str::<serde_json::Value>(&nested(100_000)).is_err());
}

#[test]
fn what_follows_the_value_is_an_error() {
    assert!(from_str::<Vec<Event>>("[]").is_ok());
    assert!(from_str::<Vec<Event>>("[] []").is_err());
}
