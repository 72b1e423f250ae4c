//! A store that lasts as long as the program.

use std::collections::BTreeMap;

use super::{Entry, Fault, Happened, KeptDetail, Run, Store, Tip};
use crate::vocabulary::{CommandId, DetailName, Origin};

/// Keeps a journal in memory: for tests, trials and plans.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    kept: Kept,
    before: Option<Before>,
}

#[derive(Clone, Debug, Default)]
struct Kept {
    entries: Vec<Entry>,
    ids: BTreeMap<CommandId, u64>,
    /// By entry, each in the order of the names.
    details: BTreeMap<u64, Vec<KeptDetail>>,
}

/// What takes a transaction back.
#[derive(Clone, Debug)]
struct Before {
    entries: usize,
    erased: Vec<(u64, Vec<KeptDetail>)>,
}

impl MemoryStore {
    /// An empty journal.
    pub fn new() -> Self {
        Self::default()
    }
}

fn outside() -> Fault {
    Fault::Storage {
        reason: "written to outside a transaction".into(),
    }
}

impl Store for MemoryStore {
    fn begin(&mut self) -> Result<Tip, Fault> {
        self.before = Some(Before {
            entries: self.kept.entries.len(),
            erased: Vec::new(),
        });
        self.tip()
    }

    fn append(&mut self, entry: Entry, mut details: Vec<KeptDetail>) -> Result<(), Fault> {
        self.before.as_ref().ok_or_else(outside)?;
        if let Some(id) = entry.id() {
            self.kept.ids.insert(id.clone(), entry.sequence);
        }
        if !details.is_empty() {
            details.sort_unstable_by(|a, b| a.name.cmp(&b.name));
            self.kept.details.insert(entry.sequence, details);
        }
        self.kept.entries.push(entry);
        Ok(())
    }

    fn erase(&mut self, sequence: u64, name: Option<&DetailName>) -> Result<(), Fault> {
        let before = self.before.as_mut().ok_or_else(outside)?;
        let Some(details) = self.kept.details.get_mut(&sequence) else {
            return Ok(());
        };
        before.erased.push((sequence, details.clone()));
        for detail in details {
            if name.is_none_or(|name| *name == detail.name) {
                detail.salt = None;
                detail.text = None;
            }
        }
        Ok(())
    }

    fn commit(&mut self) -> Result<(), Fault> {
        self.before.take().map(|_| ()).ok_or_else(outside)
    }

    fn rollback(&mut self) -> Result<(), Fault> {
        if let Some(before) = self.before.take() {
            for entry in self.kept.entries.drain(before.entries..) {
                if let Some(id) = entry.id() {
                    self.kept.ids.remove(id);
                }
            }
            // What was erased first is put back last, so that the oldest value wins.
            self.kept.details.extend(before.erased.into_iter().rev());
            let last = u64::try_from(before.entries).unwrap_or(u64::MAX);
            self.kept.details.retain(|sequence, _| *sequence <= last);
        }
        Ok(())
    }

    fn tip(&mut self) -> Result<Tip, Fault> {
        Ok(self.kept.entries.last().map_or(Tip::EMPTY, Entry::tip))
    }

    fn entries(&mut self, after: u64, limit: usize) -> Result<Vec<Entry>, Fault> {
        let after = usize::try_from(after).unwrap_or(usize::MAX);
        Ok(self
            .kept
            .entries
            .iter()
            .skip(after)
            .take(limit)
            .cloned()
            .collect())
    }

    fn happened(
        &mut self,
        after: u64,
        limit: usize,
        show: &mut dyn FnMut(Happened<'_>) -> Result<(), Fault>,
    ) -> Result<usize, Fault> {
        let after = usize::try_from(after).unwrap_or(usize::MAX);
        let page = self.kept.entries.iter().skip(after).take(limit);
        page.clone().try_for_each(|entry| show(entry.happened()))?;
        Ok(page.count())
    }

    fn find(&mut self, id: &CommandId) -> Result<Option<u64>, Fault> {
        Ok(self.kept.ids.get(id).copied())
    }

    fn runs(&mut self) -> Result<Vec<Run>, Fault> {
        let mut runs: Vec<Run> = self
            .kept
            .ids
            .iter()
            .map(|(id, sequence)| Run::of(id, *sequence))
            .collect();
        runs.sort_unstable_by_key(|run| run.sequence);
        Ok(runs)
    }

    fn highest(&mut self, origin: &Origin) -> Result<Option<u64>, Fault> {
        let all = CommandId::new(origin.clone(), 0)..=CommandId::new(origin.clone(), u64::MAX);
        Ok(self.kept.ids.range(all).next_back().map(|(id, _)| id.number))
    }

    fn details(&mut self, sequence: u64) -> Result<Vec<KeptDetail>, Fault> {
        Ok(self.kept.details.get(&sequence).cloned().unwrap_or_default())
    }

    fn scrub(&mut self) -> Result<bool, Fault> {
        Ok(true)
    }
}
