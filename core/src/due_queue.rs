//! What falls due, the earliest first.
//!
//! Most of what is to fall due never does: a case is answered, a hold captured, long before. To take such an entry out of
//! a sorted set costs as much as to put it in, so it is left where it is, and passed over when it comes to the top.
//!
//! And most of what comes falls due after what came before it by the same limit. So it waits in a few rows, as it came,
//! and only what is next is sorted: to sort all of it, every step would have to fetch what it is sorted among.

use core::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use crate::vocabulary::Instant;

/// When something falls due, and a number that says what: what falls due at once goes by the number.
pub(crate) type Entry = (Instant, u64);

/// A queue in which what is no longer true may stay behind, but never at the top. Adding takes constant time for what
/// falls due after most of the rest; removing takes the logarithm of what is next, spread over all.
#[derive(Clone, Debug, Default)]
pub(crate) struct DueQueue {
    /// What is next, and what fits no row. The earliest of all is among it.
    next: BinaryHeap<Reverse<Entry>>,
    /// The rest, in rows, at most [`ROWS`]. In each, nothing falls due before what stands before it.
    rows: Vec<VecDeque<Entry>>,
    /// How many entries are no longer true, or stand there twice.
    stale: usize,
}

/// Every addition looks at the end of every row.
const ROWS: usize = 8;

impl DueQueue {
    /// The earliest.
    pub(crate) fn first(&self) -> Option<&Entry> {
        self.next.peek().map(|Reverse(entry)| entry)
    }

    /// Something is to fall due.
    pub(crate) fn push(&mut self, at: Instant, what: u64) {
        if self.first().is_none_or(|(first, _)| at <= *first) {
            self.next.push(Reverse((at, what)));
            return;
        }
        let (row, room) = (self.row_for(at), self.rows.len() < ROWS);
        match row.and_then(|row| self.rows.get_mut(row)) {
            Some(row) => row.push_back((at, what)),
            None if room => self.rows.push([(at, what)].into()),
            None => self.next.push(Reverse((at, what))),
        }
    }

    /// The row whose end comes closest before an instant, so that the others stay open to what comes sooner.
    fn row_for(&self, at: Instant) -> Option<usize> {
        let rows = self.rows.iter().zip(0..);
        let ends = rows.filter_map(|(row, place)| Some((row.back()?.0, place)));
        ends.filter(|(end, _)| *end <= at).max().map(|(_, place)| place)
    }

    /// It is no longer. Whether [`tidy`](Self::tidy) has to be called after the change this comes from.
    #[must_use]
    pub(crate) fn forget(&mut self, at: Instant, what: u64) -> bool {
        self.stale = self.stale.saturating_add(1);
        self.is_mostly_stale() || self.first() == Some(&(at, what))
    }

    /// To ask of an entry whether it is true means to fetch what it is about: not before three quarters of them are not.
    fn is_mostly_stale(&self) -> bool {
        self.stale / 3 > self.len() / 4
    }

    /// Makes the top true again, and the queue small again once most of it is stale.
    pub(crate) fn tidy(&mut self, is_true: &dyn Fn(&Entry) -> bool) {
        if self.is_mostly_stale() {
            self.make_true(is_true);
        }
        while self.first().is_some_and(|entry| !is_true(entry)) {
            self.next.pop();
            self.stale = self.stale.saturating_sub(1);
            self.draw(is_true);
        }
        // What has fallen due gives its room back.
        if self.next.len() < self.next.capacity() / 4 {
            self.next.shrink_to(self.next.capacity() / 2);
        }
    }

    /// Leaves what is true, once each, for what was taken back may have come again: in one row, as it is sorted now.
    fn make_true(&mut self, is_true: &dyn Fn(&Entry) -> bool) {
        let all = self.sorted(is_true);
        self.next = BinaryHeap::new();
        self.rows.clear();
        if !all.is_empty() {
            self.rows.push(all.into());
        }
        self.stale = 0;
        self.draw(is_true);
    }

    /// Takes from the rows what falls due no later than the top, and passes over what is not true while there is no top.
    /// Whether the top is true has to be looked at again.
    fn draw(&mut self, is_true: &dyn Fn(&Entry) -> bool) {
        while let Some((at, row)) = self.next_row()
            && self.first().is_none_or(|(first, _)| at <= *first)
        {
            let Some(left) = self.rows.get_mut(row) else {
                return;
            };
            let drawn = left.pop_front();
            if left.is_empty() {
                self.rows.swap_remove(row);
            } else if left.len() < left.capacity() / 4 {
                left.shrink_to(left.capacity() / 2);
            }
            match drawn {
                Some(entry) if self.next.is_empty() && !is_true(&entry) => {
                    self.stale = self.stale.saturating_sub(1);
                }
                drawn => self.next.extend(drawn.map(Reverse)),
            }
        }
    }

    /// The row that begins earliest.
    fn next_row(&self) -> Option<(Instant, usize)> {
        let begins = self.rows.iter().zip(0..);
        begins
            .filter_map(|(row, place)| Some((row.front()?.0, place)))
            .min()
    }

    fn len(&self) -> usize {
        let rows = self.rows.iter().map(VecDeque::len);
        rows.sum::<usize>().saturating_add(self.next.len())
    }

    /// All that is true, in order.
    pub(crate) fn sorted(&self, is_true: &dyn Fn(&Entry) -> bool) -> Vec<Entry> {
        let next = self.next.iter().map(|Reverse(entry)| entry);
        let all = next.chain(self.rows.iter().flatten());
        let mut entries: Vec<_> = all.copied().filter(|entry| is_true(entry)).collect();
        entries.sort_unstable();
        entries.dedup();
        entries
    }
}

/// It follows from what stands elsewhere, so it makes no difference between two states.
impl PartialEq for DueQueue {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for DueQueue {}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test may overflow loudly")]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_has_fallen_due_gives_its_room_back() {
        let mut queue = DueQueue::default();
        let at = Instant::from_millis;
        (0..20_000).for_each(|time| queue.push(at(time), 0));
        for time in 0..19_990 {
            if queue.forget(at(time), 0) {
                queue.tidy(&|(at, _)| at.millis() > time);
            }
            assert_eq!(queue.first(), Some(&(at(time + 1), 0)));
        }
        let rows = queue.rows.iter().map(VecDeque::capacity).sum::<usize>();
        assert_eq!(queue.len(), 10);
        assert!(rows + queue.next.capacity() < 100, "{rows} in rows");
    }

    proptest! {
        #[test]
        fn the_first_is_the_earliest_of_all_that_is_true(
            // By rising limits, by falling ones, and whatever; or the one that would fall due next, or a later one, is off.
            steps in prop::collection::vec((0..5, 0i64..40), 0..400),
        ) {
            let (mut queue, mut naive) = (DueQueue::default(), BTreeSet::new());
            for ((what, time), step) in steps.into_iter().zip(0i64..) {
                let at = match what {
                    0 => Some(step + time / 20 * 30),
                    1 => Some(400 - step),
                    2 => Some(time),
                    _ => None,
                };
                match at {
                    Some(at) => {
                        // Of few kinds, so that some come again after they were taken back.
                        let entry = (Instant::from_millis(at), step.unsigned_abs() % 5);
                        if naive.insert(entry) {
                            queue.push(entry.0, entry.1);
                        }
                    }
                    None => {
                        let off = if what == 3 { naive.first() } else { naive.iter().nth(time as usize) };
                        if let Some(off) = off.copied() {
                            naive.remove(&off);
                            if queue.forget(off.0, off.1) {
                                queue.tidy(&|entry| naive.contains(entry));
                            }
                        }
                    }
                }
                prop_assert_eq!(queue.first(), naive.first());
                prop_assert!(queue.sorted(&|entry| naive.contains(entry)).iter().eq(&naive));
            }
        }
    }
}
