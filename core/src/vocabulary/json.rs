//! JSON as the library writes it: a struct is an object whose fields stand in the order of their declaration, with nothing
//! besides. Only white space may have come between.
//!
//! What is kept is hashed as it was written and never written again, so whoever reads it need not be ready for anything
//! else. A reader of any JSON, which looks each field up by its name, takes half as much code again, and reading is a tenth of
//! the library that phones carry.

mod escapes;
mod left_out;
mod raw;
mod writer;

use core::slice;
use std::borrow::Cow;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};
use serde_json::Error;

use self::escapes::unescaped;
use self::left_out::LeftOut;
use self::raw::RAW;
pub(crate) use self::raw::Raw;
pub(crate) use self::writer::{to_string, write};

/// Objects and lists within one another; no value has as many.
const DEEPEST: u8 = 64;

/// Reads a value as the library wrote it.
pub(crate) fn from_str<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, Error> {
    let rest = text.trim_ascii_start();
    let mut json = Reader { rest, depth: 0 };
    let value = T::deserialize(&mut json)?;
    if json.rest.is_empty() {
        Ok(value)
    } else {
        Err(json.lacks("the end"))
    }
}

/// Reads the value a text begins with, and nothing after it.
#[cfg(any(feature = "sqlite", test))]
pub(crate) fn first<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, Error> {
    T::deserialize(&mut Reader { rest: text, depth: 0 })
}

/// What is still to be read, from where a token begins.
struct Reader<'de> {
    rest: &'de str,
    depth: u8,
}

/// The items of a list or an object.
struct Items<'a, 'de> {
    json: &'a mut Reader<'de>,
    first: bool,
}

/// The members of an object as the fields of a struct.
struct Fields<'a, 'de> {
    json: &'a mut Reader<'de>,
    names: slice::Iter<'static, &'static str>,
    first: bool,
}

impl<'de> Reader<'de> {
    /// Whether this comes next; if so, it is read.
    fn takes(&mut self, token: &str) -> bool {
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest.trim_ascii_start();
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, token: &str) -> Result<(), Error> {
        if self.takes(token) {
            Ok(())
        } else {
            Err(self.lacks(token))
        }
    }

    #[cold]
    fn lacks(&self, what: &str) -> Error {
        let left = self.rest.len();
        serde::de::Error::custom(format_args!("{what} is expected, {left} bytes before the end"))
    }

    fn open(&mut self, bracket: &str) -> Result<(), Error> {
        self.expect(bracket)?;
        self.depth = self.depth.saturating_add(1);
        if self.depth < DEEPEST {
            Ok(())
        } else {
            Err(self.lacks("less depth"))
        }
    }

    fn close(&mut self, bracket: &str) -> Result<(), Error> {
        self.depth = self.depth.saturating_sub(1);
        self.expect(bracket)
    }

    fn text(&mut self) -> Result<Cow<'de, str>, Error> {
        let Some(begun) = self.rest.strip_prefix('"') else {
            return Err(self.lacks("a text"));
        };
        let mut escapes = false;
        let mut escaped = false;
        let end = begun.bytes().position(|byte| {
            let ends = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            escapes |= escaped;
            ends
        });
        let Some((text, rest)) = end.and_then(|end| begun.split_at_checked(end)) else {
            return Err(self.lacks("the end of a text"));
        };
        self.rest = rest;
        self.expect("\"")?;
        if escapes {
            let plain = unescaped(text).ok_or_else(|| self.lacks("what a backslash may stand before"))?;
            Ok(Cow::Owned(plain))
        } else {
            Ok(Cow::Borrowed(text))
        }
    }

    /// A value as it is written: it ends before the comma or bracket that is not its own.
    fn unread(&mut self) -> Result<&'de str, Error> {
        let (mut depth, mut quoted, mut escaped) = (0_u32, false, false);
        let end = self.rest.bytes().position(|byte| {
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                _ if quoted => {}
                b'{' | b'[' => depth = depth.saturating_add(1),
                b'}' | b']' | b',' if depth == 0 => return true,
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            false
        });
        let end = end.unwrap_or(self.rest.len());
        match self.rest.split_at_checked(end) {
            Some((value, rest)) if !quoted && depth == 0 && !value.is_empty() => {
                self.rest = rest;
                Ok(value.trim_ascii_end())
            }
            _ => Err(self.lacks("a value")),
        }
    }

    fn number<T: core::str::FromStr>(&mut self) -> Result<T, Error> {
        let ends = |c: char| c != '-' && !c.is_ascii_digit();
        let end = self.rest.find(ends).unwrap_or(self.rest.len());
        let (number, rest) = self.rest.split_at_checked(end).unwrap_or_default();
        let number = number.parse().map_err(|_| self.lacks("a number"))?;
        self.rest = rest.trim_ascii_start();
        Ok(number)
    }
}

macro_rules! whole_numbers {
    ($($read:ident as $visit:ident)*) => {$(
        fn $read<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$visit(self.number()?)
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Error;

    whole_numbers! {
        deserialize_i8 as visit_i64 deserialize_i16 as visit_i64 deserialize_i32 as visit_i64 deserialize_i64 as visit_i64
        deserialize_u8 as visit_u64 deserialize_u16 as visit_u64 deserialize_u32 as visit_u64 deserialize_u64 as visit_u64
    }

    forward_to_deserialize_any! {
        i128 u128 f32 f64 char bytes byte_buf unit unit_struct
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.rest.bytes().next() {
            Some(b'"') => self.deserialize_str(visitor),
            Some(b'[') => self.deserialize_seq(visitor),
            Some(b'{') => self.deserialize_map(visitor),
            Some(b't' | b'f') => self.deserialize_bool(visitor),
            Some(b'-') => self.deserialize_i64(visitor),
            Some(b'0'..=b'9') => self.deserialize_u64(visitor),
            _ => self.expect("null").and_then(|()| visitor.visit_unit()),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.unread()?;
        visitor.visit_unit()
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let yes = self.takes("true");
        if !yes {
            self.expect("false")?;
        }
        visitor.visit_bool(yes)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.text()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.takes("null") {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name == RAW {
            return visitor.visit_borrowed_str(self.unread()?);
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.open("[")?;
        let value = visitor.visit_seq(Items {
            json: self,
            first: true,
        })?;
        self.close("]")?;
        Ok(value)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _len: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.open("{")?;
        let value = visitor.visit_map(Items {
            json: self,
            first: true,
        })?;
        self.close("}")?;
        Ok(value)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.open("{")?;
        let value = visitor.visit_seq(Fields {
            json: self,
            names: fields.iter(),
            first: true,
        })?;
        self.close("}")?;
        Ok(value)
    }

    /// A variant is its name, or an object with its name and what is in it.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let holds = self.rest.starts_with('{');
        if holds {
            self.open("{")?;
        }
        let value = visitor.visit_enum(&mut *self)?;
        if holds {
            self.close("}")?;
        }
        Ok(value)
    }
}

impl Items<'_, '_> {
    /// Whether another item comes.
    fn go_on(&mut self) -> Result<bool, Error> {
        if self.json.rest.starts_with([']', '}']) {
            return Ok(false);
        }
        if !core::mem::take(&mut self.first) {
            self.json.expect(",")?;
        }
        Ok(true)
    }
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        if self.go_on()? {
            seed.deserialize(&mut *self.json).map(Some)
        } else {
            Ok(None)
        }
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        self.next_element_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        self.json.expect(":")?;
        seed.deserialize(&mut *self.json)
    }
}

impl<'de> Fields<'_, 'de> {
    /// Whether the next field is written; if so, its name is read. `None` after the last one.
    fn is_written(&mut self) -> Option<bool> {
        let name = self.names.next()?;
        let value = self.value_of(name);
        if let Some(value) = value {
            self.json.rest = value;
            self.first = false;
        }
        Some(value.is_some())
    }

    /// What follows the name, if that comes next.
    fn value_of(&self, name: &str) -> Option<&'de str> {
        let mut rest = self.json.rest;
        if !self.first {
            rest = rest.strip_prefix(',')?.trim_ascii_start();
        }
        let colon = rest.strip_prefix('"')?.strip_prefix(name)?.strip_prefix('"')?;
        Some(colon.trim_ascii_start().strip_prefix(':')?.trim_ascii_start())
    }
}

impl<'de> SeqAccess<'de> for Fields<'_, 'de> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        match self.is_written() {
            Some(true) => seed.deserialize(&mut *self.json).map(Some),
            // Without a value the struct takes the field's default, or is an error.
            Some(false) => Ok(seed.deserialize(LeftOut).ok()),
            None => Ok(None),
        }
    }
}

impl<'de> EnumAccess<'de> for &mut Reader<'de> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Error> {
        let variant = seed.deserialize(&mut *self)?;
        self.takes(":");
        Ok((variant, self))
    }
}

/// Neither finds a value in a mere name, nor passes over one: whichever form is wrong, what comes next shows it.
impl<'de> VariantAccess<'de> for &mut Reader<'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Error> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_struct("", fields, visitor)
    }
}

#[cfg(test)]
mod tests;
