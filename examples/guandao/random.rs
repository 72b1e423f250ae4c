//! Chance, from a seed: SplitMix64, so that the same seed gives the same year on every machine.

/// A seeded stream of numbers.
pub(crate) struct Random(u64);

impl Random {
    /// The stream of a seed and a purpose. Each part of the year has its own, so changing one leaves the others as they were.
    pub(crate) fn new(seed: u64, purpose: &str) -> Self {
        let start = purpose
            .bytes()
            .fold(seed, |sum, byte| Self(sum ^ u64::from(byte)).next());
        Self(start)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to one below `count`, which is at least 1.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        let wide = u128::from(self.next()) * count as u128;
        (wide >> 64) as usize
    }

    /// From `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1) as usize) as i64
    }

    /// True so many times in a thousand.
    pub(crate) fn chance(&mut self, permille: usize) -> bool {
        self.below(1000) < permille
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// One of the choices, each as often as its weight says.
    pub(crate) fn weighted<T: Copy>(&mut self, choices: &[(T, usize)]) -> T {
        let total = choices.iter().map(|(_, weight)| weight).sum();
        let mut at = self.below(total);
        for (choice, weight) in choices {
            if at < *weight {
                return *choice;
            }
            at -= weight;
        }
        choices[0].0
    }

    /// `count` different numbers below `all`, in random order.
    pub(crate) fn sample(&mut self, all: usize, count: usize) -> Vec<usize> {
        let mut numbers: Vec<usize> = (0..all).collect();
        let count = count.min(all);
        for at in 0..count {
            let other = at + self.below(all - at);
            numbers.swap(at, other);
        }
        numbers.truncate(count);
        numbers
    }

    pub(crate) fn salt(&mut self) -> linli::Salt {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.next().to_be_bytes());
        bytes[8..].copy_from_slice(&self.next().to_be_bytes());
        linli::Salt(bytes)
    }
}
