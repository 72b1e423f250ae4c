//! Appointments 任职, dated twice: when they hold, and when that was known.

use core::fmt;

use super::span::Span;
use super::term::Term;
use super::unit::Unit;
use crate::vocabulary::{AppointmentId, Instant, PersonId, PostId};

/// A seat held by somebody, as the grid keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seat {
    pub(super) person: PersonId,
    pub(super) post: u32,
    pub(super) unit: u32,
    pub(super) term: Term,
}

/// A person holding a seat of a post at a unit: a light handle.
#[derive(Clone, Copy)]
pub struct Appointment<'a> {
    pub(super) id: &'a AppointmentId,
    pub(super) post: &'a PostId,
    pub(super) unit: Unit<'a>,
    pub(super) seat: &'a Seat,
}

impl<'a> Appointment<'a> {
    /// Its id.
    pub fn id(self) -> &'a AppointmentId {
        self.id
    }

    /// Who holds it.
    pub fn person(self) -> &'a PersonId {
        &self.seat.person
    }

    /// Which post.
    pub fn post(self) -> &'a PostId {
        self.post
    }

    /// At which unit.
    pub fn unit(self) -> Unit<'a> {
        self.unit
    }

    /// Its days, as known at an instant, or as known last where that is left out; `None` before it was entered.
    pub fn span(self, known_at: Option<Instant>) -> Option<Span> {
        self.seat.term.span(known_at)
    }
}

impl PartialEq for Appointment<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Appointment<'_> {}

impl fmt::Debug for Appointment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Appointment")
            .field(self.id)
            .field(self.seat)
            .finish()
    }
}
