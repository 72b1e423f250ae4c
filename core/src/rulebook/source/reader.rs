//! Reading a tree strictly: every key asked for, no other allowed, and every mistake noted while reading goes on.

use core::cell::{Cell, RefCell};
use core::ops::RangeInclusive;
use core::str::FromStr;
use std::collections::BTreeSet;

use super::tree::{Entry, Node, Value};
use crate::rulebook::problem::{Fault, Finding, Place, nearest};
use crate::vocabulary::{Date, IdError, Label, List};

/// Where the mistakes go.
#[derive(Default)]
pub(super) struct Notes(Cell<Vec<Finding>>);

impl Notes {
    pub(super) fn note(&self, finding: Finding) {
        let mut findings = self.0.take();
        findings.push(finding);
        self.0.set(findings);
    }

    pub(super) fn into_findings(self) -> Vec<Finding> {
        self.0.into_inner()
    }
}

/// A value being read.
#[derive(Clone)]
pub(super) struct Item<'a> {
    pub(super) node: &'a Node,
    pub(super) place: Place,
    notes: &'a Notes,
}

/// A table being read. When it goes out of scope, the keys nobody asked for are noted.
pub(super) struct Fields<'a> {
    entries: &'a [Entry],
    pub(super) place: Place,
    notes: &'a Notes,
    known: RefCell<BTreeSet<&'static str>>,
    missing: RefCell<BTreeSet<&'static str>>,
}

/// A text that stands for a value that could not be read, so that the values beside it are still checked.
/// It never gets out: where one was needed, a problem was noted.
pub(super) fn placeholder<T: FromStr>() -> Option<T> {
    T::from_str("?").ok()
}

impl<'a> Item<'a> {
    pub(super) fn new(node: &'a Node, notes: &'a Notes) -> Self {
        Self {
            node,
            place: Place::default(),
            notes,
        }
    }

    pub(super) fn note(&self, fault: Fault) {
        self.notes.note(Finding::new(self.place.clone(), fault));
    }

    pub(super) fn note_finding(&self, finding: Finding) {
        self.notes.note(finding);
    }

    /// Notes that something else stands where this is expected.
    pub(super) fn expected<T>(&self, expected: &'static str, expected_zh: &'static str) -> Option<T> {
        let (found, found_zh) = self.node.kind();
        self.note(Fault::WrongType {
            expected,
            expected_zh,
            found,
            found_zh,
        });
        None
    }

    pub(super) fn is_table(&self) -> bool {
        matches!(self.node.value, Value::Table(_))
    }

    pub(super) fn is_list(&self) -> bool {
        matches!(self.node.value, Value::List(_))
    }

    pub(super) fn is_whole(&self) -> bool {
        matches!(self.node.value, Value::Whole(_))
    }

    pub(super) fn text(&self) -> Option<&'a str> {
        match &self.node.value {
            Value::Text(text) => Some(text),
            _ => self.expected("a text", "文本"),
        }
    }

    pub(super) fn truth(&self) -> Option<bool> {
        match self.node.value {
            Value::Truth(truth) => Some(truth),
            _ => self.expected("true or false", "真假值"),
        }
    }

    pub(super) fn whole(&self, range: RangeInclusive<u64>) -> Option<u64> {
        let Value::Whole(found) = self.node.value else {
            return self.expected("a whole number", "整数");
        };
        let number = u64::try_from(found).ok().filter(|n| range.contains(n));
        if number.is_none() {
            let (least, most) = range.into_inner();
            self.note(Fault::OutOfBounds { found, least, most });
        }
        number
    }

    pub(super) fn whole32(&self, range: RangeInclusive<u64>) -> Option<u32> {
        self.whole(range).and_then(|number| u32::try_from(number).ok())
    }

    pub(super) fn day(&self) -> Option<Date> {
        let (Value::Day(text) | Value::Text(text)) = &self.node.value else {
            return self.expected("a day", "日期");
        };
        // Only the ten characters of ISO 8601: `2025-1-1` is refused.
        let day = text.parse().ok().filter(|day: &Date| day.to_string() == *text);
        if day.is_none() {
            self.note(Fault::NotADate { found: text.clone() });
        }
        day
    }

    /// A text that another type reads; why it could not becomes a fault.
    pub(super) fn parsed<T, E>(
        &self,
        read: impl FnOnce(&str) -> Result<T, E>,
        fault: impl FnOnce(String, E) -> Fault,
    ) -> Option<T> {
        let text = self.text()?;
        read(text)
            .map_err(|error| self.note(fault(text.to_owned(), error)))
            .ok()
    }

    pub(super) fn id<T: FromStr<Err = IdError>>(&self) -> Option<T> {
        self.parsed(str::parse, |found, why: IdError| Fault::NotAnId {
            found,
            why: why.to_string(),
        })
    }

    /// One of a few words.
    pub(super) fn word<T: Copy>(&self, words: &[(&'static str, T)]) -> Option<T> {
        let text = self.text()?;
        let found = words
            .iter()
            .find(|(word, _)| *word == text)
            .map(|(_, value)| *value);
        if found.is_none() {
            let allowed: List<&'static str> = words.iter().map(|(word, _)| *word).collect();
            let among = allowed.0.clone();
            let fault = Fault::UnknownWord {
                found: text.to_owned(),
                allowed,
            };
            self.note_finding(Finding::new(self.place.clone(), fault).nearest(text, among));
        }
        found
    }

    /// A name: a text, or `{ zh, en }`.
    pub(super) fn label(&self) -> Option<Label> {
        let filled = |item: &Self| {
            let text = item.text()?;
            if text.trim().is_empty() {
                item.note(Fault::Empty { what: "name" });
                return None;
            }
            Some(text.to_owned())
        };
        if !self.is_table() {
            return filled(self).map(Label::One);
        }
        let fields = self.fields()?;
        let (zh, en) = (fields.need("zh"), fields.need("en"));
        let (zh, en) = (zh.and_then(|i| filled(&i)), en.and_then(|i| filled(&i)));
        Some(Label::Both { zh: zh?, en: en? })
    }

    /// The items of a list.
    pub(super) fn list(&self) -> Vec<Self> {
        match &self.node.value {
            Value::List(nodes) => nodes
                .iter()
                .enumerate()
                .map(|(number, node)| Self {
                    node,
                    place: self.place.index(number),
                    notes: self.notes,
                })
                .collect(),
            _ => self.expected("a list", "列表").unwrap_or_default(),
        }
    }

    /// The items of a list, or the one item that stands for a list of one.
    pub(super) fn one_or_more(&self) -> Vec<Self> {
        if self.is_list() {
            self.list()
        } else {
            vec![self.clone()]
        }
    }

    pub(super) fn fields(&self) -> Option<Fields<'a>> {
        match &self.node.value {
            Value::Table(entries) => Some(Fields {
                entries,
                place: self.place.clone(),
                notes: self.notes,
                known: RefCell::default(),
                missing: RefCell::default(),
            }),
            _ => self.expected("a table", "表"),
        }
    }

    /// The entries of a table whose keys are ids.
    pub(super) fn entries<T: FromStr<Err = IdError>>(&self) -> Vec<(T, Self)> {
        let Value::Table(entries) = &self.node.value else {
            return self.expected("a table", "表").unwrap_or_default();
        };
        let read = |entry: &'a Entry| {
            let item = Self {
                node: &entry.node,
                place: self.place.key(&entry.key),
                notes: self.notes,
            };
            match entry.key.parse() {
                Ok(id) => Some((id, item)),
                Err(why) => {
                    let fault = Fault::NotAnId {
                        found: entry.key.clone(),
                        why: IdError::to_string(&why),
                    };
                    self.notes.note(Finding::new(item.place, fault).at_key());
                    None
                }
            }
        };
        entries.iter().filter_map(read).collect()
    }
}

impl<'a> Fields<'a> {
    /// A key that may be there.
    pub(super) fn get(&self, key: &'static str) -> Option<Item<'a>> {
        self.known.borrow_mut().insert(key);
        let entry = self.entries.iter().find(|entry| entry.key == key)?;
        Some(Item {
            node: &entry.node,
            place: self.place.key(key),
            notes: self.notes,
        })
    }

    /// Whether a key is there. Asking does not allow it.
    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// A key that must be there.
    pub(super) fn need(&self, key: &'static str) -> Option<Item<'a>> {
        let item = self.get(key);
        if item.is_none() {
            self.missing.borrow_mut().insert(key);
        }
        item
    }

    /// An id that must be there.
    pub(super) fn need_id<T: FromStr<Err = IdError>>(&self, key: &'static str) -> Option<T> {
        self.need(key).and_then(|item| item.id()).or_else(placeholder)
    }

    /// The ids of a key that may hold one or a list; none if it is left out.
    pub(super) fn ids<T: FromStr<Err = IdError>>(&self, key: &'static str) -> Vec<T> {
        ids(&self.many(key))
    }

    /// The ids of a key that must hold one or a list of them.
    pub(super) fn need_ids<T: FromStr<Err = IdError>>(&self, key: &'static str) -> Vec<T> {
        self.need(key)
            .map(|item| ids(&item.one_or_more()))
            .unwrap_or_default()
    }

    /// A name that must be there.
    pub(super) fn name(&self) -> Label {
        self.need("name")
            .and_then(|item| item.label())
            .unwrap_or(Label::One("?".to_owned()))
    }

    /// The items of a key that may hold one value or a list; none if it is left out.
    pub(super) fn many(&self, key: &'static str) -> Vec<Item<'a>> {
        self.get(key).map(|item| item.one_or_more()).unwrap_or_default()
    }
}

fn ids<T: FromStr<Err = IdError>>(items: &[Item<'_>]) -> Vec<T> {
    // One that cannot be read keeps its place in the list, so that the others keep theirs.
    items
        .iter()
        .filter_map(|item| item.id().or_else(placeholder))
        .collect()
}

impl Drop for Fields<'_> {
    fn drop(&mut self) {
        let known = self.known.take();
        let mut missing = self.missing.take();
        for entry in self
            .entries
            .iter()
            .filter(|entry| !known.contains(entry.key.as_str()))
        {
            let allowed: List<&'static str> = known.iter().copied().collect();
            let meant = nearest(&entry.key, allowed.0.iter().copied());
            let fault = Fault::UnknownKey {
                key: entry.key.clone(),
                allowed,
            };
            let mut finding = Finding::new(self.place.key(&entry.key), fault).at_key();
            if let Some(meant) = meant {
                // A mistyped key is one mistake: the key it should have been is not missing besides.
                missing.remove(meant);
                finding = finding.rests_on(self.place.key(meant));
                finding.nearest = Some(meant.to_owned());
            }
            self.notes.note(finding);
        }
        for key in missing {
            let fault = Fault::MissingKey { key: key.to_owned() };
            self.notes.note(Finding::new(self.place.key(key), fault));
        }
    }
}
