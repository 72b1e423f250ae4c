//! TOML into a tree.

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use super::tree::{Entry, Node, Value};
use crate::rulebook::problem::{Fault, Finding, Place};

/// Reads a text. The parser guesses on behind a mistake of syntax, and what it then finds is mostly no mistake: only the
/// first is told, or every key given twice.
pub(super) fn parse(text: &str) -> Result<Node, Vec<Finding>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        let span = table.span();
        return Ok(Node {
            span,
            value: Value::Table(entries(table.into_inner())),
        });
    }
    let findings: Vec<Finding> = errors.iter().map(|error| finding(text, error)).collect();
    let mistakes = findings
        .iter()
        .filter(|finding| matches!(finding.fault, Fault::Unreadable { .. }));
    match mistakes.min_by_key(|finding| finding.span.as_ref().map(|span| span.start)) {
        Some(first) => Err(vec![first.clone()]),
        None => Err(findings),
    }
}

fn finding(text: &str, error: &Error) -> Finding {
    let span = error.span().unwrap_or(0..0);
    let why = error.message().to_owned();
    let fault = match why.as_str() {
        "duplicate key" => Fault::DuplicateKey {
            key: text.get(span.clone()).unwrap_or_default().to_owned(),
        },
        _ => Fault::Unreadable { format: "TOML", why },
    };
    Finding::new(Place::default(), fault).at_span(span)
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
