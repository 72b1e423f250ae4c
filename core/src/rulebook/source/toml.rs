//! TOML into a tree.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::tree::{Entry, Node, Value};
use crate::rulebook::problem::{Fault, Finding, Place};

/// Reads a text; every mistake of syntax is found.
pub(super) fn parse(text: &str) -> Result<Node, Vec<Finding>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        let span = table.span();
        return Ok(Node {
            span,
            value: Value::Table(entries(table.into_inner())),
        });
    }
    let findings = errors.into_iter().map(|error| {
        let span = error.span().unwrap_or(0..0);
        let why = error.message().to_owned();
        let fault = match why.as_str() {
            "duplicate key" => Fault::DuplicateKey {
                key: text.get(span.clone()).unwrap_or_default().to_owned(),
            },
            _ => Fault::Unreadable { format: "TOML", why },
        };
        Finding::new(Place::default(), fault).at_span(span)
    });
    Err(findings.collect())
}

fn entries(table: DeTable<'_>) -> Vec<Entry> {
    let entry = |(key, value): (Spanned<_>, Spanned<DeValue<'_>>)| Entry {
        span: key.span(),
        key: String::from(key.into_inner()),
        node: node(value),
    };
    table.into_iter().map(entry).collect()
}

fn node(value: Spanned<DeValue<'_>>) -> Node {
    let span = value.span();
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Other, Value::Whole)
        }
        DeValue::Float(_) => Value::Other,
        DeValue::Boolean(truth) => Value::Truth(truth),
        DeValue::Datetime(at) if at.time.is_none() && at.offset.is_none() => Value::Day(at.to_string()),
        DeValue::Datetime(_) => Value::Other,
        DeValue::Array(nodes) => Value::List(nodes.into_iter().map(node).collect()),
        DeValue::Table(table) => Value::Table(entries(table)),
    };
    Node { span, value }
}
