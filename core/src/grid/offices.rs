//! Questions about who holds what.

use super::appointment::{Appointment, Seat};
use super::model::Grid;
use super::unit::Unit;
use crate::vocabulary::{AppointmentId, Date, Instant, PersonId, PostId, UnitId};

impl Grid {
    /// An appointment. Constant time.
    pub fn appointment(&self, id: &AppointmentId) -> Option<Appointment<'_>> {
        let index = self.seats.get_index_of(id)?;
        self.appointment_at(index)
    }

    /// Every appointment that was ever entered, in that order.
    pub fn every_appointment(&self) -> impl Iterator<Item = Appointment<'_>> {
        (0..self.seats.len()).filter_map(|index| self.appointment_at(index))
    }

    /// Who holds a post at a unit on a day, as known at an instant or as known last; in the order they were entered.
    /// Grows with the appointments the unit ever had.
    pub fn holders(
        &self,
        post: &PostId,
        unit: &UnitId,
        on: Date,
        known_at: Option<Instant>,
    ) -> impl Iterator<Item = &PersonId> {
        let post = self.post_index(post);
        let unit = self.unit(unit);
        unit.into_iter()
            .flat_map(move |unit| self.holders_at(post, unit, on, known_at))
    }

    /// Whether a person holds a post at exactly this unit on a day. Grows with the appointments the person ever had.
    pub fn holds(&self, person: &PersonId, post: &PostId, unit: &UnitId, on: Date) -> bool {
        let (Some(post), Some(unit)) = (self.post_index(post), self.index(unit)) else {
            return false;
        };
        let mut seats = self.seats_of(person);
        seats.any(|seat| seat.post == post && seat.unit == unit && seat.term.holds(on, None))
    }

    /// Where a person holds a post on a day, at the unit or nearest above it. Grows with the appointments the person ever had.
    pub fn holds_above(&self, person: &PersonId, post: &PostId, unit: &UnitId, on: Date) -> Option<Unit<'_>> {
        self.holds_over(person, post, self.unit(unit)?, on)
    }

    /// The same of a unit that was found already.
    pub(crate) fn holds_over(
        &self,
        person: &PersonId,
        post: &PostId,
        unit: Unit<'_>,
        on: Date,
    ) -> Option<Unit<'_>> {
        // Who holds posts holds few: comparing theirs is less than looking this one up.
        let is_it = |seat: &&Seat| self.posts.get_index(seat.post as usize) == Some(post);
        self.seats_of(person)
            .filter(|seat| is_it(seat) && seat.term.holds(on, None))
            .filter_map(|seat| self.at(seat.unit))
            .filter(|seated| seated.encloses(unit))
            .max_by_key(|seated| seated.node.path.len())
    }

    /// The appointments of a person on a day, in the order they were entered. Grows with those the person ever had.
    pub fn posts_of(&self, person: &PersonId, on: Date) -> impl Iterator<Item = Appointment<'_>> + use<'_> {
        let seats = self.seats_of.get(person).map(Vec::as_slice).unwrap_or_default();
        seats
            .iter()
            .filter_map(|&index| self.appointment_at(index as usize))
            .filter(move |appointment| appointment.seat.term.holds(on, None))
    }

    fn appointment_at(&self, index: usize) -> Option<Appointment<'_>> {
        let (id, seat) = self.seats.get_index(index)?;
        let post = self.posts.get_index(seat.post as usize)?;
        let unit = self.at(seat.unit)?;
        Some(Appointment { id, post, unit, seat })
    }

    pub(super) fn post_index(&self, post: &PostId) -> Option<u32> {
        let index = self.posts.get_index_of(post)?;
        u32::try_from(index).ok()
    }

    pub(super) fn holders_at<'a>(
        &'a self,
        post: Option<u32>,
        unit: Unit<'a>,
        on: Date,
        known_at: Option<Instant>,
    ) -> impl Iterator<Item = &'a PersonId> {
        self.seats_at(unit)
            .map(|(_, seat)| seat)
            .filter(move |seat| Some(seat.post) == post && seat.term.holds(on, known_at))
            .map(|seat| &seat.person)
    }

    pub(super) fn seats_at<'a>(
        &'a self,
        unit: Unit<'a>,
    ) -> impl Iterator<Item = (&'a AppointmentId, &'a Seat)> {
        let seats = unit.node.seats.iter();
        seats.filter_map(|&index| self.seats.get_index(index as usize))
    }

    fn seats_of(&self, person: &PersonId) -> impl Iterator<Item = &Seat> {
        let seats = self.seats_of.get(person).map(Vec::as_slice).unwrap_or_default();
        seats
            .iter()
            .filter_map(|&index| self.seats.get_index(index as usize).map(|(_, seat)| seat))
    }
}
