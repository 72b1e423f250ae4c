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
    let checks: [Check; 9] = [
        an_empty_store_ends_at_nothing,
        entries_come_back_as_they_were,
        the_tip_follows_the_entries_also_within_a_transaction,
        pages_are_in_order_and_within_their_limit,
        what_happened_is_what_the_entries_hold,
        commands_are_found_by_id_alone,
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
            stamp: format!("{{\"actor\":\"p{sequence}\", \"note\":\"空格 \\u4e2d\"}}"),
            command: "{}".into(),
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
        store.append(&entry(sequence)?, &[])?;
    }
    Ok(store.commit()?)
}

fn an_empty_store_ends_at_nothing(store: &mut dyn Store) -> Result<(), Broken> {
    promise(store.tip()? == Tip::EMPTY, "an empty store has the empty tip")?;
    promise(store.begin()? == Tip::EMPTY, "begin says so too")?;
    store.rollback()?;
    promise(store.entries(0, 10)?.is_empty(), "an empty store has no entries")?;
    promise(store.origins()?.is_empty(), "an empty store knows no origins")?;
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
    store.append(&entry(4)?, &[])?;
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
        store.find(&id("desk", 8)?)? == Some(entry(8)?),
        "a command is found by its id",
    )?;
    promise(
        store.find(&id("desk", 7)?)?.is_none(),
        "another origin's number is not found",
    )?;
    promise(store.find(&id("phone", 5)?)?.is_none(), "what fell due has no id")?;
    promise(
        store.find(&id("phone", u64::MAX)?)?.is_none(),
        "no number is too large to look for",
    )
}

fn origins_tell_their_highest_number(store: &mut dyn Store) -> Result<(), Broken> {
    fill(store, 1..=29)?;
    let expected = [(Origin::new("desk")?, 28), (Origin::new("phone")?, 29)];
    promise(
        store.origins()? == expected,
        "each origin with its highest number, sorted",
    )
}

fn what_is_rolled_back_leaves_no_trace(store: &mut dyn Store) -> Result<(), Broken> {
    store.begin()?;
    store.append(&entry(1)?, &[detail("reply", 1, "kept")?])?;
    store.commit()?;
    store.begin()?;
    store.append(&entry(2)?, &[detail("reply", 2, "gone")?])?;
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
    store.append(&entry(1)?, &[phone.clone(), name.clone()])?;
    store.append(&entry(2)?, core::slice::from_ref(&phone))?;
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
