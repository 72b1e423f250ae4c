//! Stores, and what happens when one fails.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use linli::journal::{Entry, Fault, KeptDetail, MemoryStore, Run, Store, Tip, conformance};
use linli::{CommandId, DetailName, Error, Origin, Ward};

use crate::common::{add, by, code, minute, rules, ward};

#[test]
fn the_memory_store_keeps_every_promise() {
    conformance::run(|| Box::new(MemoryStore::new())).unwrap();
}

#[cfg(feature = "sqlite")]
#[test]
fn the_sqlite_store_keeps_every_promise() {
    use linli::journal::SqliteStore;
    let scratch = crate::common::Scratch::new("conformance");
    let mut count = 0;
    conformance::run(|| {
        count += 1;
        Box::new(SqliteStore::create(&scratch.file(&format!("{count}.db"))).unwrap())
    })
    .unwrap();
}

/// The file counts its rows by itself, so it says when it comes to another number.
#[cfg(feature = "sqlite")]
#[test]
fn an_entry_out_of_turn_is_not_written() {
    let scratch = crate::common::Scratch::new("turn");
    let mut store = linli::journal::SqliteStore::create(&scratch.file("ward.db")).unwrap();
    let mut early = crate::common::entry(linli::Head::EMPTY, "[]", None);
    early.sequence = 3;
    store.begin().unwrap();
    store.append(early.clone(), Vec::new()).unwrap();
    assert_eq!(store.commit().unwrap_err().code(), "J408");
    for again in [store.commit(), store.append(early, Vec::new())] {
        assert_eq!(again.unwrap_err().code(), "J402", "until all is taken back");
    }
    store.rollback().unwrap();
    assert_eq!(store.tip().unwrap(), Tip::EMPTY);
}

/// A store that fails at a step when told to.
struct Failing {
    store: MemoryStore,
    fail: Arc<AtomicUsize>,
}

const NOWHERE: usize = 0;
const APPEND: usize = 1;
const COMMIT: usize = 2;
const BEGIN: usize = 3;

impl Failing {
    fn step(&self, step: usize) -> Result<(), Fault> {
        if self.fail.load(Ordering::SeqCst) == step {
            return Err(Fault::Storage {
                reason: "disk full".into(),
            });
        }
        Ok(())
    }
}

impl Store for Failing {
    fn begin(&mut self) -> Result<Tip, Fault> {
        self.step(BEGIN)?;
        self.store.begin()
    }
    fn append(&mut self, entry: Entry, details: Vec<KeptDetail>) -> Result<(), Fault> {
        self.step(APPEND)?;
        self.store.append(entry, details)
    }
    fn erase(&mut self, sequence: u64, name: Option<&DetailName>) -> Result<(), Fault> {
        self.store.erase(sequence, name)
    }
    fn commit(&mut self) -> Result<(), Fault> {
        self.step(COMMIT)?;
        self.store.commit()
    }
    fn rollback(&mut self) -> Result<(), Fault> {
        self.store.rollback()
    }
    fn tip(&mut self) -> Result<Tip, Fault> {
        self.store.tip()
    }
    fn entries(&mut self, after: u64, limit: usize) -> Result<Vec<Entry>, Fault> {
        self.store.entries(after, limit)
    }
    fn find(&mut self, id: &CommandId) -> Result<Option<u64>, Fault> {
        self.store.find(id)
    }
    fn runs(&mut self) -> Result<Vec<Run>, Fault> {
        self.store.runs()
    }
    fn highest(&mut self, origin: &Origin) -> Result<Option<u64>, Fault> {
        self.store.highest(origin)
    }
    fn details(&mut self, sequence: u64) -> Result<Vec<KeptDetail>, Fault> {
        self.store.details(sequence)
    }
    fn scrub(&mut self) -> Result<bool, Fault> {
        self.store.scrub()
    }
}

fn failing() -> (Ward, Arc<AtomicUsize>) {
    let fail = Arc::new(AtomicUsize::new(NOWHERE));
    let store = Failing {
        store: MemoryStore::new(),
        fail: Arc::clone(&fail),
    };
    (Ward::with_store(Box::new(store), Some(rules())).unwrap(), fail)
}

#[test]
fn a_failed_commit_poisons_the_handle() {
    let (mut ward, fail) = failing();
    fail.store(COMMIT, Ordering::SeqCst);
    assert_eq!(code(ward.execute(by("w1", minute(1)), add("c1"))), "J411");
    fail.store(NOWHERE, Ordering::SeqCst);
    assert_eq!(code(ward.execute(by("w1", minute(1)), add("c1"))), "J402");
    assert_eq!(code(ward.verify()), "J402");
    assert_eq!(code(ward.changes_after(0, 1, None)), "J402");
    assert_eq!(code(ward.due(minute(1), None)), "J402");
    assert_eq!(code(ward.find(&crate::common::id("ward", 1))), "J402");
}

#[test]
fn what_fails_before_anything_is_taken_in_can_be_tried_again() {
    for step in [BEGIN, APPEND] {
        let (mut ward, fail) = failing();
        fail.store(step, Ordering::SeqCst);
        assert_eq!(code(ward.execute(by("w1", minute(1)), add("c1"))), "J411");
        fail.store(NOWHERE, Ordering::SeqCst);
        ward.add_units(by("w1", minute(1)), add("c1")).unwrap();
        ward.verify().unwrap();
    }
}

#[test]
fn a_rulebook_is_given_to_an_empty_store_alone() {
    let mut store = MemoryStore::new();
    let mut empty = Ward::with_store(Box::new(store.clone()), None).unwrap();
    let refused = empty.execute(by("w1", minute(1)), add("c1")).unwrap();
    assert_eq!(refused.refusal().unwrap().code(), "W001");
    store.begin().unwrap();
    store
        .append(crate::common::entry(linli::Head::EMPTY, "[]", None), Vec::new())
        .unwrap();
    store.commit().unwrap();
    assert_eq!(code(Ward::with_store(Box::new(store), Some(rules()))), "J405");
}

#[test]
fn subscribers_are_woken_by_what_is_written_and_by_nothing_else() {
    let mut ward = ward();
    let woken = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&woken);
    let token = ward.on_change(move || {
        counter.fetch_add(1, Ordering::SeqCst);
    });
    let meta = || by("w1", minute(1)).id(crate::common::id("phone", 1));
    ward.execute(meta(), add("c1")).unwrap();
    assert_eq!(woken.load(Ordering::SeqCst), 1);
    ward.execute(meta(), add("c1")).unwrap();
    ward.settle(minute(2)).unwrap();
    assert_eq!(woken.load(Ordering::SeqCst), 1, "nothing was written");
    assert!(ward.unsubscribe(token) && !ward.unsubscribe(token));
    ward.execute(by("w1", minute(2)), add("c2")).unwrap();
    assert_eq!(woken.load(Ordering::SeqCst), 1);
}

#[test]
fn verbs_give_a_refusal_as_an_error() {
    let error = ward()
        .update_unit(by("w1", minute(1)), crate::common::count("c1", 1))
        .unwrap_err();
    assert!(
        matches!(&error, Error::Refused(refusal) if refusal.code() == "G101"),
        "{error}"
    );
    assert_eq!(error.data()["unit"], "c1");
}

#[test]
fn no_ward_begins_under_an_unsound_rulebook() {
    let unsound = || linli::Bundle { format: 2, ..rules() };
    let Err(Error::Refused(refusal)) = Ward::in_memory(unsound()) else {
        panic!("it began")
    };
    assert_eq!(refusal.code(), "W007");
    #[cfg(feature = "sqlite")]
    {
        let scratch = crate::common::Scratch::new("unsound");
        let path = scratch.file("ward.db");
        assert_eq!(code(Ward::create(&path, unsound())), "W007");
        // Nothing was written, so the file can still become a ward.
        assert_eq!(Ward::create(&path, rules()).unwrap().head().sequence, 1);
    }
}
