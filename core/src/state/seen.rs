//! A state as one person sees it. Views take the viewer; what is not for them is absent, not masked.

use super::{Event, Outcome, State};
use crate::cases::{Kept, earned_on};
use crate::vocabulary::{CaseId, Instant, PersonId};

impl State {
    /// Whether a case is shown to somebody at an instant: to everybody where nobody is named, and else to who may see it
    /// ([`Cases::may_see`](crate::cases::Cases::may_see)).
    pub fn shows(&self, case: &CaseId, seen_by: Option<&PersonId>, at: Instant) -> bool {
        seen_by.is_none_or(|viewer| self.cases.may_see(&self.grid, &self.editions, case, viewer, at))
    }

    /// The state as a person sees it at an instant: cases of confidential matters that are not for them are not there, so
    /// that every view of it leaves them out. Copies what is seen: time and memory grow with the whole.
    ///
    /// It is for looking at. What it lacks was never decided here, so nothing is decided by it either.
    pub fn as_seen_by(&self, viewer: &PersonId, at: Instant) -> Self {
        Self {
            editions: self.editions.clone(),
            grid: self.grid.clone(),
            cases: self.cases.seen_by(&self.grid, &self.editions, viewer, at),
            points: self.points.clone(),
        }
    }
}

impl Event {
    /// Takes the cases that are not shown out of it.
    pub(crate) fn keep(&mut self, shows: impl Fn(&CaseId) -> bool) -> Kept {
        match self {
            Self::Cases(event) => event.keep(shows),
            // What a step of a case earned tells of the case.
            Self::Points(event) => match event.award().and_then(earned_on) {
                Some(cases) if !cases.iter().any(shows) => Kept::Nothing,
                _ => Kept::Whole,
            },
            Self::Adopted { .. } | Self::Grid(_) | Self::Erased { .. } => Kept::Whole,
        }
    }
}

impl Outcome {
    /// Takes the cases that are not shown out of it, and says whether that left it whole.
    pub(crate) fn keep(&mut self, shows: impl Fn(&CaseId) -> bool) -> bool {
        let mut whole = true;
        if let Self::Accepted(events) = self {
            events.retain_mut(|scoped| {
                let kept = scoped.event.keep(&shows);
                whole &= kept == Kept::Whole;
                kept != Kept::Nothing
            });
        }
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::points::{self, Withheld};
    use crate::vocabulary::{AwardId, Date};

    #[test]
    fn what_a_step_of_a_hidden_case_earned_is_not_shown_either() {
        let kept = |award: &str, hidden: &str| {
            let event = points::Event::Withheld {
                award: AwardId::new(award).unwrap(),
                earner: PersonId::new("w07").unwrap(),
                rule: "deed".parse().unwrap(),
                day: Date::MIN,
                reason: Withheld::NoRule,
            };
            // Of a case nobody knows, nothing is shown either.
            let known = ["desk-1.0", "desk-1.0.2.0", "a.b-1.0"];
            Event::Points(event).keep(|case| known.contains(&case.as_str()) && case.as_str() != hidden)
        };
        for (award, case) in [
            ("desk-1.0.3", "desk-1.0"),
            ("desk-1.0.3.1", "desk-1.0"),
            ("desk-1.0.2.0.5", "desk-1.0.2.0"),
            ("desk-1.0.2.0.5.1", "desk-1.0.2.0"),
            ("a.b-1.0.1", "a.b-1.0"),
        ] {
            assert_eq!(kept(award, case), Kept::Nothing, "{award}");
            assert_eq!(kept(award, "another"), Kept::Whole, "{award}");
        }
        for by_command in ["desk-1.0", "desk-1.17", "a.b-1.0", "0f3a"] {
            assert_eq!(kept(by_command, by_command), Kept::Whole, "{by_command}");
        }
    }
}
