//! Proof that the posts which may act on a confidential case may see it: what they may do would be told to nobody.

use std::collections::BTreeMap;

use crate::rulebook::problem::{Fault, Finding, Place};
use crate::rulebook::{Bundle, Matter, Who};
use crate::vocabulary::{ActionId, PostId};

pub(super) fn prove(bundle: &Bundle) -> Vec<Finding> {
    let mut found = Vec::new();
    for (id, matter) in &bundle.matters {
        let place = Place::of(&["matters", id.as_str(), "confidential"]);
        found.extend(unseen(bundle, matter).into_iter().map(|(post, action)| {
            let fault = Fault::ActsUnseen {
                post: post.to_string(),
                action: action.to_string(),
            };
            Finding::new(place.clone(), fault)
        }));
    }
    found
}

/// The posts that may act on its cases and not see them, each with the first of its actions. Those that have its cases see
/// them.
fn unseen<'a>(bundle: &'a Bundle, matter: &Matter) -> BTreeMap<&'a PostId, &'a ActionId> {
    let Some(confidential) = &matter.confidential else {
        return BTreeMap::new();
    };
    let procedure = bundle.procedures.get(&matter.procedure).into_iter();
    // Of the actions of a post, the one collected last stays.
    let actions = procedure.flat_map(|procedure| procedure.actions.iter().rev());
    let by_post = actions.flat_map(|(id, action)| {
        action.who.iter().filter_map(move |who| match who {
            Who::Post(post) => Some((post, id)),
            _ => None,
        })
    });
    by_post
        .filter(|(post, _)| !confidential.seen_by.contains(post))
        .filter(|(post, _)| !matter.handlers.values().any(|handler| handler == *post))
        .collect()
}
