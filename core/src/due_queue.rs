//! What falls due, the earliest first.
//!
//! Most of what is to fall due never does: a case is answered, a hold captured, long before. To take such an entry out of
//! a sorted set costs as much as to put it in, so it is left where it is, and passed over when it comes to the top.

use core::cmp::Reverse;
use std::collections::BinaryHeap;

/// A queue in which what is no longer true may stay behind, but never at the top. Adding takes constant time for what
/// falls due after most of the rest, removing takes constant time spread over all.
#[derive(Clone, Debug)]
pub(crate) struct DueQueue<K> {
    heap: BinaryHeap<Reverse<K>>,
    /// How many entries are no longer true, at least.
    stale: usize,
}

impl<K: Ord> DueQueue<K> {
    /// The earliest.
    pub(crate) fn first(&self) -> Option<&K> {
        self.heap.peek().map(|Reverse(key)| key)
    }

    /// Something is to fall due.
    pub(crate) fn push(&mut self, key: K) {
        self.heap.push(Reverse(key));
    }

    /// It is no longer. After the change this comes from, [`tidy`](Self::tidy) has to be called.
    pub(crate) fn forget(&mut self) {
        self.stale = self.stale.saturating_add(1);
    }

    /// Makes the top true again, and the queue small again once three quarters of it are not: to ask of an entry whether
    /// it is true means to fetch what it is about.
    pub(crate) fn tidy(&mut self, is_true: impl Fn(&K) -> bool) {
        if self.stale / 3 > self.heap.len() / 4 {
            self.heap.retain(|Reverse(key)| is_true(key));
            self.stale = 0;
        }
        while self.first().is_some_and(|key| !is_true(key)) {
            self.heap.pop();
            self.stale = self.stale.saturating_sub(1);
        }
        // What has fallen due gives its room back.
        if self.heap.len() < self.heap.capacity() / 4 {
            self.heap.shrink_to(self.heap.capacity() / 2);
        }
    }

    /// All that is true, in order.
    pub(crate) fn sorted(&self, is_true: impl Fn(&K) -> bool) -> Vec<&K> {
        let all = self.heap.iter().map(|Reverse(key)| key);
        let mut keys: Vec<&K> = all.filter(|key| is_true(key)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

impl<K: Ord> Default for DueQueue<K> {
    fn default() -> Self {
        Self {
            heap: BinaryHeap::new(),
            stale: 0,
        }
    }
}

/// It follows from what stands elsewhere, so it makes no difference between two states.
impl<K> PartialEq for DueQueue<K> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<K> Eq for DueQueue<K> {}
