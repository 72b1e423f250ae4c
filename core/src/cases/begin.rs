//! How a case begins, whether somebody registers it or a step of another case asks for it.

use smol_str::{SmolStr, format_smolstr};

use super::frame::Frame;
use super::{CaseOrigin, Cases, ClockName, Event, Holder};
use crate::context::{Context, Editions, Scoped};
use crate::grid::{Grid, Unit};
use crate::rulebook::Bundle;
use crate::vocabulary::{CaseId, ChannelId, DetailRef, Instant, MatterId, PersonId};

/// By what a case begins.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) cases: &'a Cases,
    pub(super) grid: &'a Grid,
    pub(super) editions: &'a Editions,
    /// The edition in force, whose procedure a new case follows.
    pub(super) rules: &'a Bundle,
    /// That edition's number.
    pub(super) edition: u32,
    /// When it is recorded: its clocks start then.
    pub(super) recorded: Instant,
}

/// A case to be.
pub(super) struct NewCase<'a> {
    pub(super) id: CaseId,
    pub(super) frame: Frame<'a>,
    /// The edition of that frame.
    pub(super) edition: u32,
    pub(super) matter: &'a MatterId,
    /// The place.
    pub(super) unit: Unit<'a>,
    pub(super) holder: Holder,
    pub(super) channel: Option<&'a ChannelId>,
    pub(super) requester: Option<&'a PersonId>,
    /// Who takes it in; `None` is the system.
    pub(super) by: Option<&'a PersonId>,
    /// When it happened, as claimed.
    pub(super) at: Instant,
    pub(super) origin: Option<CaseOrigin>,
    /// How many cases with the same kind of number begin with the same step before it.
    pub(super) before: u32,
    pub(super) details: &'a [DetailRef],
}

impl<'a> Ground<'a> {
    /// Where a command is decided.
    pub(super) fn of(
        cases: &'a Cases,
        grid: &'a Grid,
        editions: &'a Editions,
        context: &Context<'a>,
    ) -> Self {
        Self {
            cases,
            grid,
            editions,
            rules: context.rules,
            edition: context.edition,
            recorded: context.stamp.recorded,
        }
    }

    /// A case begins: in the first state of its procedure, with the clocks of that state and of the whole case.
    pub(super) fn begin(&self, new: NewCase<'_>) -> Scoped<Event> {
        let NewCase { frame, unit, .. } = new;
        let clockwork = frame.clockwork(self.rules, self.editions);
        let procedure = frame.procedure;
        let first = procedure.states.get(&procedure.initial);
        let rules = [
            (ClockName::State, first.and_then(|state| state.clock.as_ref())),
            (ClockName::Case, procedure.clock.as_ref()),
        ];
        let started = rules
            .into_iter()
            .filter_map(|(name, rule)| clockwork.start(name, rule?, self.recorded))
            .collect();
        let elsewhere = new.holder.unit != *unit.id() && !self.grid.contains(&new.holder.unit, unit.id());
        let also = elsewhere.then(|| new.holder.unit.clone());
        let event = Event::Registered {
            case: new.id,
            number: self.number(unit, new.before),
            matter: new.matter.clone(),
            edition: new.edition,
            unit: unit.id().clone(),
            channel: new.channel.cloned(),
            requester: new.requester.cloned(),
            by: new.by.cloned(),
            at: new.at,
            origin: new.origin.map(Box::new),
            holder: new.holder,
            state: procedure.initial.clone(),
            started,
            details: new.details.to_vec(),
        };
        Scoped {
            also: also.into_iter().collect(),
            ..Scoped::at(unit.id().clone(), event)
        }
    }

    /// The next printed number: the division code of the place or of the nearest unit above that has one, or else the
    /// place's id; the local year in which it is recorded; a counter that starts anew with each of these.
    fn number(&self, unit: Unit<'_>, before: u32) -> SmolStr {
        use chrono::Datelike as _;
        let year = self.rules.zone.date(self.recorded).year();
        let coded = unit.with_ancestors().find_map(|unit| unit.code());
        let series = match coded {
            Some(code) => format_smolstr!("{code}-{year}"),
            None => format_smolstr!("{}-{year}", unit.id()),
        };
        let last = self.cases.numbers.get(&series).copied().unwrap_or_default();
        format_smolstr!("{series}-{:04}", last.saturating_add(before).saturating_add(1))
    }
}
