//! The grid as it stands, and how events change it.

use core::iter;

use super::appointment::Seat;
use super::bodies::{Attached, Body, Membership, Pact};
use super::span::Span;
use super::term::Term;
use super::{AddBody, Event, NewUnit, UpdateUnit};
use crate::vocabulary::{
    AgreementId, AppointmentId, BodyId, Date, DivisionCode, KindId, Label, LevelId, Map, MemberId, PersonId,
    PostId, Set, UnitId,
};

/// Units, appointments and bodies with their members and agreements.
///
/// Units lie in an arena and know each other by their place in it. Each keeps the path of its ancestors, so that
/// whether one lies in another is one comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    pub(super) units: Map<UnitId, Node>,
    /// The units of each level ever used.
    pub(super) levels: Map<LevelId, Vec<u32>>,
    /// Which level stands directly below which, somewhere in the grid: upper, lower.
    pub(super) rungs: Set<(u32, u32)>,
    pub(super) kinds: Set<KindId>,
    /// The unit that bears a code, or bore it last.
    pub(super) codes: Map<DivisionCode, u32>,
    pub(super) roots: Vec<u32>,
    pub(super) posts: Set<PostId>,
    pub(super) seats: Map<AppointmentId, Seat>,
    pub(super) seats_of: Map<PersonId, Vec<u32>>,
    pub(super) bodies: Map<BodyId, Attached>,
    pub(super) bodies_of: Map<UnitId, Vec<u32>>,
    pub(super) members: Map<MemberId, Membership>,
    pub(super) members_of: Map<PersonId, Vec<u32>>,
    pub(super) agreements: Map<AgreementId, Pact>,
    /// The agreements each unit was ever served under.
    pub(super) agreements_of: Map<u32, Vec<u32>>,
}

/// A unit as the grid keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) name: Label,
    pub(super) code: Option<DivisionCode>,
    /// Its ancestors, the topmost first.
    pub(super) path: Box<[u32]>,
    pub(super) children: Vec<u32>,
    /// All appointments it ever had.
    pub(super) seats: Vec<u32>,
    pub(super) life: Span,
    pub(super) level: u32,
    pub(super) kind: Option<u32>,
    pub(super) households: Option<u32>,
    pub(super) residents: Option<u32>,
}

impl Grid {
    /// Takes an event in. It cannot fail on what `decide` produced; what never came from there is passed over.
    pub(crate) fn apply(&mut self, event: &Event) {
        match event {
            Event::UnitAdded(unit) => self.add_unit(unit),
            Event::UnitUpdated(update) => self.update_unit(update),
            Event::UnitClosed { unit, until } => {
                if let Some(node) = self.units.get_mut(unit) {
                    node.life.until = Some(*until);
                }
            }
            Event::Appointed {
                appointment,
                person,
                post,
                unit,
                from,
                until,
                known,
            } => {
                let Some(unit) = self.index(unit) else { return };
                let seat = Seat {
                    person: person.clone(),
                    post: place(self.posts.insert_full(post.clone()).0),
                    unit,
                    term: Term::new(*from, *until, *known),
                };
                self.add_seat(appointment, seat);
            }
            Event::AppointmentEnded {
                appointment,
                until,
                known,
            } => {
                if let Some(seat) = self.seats.get_mut(appointment) {
                    seat.term.end(*until, *known);
                }
            }
            Event::BodyAdded(body) => self.add_body(body),
            Event::BodyEnded { body, until } => {
                if let Some(attached) = self.bodies.get_mut(body) {
                    attached.body.life.until = Some(*until);
                }
            }
            Event::MemberAdded {
                member,
                person,
                body,
                seat,
                from,
                until,
                known,
            } => {
                let Some(body) = self.bodies.get_index_of(body) else {
                    return;
                };
                let membership = Membership {
                    person: person.clone(),
                    body: place(body),
                    seat: seat.clone(),
                    term: Term::new(*from, *until, *known),
                };
                self.add_member(member, membership);
            }
            Event::MemberEnded { member, until, known } => {
                if let Some(membership) = self.members.get_mut(member) {
                    membership.term.end(*until, *known);
                }
            }
            Event::Agreed {
                agreement,
                body,
                unit,
                from,
                until,
                known,
            } => {
                let (Some(body), Some(unit)) = (self.bodies.get_index_of(body), self.index(unit)) else {
                    return;
                };
                let pact = Pact {
                    body: place(body),
                    unit,
                    term: Term::new(*from, *until, *known),
                };
                self.add_pact(agreement, pact);
            }
            Event::AgreementEnded {
                agreement,
                until,
                known,
            } => {
                if let Some(pact) = self.agreements.get_mut(agreement) {
                    pact.term.end(*until, *known);
                }
            }
        }
    }

    fn add_body(&mut self, body: &AddBody) {
        if self.bodies.contains_key(&body.id) {
            return;
        }
        let index = place(self.bodies.len());
        self.bodies_of.entry(body.unit.clone()).or_default().push(index);
        let attached = Attached {
            body: Body {
                id: body.id.clone(),
                kind: body.kind.clone(),
                name: body.name.clone(),
                unit: body.unit.clone(),
                life: open(body.from),
            },
            members: Vec::new(),
            agreements: Vec::new(),
        };
        self.bodies.insert(body.id.clone(), attached);
    }

    fn add_member(&mut self, id: &MemberId, membership: Membership) {
        if self.members.contains_key(id) {
            return;
        }
        let index = place(self.members.len());
        if let Some((_, attached)) = self.bodies.get_index_mut(membership.body as usize) {
            attached.members.push(index);
        }
        let of_person = self.members_of.entry(membership.person.clone());
        of_person.or_default().push(index);
        self.members.insert(id.clone(), membership);
    }

    fn add_pact(&mut self, id: &AgreementId, pact: Pact) {
        if self.agreements.contains_key(id) {
            return;
        }
        let index = place(self.agreements.len());
        if let Some((_, attached)) = self.bodies.get_index_mut(pact.body as usize) {
            attached.agreements.push(index);
        }
        self.agreements_of.entry(pact.unit).or_default().push(index);
        self.agreements.insert(id.clone(), pact);
    }

    fn add_unit(&mut self, unit: &NewUnit) {
        if self.units.contains_key(&unit.id) {
            return;
        }
        let index = place(self.units.len());
        let level = self.levels.entry(unit.level.clone());
        let rung = place(level.index());
        level.or_default().push(index);
        let mut path = Box::default();
        match unit
            .parent
            .as_ref()
            .and_then(|parent| self.units.get_full_mut(parent))
        {
            Some((above, _, parent)) => {
                parent.children.push(index);
                path = parent
                    .path
                    .iter()
                    .copied()
                    .chain(iter::once(place(above)))
                    .collect();
                self.rungs.insert((parent.level, rung));
            }
            None => self.roots.push(index),
        }
        if let Some(code) = &unit.code {
            self.codes.insert(code.clone(), index);
        }
        let kind = unit
            .kind
            .as_ref()
            .map(|kind| place(self.kinds.insert_full(kind.clone()).0));
        let node = Node {
            name: unit.name.clone(),
            code: unit.code.clone(),
            path,
            children: Vec::new(),
            seats: Vec::new(),
            life: open(unit.from),
            level: rung,
            kind,
            households: unit.households,
            residents: unit.residents,
        };
        self.units.insert(unit.id.clone(), node);
    }

    fn update_unit(&mut self, update: &UpdateUnit) {
        if let Some(node) = self.units.get_mut(&update.unit) {
            if let Some(name) = &update.name {
                node.name = name.clone();
            }
            node.households = update.households.or(node.households);
            node.residents = update.residents.or(node.residents);
        }
    }

    fn add_seat(&mut self, appointment: &AppointmentId, seat: Seat) {
        if self.seats.contains_key(appointment) {
            return;
        }
        let index = place(self.seats.len());
        if let Some((_, node)) = self.units.get_index_mut(seat.unit as usize) {
            node.seats.push(index);
        }
        self.seats_of.entry(seat.person.clone()).or_default().push(index);
        self.seats.insert(appointment.clone(), seat);
    }
}

/// A place in an arena. More than four thousand million of anything would exhaust memory long before.
fn place(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

fn open(from: Date) -> Span {
    Span { from, until: None }
}
