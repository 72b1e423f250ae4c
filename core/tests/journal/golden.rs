//! A ward written once and kept: whatever becomes of the library, it opens, verifies and means the same for ever. Tests the promise *rule-neutral*.
//!
//! The rows of its table `entry` are in `golden/ward.jsonl`, with its details, one of them erased. When events get a new version, write another file beside it
//! (`cargo test --test journal --features sqlite write_a_golden_ward -- --ignored`) and keep this one as it is.

use linli::journal::{Cause, Entry, KeptDetail, MemoryStore, Reply, SqliteStore, Store};
use linli::points::AccountId;
use linli::{DetailName, Head, Instant, Salt, Ward};
use serde::{Deserialize, Serialize};

use crate::common::{Scratch, by, name};
use crate::life;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/ward.jsonl");

/// The entry of a case's registration.
const ERASED: u64 = 12;

/// A row: the JSON texts are kept as texts, for their bytes are what is hashed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    sequence: u64,
    recorded: i64,
    edition: u32,
    hash: linli::Digest,
    salt: Option<Salt>,
    id: Option<linli::CommandId>,
    cause: String,
    reply: String,
    details: Vec<(DetailName, Option<Salt>, Option<String>)>,
}

impl Row {
    fn of(entry: Entry, details: Vec<KeptDetail>) -> Self {
        let id = entry.id().cloned();
        let (Cause::Asked { json: cause, .. } | Cause::Due(cause)) = entry.cause;
        let (Reply::Events(reply) | Reply::Refusal(reply)) = entry.reply;
        Self {
            sequence: entry.sequence,
            recorded: entry.recorded.millis(),
            edition: entry.edition,
            hash: entry.hash,
            salt: entry.salt,
            id,
            cause,
            reply,
            details: details
                .into_iter()
                .map(|kept| (kept.name, kept.salt, kept.text))
                .collect(),
        }
    }

    fn details(&self) -> Vec<KeptDetail> {
        let details = self.details.iter().cloned();
        details
            .map(|(name, salt, text)| KeptDetail { name, salt, text })
            .collect()
    }

    fn entry(self) -> Entry {
        let json = self.cause;
        let cause = match self.id {
            Some(id) => Cause::Asked { id, json },
            None => Cause::Due(json),
        };
        let reply = if self.reply.starts_with('[') {
            Reply::Events(self.reply)
        } else {
            Reply::Refusal(self.reply)
        };
        Entry {
            sequence: self.sequence,
            recorded: Instant::from_millis(self.recorded),
            edition: self.edition,
            cause,
            reply,
            salt: self.salt,
            hash: self.hash,
        }
    }
}

fn golden() -> Ward {
    let mut store = MemoryStore::new();
    store.begin().unwrap();
    for line in std::fs::read_to_string(FILE).unwrap().lines() {
        let row = serde_json::from_str::<Row>(line).unwrap();
        let details = row.details();
        store.append(row.entry(), details).unwrap();
    }
    store.commit().unwrap();
    Ward::with_store(Box::new(store), None).unwrap()
}

#[test]
fn the_golden_ward_opens_for_ever() {
    let mut ward = golden();
    let head: Head = "32:c607034f2802fd91607a74d77f82745323fd3cfa2e6939d25054d89a367a49d5"
        .parse()
        .unwrap();
    assert_eq!(ward.verify_against(head).unwrap(), head);

    let state = |id: &str| ward.state().cases.case(&life::id(id)).unwrap().state.to_string();
    let states = ["desk-4.0", "desk-5.0", "desk-9.0"].map(state);
    assert_eq!(states, ["registered", "closed", "handling"]);
    let balance = |account| ward.state().points.balance(&account);
    assert_eq!(
        balance(AccountId::Person(life::id("v001"))),
        0,
        "what was left has lapsed"
    );
    assert_eq!(balance(AccountId::Redeemed), 2, "a towel");
    assert_eq!(
        ward.detail(ERASED, &name("note"), None).unwrap(),
        Some(linli::ward::DetailText::Erased)
    );
    ward.changes_after(0, usize::MAX, None).unwrap();
}

#[test]
fn what_falls_due_is_salted_from_the_entry_before() {
    let rows = std::fs::read_to_string(FILE).unwrap();
    let rows: Vec<Row> = rows
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let due = rows
        .iter()
        .zip(rows.iter().skip(1))
        .filter(|(_, row)| row.id.is_none());
    let salts = due.map(|(before, row)| (before.salt.map(|salt| salt.next(None)), row.salt));
    assert!(salts.clone().count() > 5 && salts.clone().all(|(expected, found)| expected == found));
}

#[test]
#[ignore = "writes what the test above reads"]
fn write_a_golden_ward() {
    let scratch = Scratch::new("golden");
    let file = scratch.file("ward.db");
    let mut ward = life::begun(Ward::create(&file, life::rulebook()).unwrap());
    ward.execute_all(life::deeds()).unwrap();
    ward.settle(life::end()).unwrap();
    ward.erase(by("admin", life::end()), ERASED, None).unwrap();
    let mut store = SqliteStore::open(&file).unwrap();
    let rows = store.entries(0, usize::MAX).unwrap().into_iter().map(|entry| {
        let details = store.details(entry.sequence).unwrap();
        Row::of(entry, details)
    });
    let lines: Vec<String> = rows
        .map(|row| serde_json::to_string(&row).unwrap() + "\n")
        .collect();
    std::fs::write(FILE, lines.concat()).unwrap();
    println!("{}", ward.head());
}
