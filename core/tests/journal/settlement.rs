//! Nothing depends on how often anyone looks.

use linli::Instant;
use linli::state::DueWhat;
use linli::ward::{Change, Why};
use proptest::prelude::*;

use crate::common::{add, by, minute, ward};
use crate::life;

#[test]
fn settling_when_nothing_is_due_leaves_no_trace() {
    let mut ward = ward();
    ward.add_units(by("w1", minute(1)), add("c1")).unwrap();
    let head = ward.head();
    assert_eq!(ward.due(minute(1_000_000), None).unwrap(), []);
    assert_eq!(ward.settle(minute(1_000_000)).unwrap(), 0);
    assert_eq!(ward.head(), head);
    ward.add_units(by("w1", minute(1)), add("c2")).unwrap();
}

/// Lives the life; at the instants of `looks` somebody settles besides.
fn lived(looks: &[Instant]) -> linli::Ward {
    let mut ward = life::ward();
    let mut looks = looks.iter().copied().peekable();
    for (meta, command) in life::deeds() {
        while let Some(look) = looks.next_if(|look| *look <= meta.recorded) {
            ward.settle(look).unwrap();
        }
        ward.execute(meta, command).unwrap();
    }
    for look in looks {
        ward.settle(look).unwrap();
    }
    ward.settle(life::end()).unwrap();
    ward
}

fn all(ward: &mut linli::Ward) -> Vec<Change> {
    ward.changes_after(0, usize::MAX, None).unwrap()
}

#[test]
fn clocks_holds_and_lots_all_fall_due_in_the_life_lived_here() {
    let mut ward = lived(&[]);
    let (mut clocks, mut holds, mut lots, mut refused) = (0, 0, 0, 0);
    for change in all(&mut ward) {
        refused += usize::from(matches!(change.outcome, linli::Outcome::Refused(_)));
        let Why::Due(due) = change.cause else { continue };
        match due.what {
            DueWhat::Case(_) => clocks += 1,
            DueWhat::Points(linli::points::DuePoints::Hold(_)) => holds += 1,
            DueWhat::Points(linli::points::DuePoints::Lots(_)) => lots += 1,
        }
    }
    assert!(
        clocks >= 4 && holds == 1 && lots >= 1,
        "{clocks} clocks, {holds} holds, {lots} lots"
    );
    assert_eq!(refused, 1, "the others are all accepted");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// `settle(a); settle(b)` is `settle(b)`: the same entries, the same hashes, byte for byte.
    #[test]
    fn looking_often_is_looking_once(mut minutes in proptest::collection::vec(0_i64..1_000_000, 0..12)) {
        minutes.sort_unstable();
        let start = life::march(1, "08:00");
        let looks: Vec<Instant> = minutes.iter().map(|minute| start.plus_millis(minute * 60_000)).collect();
        let (mut once, mut often) = (lived(&[]), lived(&looks));
        prop_assert_eq!(all(&mut once), all(&mut often));
        prop_assert_eq!(once.head(), often.head());
        prop_assert!(once.state() == often.state());
    }

    /// What `due` lists is what `settle` then does.
    #[test]
    fn what_is_due_is_what_is_settled(minutes in 0_i64..1_000_000) {
        let mut ward = life::ward();
        ward.execute_all(life::deeds()).unwrap();
        let (now, before) = (life::march(20, "12:00").plus_millis(minutes * 60_000), ward.head());
        let due = ward.due(now, None).unwrap();
        prop_assert_eq!(ward.head(), before, "looking changes nothing");
        prop_assert_eq!(ward.settle(now).unwrap(), due.len() as u64);
        let settled: Vec<_> = ward
            .changes_after(before.sequence, usize::MAX, None)
            .unwrap()
            .into_iter()
            .filter_map(|change| match change.cause {
                Why::Due(due) => Some(due),
                Why::Asked { .. } | Why::Hidden => None,
            })
            .collect();
        prop_assert_eq!(settled, due);
    }
}

#[test]
fn once_a_command_brought_a_salt_every_later_entry_is_salted() {
    let salted = |ward: &mut linli::Ward, after| {
        let excerpt = ward
            .excerpt_after(after, usize::MAX, |_| true, &[], None)
            .unwrap();
        excerpt
            .disclosed()
            .map(|(_, leaf)| leaf.salt.is_some())
            .collect::<Vec<_>>()
    };
    let mut ward = life::ward();
    let before = ward.head().sequence;
    assert!(
        salted(&mut ward, 0).iter().all(|salted| !salted),
        "nothing comes before the first"
    );
    ward.execute_all(life::deeds()).unwrap();
    ward.settle(life::end()).unwrap();
    ward.execute(by("w1", life::end()), crate::common::count("grid-07", 7))
        .unwrap();
    assert!(salted(&mut ward, before).iter().all(|salted| *salted));
    ward.verify().unwrap();
}

#[test]
fn nothing_is_due_at_an_instant_out_of_range() {
    let mut ward = ward();
    for millis in [i64::MIN, i64::MAX] {
        let now = Instant::from_millis(millis);
        assert_eq!(ward.due(now, None).unwrap_err().code(), "W011");
        assert_eq!(ward.settle(now).unwrap_err().code(), "W011");
    }
}
