//! In whose passbook the lot of an award lies.
//!
//! No award is ever forgotten, and nearly all come with rising numbers. A balanced tree leaves its nodes half empty behind
//! such growth; the runs kept here are left full.

use std::collections::BTreeMap;
use std::collections::btree_map::OccupiedEntry;

use super::award_key::AwardKey;
use super::owner::Owner;

/// Awards in one run at most.
const RUN: usize = 64;

type Run = Vec<(AwardKey, Owner)>;

/// Every award in order, in runs, each under its first. Looking up and adding grow with the logarithm of their number.
#[derive(Clone, Debug, Default)]
pub(super) struct AwardIndex {
    runs: BTreeMap<AwardKey, Run>,
}

impl AwardIndex {
    pub(super) fn get(&self, key: AwardKey) -> Option<Owner> {
        let (_, run) = self.runs.range(..=key).next_back()?;
        let at = run.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        run.get(at).map(|(_, owner)| *owner)
    }

    pub(super) fn insert(&mut self, key: AwardKey, owner: Owner) {
        // Nearly always behind all others, where nothing need be searched for.
        let newest = self.runs.last_entry().map(OccupiedEntry::into_mut);
        let is_behind = |run: &Run| run.last().is_some_and(|(last, _)| *last < key);
        if let Some(run) = newest.filter(|run| run.len() < RUN && is_behind(run)) {
            run.push((key, owner));
            return;
        }
        let Some((_, run)) = self.runs.range_mut(..=key).next_back() else {
            self.runs.insert(key, vec![(key, owner)]);
            return;
        };
        match run.binary_search_by_key(&key, |(key, _)| *key) {
            Ok(at) => {
                if let Some(entry) = run.get_mut(at) {
                    entry.1 = owner;
                }
            }
            Err(at) if run.len() < RUN => run.insert(at, (key, owner)),
            Err(at) => {
                // Behind a full run a new one begins; a late award splits it.
                let mut next = run.split_off(at);
                next.insert(0, (key, owner));
                self.runs.insert(key, next);
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.runs.values().map(Vec::len).sum()
    }

    fn iter(&self) -> impl Iterator<Item = &(AwardKey, Owner)> {
        self.runs.values().flatten()
    }
}

/// Equal are those that know the same, however it came to lie in runs.
impl PartialEq for AwardIndex {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for AwardIndex {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::points::award_key::AwardKeys;
    use crate::vocabulary::AwardId;

    proptest! {
        #[test]
        fn it_answers_as_a_plain_map_whatever_the_order(numbers in prop::collection::vec((0..3u8, 0..500u32), 0..400)) {
            let (mut keys, mut index, mut plain) = (AwardKeys::default(), AwardIndex::default(), BTreeMap::new());
            for (place, (origin, number)) in (0u32..).zip(&numbers) {
                let key = keys.intern(&AwardId::new(format!("desk{origin}-{number}.0")).unwrap());
                index.insert(key, Owner::person(place));
                plain.insert(key, Owner::person(place));
            }
            prop_assert!(plain.iter().all(|(key, owner)| index.get(*key) == Some(*owner)));
            prop_assert_eq!(index.len(), plain.len());
            let unknown = keys.intern(&AwardId::new("elsewhere-1.0").unwrap());
            prop_assert_eq!(index.get(unknown), None);
        }
    }
}
