//! A source as a tree of values, each knowing where in the text it stands. TOML and JSON both become this.

use core::ops::Range;

use crate::rulebook::problem::{Place, Step};

/// A value and its place in the text.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) span: Range<usize>,
    pub(super) value: Value,
}

#[derive(Clone, Debug)]
pub(super) enum Value {
    Text(String),
    Whole(i64),
    Truth(bool),
    /// A day, where the language has days. JSON has none.
    #[cfg_attr(not(feature = "toml"), allow(dead_code))]
    Day(String),
    List(Vec<Node>),
    Table(Vec<Entry>),
    /// A number with a part, or beyond 64 bits; a time of day; nothing.
    Other,
}

/// A key of a table and its value.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) span: Range<usize>,
    pub(super) node: Node,
}

impl Node {
    /// Where in the text a place of the rulebook stands: the value itself; the key where the value is a table, or the
    /// key is at fault; the nearest thing around it where it is missing.
    pub(super) fn locate(&self, place: &Place, at_key: bool) -> Range<usize> {
        let mut node = self;
        let mut key = 0..0;
        for (number, step) in place.0.iter().enumerate() {
            let last = number.saturating_add(1) == place.0.len();
            match (step, &node.value) {
                (Step::Key(name), Value::Table(entries)) => {
                    let Some(entry) = entries.iter().find(|entry| entry.key == *name) else {
                        return key;
                    };
                    key = entry.span.clone();
                    node = &entry.node;
                    if last && at_key {
                        return key;
                    }
                }
                (Step::Index(index), Value::List(nodes)) => {
                    let Some(next) = nodes.get(*index) else { return key };
                    node = next;
                    key = node.span.clone();
                }
                // One value may stand for a list of one.
                (Step::Index(_), _) => {}
                (Step::Key(_), _) => return node.span.clone(),
            }
        }
        match node.value {
            Value::Table(_) => key,
            _ => node.span.clone(),
        }
    }

    /// What it is, in English and Chinese.
    pub(super) fn kind(&self) -> (&'static str, &'static str) {
        match &self.value {
            Value::Text(_) => ("a text", "文本"),
            Value::Whole(_) => ("a whole number", "整数"),
            Value::Truth(_) => ("true or false", "真假值"),
            Value::Day(_) => ("a day", "日期"),
            Value::List(_) => ("a list", "列表"),
            Value::Table(_) => ("a table", "表"),
            Value::Other => ("something else", "其他类型的值"),
        }
    }
}
