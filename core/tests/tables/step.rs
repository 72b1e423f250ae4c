//! One line of a table.

use linli::{
    Capacity, CommandId, Date, Detail, DetailName, Instant, Lang, Meta, PersonId, PostId, Salt, UnitId,
};
use serde::Deserialize;
use serde_json::{Map, Value};

pub type Check = Result<(), String>;

#[derive(Deserialize)]
#[serde(transparent)]
pub struct Step(Map<String, Value>);

impl Step {
    pub fn text(&self) -> String {
        Value::Object(self.0.clone()).to_string()
    }

    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    pub fn str(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.as_str()
    }

    pub fn must(&self, key: &str) -> &str {
        self.str(key)
            .unwrap_or_else(|| panic!("`{key}` is missing in {}", self.text()))
    }

    pub fn id<T: for<'a> TryFrom<&'a str, Error = linli::IdError>>(&self, key: &str) -> T {
        T::try_from(self.must(key)).unwrap()
    }

    pub fn maybe<T: for<'a> TryFrom<&'a str, Error = linli::IdError>>(&self, key: &str) -> Option<T> {
        self.str(key).map(|text| T::try_from(text).unwrap())
    }

    pub fn at(&self, key: &str) -> Option<Instant> {
        self.str(key).map(instant)
    }

    pub fn day(&self, key: &str) -> Option<Date> {
        self.str(key).map(|text| text.parse().unwrap())
    }

    pub fn number(&self, key: &str) -> Option<i64> {
        self.get(key)?.as_i64()
    }

    /// An argument of several values, as the core writes it.
    pub fn read<T: serde::de::DeserializeOwned>(&self, key: &str) -> Option<T> {
        self.get(key)
            .map(|value| serde_json::from_value(value.clone()).unwrap())
    }

    pub fn texts(&self, key: &str) -> Option<Vec<String>> {
        texts(self.get(key))
    }

    pub fn meta(&self) -> Meta {
        let mut meta = Meta::new(self.id::<PersonId>("by"), self.at("at").unwrap());
        meta.occurred = self.at("occurred");
        meta.on_behalf_of = self.maybe("for");
        meta.id = self.str("id").map(|id| id.parse::<CommandId>().unwrap());
        meta.salt = self.str("salt").map(|hex| Salt::from_hex(hex).unwrap());
        meta.capacity = self.str("as").map(capacity);
        for (name, text) in self
            .get("details")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let name = DetailName::new(name).unwrap();
            meta.details.push(Detail {
                name,
                text: text.as_str().unwrap().into(),
            });
        }
        meta
    }
}

fn capacity(text: &str) -> Capacity {
    match text.split_once('@') {
        None => Capacity::Resident,
        Some((post, unit)) => Capacity::Post {
            post: PostId::new(post).unwrap(),
            unit: UnitId::new(unit).unwrap(),
        },
    }
}

/// `2025-03-03 09:00`, local to the ward of the tables.
pub fn instant(text: &str) -> Instant {
    Instant::parse(&format!("{}:00+08:00", text.replace(' ', "T"))).unwrap()
}

/// Compares what was found with what the line expects, if it expects anything.
pub fn expect<T: PartialEq + std::fmt::Debug>(what: &str, expected: Option<T>, found: T) -> Check {
    match expected {
        Some(expected) if expected != found => Err(format!("{what}: expected {expected:?}, found {found:?}")),
        _ => Ok(()),
    }
}

/// Whether the sentence in either language has the words.
pub fn says(words: Option<&str>, explain: impl Fn(Lang) -> String) -> Check {
    let (en, zh) = (explain(Lang::En), explain(Lang::Zh));
    match words {
        Some(words) if !en.contains(words) && !zh.contains(words) => {
            Err(format!("expected {words:?} in {en:?} or {zh:?}"))
        }
        _ => Ok(()),
    }
}

pub fn texts(list: Option<&Value>) -> Option<Vec<String>> {
    let item = |item: &Value| item.as_str().unwrap().to_owned();
    Some(list?.as_array()?.iter().map(item).collect())
}
