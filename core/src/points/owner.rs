//! Whose passbook, in four bytes.

/// Whose passbook: a place in `people` or in `households`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Owner(u32);

/// An owner, taken apart.
pub(super) enum Of {
    Person(u32),
    Household(u32),
}

impl Owner {
    const HOUSEHOLD: u32 = 1 << 31;

    pub(super) const FIRST: Self = Self(0);
    pub(super) const LAST: Self = Self(u32::MAX);

    pub(super) fn person(place: u32) -> Self {
        Self(place & !Self::HOUSEHOLD)
    }

    pub(super) fn household(place: u32) -> Self {
        Self(place | Self::HOUSEHOLD)
    }

    pub(super) fn of(self) -> Of {
        let place = self.0 & !Self::HOUSEHOLD;
        if self.0 & Self::HOUSEHOLD == 0 {
            Of::Person(place)
        } else {
            Of::Household(place)
        }
    }
}

/// Places are 31 bits: no ward has two thousand million people.
pub(super) fn place(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
