//! How refusals are declared: a stable code, a name, the values, and one sentence in each language, all in one place.

use core::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::json;

/// A list that reads as `a, b, c`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct List<T>(pub Vec<T>);

impl<T: fmt::Display> fmt::Display for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().enumerate().try_for_each(|(i, item)| {
            if i > 0 {
                f.write_str(", ")?;
            }
            write!(f, "`{item}`")
        })
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

/// The values of a refusal, which is written as its name and what it holds. They are taken from what is written, as every
/// refusal can be anyway: to turn it into values by itself would be a second way to write each.
pub(crate) fn data(refusal: &impl Serialize) -> Value {
    // An enum of structs of texts and numbers: writing it cannot fail, and it is read as it was written.
    let written = json::to_string(refusal).unwrap_or_default();
    match json::from_str(&written) {
        Ok(Value::Object(variant)) => variant.into_iter().next().map_or(Value::Null, |(_, data)| data),
        _ => Value::Null,
    }
}

/// Declares an enum of refusals. Variants stand in the order of precedence; sentences may name the fields.
macro_rules! refusals {
    (
        $(#[$doc:meta])*
        pub enum $enum:ident {$(
            $(#[$variant_doc:meta])*
            $code:ident $name:ident $variant:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)? }
            en $en:literal
            zh $zh:literal
        )*}
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $enum {$(
            $(#[$variant_doc])*
            #[doc = ""]
            #[doc = concat!("`", stringify!($code), " ", stringify!($name), "`: ", $en)]
            $variant { $($(#[$field_doc])* $field: $type),* }
        ),*}

        impl $enum {
            /// Code and name of every variant, in order of precedence.
            pub const CODES: &'static [(&'static str, &'static str)] =
                &[$((stringify!($code), stringify!($name))),*];

            /// The stable code, such as `C207`.
            pub fn code(&self) -> &'static str {
                match self {$(Self::$variant { .. } => stringify!($code)),*}
            }

            /// The stable name, such as `not_allowed`.
            pub fn name(&self) -> &'static str {
                match self {$(Self::$variant { .. } => stringify!($name)),*}
            }

            /// The values, by name.
            pub fn data(&self) -> serde_json::Value {
                $crate::vocabulary::refusals::data(self)
            }

            /// The sentence a person should read: what, which value, what is allowed, what to do.
            pub fn explain(&self, lang: $crate::vocabulary::Lang) -> String {
                match (self, lang) {$(
                    (Self::$variant { $($field),* }, $crate::vocabulary::Lang::En) => {
                        $(let _ = $field;)*
                        format!($en)
                    }
                    (Self::$variant { $($field),* }, $crate::vocabulary::Lang::Zh) => {
                        $(let _ = $field;)*
                        format!($zh)
                    }
                )*}
            }
        }
    };
}
pub(crate) use refusals;
