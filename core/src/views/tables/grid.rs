//! Units and appointments.

use super::columns::Columns;
use crate::grid::{Appointment, Unit};
use crate::state::State;

pub(super) fn units(state: &State) -> Columns {
    let units: Vec<Unit<'_>> = state.grid.every_unit().collect();
    let each = || units.iter().copied();
    Columns::default()
        .text("id", each().map(|unit| Some(unit.id().as_str())))
        .text("level", each().map(|unit| Some(unit.level().as_str())))
        .text("kind?", each().map(|unit| Some(unit.kind()?.as_str())))
        .text("code?", each().map(|unit| Some(unit.code()?.as_str())))
        .text("name", each().map(|unit| Some(unit.name().to_string())))
        .text("parent?", each().map(|unit| Some(unit.parent()?.id().as_str())))
        .day("from", each().map(|unit| Some(unit.life().from)))
        .day("until?", each().map(|unit| unit.life().until))
        .number("households?", each().map(|unit| unit.households().map(u64::from)))
        .number("residents?", each().map(|unit| unit.residents().map(u64::from)))
}

pub(super) fn appointments(state: &State) -> Columns {
    let appointments = state.grid.every_appointment();
    let known: Vec<(Appointment<'_>, _)> = appointments
        .filter_map(|one| Some((one, one.span(None)?)))
        .collect();
    let each = || known.iter().copied();
    Columns::default()
        .text("id", each().map(|(one, _)| Some(one.id().as_str())))
        .text("person", each().map(|(one, _)| Some(one.person().as_str())))
        .text("post", each().map(|(one, _)| Some(one.post().as_str())))
        .text("unit", each().map(|(one, _)| Some(one.unit().id().as_str())))
        .day("from", each().map(|(_, span)| Some(span.from)))
        .day("until?", each().map(|(_, span)| span.until))
}
