//! What a reader or a check has found, before it is known where in the text that stands.

use super::{Fault, Place};

/// A fault and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) fault: Fault,
    pub(crate) place: Place,
    /// The key is at fault, not the value.
    pub(crate) at_key: bool,
    /// What was probably meant.
    pub(crate) nearest: Option<String>,
    /// States and actions in turn, from the initial state on.
    pub(crate) path: Vec<String>,
    /// What must be sound for the finding to mean anything. With a fault there, it would only repeat it.
    pub(crate) rests_on: Vec<Place>,
    /// A place in the text itself, where there is no place in the rulebook.
    pub(crate) span: Option<core::ops::Range<usize>>,
}

impl Finding {
    pub(crate) fn new(place: Place, fault: Fault) -> Self {
        Self {
            fault,
            rests_on: vec![place.clone()],
            place,
            at_key: false,
            nearest: None,
            path: Vec::new(),
            span: None,
        }
    }

    pub(crate) fn at_key(self) -> Self {
        Self { at_key: true, ..self }
    }

    pub(crate) fn at_span(self, span: core::ops::Range<usize>) -> Self {
        Self {
            span: Some(span),
            ..self
        }
    }

    pub(crate) fn nearest<'a>(self, word: &str, among: impl IntoIterator<Item = &'a str>) -> Self {
        let nearest = super::nearest(word, among).map(str::to_owned);
        Self { nearest, ..self }
    }

    pub(crate) fn path(self, path: Vec<String>) -> Self {
        Self { path, ..self }
    }

    pub(crate) fn rests_on(mut self, place: Place) -> Self {
        self.rests_on.push(place);
        self
    }

    /// Whether an earlier finding makes this one meaningless.
    pub(crate) fn follows_from(&self, earlier: &Self) -> bool {
        earlier
            .rests_on
            .iter()
            .any(|fault| self.rests_on.iter().any(|place| place.touches(fault)))
    }
}

/// The findings of several stages. A later stage's finding is dropped where an earlier stage found fault already,
/// so that one mistake is told once.
#[derive(Debug, Default)]
pub(crate) struct Findings(pub(crate) Vec<Finding>);

impl Findings {
    pub(crate) fn stage(&mut self, found: Vec<Finding>) {
        let new: Vec<Finding> = found
            .into_iter()
            .filter(|new| !self.0.iter().any(|earlier| new.follows_from(earlier)))
            .collect();
        self.0.extend(new);
    }
}
