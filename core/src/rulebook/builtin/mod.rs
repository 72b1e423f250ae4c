//! Procedures that come with the library, as data. A rulebook that writes out one of the same id has its own.

use super::{Procedure, source};
use crate::vocabulary::ProcedureId;

/// Every built-in procedure: its id and its JSON, written as in a rulebook.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("request", include_str!("request.json")),
    ("mediation", include_str!("mediation.json")),
    ("joint-handling", include_str!("joint-handling.json")),
    ("joint-part", include_str!("joint-part.json")),
    ("consulting-room", include_str!("consulting-room.json")),
    ("deliberation", include_str!("deliberation.json")),
    ("inspection", include_str!("inspection.json")),
    ("errand", include_str!("errand.json")),
    ("claimed-project", include_str!("claimed-project.json")),
    ("supervised-project", include_str!("supervised-project.json")),
    ("nomination", include_str!("nomination.json")),
    ("deed-review", include_str!("deed-review.json")),
];

pub(crate) fn procedure(id: &ProcedureId) -> Option<Procedure> {
    let (_, json) = BUILT_IN.iter().find(|(name, _)| *name == id.as_str())?;
    source::procedure_of(json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_procedure_can_be_read() {
        for (id, _) in BUILT_IN {
            assert!(procedure(&id.parse().unwrap()).is_some(), "{id}");
        }
    }
}
