//! Seats are taken and given up.

use super::{in_range, not_ended, within_life};
use crate::context::{Context, Scoped};
use crate::grid::{Appoint, EndAppointment, Event, Grid, GridRefusal, Span};
use crate::vocabulary::{AppointmentId, Date, PersonId};

impl Grid {
    /// Grows with the appointments the unit ever had.
    pub(super) fn appointed(
        &self,
        context: &Context<'_>,
        appoint: &Appoint,
    ) -> Result<Scoped<Event>, GridRefusal> {
        let Appoint {
            person,
            post,
            unit,
            from,
            until,
        } = appoint;
        let place = self.known(unit)?;
        let Some(office) = context.rules.posts.get(post) else {
            return Err(GridRefusal::UnknownPost {
                post: post.clone(),
                posts: context.rules.posts.keys().cloned().collect(),
            });
        };
        let span = super::span(*from, *until)?;
        within_life(unit, place.life(), span)?;
        if !office.at.contains(place.level()) {
            return Err(GridRefusal::PostNotHere {
                post: post.clone(),
                unit: unit.clone(),
                levels: office.at.iter().cloned().collect(),
            });
        }
        let taken: Vec<Taken<'_>> = self.taken(appoint, span);
        if let Some(own) = taken.iter().find(|seat| seat.person == person) {
            return Err(GridRefusal::AlreadyHeld {
                person: person.clone(),
                post: post.clone(),
                unit: unit.clone(),
                appointment: own.appointment.clone(),
                span: own.span,
            });
        }
        if let Some(day) = first_full_day(&taken, span, office.seats.max) {
            return Err(GridRefusal::NoSeatLeft {
                post: post.clone(),
                unit: unit.clone(),
                day,
                most: office.seats.max,
            });
        }
        let event = Event::Appointed {
            appointment: AppointmentId::derive(&context.stamp.id, 0),
            person: person.clone(),
            post: post.clone(),
            unit: unit.clone(),
            from: *from,
            until: *until,
            known: context.stamp.recorded,
        };
        Ok(Scoped::at(unit.clone(), event))
    }

    pub(super) fn appointment_ended(
        &self,
        context: &Context<'_>,
        end: &EndAppointment,
    ) -> Result<Scoped<Event>, GridRefusal> {
        let known = self.appointment(&end.appointment);
        let Some((unit, span)) = known.and_then(|known| Some((known.unit(), known.span(None)?))) else {
            let appointment = end.appointment.clone();
            return Err(GridRefusal::UnknownAppointment { appointment });
        };
        in_range(end.until)?;
        not_ended(span.until, end.until)?;
        let event = Event::AppointmentEnded {
            appointment: end.appointment.clone(),
            until: end.until,
            known: context.stamp.recorded,
        };
        Ok(Scoped::at(unit.id().clone(), event))
    }

    /// The seats of the same post at the same unit taken on some of the days, as known now.
    fn taken(&self, appoint: &Appoint, span: Span) -> Vec<Taken<'_>> {
        let (Some(unit), Some(post)) = (self.unit(&appoint.unit), self.post_index(&appoint.post)) else {
            return Vec::new();
        };
        self.seats_at(unit)
            .filter(|(_, seat)| seat.post == post)
            .filter_map(|(appointment, seat)| {
                let taken = seat.term.span(None).filter(|taken| taken.overlaps(span))?;
                Some(Taken {
                    appointment,
                    person: &seat.person,
                    span: taken,
                })
            })
            .collect()
    }
}

struct Taken<'a> {
    appointment: &'a AppointmentId,
    person: &'a PersonId,
    span: Span,
}

/// Seats fill up only on days on which an appointment begins, so no other days need a look.
fn first_full_day(taken: &[Taken<'_>], span: Span, most: u32) -> Option<Date> {
    let begins = taken.iter().map(|seat| seat.span.from.max(span.from));
    let full = |day: &Date| taken.iter().filter(|seat| seat.span.holds(*day)).count() >= most as usize;
    begins.chain([span.from]).filter(full).min()
}
