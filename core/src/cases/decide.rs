//! What a command to the cases leads to.

use super::{Case, CaseRefusal, Cases, Command, Event, Hand, Holder};
use crate::context::{Context, Earned, Editions, Scoped};
use crate::grid::Grid;
use crate::vocabulary::UnitId;

/// What a command to the cases leads to. The events are of the kind in which they are kept, `E`: an event is large, and
/// is written where it is to stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided<E = Event> {
    /// What happens to the case, in order; then what happens to others: those that begin with it.
    pub events: Vec<Scoped<E>>,
    /// Points that follow.
    pub earned: Vec<Earned>,
}

impl<E: From<Event>> Decided<E> {
    /// Something happens to a case, and no points follow.
    pub(super) fn only(event: Scoped<Event>) -> Self {
        Self {
            events: vec![event.map(E::from)],
            earned: Vec::new(),
        }
    }
}

impl Case {
    /// An event of this case that leaves it with whom it is: seen at its place, and by those who have it elsewhere.
    pub(super) fn scoped(&self, grid: &Grid, event: Event) -> Scoped<Event> {
        Scoped {
            scope: Some(self.unit.clone()),
            also: self.seen_elsewhere(grid, None),
            event,
        }
    }

    /// Where an event is seen besides its place: at the units of those who have it before or after. What lies above the
    /// place sees it anyway.
    pub(super) fn seen_elsewhere(&self, grid: &Grid, hand: Option<&Hand>) -> Vec<UnitId> {
        let mut also = Vec::new();
        let mut seen_by = |Holder { unit, .. }: &Holder| {
            if *unit != self.unit && !also.contains(unit) && !grid.contains(unit, &self.unit) {
                also.push(unit.clone());
            }
        };
        seen_by(&self.holder);
        if let Some(hand) = hand {
            seen_by(hand.holder());
        }
        also
    }
}

impl Cases {
    /// Decides a command; changes nothing. Its cost depends on the rulebook and on the depth of the grid alone.
    pub(crate) fn decide<E: From<Event>>(
        &self,
        context: &Context<'_>,
        grid: &Grid,
        editions: &Editions,
        command: &Command,
    ) -> Result<Decided<E>, CaseRefusal> {
        match command {
            Command::Register(register) => self.register(context, grid, editions, register),
            Command::Act(act) => self.act(context, grid, editions, act),
            Command::Migrate(migrate) => self.migrated(context, grid, editions, migrate),
        }
    }
}
