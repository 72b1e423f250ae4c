//! What happened, told again.

use super::{Error, PAGE, Ward};
use crate::context::Scoped;
#[cfg(feature = "arrow")]
use crate::journal::Store;
use crate::journal::{Entry, Fault, Happened};
use crate::state::Event;

impl Ward {
    /// Shows every event of the journal with the entry it is from, oldest first. Costs as much as reading the events back
    /// from the store, and keeps none of them.
    pub fn replay(&mut self, mut show: impl FnMut(&Entry, &Scoped<Event>)) -> Result<(), Error> {
        self.usable()?;
        let mut sequence = 0;
        loop {
            let entries = self.store.entries(sequence, PAGE)?;
            for entry in &entries {
                for scoped in entry.events()? {
                    show(entry, &scoped);
                }
                sequence = entry.sequence;
            }
            if entries.len() < PAGE {
                return Ok(());
            }
        }
    }

    /// Shows the events of every entry, oldest first, as the store keeps them. For whoever needs little of many events:
    /// neither who asked nor what was asked is read, and of the events as much as is looked at.
    pub(crate) fn skim(
        &mut self,
        mut show: impl FnMut(Happened<'_>) -> Result<(), Fault>,
    ) -> Result<(), Error> {
        self.usable()?;
        let mut last = 0;
        loop {
            let after = last;
            let read = self.store.happened(after, PAGE, &mut |happened| {
                last = happened.sequence;
                show(happened)
            })?;
            if read < PAGE {
                return Ok(());
            }
        }
    }

    /// The same in parts, which as many threads read as the machine has processors: what each part came to, oldest first.
    /// A part is begun knowing how many entries it may come to hold: the first will be joined by all others.
    #[cfg(feature = "arrow")]
    pub(crate) fn skim_in_parts<T: Send>(
        &mut self,
        begin: impl Fn(u64) -> T + Sync,
        take: impl Fn(&mut T, Happened<'_>) -> Result<(), Fault> + Sync,
    ) -> Result<Vec<T>, Error> {
        self.usable()?;
        let readers = self.readers();
        let last = self.folded.tip.head.sequence;
        let parts = u64::try_from(readers.len()).unwrap_or(0).saturating_add(1);
        let share = last.div_ceil(parts);
        let part = |number: u64| {
            let after = share.saturating_mul(number);
            after..after.saturating_add(share).min(last)
        };
        let (store, begin, take) = (self.store.as_mut(), &begin, &take);
        let parts: Vec<Result<T, Fault>> = std::thread::scope(|scope| {
            let read = |(mut reader, number): (Box<dyn Store + Send>, u64)| {
                scope.spawn(move || read_part(reader.as_mut(), part(number), begin(share), take))
            };
            let others: Vec<_> = readers.into_iter().zip(1..).map(read).collect();
            let mut parts = vec![read_part(store, part(0), begin(last), take)];
            let join = |other: std::thread::ScopedJoinHandle<'_, _>| {
                other
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            };
            parts.extend(others.into_iter().map(join));
            parts
        });
        Ok(parts.into_iter().collect::<Result<_, _>>()?)
    }

    /// Other handles on this very journal, one for each further processor. None for a short one, nor where its file is not
    /// found any more where it was.
    #[cfg(feature = "arrow")]
    fn readers(&self) -> Vec<Box<dyn Store + Send>> {
        let head = self.folded.tip.head;
        if head.sequence < SHORT {
            return Vec::new();
        }
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let further = 1..processors.min(MOST_READERS);
        let reader = |_| {
            let mut reader = self.store.reader()?;
            let found = reader.entries(head.sequence.saturating_sub(1), 1).ok()?.pop()?;
            (found.head() == head).then_some(reader)
        };
        further.map_while(reader).collect()
    }
}

/// Entries that one thread reads as quickly as several.
#[cfg(feature = "arrow")]
const SHORT: u64 = 10_000;

/// Threads that read at once: more would wait for the disk.
#[cfg(feature = "arrow")]
const MOST_READERS: usize = 8;

/// Reads the entries after the first and up to the last number of a range.
#[cfg(feature = "arrow")]
fn read_part<T>(
    store: &mut dyn Store,
    range: core::ops::Range<u64>,
    mut part: T,
    take: impl Fn(&mut T, Happened<'_>) -> Result<(), Fault>,
) -> Result<T, Fault> {
    let mut last = range.start;
    while last < range.end {
        let limit = usize::try_from(range.end.saturating_sub(last)).unwrap_or(usize::MAX);
        let read = store.happened(last, limit.min(PAGE), &mut |happened| {
            last = happened.sequence;
            take(&mut part, happened)
        })?;
        if read == 0 {
            return Err(Fault::damaged(last.saturating_add(1), "sequence"));
        }
    }
    Ok(part)
}
