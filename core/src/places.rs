//! Where things stand, by the hashes of their ids.
//!
//! A table for all uses keeps marks beside its entries, and a look-up waits for the one and then for the other. Nothing
//! is ever taken out of this one, so that an entry needs no mark: what a look-up reads nearly always stands in one line of
//! memory.

/// The position of a thing in the order in which they came, counted from 0. It never changes.
pub(crate) type Place = u32;

/// Where things stand, by the hashes of their ids.
#[derive(Clone, Default)]
pub(crate) struct Places {
    /// As many as a power of two, or none. An entry is a hash, with the place counted from 1 instead of those of its bits
    /// that say at which slot to look for it: at that one, or in the run of entries that begins there.
    slots: Vec<u32>,
    len: usize,
}

/// A slot where nothing stands.
const FREE: u32 = 0;
/// Slots of the smallest table.
const FEW: usize = 8;

impl Places {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The places of what may have this hash.
    pub(crate) fn of(&self, hash: u32) -> impl Iterator<Item = Place> {
        let (mask, mut slot) = (self.mask(), hash);
        core::iter::from_fn(move || {
            loop {
                let entry = *self.slots.get((slot & mask) as usize)?;
                slot = slot.wrapping_add(1);
                if entry == FREE {
                    return None;
                }
                if (entry ^ hash) & !mask == 0 {
                    return Some((entry & mask).wrapping_sub(1));
                }
            }
        })
    }

    /// Whether one more would make the runs too long.
    pub(crate) fn is_full(&self) -> bool {
        self.len >= (self.slots.len() / 8).saturating_mul(7)
    }

    /// A larger table for the same things, by their hashes in order.
    pub(crate) fn make_room(&mut self, hashes: impl Iterator<Item = u32>) {
        self.slots = vec![FREE; self.slots.len().saturating_mul(2).max(FEW)];
        self.len = 0;
        hashes.zip(0..).for_each(|(hash, place)| self.add(hash, place));
    }

    /// Adds one, where there is room.
    pub(crate) fn add(&mut self, hash: u32, place: Place) {
        let (mask, mut slot) = (self.mask(), hash);
        while let Some(entry) = self.slots.get_mut((slot & mask) as usize) {
            if *entry == FREE {
                *entry = hash & !mask | place.wrapping_add(1);
                self.len = self.len.saturating_add(1);
                return;
            }
            slot = slot.wrapping_add(1);
        }
    }

    /// The bits of a hash that say at which slot.
    fn mask(&self) -> u32 {
        (self.slots.len() as u32).wrapping_sub(1)
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test may overflow loudly")]
mod tests {
    use core::hash::BuildHasher as _;

    use proptest::prelude::*;
    use rustc_hash::FxBuildHasher;

    use super::*;

    fn filled(hashes: &[u32]) -> Places {
        let mut places = Places::default();
        for (place, hash) in (0..).zip(hashes) {
            if places.is_full() {
                places.make_room(hashes.iter().copied().take(place as usize));
            }
            places.add(*hash, place);
        }
        places
    }

    proptest! {
        #[test]
        fn all_that_has_a_hash_is_found_by_it(hashes in prop::collection::vec(0..40u32, 0..100)) {
            let spread: Vec<u32> = hashes.iter().map(|hash| hash << 28 | hash).collect();
            let places = filled(&spread);
            prop_assert_eq!(places.len(), spread.len());
            for hash in 0..40u32 {
                let hash = hash << 28 | hash;
                let having = (0..).zip(&spread).filter(|(_, known)| **known == hash).map(|(place, _)| place);
                let mut found: Vec<Place> = places.of(hash).collect();
                // Others may be found too, for whoever asks compares the ids; but none is left out, and none comes twice.
                prop_assert!(having.clone().all(|place| found.contains(&place)));
                let all = found.len();
                found.sort_unstable();
                found.dedup();
                prop_assert_eq!(found.len(), all);
            }
        }
    }

    #[test]
    fn runs_are_short_for_ids_that_follow_on_each_other() {
        let hashes: Vec<u32> = (0..100_000)
            .map(|number| FxBuildHasher.hash_one(format!("desk1-{number}.0")) as u32)
            .collect();
        let places = filled(&hashes);
        let mask = places.mask();
        let steps = |hash: u32, place: Place| {
            let slots = (0..).map(|step| places.slots[(hash.wrapping_add(step) & mask) as usize]);
            slots.take_while(|entry| entry & mask != place + 1).count()
        };
        let all: usize = (0..).zip(&hashes).map(|(place, hash)| steps(*hash, place)).sum();
        assert!(all < 4 * hashes.len(), "{all} steps for {} ids", hashes.len());
    }
}
