//! What a bundle must be, besides having the right shape. The same checks serve a source being resolved and a bundle
//! that comes from elsewhere: a place is told by its keys, and whoever has the source finds the line.

mod bodies;
mod certain;
mod confidential;
mod effects;
mod names;
mod parts;
mod procedure;
mod spawned;
mod usage;
mod values;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use procedure::closes_without_requester;

use super::Bundle;
use super::problem::{Finding, Place};

/// The findings in stages: each stage means something only where the ones before found no fault.
pub(super) fn stages(bundle: &Bundle) -> Vec<Vec<Finding>> {
    let mut values_and_names = values::check(bundle);
    values_and_names.extend(names::check(bundle));
    values_and_names.extend(bodies::check(bundle));
    let (effects, procedures) = (effects::prove(bundle), procedure::prove(bundle));
    let last = [
        parts::prove(bundle),
        spawned::prove(bundle),
        usage::prove(bundle),
        confidential::prove(bundle),
    ]
    .concat();
    vec![values_and_names, effects, procedures, last]
}

/// `rulebook.levels[2]`.
fn level(number: usize) -> Place {
    Place::of(&["rulebook", "levels"]).index(number)
}

/// Everything from which steps lead to one of the ends, and the ends. Time grows with the number of steps.
fn reaching<T: Ord + Copy>(
    ends: impl IntoIterator<Item = T>,
    steps: impl IntoIterator<Item = (T, T)>,
) -> BTreeSet<T> {
    let mut back: BTreeMap<T, Vec<T>> = BTreeMap::new();
    for (from, to) in steps {
        back.entry(to).or_default().push(from);
    }
    let mut reaching = BTreeSet::new();
    reaching.extend(ends);
    let mut ahead: Vec<T> = reaching.iter().copied().collect();
    while let Some(at) = ahead.pop() {
        for before in back.remove(&at).unwrap_or_default() {
            if reaching.insert(before) {
                ahead.push(before);
            }
        }
    }
    reaching
}
