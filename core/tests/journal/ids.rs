//! Ids, and the texts they are read from.

use linli::{AppointmentId, AwardId, CaseId, CommandId, Digest, HoldId, Origin, bounds};
use proptest::prelude::*;

#[test]
fn an_origin_leaves_room_for_what_is_derived_from_it() {
    let most = usize::try_from(bounds::ORIGIN_BYTES.most).unwrap();
    assert!(Origin::new("o".repeat(most)).is_ok());
    assert!(Origin::new("o".repeat(most + 1)).is_err());
    let json = serde_json::to_string(&"o".repeat(most + 1)).unwrap();
    assert!(serde_json::from_str::<Origin>(&json).is_err());
    assert!(serde_json::from_str::<CaseId>(&json).is_ok());
}

#[test]
fn one_id_and_one_digest_have_one_spelling() {
    for text in ["desk-+5", "desk-05", "desk-00", "desk-", "desk", "-5", "desk-5 "] {
        assert!(text.parse::<CommandId>().is_err(), "{text}");
    }
    assert!("desk-0".parse::<CommandId>().is_ok());
    assert!("a-b-5".parse::<CommandId>().is_ok());
    for pair in ["+f", "AB", "0x", " 1", "é"] {
        assert_eq!(Digest::from_hex(&pair.repeat(64 / pair.len())), None, "{pair}");
    }
    assert_eq!(Digest::from_hex(&"0f".repeat(32)), Some(Digest([15; 32])));
}

proptest! {
    #[test]
    fn what_is_derived_can_be_read_again(
        origin in "\\PC{1,38}",
        number in prop_oneof![any::<u64>(), Just(u64::MAX)],
        ordinal in prop_oneof![0..10_000_u32, Just(9_999)],
    ) {
        prop_assume!(u64::from(ordinal) < bounds::LINES.most);
        let Ok(origin) = Origin::new(origin) else { return Ok(()) };
        let command = CommandId::new(origin, number);
        prop_assert_eq!(command.to_string().parse::<CommandId>().unwrap(), command.clone());
        let case = CaseId::derive(&command, ordinal);
        prop_assert_eq!(CaseId::new(case.as_str()).unwrap(), case);
        prop_assert!(AppointmentId::new(AppointmentId::derive(&command, ordinal).as_str()).is_ok());
        prop_assert!(AwardId::new(AwardId::derive(&command, ordinal).as_str()).is_ok());
        prop_assert!(HoldId::new(HoldId::derive(&command, ordinal).as_str()).is_ok());
    }
}
