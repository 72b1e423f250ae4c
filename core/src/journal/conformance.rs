//! The promises of [`Store`], as a test any store can run.
//!
//! ```
//! use linli::journal::{MemoryStore, conformance};
//! conformance::run(|| Box::new(MemoryStore::new())).unwrap();
//! ```

use super::{Cause, Entry, Fault, KeptDetail, Reply, Store, Tip};
use crate::vocabulary::{CommandId, DetailName, Digest, IdError, Instant, Origin, Salt};

/// A promise a store does not keep.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// It does something else than promised.
    #[error("the store does not keep its promise: {0}")]
    Promise(&'static str),
    /// It fails.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// A name used by the test is not allowed any more.
    #[error(transparent)]
    Id(#[from] IdError),
}

type Check = fn(&mut dyn Store) -> Result<(), Broken>;

/// Runs every check, each on a fresh, empty store.
pub fn run(mut make: impl FnMut() -> Box<dyn Store>) -> Result<(), Broken> {
    let checks: [Check; 10] = [
        an_empty_store_ends_at_nothing,
        entries_come_back_as_they_were,
        the_tip_follows_the_entries_also_within_a_transaction,
        pages_are_in_order_and_within_their_limit,
        what_happened_is_what_the_entries_hold,
        commands_are_found_by_id_alone,
        commands_are_found_in_whatever_order_they_came,
        origins_tell_their_highest_number,
        what_is_rolled_back_leaves_no_trace,
        erasing_leaves_names_alone,
    ];
    checks.into_iter().try_for_each(|check| check(make().as_mut()))
}

fn promise(kept: bool, promise: &'static str) -> Result<(), Broken> {
    if kept {
        Ok(())
    } else {
        Err(Broken::Promise(promise))
    }
}

fn id(origin: &str, number: u64) -> Result<CommandId, Broken> {
    Ok(CommandId::new(Origin::new(origin)?, number))
}

/// An entry of every shape: commands of two origins, accepted and refused, salted and not, and what fell due.
fn entry(sequence: u64) -> Result<Entry, Broken> {
    let (origin, odd) = if sequence.is_multiple_of(2) {
        ("desk", false)
    } else {
        ("phone", true)
    };
    let cause = if sequence.is_multiple_of(5) {
        Cause::Due(format!("{{\"at\":{sequence}}}"))
    } else {
        Cause::Asked {
            id: id(origin, sequence)?,
            json: format!("{{\"id\":\"{origin}-{sequence}\", \"note\":\"空格 \\u4e2d\"}}"),
        }
    };
    let reply = if sequence.is_multiple_of(3) {
        Reply::Refusal("{\"why\":1}".into())
    } else {
        Reply::Events("[ ]".into())
    };
    let byte = u8::try_from(sequence % 251).unwrap_or_default();
    Ok(Entry {
        sequence,
        recorded: Instant::from_millis(i64::try_from(sequence).unwrap_or_default()),
        edition: u32::from(byte),
        cause,
        reply,
        salt: odd.then_some(Salt([byte; 16])),
        hash: Digest([byte; 32]),
    })
}

fn detail(name: &str, byte: u8, text: &str) -> Result<KeptDetail, Broken> {
    Ok(KeptDetail {
        name: DetailName::new(name)?,
        salt: Some(Salt([byte; 16])),
        text: Some(text.into()),
    })
}

fn fill(store: &mut dyn Store, entries: core::ops::RangeInclusive<u64>) -> Result<(), Broken> {
    store.begin()?;
    for sequence in entries {
        store.append(entry(sequence)?, Vec::new())?;
    }
    Ok(store.commit()?)
}

fn an_empty_store_ends_at_nothing(store: &mut dyn Store) -> Result<(), Broken> {
    promise(store.tip()? == Tip::EMPTY, "an empty store has the empty tip")?;
    promise(store.begin()? == Tip::EMPTY, "begin says so too")?;
    store.rollback()?;
    promise(store.entries(0, 10)?.is_empty(), "an empty store has no entries")?;
    promise(
        store.highest(&Origin::new("desk")?)?.is_none(),
        "an empty store knows no origins",
    )?;
    promise(
        store.find(&id("desk", 1)?)?.is_none(),
        "an empty store finds nothing",
    )?;
    promise(store.details(1)?.is_empty(), "an empty store has no details")
}

fn entries_come_back_as_they_were(store: &mut dyn Store) -> Result<(), Broken> {
    fill(store, 1..=30)?;
    let expected = (1..=30).map(entry).collect::<Result<Vec<_>, _>>()?;
    promise(
        store.entries(0, 100)? == expected,
        "entries come back byte for byte",
    )
}

fn the_tip_follows_the_entries_also_within_a_transaction(store: &mut dyn Store) -> Result<(), Broken> {
    fill(store, 1..=3)?;
    promise(store.begin()? == entry(3)?.tip(), "begin gives the last entry")?;
    store.append(entry(4)?, Vec::new())?;
    promise(
        store.tip()? == entry(4)?.tip(),
        "a transaction reads what it wrote",
    )?;
    promise(
        store.find(&id("desk", 4)?)?.is_some(),
        "a transaction finds what it wrote",
    )?;
    store.commit()?;
    promise(store.tip()? == entry(4)?.tip(), "the tip stays after the commit")
}

fn pages_are_in_order_and_within_their_limit(store: &mut dyn Store) -> Result<(), Broken> {
    fill(store, 1..=7)?;
    let numbers = |entries: Vec<Entry>| entries.iter().map(|entry| entry.sequence).collect::<Vec<_>>();
    promise(
        numbers(store.entries(2, 3)?) == [3, 4, 5],
        "a page follows the number given",
    )?;
    promise(
        numbers(store.entries(5, 100)?) == [6, 7],
        "the last page is short",
    )?;
    promise(store.entries(7, 1)?.is_empty(), "nothing follows the last entry")?;
    promise(
        store.entries(u64::MAX, 1)?.is_empty(),
        "nothing follows the largest number",
    )
}

fn what_happened_is_what_the_entries_hold(store: &mut dyn Store) -> Result<(), Broken> {
    fill(store, 1..=30)?;
    let entries = store.entries(4, 20)?;
    let mut expected = entries.iter().map(Entry::happened);
    let mut alike = true;
    let count = store.happened(4, 20, &mut |happened| {
        alike &= expected.next() == Some(happened);
        Ok(())
    })?;
    promise(
        alike && count == 20 && expected.next().is_none(),
        "what happened is shown as the entries hold it, and counted",
    )?;
    let stopped = Fault::Poisoned {};
    promise(
        store.happened(0, 20, &mut |_| Err(stopped.clone())) == Err(stopped.clone()),
        "a fault stops the showing",
    )
}

fn commands_are_found_by_id_alone(store: &mut dyn Store) -> Result<(), Broken> {
    fill(store, 1..=30)?;
    promise(
        store.find(&id("desk", 8)?)? == Some(8),
        "a command is found by its id",
    )?;
    promise(
        store.find(&id("desk", 7)?)?.is_none(),
        "another origin's number is not found",
    )?;
    promise(store.find(&id("phone", 5)?)?.is_none(), "what fell due has no id")?;
    promise(
        store.find(&id("desk", 31)?)?.is_none() && store.find(&id("desk", 1)?)?.is_none(),
        "a number between and after those that were sent is not found",
    )?;
    promise(
        store.find(&id("phone", u64::MAX)?)?.is_none(),
        "no number is too large to look for",
    )
}

fn commands_are_found_in_whatever_order_they_came(store: &mut dyn Store) -> Result<(), Broken> {
    // In step, with a gap, late, in turn with another's, and all that again over several commits.
    let numbers: [u64; 12] = [1, 2, 3, 7, 8, 5, 6, 20, 9, 10, 11, 4];
    let mut sent: Vec<(CommandId, u64)> = Vec::new();
    for (round, commit) in numbers.chunks(5).cycle().take(9).zip(0_u64..) {
        store.begin()?;
        for number in round {
            let number = number.saturating_add(commit.div_euclid(3).saturating_mul(100));
            for origin in ["desk", "phone"]
                .into_iter()
                .take(if commit == 1 { 2 } else { 1 })
            {
                let sequence = u64::try_from(sent.len()).unwrap_or_default().saturating_add(1);
                let id = id(origin, number)?;
                let json = format!("{{\"id\":\"{id}\"}}");
                let cause = Cause::Asked { id: id.clone(), json };
                store.append(
                    Entry {
                        cause,
                        ..entry(sequence)?
                    },
                    Vec::new(),
                )?;
                sent.push((id, sequence));
            }
        }
        store.commit()?;
    }
    for (id, sequence) in &sent {
        promise(
            store.find(id)? == Some(*sequence),
            "a command is found whatever was sent before and after it",
        )?;
    }
    let runs = store.runs()?;
    let listed = (1..=u64::try_from(sent.len()).unwrap_or_default()).flat_map(|sequence| {
        runs.iter()
            .filter_map(move |run| Some((run.answered_by(sequence)?, sequence)))
    });
    promise(
        listed.eq(sent.iter().cloned()) && runs.is_sorted_by_key(|run| run.sequence),
        "the runs hold every command sent and no other, in the order of the entries",
    )?;
    for number in [0, 12, 19, 21, 100, 221] {
        promise(store.find(&id("desk", number)?)?.is_none(), "a gap is a gap")?;
    }
    promise(
        store.highest(&Origin::new("desk")?)? == Some(220),
        "the highest number is not the last",
    )
}

fn origins_tell_their_highest_number(store: &mut dyn Store) -> Result<(), Broken> {
    fill(store, 1..=29)?;
    let mut highest = |origin: &str| Ok::<_, Broken>(store.highest(&Origin::new(origin)?)?);
    let found = [highest("desk")?, highest("phone")?, highest("nobody")?];
    promise(
        found == [Some(28), Some(29), None],
        "each origin has its highest number, and who sent nothing has none",
    )
}

fn what_is_rolled_back_leaves_no_trace(store: &mut dyn Store) -> Result<(), Broken> {
    store.begin()?;
    store.append(entry(1)?, vec![detail("reply", 1, "kept")?])?;
    store.commit()?;
    store.begin()?;
    store.append(entry(2)?, vec![detail("reply", 2, "gone")?])?;
    store.erase(1, None)?;
    store.rollback()?;
    promise(store.tip()? == entry(1)?.tip(), "the tip goes back")?;
    promise(store.find(&id("desk", 2)?)?.is_none(), "the command is forgotten")?;
    promise(store.details(2)?.is_empty(), "its details are forgotten")?;
    promise(
        store.details(1)? == [detail("reply", 1, "kept")?],
        "what was erased is back",
    )?;
    store.rollback()?;
    fill(store, 2..=2)?;
    promise(store.tip()? == entry(2)?.tip(), "the number can be used again")
}

fn erasing_leaves_names_alone(store: &mut dyn Store) -> Result<(), Broken> {
    let (name, phone) = (detail("name", 1, "张三")?, detail("phone", 2, "138")?);
    store.begin()?;
    store.append(entry(1)?, vec![phone.clone(), name.clone()])?;
    store.append(entry(2)?, vec![phone.clone()])?;
    store.commit()?;
    promise(
        store.details(1)? == [name.clone(), phone.clone()],
        "details come in the order of their names",
    )?;
    let erased = |detail: &KeptDetail| KeptDetail {
        name: detail.name.clone(),
        salt: None,
        text: None,
    };
    store.begin()?;
    store.erase(1, Some(&name.name))?;
    store.commit()?;
    promise(
        store.details(1)? == [erased(&name), phone.clone()],
        "one detail is erased, salt and all",
    )?;
    store.begin()?;
    store.erase(1, None)?;
    store.erase(1, None)?;
    store.commit()?;
    promise(
        store.details(1)? == [erased(&name), erased(&phone)],
        "all are erased, twice is once",
    )?;
    promise(store.details(2)? == [phone], "another entry's stay")?;
    promise(store.scrub()?, "with nobody else about, nothing is left on disk")
}
