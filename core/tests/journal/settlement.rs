//! Nothing depends on how often anyone looks. (With clocks and holds to settle, see the domains' own tables.)

use crate::common::{add, by, minute, ward};

#[test]
fn settling_when_nothing_is_due_leaves_no_trace() {
    let mut ward = ward();
    ward.add_units(by("w1", minute(1)), add("c1")).unwrap();
    let head = ward.head();
    assert_eq!(ward.due(minute(1_000_000)).unwrap(), []);
    assert_eq!(ward.settle(minute(1_000_000)).unwrap(), 0);
    assert_eq!(ward.head(), head);
    ward.add_units(by("w1", minute(1)), add("c2")).unwrap();
}
