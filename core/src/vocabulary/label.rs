//! What people read: labels and languages.

use core::fmt;
use serde::{Deserialize, Serialize};

/// A language the library explains itself in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// 简体中文.
    Zh,
}

/// A name for people: one text, or one in each language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Label {
    /// The same in every language.
    One(String),
    /// One in each.
    Both {
        /// 中文.
        zh: String,
        /// English.
        en: String,
    },
}

impl Label {
    /// The label in a language.
    pub fn text(&self, lang: Lang) -> &str {
        match (self, lang) {
            (Self::One(text), _) => text,
            (Self::Both { zh, .. }, Lang::Zh) => zh,
            (Self::Both { en, .. }, Lang::En) => en,
        }
    }
}

/// In Chinese by `{}`, in English by `{:#}`.
impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text(if f.alternate() { Lang::En } else { Lang::Zh }))
    }
}
