//! The lots of a passbook, and where they lie.
//!
//! Passbooks are met at random, and memory is waited for at every step that leads to the next. What is asked about is
//! nearly always the latest: so the newest lots lie in the passbook itself, and a step away only those before them. The
//! price is room for some in each passbook, 160 bytes, though it may have none.

use super::lot::Lot;

/// Lots in the passbook itself: what most passbooks hold, and the step by which the others make room.
const NEAR: usize = 4;
/// Beyond so many a vector that doubles is no great weight to what it holds.
const MANY: usize = 16;

/// Lots by day of the deed, those of one day as they were entered.
#[derive(Clone, Debug, Default)]
pub(super) struct Lots {
    older: Vec<Lot>,
    /// Filled from the front.
    newest: [Option<Lot>; NEAR],
}

impl Lots {
    pub(super) fn len(&self) -> usize {
        let newest = self.newest.iter().flatten().count();
        self.older.len().saturating_add(newest)
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &Lot> {
        self.since(0)
    }

    /// From a place on.
    pub(super) fn since(&self, place: usize) -> impl DoubleEndedIterator<Item = &Lot> {
        let older = self.older.get(place..).unwrap_or_default();
        let newest = self.newest.get(place.saturating_sub(self.older.len())..);
        let newest = newest.unwrap_or_default().iter();
        older.iter().chain(newest.filter_map(Option::as_ref))
    }

    pub(super) fn get(&self, place: usize) -> Option<&Lot> {
        match place.checked_sub(self.older.len()) {
            Some(near) => self.newest.get(near)?.as_ref(),
            None => self.older.get(place),
        }
    }

    pub(super) fn get_mut(&mut self, place: usize) -> Option<&mut Lot> {
        match place.checked_sub(self.older.len()) {
            Some(near) => self.newest.get_mut(near)?.as_mut(),
            None => self.older.get_mut(place),
        }
    }

    /// Adds a lot behind those of its day; its place. Grows with the lots of later days, mostly none.
    pub(super) fn add(&mut self, lot: Lot) -> usize {
        if matches!(self.newest, [.., Some(_)]) {
            self.put_away();
        }
        let later = self.iter().rev().take_while(|other| other.day > lot.day);
        let place = self.len().saturating_sub(later.count());
        match place.checked_sub(self.older.len()) {
            Some(near) => {
                // Each that is in the way moves one on, the last into what is free.
                let mut moved = Some(lot);
                for room in self.newest.iter_mut().skip(near) {
                    core::mem::swap(room, &mut moved);
                    if moved.is_none() {
                        break;
                    }
                }
            }
            None => self.older.insert(place, lot),
        }
        place
    }

    fn put_away(&mut self) {
        if self.older.len() < MANY {
            self.older.reserve_exact(NEAR);
        }
        let newest = self.newest.iter_mut().filter_map(Option::take);
        self.older.extend(newest);
    }
}

/// Where they lie follows from the order in which they came, and makes no difference.
impl PartialEq for Lots {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Lots {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::points::award_key::AwardKeys;
    use crate::vocabulary::{AwardId, Date};

    proptest! {
        #[test]
        fn they_lie_as_in_a_plain_list_sorted_by_day(days in prop::collection::vec(1..28u32, 0..40)) {
            let (mut keys, mut lots, mut plain) = (AwardKeys::default(), Lots::default(), Vec::<Lot>::new());
            for (number, day) in days.into_iter().enumerate() {
                let lot = Lot {
                    key: keys.intern(&AwardId::new(format!("desk-{number}.0")).unwrap()),
                    earner: 0,
                    terms: 0,
                    points: 1,
                    left: 1,
                    held: 0,
                    spent: 0,
                    day: Date::from_ymd_opt(2025, 3, day).unwrap(),
                    expires: None,
                };
                plain.push(lot);
                plain.sort_by_key(|lot| lot.day);
                let place = lots.add(lot);
                prop_assert_eq!(plain.get(place), Some(&lot));
            }
            prop_assert_eq!(lots.len(), plain.len());
            prop_assert!(lots.iter().eq(&plain));
            prop_assert!(lots.iter().rev().eq(plain.iter().rev()));
            for place in 0..=plain.len() {
                prop_assert!(lots.since(place).eq(plain.iter().skip(place)));
                prop_assert_eq!(lots.get(place), plain.get(place));
                prop_assert_eq!(lots.get_mut(place).copied(), plain.get(place).copied());
            }
        }
    }
}
