//! What of the journal somebody is shown. What is not for them is absent, not masked.

#[cfg(feature = "arrow")]
use std::collections::BTreeSet;

use super::{Error, Ward};
use crate::journal::{Entry, Fault};
use crate::state::Outcome;
use crate::vocabulary::{CaseId, PersonId, Stamp};

/// An entry, and what of it somebody is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownEntry {
    /// The entry as it is stored.
    pub entry: Entry,
    /// What was answered, without what happened to cases that are not shown.
    pub outcome: Outcome,
    /// Whether that is all of it. Only then are they shown who asked, what was asked and the texts that came with it.
    pub whole: bool,
}

impl Ward {
    /// An entry as somebody is shown it: all of it where nobody is named, `None` where nothing of it is for them.
    ///
    /// Of what happened, what concerns a case they may not see when the last entry was recorded is taken out. A refusal is
    /// shown to who asked.
    ///
    /// # Errors
    /// When the entry is damaged.
    pub fn shown(&self, entry: Entry, seen_by: Option<&PersonId>) -> Result<Option<ShownEntry>, Fault> {
        let mut outcome = entry.outcome()?;
        let (is_shown, whole) = match (seen_by, &mut outcome) {
            (None, _) => (true, true),
            (Some(viewer), Outcome::Refused(_)) => {
                let asked =
                    |stamp: Stamp| stamp.actor == *viewer || stamp.on_behalf_of.as_ref() == Some(viewer);
                (entry.stamp()?.is_some_and(asked), true)
            }
            (Some(_), accepted) => {
                let whole = accepted.keep(|case| self.shows(case, seen_by));
                (whole || !accepted.events().is_empty(), whole)
            }
        };
        Ok(is_shown.then_some(ShownEntry {
            entry,
            outcome,
            whole,
        }))
    }

    /// At most `limit` entries after a sequence number, as somebody is shown them: for whoever passes them on without
    /// reading all that is in them.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn entries_after(
        &mut self,
        sequence: u64,
        limit: usize,
        seen_by: Option<&PersonId>,
    ) -> Result<Vec<ShownEntry>, Error> {
        self.usable()?;
        let mut found = Vec::new();
        let mut last = sequence;
        loop {
            let wanted = limit.saturating_sub(found.len());
            let entries = self.store.entries(last, wanted)?;
            let all = entries.len() < wanted;
            for entry in entries {
                last = entry.sequence;
                found.extend(self.shown(entry, seen_by)?);
            }
            if all || found.len() >= limit {
                return Ok(found);
            }
        }
    }

    /// All entries a case appears in, oldest first, as somebody is shown them: none where the case is not for them.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn entries_of(
        &mut self,
        case: &CaseId,
        seen_by: Option<&PersonId>,
    ) -> Result<Vec<ShownEntry>, Error> {
        self.usable()?;
        let mut found = Vec::new();
        if self.shows(case, seen_by) {
            for sequence in self.folded.history.of(case) {
                let entry = self.entry(sequence)?;
                found.extend(self.shown(entry, seen_by)?);
            }
        }
        Ok(found)
    }

    /// The cases that are not shown to somebody when the last entry was recorded. Walks every case.
    #[cfg(feature = "arrow")]
    pub(crate) fn hidden_from(&self, seen_by: Option<&PersonId>) -> BTreeSet<CaseId> {
        let cases = self.folded.state.cases.iter();
        let hidden = cases.filter(|(case, _)| seen_by.is_some() && !self.shows(case, seen_by));
        hidden.map(|(case, _)| case.clone()).collect()
    }

    /// Whether a case is shown to somebody when the last entry was recorded.
    pub(super) fn shows(&self, case: &CaseId, seen_by: Option<&PersonId>) -> bool {
        self.folded.state.shows(case, seen_by, self.last_recorded())
    }
}
