//! The grid against tables and oracles.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "an oracle counts small numbers and stops at the first surprise"
)]

mod adoption;
mod appointments;
mod bodies;
mod bodies_oracle;
mod directory;
mod oracle;
mod refusals;
mod sittings;
mod tree;

use std::collections::BTreeMap;
use std::fmt::Debug;

use super::{
    AddBody, AddMember, AddUnits, Agree, Appoint, CloseUnit, Command, EndAgreement, EndAppointment, EndBody,
    EndMember, Event, Grid, GridRefusal, NewUnit,
};
use crate::calendar::{Calendar, Zone};
use crate::context::Context;
use crate::rulebook::{
    Band, BodyKind, Bundle, Fallback, Late, Level, Majority, Nearby, Post, Seat, Seats, UnitKind,
};
use crate::vocabulary::{
    AgreementId, AppointmentId, CommandId, Date, DivisionCode, Instant, Label, MemberId, Origin, PersonId,
    Stamp,
};

fn id<T: for<'a> TryFrom<&'a str, Error: Debug>>(text: &str) -> T {
    T::try_from(text).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn label(text: &str) -> Label {
    Label::One(text.into())
}

fn level(name: &str) -> Level {
    Level {
        id: id(name),
        name: label(name),
        kinds: Vec::new(),
        households: None,
    }
}

fn post(at: &[&str], min: u32, max: u32, when_vacant: &[(&str, Nearby)]) -> Post {
    let fallback = |(post, nearby): &(&str, Nearby)| Fallback {
        post: id(post),
        nearby: *nearby,
    };
    Post {
        name: label("岗位"),
        at: at.iter().map(|level| id(level)).collect(),
        seats: Seats { min, max },
        when_vacant: when_vacant.iter().map(fallback).collect(),
    }
}

/// Half must be present, with an owner and two tenants; more than half of the votes pass.
fn council() -> BodyKind {
    let seat = |min| Seat {
        name: label("席位"),
        min,
    };
    BodyKind {
        name: label("议事会"),
        quorum: Some("1/2".parse().unwrap()),
        passes: Majority::default(),
        seats: BTreeMap::from([
            (id("owners"), seat(1)),
            (id("tenants"), seat(2)),
            (id("guests"), seat(0)),
        ]),
        agreement: false,
    }
}

fn partner() -> BodyKind {
    BodyKind {
        name: label("共建单位"),
        quorum: None,
        seats: BTreeMap::new(),
        agreement: true,
        ..council()
    }
}

/// Six levels, the last never used by [`Town::small`]; posts that between them use every way to find who answers.
fn rules() -> Bundle {
    use Nearby::{Ancestor, Parent, Same, Sibling};
    let kinds = ["compound", "village"].map(|kind| UnitKind {
        id: id(kind),
        name: label(kind),
    });
    let area = Level {
        kinds: kinds.into(),
        ..level("area")
    };
    let grid = Level {
        households: Some(Band { min: 80, max: 200 }),
        ..level("grid")
    };
    let guide = [
        ("lead", Same),
        ("worker", Sibling),
        ("lead", Parent),
        ("desk", Ancestor),
    ];
    let worker = [("worker", Sibling), ("desk", Ancestor)];
    Bundle {
        format: 1,
        id: id("test"),
        name: label("test"),
        from: day("2025-01-01"),
        zone: Zone::shanghai(),
        calendar: Calendar::china(),
        revised_calendar: Default::default(),
        levels: vec![
            level("street"),
            level("community"),
            area,
            grid,
            level("building"),
            level("stair"),
        ],
        posts: BTreeMap::from([
            (id("desk"), post(&["street", "community"], 1, 3, &[])),
            (id("guide"), post(&["grid", "building"], 1, 2, &guide)),
            (
                id("lead"),
                post(&["community", "area", "grid"], 0, 1, &[("desk", Parent)]),
            ),
            (id("worker"), post(&["grid", "building"], 1, 1, &worker)),
        ]),
        bodies: BTreeMap::from([(id("council"), council()), (id("partner"), partner())]),
        channels: BTreeMap::new(),
        late: Late { minutes: 0 },
        matters: BTreeMap::new(),
        procedures: BTreeMap::new(),
        points: None,
    }
}

/// A grid with its rulebook and all that happened to it.
struct Town {
    rules: Bundle,
    grid: Grid,
    events: Vec<Event>,
    asked: u64,
}

impl Town {
    fn empty() -> Self {
        Self {
            rules: rules(),
            grid: Grid::default(),
            events: Vec::new(),
            asked: 0,
        }
    }

    /// A street, a community, an area of it, two grids in the area and one building.
    fn small() -> Self {
        let mut town = Self::empty();
        let units = [
            unit("street", "street", None),
            unit("community", "community", Some("street")),
            unit("area", "area", Some("community")),
            unit("grid-1", "grid", Some("area")),
            unit("grid-2", "grid", Some("area")),
            unit("building", "building", Some("grid-1")),
        ];
        town.ask(add(units)).unwrap();
        town
    }

    /// Asks on 2025-06-01 at noon.
    fn ask(&mut self, command: Command) -> Result<usize, GridRefusal> {
        self.ask_at(noon("2025-06-01"), command)
    }

    /// Asks, and takes in what follows; answers how many events did.
    fn ask_at(&mut self, recorded: Instant, command: Command) -> Result<usize, GridRefusal> {
        self.asked += 1;
        let stamp = Stamp {
            id: CommandId::new(Origin::new("desk").unwrap(), self.asked),
            actor: id("clerk"),
            capacity: None,
            on_behalf_of: None,
            occurred: None,
            recorded,
            details: Vec::new(),
            attachments: Vec::new(),
        };
        let context = Context {
            rules: &self.rules,
            edition: 0,
            stamp: &stamp,
        };
        let decided = self.grid.decide(&context, &command, |event| event)?;
        for scoped in &decided {
            self.grid.apply(&scoped.event);
            self.events.push(scoped.event.clone());
        }
        self.grid.check().unwrap();
        Ok(decided.len())
    }

    /// Appoints; answers the id of the appointment.
    fn appoint(
        &mut self,
        person: &str,
        post: &str,
        unit: &str,
        from: &str,
        until: Option<&str>,
    ) -> AppointmentId {
        self.ask(appoint(person, post, unit, from, until)).unwrap();
        self.last_appointment()
    }

    fn last_appointment(&self) -> AppointmentId {
        self.grid.seats.last().unwrap().0.clone()
    }

    fn last_member(&self) -> MemberId {
        self.grid.members.last().unwrap().0.clone()
    }

    fn last_agreement(&self) -> AgreementId {
        self.grid.agreements.last().unwrap().0.clone()
    }

    fn holders(&self, post: &str, unit: &str, on: &str, known_at: Option<Instant>) -> Vec<&str> {
        let (post, unit) = (id(post), id(unit));
        let holders = self.grid.holders(&post, &unit, day(on), known_at);
        holders.map(PersonId::as_str).collect()
    }
}

fn noon(date: &str) -> Instant {
    Instant::parse(&format!("{date}T12:00:00+08:00")).unwrap()
}

fn unit(name: &str, level: &str, parent: Option<&str>) -> NewUnit {
    NewUnit {
        id: id(name),
        level: id(level),
        kind: None,
        code: None,
        name: label(name),
        parent: parent.map(id),
        from: day("2025-01-01"),
        households: None,
        residents: None,
    }
}

fn code(text: &str) -> Option<DivisionCode> {
    Some(DivisionCode::new(text).unwrap())
}

fn add(units: impl Into<Vec<NewUnit>>) -> Command {
    let units = units.into();
    Command::AddUnits(AddUnits { units })
}

fn close(unit: &str, until: &str) -> Command {
    let (unit, until) = (id(unit), day(until));
    Command::CloseUnit(CloseUnit { unit, until })
}

fn appoint(person: &str, post: &str, unit: &str, from: &str, until: Option<&str>) -> Command {
    Command::Appoint(Appoint {
        person: id(person),
        post: id(post),
        unit: id(unit),
        from: day(from),
        until: until.map(day),
    })
}

fn end(appointment: &AppointmentId, until: &str) -> Command {
    Command::EndAppointment(EndAppointment {
        appointment: appointment.clone(),
        until: day(until),
    })
}

fn body(name: &str, unit: &str, from: &str) -> Command {
    Command::AddBody(AddBody {
        id: id(name),
        kind: None,
        name: label(name),
        unit: id(unit),
        from: day(from),
    })
}

fn end_body(name: &str, until: &str) -> Command {
    let (body, until) = (id(name), day(until));
    Command::EndBody(EndBody { body, until })
}

fn body_of(kind: &str, name: &str, unit: &str) -> Command {
    Command::AddBody(AddBody {
        id: id(name),
        kind: Some(id(kind)),
        name: label(name),
        unit: id(unit),
        from: day("2025-01-01"),
    })
}

fn join(person: &str, body: &str, seat: Option<&str>, from: &str, until: Option<&str>) -> Command {
    Command::AddMember(AddMember {
        body: id(body),
        person: id(person),
        seat: seat.map(id),
        from: day(from),
        until: until.map(day),
    })
}

fn leave(member: &MemberId, until: &str) -> Command {
    let (member, until) = (member.clone(), day(until));
    Command::EndMember(EndMember { member, until })
}

fn agree(body: &str, unit: &str, from: &str, until: Option<&str>) -> Command {
    Command::Agree(Agree {
        body: id(body),
        unit: id(unit),
        from: day(from),
        until: until.map(day),
    })
}

fn end_agreement(agreement: &AgreementId, until: &str) -> Command {
    let (agreement, until) = (agreement.clone(), day(until));
    Command::EndAgreement(EndAgreement { agreement, until })
}
