//! The grid as it stands.
use super::Event;

/// Units, appointments and bodies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {}

impl Grid {
    /// Takes an event in. It cannot fail on what `decide` produced.
    pub(crate) fn apply(&mut self, _event: &Event) {}
}
