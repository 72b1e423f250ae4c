use std::collections::BTreeSet;
use std::sync::Arc;

use linli::journal::LeafKind;
use linli::{Digest, Head, PersonId, Salt, UnitId};

use crate::invalid::Invalid;
use crate::journal::json;
use crate::{Count, LinliError, Ward};

/// What the holder of some units is given of the journal: a run of entries of which only some leaves are disclosed, and
/// which can be proven against the whole.
#[derive(Debug, uniffi::Object)]
pub struct Excerpt(linli::journal::Excerpt);

/// One part of an entry: its bytes as they are stored, and the unit whose holders may see it.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Leaf {
    /// The number of its entry.
    pub sequence: Count,
    /// What it holds.
    pub kind: LeafKind,
    /// The unit; left out, it concerns the whole ward.
    pub scope: Option<UnitId>,
    /// Further units whose holders may see it.
    pub also: Vec<UnitId>,
    /// The stored text, JSON.
    pub json: String,
    /// Its salt; left out where no command had brought one.
    pub salt: Option<Salt>,
    /// The salted digest of its text.
    pub digest: Digest,
}

/// What a leaf holds.
#[uniffi::remote(Enum)]
pub enum LeafKind {
    /// Who asked for what.
    Asked,
    /// What fell due.
    Due,
    /// One event that followed.
    Event,
    /// Why nothing followed.
    Refusal,
}

#[uniffi::export]
impl Excerpt {
    /// Reads an excerpt that came from elsewhere. Nothing of it is believed before `verify`.
    #[uniffi::constructor]
    pub fn from_json(text: String) -> Result<Arc<Self>, LinliError> {
        let excerpt =
            linli::journal::Excerpt::from_json(&text).map_err(|why| Invalid::Excerpt(why.to_string()))?;
        Ok(Arc::new(Self(excerpt)))
    }

    /// The excerpt as JSON, to be given away.
    pub fn json(&self) -> String {
        json(&self.0)
    }

    /// The same excerpt, saying nothing of what it does not disclose. It can be verified still, but no longer be shown to be
    /// complete.
    pub fn hidden(&self) -> Arc<Self> {
        Arc::new(Self(self.0.clone().hide()))
    }

    /// Proves that everything disclosed is in the journal, in this order, between two heads one trusts: `empty_head()` or the
    /// one verified last, and a newer one. Anything else is `Failed`, `not_proven`.
    pub fn verify(&self, from: Head, to: Head) -> Result<(), LinliError> {
        Ok(self.0.verify(from, to).map_err(linli::Error::from)?)
    }

    /// Whether, once verified, nothing of these units, and nothing of the whole ward if that is asked, can have been
    /// withheld. Here every unit is named by itself: an excerpt knows no grid.
    pub fn is_complete_for(&self, units: Vec<UnitId>, whole_ward: bool) -> bool {
        let units = BTreeSet::from_iter(units);
        self.0
            .is_complete_for(|scope| scope.map_or(whole_ward, |unit| units.contains(unit)))
    }

    /// How many entries it spans.
    pub fn entries(&self) -> Count {
        Count(u64::try_from(self.0.entries.len()).unwrap_or(u64::MAX))
    }

    /// What is disclosed, in the journal's order.
    pub fn disclosed(&self) -> Vec<Leaf> {
        let leaves = self.0.disclosed().map(|(sequence, leaf)| Leaf {
            sequence: sequence.into(),
            kind: leaf.kind,
            scope: leaf.scope.clone(),
            also: leaf.also.clone(),
            json: leaf.json.clone().into_owned(),
            salt: leaf.salt,
            digest: leaf.content(),
        });
        leaves.collect()
    }
}

/// Where a journal without entries ends: what an excerpt from the very beginning is verified from.
#[uniffi::export]
pub fn empty_head() -> Head {
    Head::EMPTY
}

#[uniffi::export]
impl Ward {
    /// What those who may see these units, and every unit in them, are given of at most `limit` entries after a sequence
    /// number; with `whole_ward` also what concerns no unit. Made for one person, `seen_by`, whatever concerns a case they may
    /// not see stays closed. Grows with the units of the ward.
    #[uniffi::method(default(seen_by = None))]
    pub fn excerpt_after(
        &self,
        sequence: Count,
        limit: Count,
        units: Vec<UnitId>,
        whole_ward: bool,
        seen_by: Option<PersonId>,
    ) -> Result<Arc<Excerpt>, LinliError> {
        let excerpt = self.ask(|ward| {
            let grid = &ward.state().grid;
            let within = |id: &UnitId| units.iter().any(|unit| grid.contains(unit, id));
            let mut seen = BTreeSet::new();
            seen.extend(grid.every_unit().map(|unit| unit.id().clone()).filter(within));
            let sees = |scope: Option<&UnitId>| scope.map_or(whole_ward, |unit| seen.contains(unit));
            ward.excerpt_after(sequence.0, limit.size(), sees, &[], seen_by.as_ref())
        })?;
        Ok(Arc::new(Excerpt(excerpt)))
    }
}
