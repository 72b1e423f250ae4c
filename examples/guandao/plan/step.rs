//! A step of a case, as the plan writes it down.

use linli::PersonId;
use linli::cases::Assignee;
use linli::grid::Sitting;

use super::Ref;

/// A case: one that a draft raises, or one that came from it.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) raised: Ref,
    pub(crate) begun: Vec<usize>,
}

impl Case {
    /// The case that came so manieth from this one, counted from 0: a part, or what follows.
    pub(crate) fn begun(&self, number: usize) -> Self {
        let mut begun = self.begun.clone();
        begun.push(number);
        Self {
            raised: self.raised,
            begun,
        }
    }
}

impl From<&Case> for Case {
    fn from(case: &Case) -> Self {
        case.clone()
    }
}

impl From<Ref> for Case {
    fn from(raised: Ref) -> Self {
        Self {
            raised,
            begun: Vec::new(),
        }
    }
}

/// An action on a case, and what goes with it.
#[derive(Clone)]
pub(crate) struct Step {
    pub(crate) case: Case,
    pub(crate) action: &'static str,
    pub(crate) rating: Option<u8>,
    pub(crate) to: Option<Assignee>,
    pub(crate) parties: Vec<Assignee>,
    pub(crate) into: Option<Case>,
    pub(crate) names: Option<PersonId>,
    pub(crate) sitting: Option<Sitting>,
}

impl Step {
    pub(crate) fn new(case: impl Into<Case>, action: &'static str) -> Self {
        Self {
            case: case.into(),
            action,
            rating: None,
            to: None,
            parties: Vec::new(),
            into: None,
            names: None,
            sitting: None,
        }
    }

    pub(crate) fn rated(mut self, rating: u8) -> Self {
        self.rating = Some(rating);
        self
    }

    pub(crate) fn to(mut self, to: Assignee) -> Self {
        self.to = Some(to);
        self
    }

    pub(crate) fn parties(mut self, parties: Vec<Assignee>) -> Self {
        self.parties = parties;
        self
    }

    pub(crate) fn into(mut self, case: impl Into<Case>) -> Self {
        self.into = Some(case.into());
        self
    }

    pub(crate) fn names(mut self, person: PersonId) -> Self {
        self.names = Some(person);
        self
    }

    pub(crate) fn sitting(mut self, sitting: Sitting) -> Self {
        self.sitting = Some(sitting);
        self
    }
}
