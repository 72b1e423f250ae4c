//! The catalogue of matters, and channels.

use super::reader::Item;
use super::time;
use super::tree::Value;
use crate::rulebook::{Channel, Confidential, Matter};
use crate::vocabulary::PostId;

/// `{ name = "..." }`, or the name alone.
pub(super) fn channel(item: &Item<'_>) -> Option<Channel> {
    if !item.is_table() {
        return Some(Channel { name: item.label()? });
    }
    Some(Channel {
        name: item.fields()?.name(),
    })
}

pub(super) fn matter(item: &Item<'_>) -> Option<Matter> {
    let fields = item.fields()?;
    let name = fields.name();
    let handlers = fields.need("handlers").map(|i| i.entries()).unwrap_or_default();
    let limits = fields.get("limits").map(|i| i.entries()).unwrap_or_default();
    Some(Matter {
        label: fields
            .get("label")
            .and_then(|i| i.label())
            .unwrap_or_else(|| name.clone()),
        name,
        enters: fields.need_id("enters")?,
        procedure: fields.need_id("procedure")?,
        handlers: handlers
            .into_iter()
            .filter_map(|(level, i)| Some((level, i.id::<PostId>().or_else(super::reader::placeholder)?)))
            .collect(),
        limits: limits
            .into_iter()
            .filter_map(|(name, i)| Some((name, time::limit(&i)?)))
            .collect(),
        confidential: fields.get("confidential").and_then(|i| confidential(&i)),
    })
}

/// `true`, or `{ seen_by = [...] }`.
fn confidential(item: &Item<'_>) -> Option<Confidential> {
    let seen_by = match item.node.value {
        Value::Table(_) => item.fields()?.need_ids("seen_by"),
        Value::Truth(truth) => truth.then(Vec::new)?,
        _ => {
            return item.expected(
                "`true`, `false` or `{ seen_by = [...] }`",
                " `true`、`false` 或 `{ seen_by = [...] }`",
            );
        }
    };
    Some(Confidential { seen_by })
}
