//! The tables for analysis: what columns they have, what stands in them, and that they say what the journal says.
#![cfg(feature = "arrow")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::result_large_err,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing
)]

use std::collections::BTreeMap;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int64Type, TimestampMillisecondType, UInt64Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use linli::cases::{Act, Event as CaseEvent, Hand, Register};
use linli::grid::{AddUnits, Appoint};
use linli::points::{Award, Capture, Correct, Deed, Redeem, Void};
use linli::views::tables::{Table, table};
use linli::{CaseId, Event, IdError, Instant, Meta, Rulebook, Salt, Ward};

fn id<T: for<'a> TryFrom<&'a str, Error = IdError>>(text: &str) -> T {
    T::try_from(text).unwrap()
}

/// Local to the ward: `03-03 09:00` of 2025.
fn at(text: &str) -> Instant {
    let (day, time) = text.split_once(' ').unwrap();
    Instant::parse(&format!("2025-{day}T{time}:00+08:00")).unwrap()
}

fn by(person: &str, time: &str) -> Meta {
    Meta::new(id(person), at(time))
}

fn with_reason(person: &str, time: &str) -> Meta {
    by(person, time)
        .salt(Salt([7; 16]))
        .detail(id("reason"), r#"he said "cases": {}"#)
}

/// The ward of the tables of `tests/tables`, nothing happened yet.
fn new() -> Ward {
    let rules = Rulebook::from_toml(include_str!("../../tests/tables/rulebook.toml")).unwrap();
    let mut ward = Ward::in_memory(rules.resolve().unwrap()).unwrap();
    let mut grid: serde_json::Value =
        serde_json::from_str(include_str!("../../tests/tables/grid.json")).unwrap();
    let units = serde_json::from_value(grid["units"].take()).unwrap();
    ward.add_units(by("admin", "01-02 09:00"), AddUnits { units })
        .unwrap();
    let appointments: Vec<Appoint> = serde_json::from_value(grid["appointments"].take()).unwrap();
    for appoint in appointments {
        ward.appoint(by("admin", "01-02 09:00"), appoint).unwrap();
    }
    ward
}

/// A day on which a little of everything happened.
fn lived() -> Ward {
    let mut ward = new();
    let odd = r#"p"17\"#; // an id may hold what JSON must escape
    let register = |unit: &str| Register::new(id("parking"), id(unit));
    let first = ward
        .register(by(odd, "03-03 09:30"), register("grid-07"))
        .unwrap();
    let second = ward.register(by("p18", "03-03 09:30"), register("b-12")).unwrap();
    let act = |case: &CaseId, action: &str| Act::new(case.clone(), id(action));
    ward.act(by("w07", "03-03 10:00"), act(&first, "accept")).unwrap();
    ward.act(with_reason("w07", "03-03 10:00"), act(&second, "escalate"))
        .unwrap();
    let answer = by("w07", "03-03 11:00")
        .salt(Salt([7; 16]))
        .detail(id("reply"), "好");
    ward.act(answer, act(&first, "answer")).unwrap();
    let close = Act {
        rating: Some(5),
        ..act(&first, "close")
    };
    ward.act(by(odd, "03-03 12:00"), close).unwrap();

    let deed = |person: &str| Award {
        deed: Deed {
            quantity: Some(180),
            ..Deed::new(id("volunteering"), id(person), id("grid-07"))
        },
    };
    let wrong = ward.award(by("w07", "03-03 12:00"), deed("v001")).unwrap();
    ward.award(by("w07", "03-03 12:00"), deed("v002")).unwrap();
    let towel = || Redeem {
        reward: id("towel"),
        unit: id("guandao"),
        pieces: 1,
        person: None,
    };
    let kept = ward.redeem(by("v002", "03-03 12:00"), towel()).unwrap();
    let given_back = ward.redeem(by("v001", "03-03 12:00"), towel()).unwrap();
    ward.correct(with_reason("l01", "03-03 12:00"), Correct { award: wrong })
        .unwrap();
    ward.void(by("c01", "03-03 12:00"), Void { hold: given_back })
        .unwrap();
    ward.capture(by("c01", "03-03 12:00"), Capture { hold: kept })
        .unwrap();
    // What nobody takes up goes up by itself.
    ward.settle(at("03-05 09:00")).unwrap();
    ward
}

/// What stands in a cell, as people would write it; nothing where it is null.
fn cell(batch: &RecordBatch, column: &str, row: usize) -> String {
    let array = batch
        .column_by_name(column)
        .unwrap_or_else(|| panic!("no column {column}"));
    if array.is_null(row) {
        return String::new();
    }
    match array.data_type() {
        DataType::LargeUtf8 => array.as_string::<i64>().value(row).to_owned(),
        DataType::UInt64 => array.as_primitive::<UInt64Type>().value(row).to_string(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::Boolean => array.as_boolean().value(row).to_string(),
        DataType::Date32 => array
            .as_primitive::<Date32Type>()
            .value_as_date(row)
            .unwrap()
            .to_string(),
        DataType::Timestamp(..) => {
            let millis = array.as_primitive::<TimestampMillisecondType>().value(row);
            Instant::from_millis(millis).to_string()
        }
        other => panic!("{column} is {other}"),
    }
}

fn rows(batch: &RecordBatch, columns: &[&str]) -> Vec<String> {
    let row = |row| {
        columns
            .iter()
            .map(|column| cell(batch, column, row))
            .collect::<Vec<_>>()
    };
    (0..batch.num_rows()).map(|at| row(at).join(" ")).collect()
}

fn columns(batch: &RecordBatch) -> String {
    let schema = batch.schema();
    let names = schema.fields().iter().map(|field| {
        let null = if field.is_nullable() { "?" } else { "" };
        let kind = match field.data_type() {
            DataType::LargeUtf8 => "",
            DataType::UInt64 => ":number",
            DataType::Int64 => ":signed",
            DataType::Boolean => ":flag",
            DataType::Date32 => ":day",
            DataType::Timestamp(_, Some(zone)) if zone.as_ref() == "UTC" => ":instant",
            other => panic!("{} is {other}", field.name()),
        };
        format!("{}{null}{kind}", field.name())
    });
    names.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_table_has_its_columns() {
    let expected = [
        "id level kind? code? name parent? from:day until?:day households?:number residents?:number",
        "id person post unit from:day until?:day",
        "id number matter edition:number unit channel? requester? by? registered:instant state holder_unit holder_post \
         holder_person? level? next_deadline?:instant overdue:flag responded?:instant closed?:instant rating?:number \
         reopened:number steps:number",
        "sequence:number recorded:instant case kind action? by? at?:instant state? holder_unit? holder_post? clock? \
         rating?:number",
        "case clock since:instant until?:instant warn?:instant overdue:flag counted?:number remaining?:number unit? unpublished?:day",
        "account balance:signed",
        "account award earner rule fund points:number left:number day:day expires?:day",
        "sequence:number recorded:instant kind debit credit points:number lot hold?",
        "hold recorded:instant account person reward pieces:number unit points:number day:day until:instant status",
    ];
    let mut ward = lived();
    for ((name, kind), expected) in Table::ALL.into_iter().zip(expected) {
        let batch = table(&mut ward, kind, None).unwrap();
        assert_eq!(columns(&batch), expected, "{name}");
        assert!(batch.num_rows() > 0, "{name} has a row");
        assert_eq!(
            columns(&table(&mut new(), kind, None).unwrap()),
            expected,
            "{name}, empty or not"
        );
        assert_eq!(Table::named(name), Some(kind));
    }
    assert_eq!(Table::named("nothing"), None);
}

#[test]
fn what_is_stands_in_the_tables() {
    let mut ward = lived();
    let mut of = |kind, columns: &[&str]| rows(&table(&mut ward, kind, None).unwrap(), columns);
    let units = of(Table::Units, &["id", "level", "parent", "from"]);
    assert!(
        units.contains(&"grid-07 grid guandao 2025-01-01".into()),
        "{units:?}"
    );
    let appointments = of(Table::Appointments, &["person", "post", "unit", "until"]);
    assert!(
        appointments.contains(&"w07 grid-worker grid-07 ".into()),
        "{appointments:?}"
    );
    assert_eq!(
        of(
            Table::Cases,
            &[
                "requester",
                "unit",
                "state",
                "level",
                "holder_person",
                "closed",
                "rating",
                "steps"
            ]
        ),
        [
            r#"p"17\ grid-07 closed grid w07 2025-03-03T04:00:00Z 5 3"#,
            "p18 b-12 registered street    2",
        ]
    );
    assert_eq!(
        of(Table::Clocks, &["clock", "since", "overdue"]),
        [
            "state 2025-03-03T08:00:00Z true",
            "case 2025-03-03T01:30:00Z false"
        ]
    );
    let accounts = of(Table::Accounts, &["account", "balance"]);
    assert!(accounts.contains(&"redeemed 2".into()), "{accounts:?}");
    let lots = of(
        Table::Lots,
        &["account", "rule", "points", "left", "day", "expires"],
    );
    assert!(
        lots.contains(&"person:v002 volunteering 3 1 2025-03-03 2026-12-31".into()),
        "{lots:?}"
    );
    assert_eq!(
        of(
            Table::Redemptions,
            &["person", "reward", "pieces", "points", "status"]
        ),
        ["v002 towel 1 2 captured", "v001 towel 1 2 voided"]
    );
}

#[test]
fn postings_come_to_the_balances() {
    let mut ward = lived();
    let postings = table(&mut ward, Table::Postings, None).unwrap();
    let mut balances: BTreeMap<String, i64> = BTreeMap::new();
    for row in 0..postings.num_rows() {
        let points: i64 = cell(&postings, "points", row).parse().unwrap();
        *balances.entry(cell(&postings, "debit", row)).or_default() -= points;
        *balances.entry(cell(&postings, "credit", row)).or_default() += points;
    }
    balances.retain(|_, balance| *balance != 0);
    let accounts = table(&mut ward, Table::Accounts, None).unwrap();
    let stands = (0..accounts.num_rows())
        .map(|row| {
            let balance = cell(&accounts, "balance", row).parse().unwrap();
            (cell(&accounts, "account", row), balance)
        })
        .collect();
    assert_eq!(balances, stands);
}

/// The table reads less than the journal holds; this reads all of it.
#[test]
fn case_events_are_those_of_the_journal() {
    let mut ward = lived();
    let mut expected = Vec::new();
    ward.replay(|entry, scoped| {
        if let Event::Cases(event) = &scoped.event {
            expected.push(format!("{} {} {}", entry.sequence, entry.recorded, told(event)));
        }
    })
    .unwrap();
    let batch = table(&mut ward, Table::CaseEvents, None).unwrap();
    let columns: Vec<&str> = batch
        .schema_ref()
        .fields()
        .iter()
        .map(|field| field.name().as_str())
        .collect();
    assert_eq!(rows(&batch, &columns), expected);
    assert!(
        expected.iter().any(|row| row.contains(" acted escalate  ")),
        "the system escalated: {expected:?}"
    );
}

/// So long a journal is read by several threads.
#[cfg(feature = "sqlite")]
#[test]
fn a_long_journal_read_in_parts_says_the_same() {
    let file = std::env::temp_dir().join(format!("linli-tables-{}.db", std::process::id()));
    let _ = std::fs::remove_file(&file);
    let rules = Rulebook::from_toml(include_str!("../../examples/minimal/rulebook.toml")).unwrap();
    let mut ward = Ward::create(&file, rules.resolve().unwrap()).unwrap();
    let unit = |id: &str, level: &str, parent: &str| {
        format!(r#"{{"id":"{id}","level":"{level}","name":"{id}","from":"2025-01-01"{parent}}}"#)
    };
    let units = [
        unit("street", "street", ""),
        unit("east", "community", r#","parent":"street""#),
        unit("grid-07", "grid", r#","parent":"east""#),
    ];
    let units = serde_json::from_str(&format!("[{}]", units.join(","))).unwrap();
    ward.add_units(by("host", "01-02 09:00"), AddUnits { units })
        .unwrap();
    let register = |number: u32| {
        let register = Register::new(id("parking"), id("grid-07"));
        (by(&format!("p{number}"), "03-03 09:00"), register.into())
    };
    ward.execute_all((0..11_000).map(register).collect()).unwrap();
    let table = table(&mut ward, Table::CaseEvents, None).unwrap();
    let mut expected = Vec::new();
    ward.replay(|entry, scoped| {
        if let Event::Cases(event @ CaseEvent::Registered { by, .. }) = &scoped.event {
            let by = by.as_ref().unwrap();
            expected.push(format!("{} {} {by}", entry.sequence, event.case()));
        }
    })
    .unwrap();
    assert_eq!(expected.len(), 11_000);
    assert_eq!(rows(&table, &["sequence", "case", "by"]), expected);
    drop(ward);
    let _ = std::fs::remove_file(&file);
}

fn told(event: &CaseEvent) -> String {
    let kind = event.kind().trim_start_matches("cases.");
    let holder = |hand: &Option<Hand>| match hand {
        Some(Hand::Taken(to) | Hand::Escalated(to) | Hand::Transferred(to) | Hand::Returned(to)) => {
            format!("{} {}", to.unit, to.post)
        }
        None => " ".into(),
    };
    let rest = match event {
        CaseEvent::Registered {
            by,
            at,
            state,
            holder,
            ..
        } => {
            let by = by.as_ref().map(ToString::to_string).unwrap_or_default();
            format!(" {by} {at} {state} {} {}  ", holder.unit, holder.post)
        }
        CaseEvent::Acted {
            action,
            by,
            at,
            state,
            hand,
            rating,
            ..
        } => {
            let by = by.as_ref().map(ToString::to_string).unwrap_or_default();
            let rating = rating.map(|rating| rating.to_string()).unwrap_or_default();
            format!("{action} {by} {at} {state} {}  {rating}", holder(hand))
        }
        CaseEvent::Excused { action, by, at, .. } => format!("{action} {by} {at}     "),
        CaseEvent::Moved { state, .. } => format!("   {state}    "),
        CaseEvent::Resumed { .. } => "       ".to_owned(),
        CaseEvent::Warned { clock, .. }
        | CaseEvent::Overdue { clock, .. }
        | CaseEvent::Dated { clock, .. } => {
            format!("      {} ", clock.as_str())
        }
    };
    format!("{} {kind} {rest}", event.case())
}
