//! Fields that are left out.

use core::fmt;

use serde::de::{Deserializer, Visitor};
use serde::forward_to_deserialize_any;

/// What stands for a field that is left out: nothing, if its type allows for that. It is its own error.
#[derive(Debug)]
pub(super) struct LeftOut;

impl<'de> Deserializer<'de> for LeftOut {
    type Error = Self;

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Self> {
        Err(self)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self> {
        visitor.visit_none()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl core::error::Error for LeftOut {}

impl fmt::Display for LeftOut {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a field is left out")
    }
}

impl serde::de::Error for LeftOut {
    fn custom<T: fmt::Display>(_reason: T) -> Self {
        Self
    }
}
