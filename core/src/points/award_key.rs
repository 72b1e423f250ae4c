//! Award ids, packed. An account keeps its lots for as long as later rules may ask about them, so what a lot weighs
//! counts: almost every id is written `origin-number.ordinal`, and eight bytes hold that.

use smol_str::SmolStr;

use crate::vocabulary::{AwardId, Set};

/// An award id in eight bytes. It means something only beside the [`AwardKeys`] that made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct AwardKey {
    origin: u16,
    number: u32,
    ordinal: u16,
}

/// The origin of ids of any other form; their number is their place among them.
const ODD: u16 = u16::MAX;

/// What the keys stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct AwardKeys {
    origins: Set<SmolStr>,
    odd: Set<AwardId>,
}

impl AwardKeys {
    /// The key of an id; `None` if none like it was ever seen.
    pub(super) fn get(&self, id: &AwardId) -> Option<AwardKey> {
        let packed = split(id).and_then(|(origin, number, ordinal)| {
            let origin = u16::try_from(self.origins.get_index_of(origin)?).ok()?;
            Some(AwardKey {
                origin,
                number,
                ordinal,
            })
        });
        packed.or_else(|| odd(self.odd.get_index_of(id)?))
    }

    /// The key of an id, seen before or not.
    pub(super) fn intern(&mut self, id: &AwardId) -> AwardKey {
        if let Some((origin, number, ordinal)) = split(id) {
            let known = self.origins.get_index_of(origin);
            let place = known.unwrap_or_else(|| self.origins.len());
            if let Ok(place) = u16::try_from(place)
                && place != ODD
            {
                if known.is_none() {
                    self.origins.insert(SmolStr::new(origin));
                }
                return AwardKey {
                    origin: place,
                    number,
                    ordinal,
                };
            }
        }
        let (place, _) = self.odd.insert_full(id.clone());
        odd(place).unwrap_or(AwardKey {
            origin: ODD,
            number: u32::MAX,
            ordinal: 0,
        })
    }

    /// The id a key stands for.
    pub(super) fn id(&self, key: AwardKey) -> Option<AwardId> {
        if key.origin == ODD {
            return self.odd.get_index(key.number as usize).cloned();
        }
        let origin = self.origins.get_index(usize::from(key.origin))?;
        Some(AwardId::of_parts(origin, key.number.into(), key.ordinal.into()))
    }
}

fn odd(place: usize) -> Option<AwardKey> {
    let number = u32::try_from(place).ok()?;
    Some(AwardKey {
        origin: ODD,
        number,
        ordinal: 0,
    })
}

/// `origin-number.ordinal`, if the id is written so and its numbers are small enough to pack.
fn split(id: &AwardId) -> Option<(&str, u32, u16)> {
    let (command, ordinal) = numbered(id.as_str(), b'.')?;
    let (origin, number) = numbered(command, b'-')?;
    Some((origin, number, ordinal))
}

/// Digits of the largest number that is packed.
const DIGITS: usize = 10;

/// What stands before the mark and the number at the end: a number as it would be printed, so that packing an id and
/// printing it again gives the same id. Read from its end, where it needs no search.
fn numbered<N: TryFrom<u64>>(text: &str, mark: u8) -> Option<(&str, N)> {
    let (mut rest, mut number, mut unit, mut first) = (text.as_bytes(), 0u64, 1u64, b'0');
    while let [before @ .., digit @ b'0'..=b'9'] = rest {
        number = number.wrapping_add(u64::from(digit & 0xf).wrapping_mul(unit));
        unit = unit.wrapping_mul(10);
        (rest, first) = (before, *digit);
    }
    let digits = text.len().wrapping_sub(rest.len());
    let printed = digits == 1 || (first != b'0' && digits <= DIGITS);
    let [before @ .., last] = rest else { return None };
    if !printed || *last != mark {
        return None;
    }
    Some((text.get(..before.len())?, N::try_from(number).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_comes_back_as_it_was() {
        let mut keys = AwardKeys::default();
        for text in [
            "desk-1.0",
            "desk-1.1",
            "a-b-7.3",
            "desk-01.0",
            "desk-1.00",
            "desk-+1.0",
            "x",
            "desk-4294967296.0",
            "desk-1.65536",
            "desk-4294967295.65535",
            "desk-18446744073709551616.0",
            "desk-1.184467440737095516160000000000000",
            "desk-.0",
            "-1.0",
            "case-7.2.3",
            "网-3.1",
        ] {
            let id = AwardId::new(text).unwrap();
            let key = keys.intern(&id);
            assert_eq!(keys.intern(&id), key);
            assert_eq!(keys.get(&id), Some(key));
            assert_eq!(keys.id(key), Some(id), "{text}");
        }
    }
}
