//! What a bundle must be, besides having the right shape. The same checks serve a source being resolved and a bundle
//! that comes from elsewhere: a place is told by its keys, and whoever has the source finds the line.

mod names;
mod procedure;
mod usage;
mod values;

use super::Bundle;
use super::problem::{Finding, Place, Step};

/// The findings in stages: each stage means something only where the ones before found no fault.
pub(super) fn stages(bundle: &Bundle) -> Vec<Vec<Finding>> {
    let mut values_and_names = values::check(bundle);
    values_and_names.extend(names::check(bundle));
    vec![values_and_names, procedure::prove(bundle), usage::prove(bundle)]
}

/// `rulebook.levels[2]`.
fn level(number: usize) -> Place {
    Place(vec![
        Step::Key("rulebook".to_owned()),
        Step::Key("levels".to_owned()),
        Step::Index(number),
    ])
}
