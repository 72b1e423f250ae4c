//! Values written as JSON.

use core::fmt::{self, Display, Write};

use serde::ser::{self, Impossible, Serialize, Serializer};
use serde_json::Error;

/// Adds a value to a text.
pub(crate) fn write(json: &mut String, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
    value.serialize(Writer(json))
}

/// Bytes a value usually takes.
const USUAL: usize = 128;

/// A value as a text.
pub(crate) fn to_string(value: &(impl Serialize + ?Sized)) -> Result<String, Error> {
    let mut json = String::with_capacity(USUAL);
    write(&mut json, value)?;
    Ok(json)
}

/// Writes one value. The names of fields and variants are ours and plain, so only texts are looked through for what must be
/// escaped; numbers are whole.
struct Writer<'a>(&'a mut String);

/// A list or an object that is not closed yet.
struct Open<'a> {
    json: &'a mut String,
    first: bool,
    close: &'static str,
}

/// Takes what is shown, as part of a text.
struct Quoted<'a>(&'a mut String);

impl Write for Quoted<'_> {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        quote(self.0, part);
        Ok(())
    }
}

fn quote(json: &mut String, part: &str) {
    if part.bytes().any(is_escaped) {
        part.chars().for_each(|c| escape(json, c));
    } else {
        json.push_str(part);
    }
}

/// Which bytes are escaped: every text is looked through, and a look here is quicker than three comparisons.
#[expect(clippy::indexing_slicing, reason = "seen when it is built")]
const ESCAPED: [bool; 256] = {
    let mut escaped = [false; 256];
    let mut byte = 0;
    while byte < escaped.len() {
        escaped[byte] = matches!(byte as u8, 0..=0x1f | b'"' | b'\\');
        byte += 1;
    }
    escaped
};

fn is_escaped(byte: u8) -> bool {
    ESCAPED.get(usize::from(byte)).copied().unwrap_or_default()
}

fn escape(json: &mut String, c: char) {
    let name = match c {
        '"' | '\\' => c,
        '\u{8}' => 'b',
        '\u{c}' => 'f',
        '\n' => 'n',
        '\r' => 'r',
        '\t' => 't',
        '\0'..='\u{1f}' => {
            json.push_str(if c < '\u{10}' { "\\u000" } else { "\\u001" });
            json.extend(char::from_digit(u32::from(c) % 16, 16));
            return;
        }
        _ => return json.push(c),
    };
    json.push('\\');
    json.push(name);
}

fn decimal(json: &mut String, number: u64) {
    json.push_str(itoa::Buffer::new().format(number));
}

/// Opens what holds the value of a variant.
fn variant(json: &mut String, variant: &str) {
    json.push_str("{\"");
    json.push_str(variant);
    json.push_str("\":");
}

fn unwritable<T>(what: &str) -> Result<T, Error> {
    Err(ser::Error::custom(format_args!("{what} cannot be written")))
}

impl<'a> Writer<'a> {
    fn open(self, open: &str, close: &'static str) -> Open<'a> {
        self.0.push_str(open);
        Open {
            json: self.0,
            first: true,
            close,
        }
    }
}

impl Open<'_> {
    fn comma(&mut self) {
        if !core::mem::take(&mut self.first) {
            self.json.push(',');
        }
    }

    /// Before the value of a field.
    fn name(&mut self, field: &str) {
        self.comma();
        self.json.push('"');
        self.json.push_str(field);
        self.json.push_str("\":");
    }

    fn close(self) {
        self.json.push_str(self.close);
    }
}

macro_rules! numbers {
    ($($signed:ident: $i:ty, $unsigned:ident: $u:ty;)*) => {$(
        fn $signed(self, number: $i) -> Result<(), Error> {
            if number < 0 {
                self.0.push('-');
            }
            decimal(self.0, number.unsigned_abs().into());
            Ok(())
        }

        fn $unsigned(self, number: $u) -> Result<(), Error> {
            decimal(self.0, number.into());
            Ok(())
        }
    )*};
}

impl<'a> Serializer for Writer<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Open<'a>;
    type SerializeTuple = Open<'a>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Open<'a>;
    type SerializeStruct = Open<'a>;
    type SerializeStructVariant = Open<'a>;

    numbers! {
        serialize_i8: i8, serialize_u8: u8;
        serialize_i16: i16, serialize_u16: u16;
        serialize_i32: i32, serialize_u32: u32;
        serialize_i64: i64, serialize_u64: u64;
    }

    fn serialize_bool(self, truth: bool) -> Result<(), Error> {
        self.0.push_str(if truth { "true" } else { "false" });
        Ok(())
    }

    fn serialize_f32(self, _number: f32) -> Result<(), Error> {
        unwritable("a fraction")
    }

    fn serialize_f64(self, _number: f64) -> Result<(), Error> {
        unwritable("a fraction")
    }

    fn serialize_char(self, c: char) -> Result<(), Error> {
        self.collect_str(&c)
    }

    fn serialize_str(self, text: &str) -> Result<(), Error> {
        self.0.push('"');
        quote(self.0, text);
        self.0.push('"');
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, text: &T) -> Result<(), Error> {
        self.0.push('"');
        write!(Quoted(self.0), "{text}").map_err(ser::Error::custom)?;
        self.0.push('"');
        Ok(())
    }

    fn serialize_bytes(self, _bytes: &[u8]) -> Result<(), Error> {
        unwritable("a list of bytes")
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.0.push_str("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<(), Error> {
        self.0.push('"');
        self.0.push_str(variant);
        self.0.push('"');
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        variant(self.0, name);
        value.serialize(Writer(self.0))?;
        self.0.push('}');
        Ok(())
    }

    fn serialize_seq(self, _len: Option<usize>) -> Result<Open<'a>, Error> {
        Ok(self.open("[", "]"))
    }

    fn serialize_tuple(self, _len: usize) -> Result<Open<'a>, Error> {
        Ok(self.open("[", "]"))
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        _len: usize,
    ) -> Result<Self::SerializeTupleStruct, Error> {
        unwritable(name)
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _len: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        unwritable(variant)
    }

    fn serialize_map(self, _len: Option<usize>) -> Result<Open<'a>, Error> {
        Ok(self.open("{", "}"))
    }

    fn serialize_struct(self, _name: &'static str, _len: usize) -> Result<Open<'a>, Error> {
        Ok(self.open("{", "}"))
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        name: &'static str,
        _len: usize,
    ) -> Result<Open<'a>, Error> {
        variant(self.0, name);
        Ok(self.open("{", "}}"))
    }
}

impl ser::SerializeSeq for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.comma();
        write(self.json, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl ser::SerializeTuple for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        ser::SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl ser::SerializeMap for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.comma();
        let start = self.json.len();
        write(self.json, key)?;
        let is_text = self.json.get(start..).is_some_and(|key| key.starts_with('"'));
        if is_text {
            Ok(())
        } else {
            unwritable("a key that is no text")
        }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.json.push(':');
        write(self.json, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl ser::SerializeStruct for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        field: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.name(field);
        write(self.json, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl ser::SerializeStructVariant for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        field: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        ser::SerializeStruct::serialize_field(self, field, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde::Serialize;

    use super::to_string;

    #[derive(Clone, Debug, Serialize)]
    #[serde(rename_all = "snake_case")]
    enum Form {
        Plain,
        Holding(Option<i64>),
        Naming {
            text: String,
            list: Vec<u64>,
            truth: bool,
        },
        Empty {},
        Keyed(BTreeMap<String, (i8, char)>),
    }

    fn forms() -> impl Strategy<Value = Form> {
        let text = "([ -~]|[\\x00-\\x20]|\u{7f}|网|😀){0,9}";
        prop_oneof![
            Just(Form::Plain),
            any::<Option<i64>>().prop_map(Form::Holding),
            (text, any::<Vec<u64>>(), any::<bool>()).prop_map(|(text, list, truth)| Form::Naming {
                text,
                list,
                truth
            }),
            Just(Form::Empty {}),
            prop::collection::btree_map(text, any::<(i8, char)>(), 0..4).prop_map(Form::Keyed),
        ]
    }

    proptest! {
        #[test]
        fn writes_what_another_writer_writes(forms in prop::collection::vec(forms(), 0..5)) {
            prop_assert_eq!(to_string(&forms).unwrap(), serde_json::to_string(&forms).unwrap());
        }
    }

    #[test]
    fn numbers_are_written_to_their_ends() {
        assert_eq!(
            to_string(&(i64::MIN, i64::MAX, u64::MAX, 0)).unwrap(),
            format!("[{},{},{},0]", i64::MIN, i64::MAX, u64::MAX)
        );
    }

    #[test]
    fn what_the_library_has_not_is_not_written() {
        assert!(to_string(&0.5).is_err());
        assert!(to_string(&BTreeMap::from([(1, 2)])).is_err());
    }
}
