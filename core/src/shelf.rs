//! Things that are only ever added: found by their id, or by the place they came in at.
//!
//! What is looked up at random comes from memory, and waits for it at every step that leads to the next. Here there are
//! two: the table says the place, and at the place stand the id and the thing.

use core::fmt;
use core::hash::{BuildHasher, Hash};
use core::sync::atomic::{AtomicU32, Ordering::Relaxed};

use rustc_hash::FxBuildHasher;

pub(crate) use crate::places::Place;
use crate::places::Places;

/// Things in the order in which they came. A look-up takes constant time; adding moves no more than the row
/// that is added to.
pub(crate) struct Shelf<K, V> {
    /// Found by the hash of the id, never walked: its order means nothing.
    places: Places,
    /// All but the last are full.
    rows: Vec<Vec<Item<K, V>>>,
    /// The place that was found last, where to look first. It makes no difference to any answer.
    found: AtomicU32,
}

#[derive(Clone, PartialEq, Eq)]
#[repr(C)]
struct Item<K, V> {
    key: K,
    value: V,
}

/// Things in a row: enough that rows are few, and one half empty is no waste.
const ROW: usize = 256;

/// So many things have room: more than memory has, and few enough for a table to have slots for.
const MOST: Place = 1 << 31;

impl<K: Hash + Eq, V> Shelf<K, V> {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    /// By id.
    pub(crate) fn get(&self, key: &K) -> Option<&V> {
        self.find(key).map(|(_, _, value)| value)
    }

    /// By id, with its place and the id as it is kept.
    pub(crate) fn find(&self, key: &K) -> Option<(Place, &K, &V)> {
        if let Some(found) = self.last_found(key) {
            return Some(found);
        }
        let found = self.hashed(hash(key), key)?;
        self.found.store(found.0, Relaxed);
        Some(found)
    }

    /// What is decided about is changed next, and so is asked for twice.
    fn last_found(&self, key: &K) -> Option<(Place, &K, &V)> {
        let place = self.found.load(Relaxed);
        let (known, value) = self.at(place)?;
        (known == key).then_some((place, known, value))
    }

    fn hashed(&self, hash: u32, key: &K) -> Option<(Place, &K, &V)> {
        self.places.of(hash).find_map(|place| {
            let (known, value) = self.at(place)?;
            (known == key).then_some((place, known, value))
        })
    }

    /// By id, to change it.
    pub(crate) fn find_mut(&mut self, key: &K) -> Option<(Place, &mut V)> {
        let (place, ..) = self.find(key)?;
        Some((place, self.at_mut(place)?))
    }

    /// By place.
    pub(crate) fn at(&self, place: Place) -> Option<(&K, &V)> {
        let (row, column) = split(place);
        let item = self.rows.get(row)?.get(column)?;
        Some((&item.key, &item.value))
    }

    /// By place, to change it.
    pub(crate) fn at_mut(&mut self, place: Place) -> Option<&mut V> {
        let (row, column) = split(place);
        Some(&mut self.rows.get_mut(row)?.get_mut(column)?.value)
    }

    /// All of them, in order.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        let items = self.rows.iter().flatten();
        items.map(|item| (&item.key, &item.value))
    }

    /// Adds one at the next place, and says which. `None`, and nothing changes, where the id is known or there is no room.
    pub(crate) fn add(&mut self, key: K, value: V) -> Option<Place> {
        let place = Place::try_from(self.len()).ok().filter(|place| *place < MOST)?;
        let hashed = hash(&key);
        if self.hashed(hashed, &key).is_some() {
            return None;
        }
        if self.places.is_full() {
            // In the order of the rows: by their hashes, each of the ids would have to be waited for.
            let ids = self.rows.iter().flatten();
            self.places.make_room(ids.map(|item| hash(&item.key)));
        }
        self.places.add(hashed, place);
        match self.rows.last_mut().filter(|row| row.len() < ROW) {
            Some(row) => row.push(Item { key, value }),
            None => self.begin(Item { key, value }),
        }
        Some(place)
    }

    /// The first row grows as it has to, for there may be few things; every other has all its room from the beginning.
    fn begin(&mut self, item: Item<K, V>) {
        let mut row = Vec::new();
        if !self.rows.is_empty() {
            row.reserve_exact(ROW);
        }
        row.push(item);
        self.rows.push(row);
    }
}

fn split(place: Place) -> (usize, usize) {
    let place = place as usize;
    (place / ROW, place % ROW)
}

/// The low half of the hash, to whose end this hash turns its best bits.
fn hash<K: Hash>(key: &K) -> u32 {
    FxBuildHasher.hash_one(key) as u32
}

impl<K, V> Default for Shelf<K, V> {
    fn default() -> Self {
        Self {
            places: Places::default(),
            rows: Vec::new(),
            found: AtomicU32::new(0),
        }
    }
}

impl<K: Clone, V: Clone> Clone for Shelf<K, V> {
    fn clone(&self) -> Self {
        Self {
            places: self.places.clone(),
            rows: self.rows.clone(),
            found: AtomicU32::new(0),
        }
    }
}

impl<K: Eq, V: Eq> Eq for Shelf<K, V> {}

impl<K: PartialEq, V: PartialEq> PartialEq for Shelf<K, V> {
    /// The table says nothing that the rows do not.
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows
    }
}

impl<K: Hash + Eq + fmt::Debug, V: fmt::Debug> fmt::Debug for Shelf<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// More than two rows of them.
    fn filled() -> Shelf<String, usize> {
        let mut shelf = Shelf::default();
        for number in 0..600 {
            assert_eq!(
                shelf.add(format!("thing-{number}"), number),
                u32::try_from(number).ok()
            );
        }
        shelf
    }

    #[test]
    fn everything_is_found_by_id_and_by_place_and_keeps_its_order() {
        let shelf = filled();
        assert_eq!(shelf.len(), 600);
        for number in 0..600usize {
            let (place, id) = (u32::try_from(number).unwrap(), format!("thing-{number}"));
            assert_eq!(shelf.find(&id), Some((place, &id, &number)));
            assert_eq!(shelf.at(place), Some((&id, &number)));
        }
        assert!(shelf.iter().map(|(_, number)| *number).eq(0..600));
        assert_eq!((shelf.get(&"thing-600".to_owned()), shelf.at(600)), (None, None));
    }

    #[test]
    fn what_is_known_is_not_added_again() {
        let mut shelf = filled();
        assert_eq!(shelf.add("thing-300".into(), 0), None);
        assert_eq!((shelf.len(), shelf.get(&"thing-300".into())), (600, Some(&300)));
    }

    #[test]
    fn a_change_is_a_change_of_that_one_alone() {
        let mut shelf = filled();
        let (place, value) = shelf.find_mut(&"thing-257".into()).unwrap();
        *value = 7;
        assert_eq!(shelf.at(place).unwrap().1, &7);
        let (before, after) = (filled(), shelf);
        assert_ne!(before, after);
        let differ = before.iter().zip(after.iter()).filter(|(a, b)| a != b);
        assert_eq!(differ.count(), 1);
    }
}
