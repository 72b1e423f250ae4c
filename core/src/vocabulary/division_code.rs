//! Division codes 统计用区划代码: 12 digits (2 province, 2 prefecture, 2 county, 3 street, 3 community), 15 with the grid.

use core::fmt;
use serde::{Deserialize, Deserializer, Serialize};
use smol_str::SmolStr;

/// A statistical division code of 2, 4, 6, 9, 12 or 15 digits.
///
/// ```
/// let guandao = linli::DivisionCode::new("320311006001").unwrap();
/// assert!(linli::DivisionCode::new("320311006").unwrap().contains(&guandao));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct DivisionCode(SmolStr);

/// Why a text is no division code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not a division code: 2, 4, 6, 9, 12 or 15 digits are allowed")]
pub struct DivisionCodeError {
    /// The refused text.
    pub found: SmolStr,
}

impl DivisionCode {
    /// Reads a code.
    pub fn new(text: &str) -> Result<Self, DivisionCodeError> {
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        if digits && matches!(text.len(), 2 | 4 | 6 | 9 | 12 | 15) {
            Ok(Self(text.into()))
        } else {
            Err(DivisionCodeError { found: text.into() })
        }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the other code lies in this one's area. A code padded with zeros (`320311000000`) counts as the shorter one.
    pub fn contains(&self, other: &Self) -> bool {
        other.significant().starts_with(self.significant())
    }

    fn significant(&self) -> &str {
        let mut digits = self.0.as_str();
        for (length, shorter) in [(15, 12), (12, 9), (9, 6), (6, 4), (4, 2)] {
            match digits.split_at_checked(shorter) {
                Some((head, tail)) if digits.len() == length && tail.bytes().all(|b| b == b'0') => {
                    digits = head
                }
                _ => {}
            }
        }
        digits
    }
}

impl<'de> Deserialize<'de> for DivisionCode {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        let text = SmolStr::deserialize(source)?;
        Self::new(&text).map_err(serde::de::Error::custom)
    }
}

impl fmt::Display for DivisionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for DivisionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
