//! Proof that a case begun by another, which may have no requester, can be closed without one.

use super::procedure::closes_without_requester;
use crate::rulebook::problem::{Fault, Finding, Place};
use crate::rulebook::{Bundle, Effect, Procedure, Spawn};
use crate::vocabulary::ProcedureId;

/// What the procedure of the case that is begun lacks otherwise is told of that procedure, and not here besides.
pub(super) fn prove(bundle: &Bundle) -> Vec<Finding> {
    let judge = |(place, spawn): (Place, &Spawn)| {
        let matter = bundle.matters.get(&spawn.matter)?;
        let procedure = bundle.procedures.get(&matter.procedure)?;
        let fault = Fault::SpawnNeedsRequester {
            matter: spawn.matter.to_string(),
            procedure: matter.procedure.to_string(),
        };
        let own = Place::of(&["procedures", matter.procedure.as_str()]);
        (!closes_without_requester(procedure)).then(|| Finding::new(place.key("spawn"), fault).rests_on(own))
    };
    let procedures = bundle.procedures.iter();
    let all = procedures.flat_map(|(id, procedure)| begun(id, procedure));
    all.filter_map(judge).collect()
}

/// Every case that an action of the procedure begins, and where that is said.
pub(super) fn begun<'a>(
    id: &ProcedureId,
    procedure: &'a Procedure,
) -> impl Iterator<Item = (Place, &'a Spawn)> + use<'a> {
    let place = Place::of(&["procedures", id.as_str()]).key("actions");
    procedure.actions.iter().flat_map(move |(id, action)| {
        let place = place.key(id.as_str()).key("does");
        let numbered = action.does.iter().enumerate();
        numbered.filter_map(move |(number, effect)| match effect {
            Effect::Spawn(spawn) => Some((place.index(number), spawn)),
            _ => None,
        })
    })
}
