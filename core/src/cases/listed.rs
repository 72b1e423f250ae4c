//! Cases listed by who has them.
//!
//! A case that changes hands stays in its old list, and is passed over when somebody asks, until it is one of many such:
//! to keep a list sorted and true would cost every change its way through it.

use std::hash::Hash;

use super::index::Slot;
use crate::vocabulary::Map;

/// Cases by a unit or a person. Adding takes constant time; removing too, spread over all, but for the logarithm of a
/// sorting: one in many looks at every case in the list.
#[derive(Clone, Debug)]
pub(super) struct Listed<K> {
    lists: Map<K, List>,
}

#[derive(Clone, Debug, Default)]
struct List {
    /// As they came, some of them perhaps twice.
    slots: Vec<Slot>,
    /// How many of them are no longer true, at most: one may have come back.
    stale: usize,
}

impl<K: Clone + Hash + Eq> Listed<K> {
    /// A case is with `key` now.
    pub(super) fn add(&mut self, key: &K, slot: Slot) {
        match self.lists.get_mut(key) {
            Some(list) => list.slots.push(slot),
            None => {
                let slots = vec![slot];
                drop(self.lists.insert(key.clone(), List { slots, stale: 0 }));
            }
        }
    }

    /// A case is with `key` no longer. Once half of the list is not true, it is made true again.
    pub(super) fn forget(&mut self, key: &K, is_true: &dyn Fn(Slot) -> bool) {
        let Some(list) = self.lists.get_mut(key) else {
            return;
        };
        list.stale = list.stale.saturating_add(1);
        if list.stale > list.slots.len() / 2 {
            list.slots = list.sorted(is_true);
            list.stale = 0;
            if list.slots.is_empty() {
                self.lists.swap_remove(key);
            }
        }
    }

    /// The cases with `key`, by registration. Grows with the result.
    pub(super) fn of(&self, key: &K, is_true: &dyn Fn(Slot) -> bool) -> Vec<Slot> {
        self.lists
            .get(key)
            .map(|list| list.sorted(is_true))
            .unwrap_or_default()
    }

    /// All that some case is with.
    pub(super) fn keys(&self) -> impl Iterator<Item = &K> {
        self.lists.keys()
    }

    /// Whether they say the same as lists in which all is true.
    pub(super) fn agree(&self, plain: &Self, is_true: impl Fn(&K, Slot) -> bool) -> bool {
        let same = |key: &K| self.of(key, &|slot| is_true(key, slot)) == plain.of(key, &|_| true);
        self.keys().all(same) && plain.keys().all(same)
    }
}

impl List {
    fn sorted(&self, is_true: &dyn Fn(Slot) -> bool) -> Vec<Slot> {
        let mut slots: Vec<Slot> = self.slots.iter().copied().filter(|slot| is_true(*slot)).collect();
        slots.sort_unstable();
        slots.dedup();
        slots
    }
}

impl<K> Default for Listed<K> {
    fn default() -> Self {
        Self {
            lists: Map::default(),
        }
    }
}

/// It follows from what the cases say, so it makes no difference between two states.
impl<K> PartialEq for Listed<K> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<K> Eq for Listed<K> {}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test may fail loudly")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn each_case_is_listed_once_with_who_has_it(moves in prop::collection::vec((0..12u32, 0..4u8), 0..200)) {
            let mut listed = Listed::default();
            let mut with = [None; 12];
            for (slot, key) in moves {
                // The last stands for nobody.
                let (old, new) = (with[slot as usize], Some(key).filter(|key| *key < 3));
                if old == new {
                    continue;
                }
                with[slot as usize] = new;
                if let Some(new) = new {
                    listed.add(&new, slot);
                }
                if let Some(old) = old {
                    listed.forget(&old, &|slot| with[slot as usize] == Some(old));
                }
                for key in 0..3 {
                    let is_with = |slot: Slot| with[slot as usize] == Some(key);
                    let expected: Vec<Slot> = (0..12).filter(|slot| is_with(*slot)).collect();
                    prop_assert_eq!(listed.keys().any(|known| *known == key), !expected.is_empty());
                    prop_assert_eq!(listed.of(&key, &is_with), expected);
                }
            }
        }
    }
}
