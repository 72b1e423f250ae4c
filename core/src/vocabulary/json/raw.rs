//! Values passed on as they are written.

use core::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Visitor};

/// A value that is passed on unread, as it is written: where it ends is seen, not whether it is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Raw<'a>(pub(crate) &'a str);

/// By this name the reader knows that a value is to be passed on.
pub(super) const RAW: &str = "linli::Raw";

impl<'de: 'a, 'a> Deserialize<'de> for Raw<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct AsWritten;
        impl<'de> Visitor<'de> for AsWritten {
            type Value = Raw<'de>;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("a value")
            }

            fn visit_borrowed_str<E>(self, written: &'de str) -> Result<Raw<'de>, E> {
                Ok(Raw(written))
            }
        }
        from.deserialize_newtype_struct(RAW, AsWritten)
    }
}
