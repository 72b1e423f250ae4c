//! JSON into a tree.
//!
//! serde_json hands out the raw text of each part as a slice of the whole, so where a part stands in the text follows
//! from where the slice begins. Each level of nesting reads its text once more: the time grows with size times depth,
//! and the depth is bounded.

use core::{fmt, ops::Range};

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::tree::{Entry, Node, Value};
use crate::rulebook::problem::{Fault, Finding, Place};

/// No rulebook is nested deeper than ten.
const DEEPEST: usize = 32;

/// Reads a text. JSON cannot be read on behind a mistake of syntax, so there is one at most of those.
pub(super) fn parse(text: &str) -> Result<Node, Vec<Finding>> {
    let root: &RawValue = serde_json::from_str(text).map_err(|error| {
        let at = offset(text, error.line(), error.column());
        vec![unreadable(&error, at..at.saturating_add(1))]
    })?;
    let mut reader = Reader {
        text,
        findings: Vec::new(),
    };
    let node = reader.node(root, 0);
    if reader.findings.is_empty() {
        Ok(node)
    } else {
        Err(reader.findings)
    }
}

/// Keys and values in their order, twice-given ones too.
struct Members<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        source.deserialize_map(InOrder)
    }
}

struct Reader<'a> {
    text: &'a str,
    findings: Vec<Finding>,
}

impl<'a> Reader<'a> {
    fn node(&mut self, raw: &'a RawValue, depth: usize) -> Node {
        let span = self.span(raw);
        if depth > DEEPEST {
            self.found(Fault::TooDeep { most: DEEPEST }, span.clone());
            return Node {
                span,
                value: Value::Other,
            };
        }
        let read = match raw.get().as_bytes().first() {
            Some(b'{') => serde_json::from_str(raw.get()).map(|members| self.table(members, depth)),
            Some(b'[') => serde_json::from_str(raw.get()).map(|nodes: Vec<&RawValue>| {
                Value::List(
                    nodes
                        .into_iter()
                        .map(|raw| self.node(raw, depth.saturating_add(1)))
                        .collect(),
                )
            }),
            _ => serde_json::from_str(raw.get()).map(|value: serde_json::Value| match value {
                serde_json::Value::String(text) => Value::Text(text),
                serde_json::Value::Bool(truth) => Value::Truth(truth),
                serde_json::Value::Number(number) => number.as_i64().map_or(Value::Other, Value::Whole),
                _ => Value::Other,
            }),
        };
        let value = read.unwrap_or_else(|error| {
            self.findings.push(unreadable(&error, span.clone()));
            Value::Other
        });
        Node { span, value }
    }

    fn table(&mut self, Members(members): Members<'a>, depth: usize) -> Value {
        let mut entries: Vec<Entry> = Vec::new();
        for (key, value) in members {
            let span = self.span(key);
            let node = self.node(value, depth.saturating_add(1));
            match serde_json::from_str::<String>(key.get()) {
                Ok(key) => entries.push(Entry { key, span, node }),
                Err(error) => self.findings.push(unreadable(&error, span)),
            }
        }
        entries.sort_by(|a, b| a.key.cmp(&b.key).then(a.span.start.cmp(&b.span.start)));
        let twice = |pair: &[Entry]| match pair {
            [one, other] if one.key == other.key => Some((other.key.clone(), other.span.clone())),
            _ => None,
        };
        for (key, span) in entries.windows(2).filter_map(twice).collect::<Vec<_>>() {
            self.found(Fault::DuplicateKey { key }, span);
        }
        Value::Table(entries)
    }

    fn found(&mut self, fault: Fault, span: Range<usize>) {
        self.findings
            .push(Finding::new(Place::default(), fault).at_span(span));
    }

    fn span(&self, raw: &RawValue) -> Range<usize> {
        let start = raw
            .get()
            .as_ptr()
            .addr()
            .saturating_sub(self.text.as_ptr().addr());
        start..start.saturating_add(raw.get().len())
    }
}

fn unreadable(error: &serde_json::Error, span: Range<usize>) -> Finding {
    // The message ends with the place, which is told apart.
    let why = error.to_string();
    let why = why.split(" at line ").next().unwrap_or_default().to_owned();
    Finding::new(Place::default(), Fault::Unreadable { format: "JSON", why }).at_span(span)
}

/// Lines and columns count from 1, columns in bytes.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let mut at = before.saturating_add(column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at = at.saturating_sub(1);
    }
    at
}
