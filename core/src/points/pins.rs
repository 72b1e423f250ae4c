//! What a hold takes of each lot.

use super::award_key::AwardKey;

/// Lots and how many points of each. Nearly always it is one lot or two, which stand in the hold itself: it is met at
/// random, and memory is waited for at every step that leads to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pins {
    /// Filled from the front.
    Few([Option<(AwardKey, u32)>; 2]),
    Many(Box<[(AwardKey, u32)]>),
}

impl Pins {
    pub(super) fn iter(&self) -> impl Iterator<Item = (AwardKey, u32)> {
        let (few, many) = match self {
            Self::Few(few) => (few.as_slice(), [].as_slice()),
            Self::Many(many) => ([].as_slice(), &**many),
        };
        few.iter().flatten().chain(many).copied()
    }
}

impl Default for Pins {
    fn default() -> Self {
        Self::Few([None; 2])
    }
}

impl FromIterator<(AwardKey, u32)> for Pins {
    fn from_iter<I: IntoIterator<Item = (AwardKey, u32)>>(pins: I) -> Self {
        let mut pins = pins.into_iter();
        // Whoever said once that there are no more is not asked again.
        let first = pins.next();
        let second = first.and_then(|_| pins.next());
        match second.and_then(|_| pins.next()) {
            None => Self::Few([first, second]),
            Some(third) => {
                let mut many: Vec<_> = first.into_iter().chain(second).collect();
                many.push(third);
                many.extend(pins);
                Self::Many(many.into())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::points::award_key::AwardKeys;
    use crate::vocabulary::AwardId;

    #[test]
    fn they_come_back_in_their_order_however_many() {
        let mut keys = AwardKeys::default();
        let pins: Vec<_> = (1..6)
            .map(|n| (keys.intern(&AwardId::new(format!("desk-{n}.0")).unwrap()), n))
            .collect();
        for many in 0..=pins.len() {
            let pins = &pins[..many];
            assert!(
                pins.iter()
                    .copied()
                    .collect::<Pins>()
                    .iter()
                    .eq(pins.iter().copied())
            );
        }
    }
}
