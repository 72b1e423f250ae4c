//! The ledger as it stands.
use super::Event;

/// Accounts, lots, holds, stock and households.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {}

impl Ledger {
    /// Takes an event in. It cannot fail on what `decide` produced.
    pub(crate) fn apply(&mut self, _event: &Event) {}
}
