//! Registering 登记: a matter is raised at a unit.

use smol_str::{SmolStr, format_smolstr};

use super::clocks::Clockwork;
use super::frame::Frame;
use super::who::Actor;
use super::{CaseRefusal, Cases, ClockName, Decided, Event, Register};
use crate::context::{Context, Editions, Scoped};
use crate::grid::{Grid, Unit};
use crate::vocabulary::CaseId;

impl Cases {
    pub(super) fn register(
        &self,
        context: &Context<'_>,
        grid: &Grid,
        editions: &Editions,
        command: &Register,
    ) -> Result<Decided, CaseRefusal> {
        let (stamp, rules) = (context.stamp, context.rules);
        Actor::of(context, grid).check_capacity()?;
        let frame = Frame::new(rules, &command.matter).ok_or_else(|| CaseRefusal::UnknownMatter {
            matter: command.matter.clone(),
            known: rules.matters.keys().cloned().collect(),
        })?;
        let unit = grid.unit(&command.unit).ok_or_else(|| CaseRefusal::UnknownUnit {
            unit: command.unit.clone(),
        })?;
        let on = context.day();
        if !unit.exists(on) {
            let unit = command.unit.clone();
            return Err(CaseRefusal::UnitNotOpen { unit, on });
        }
        if let Some(channel) = &command.channel
            && !rules.channels.contains_key(channel)
        {
            return Err(CaseRefusal::UnknownChannel {
                channel: channel.clone(),
                known: rules.channels.keys().cloned().collect(),
            });
        }
        let holder = frame.entry(unit).ok_or_else(|| CaseRefusal::NoHandler {
            matter: command.matter.clone(),
            unit: command.unit.clone(),
        })?;
        if command.anonymous && !frame.procedure.closes_without_requester() {
            let matter = command.matter.clone();
            return Err(CaseRefusal::RequesterNeeded { matter });
        }
        // All is checked; what follows is the answer.
        let clockwork = Clockwork {
            now: rules,
            editions,
            own: rules,
            matter: frame.matter,
        };
        let procedure = frame.procedure;
        let first = procedure.states.get(&procedure.initial);
        let rules_of_clocks = [
            (ClockName::State, first.and_then(|state| state.clock.as_ref())),
            (ClockName::Case, procedure.clock.as_ref()),
        ];
        let started = rules_of_clocks
            .into_iter()
            .filter_map(|(name, rule)| clockwork.start(name, rule?, stamp.recorded))
            .collect();
        let requester = (!command.anonymous)
            .then(|| stamp.on_behalf_of.as_ref().unwrap_or(&stamp.actor))
            .cloned();
        let event = Event::Registered {
            case: CaseId::derive(&stamp.id, 0),
            number: self.next_number(context, unit),
            matter: command.matter.clone(),
            edition: context.edition,
            unit: command.unit.clone(),
            channel: command.channel.clone(),
            requester,
            by: stamp.actor.clone(),
            at: stamp.happened(),
            holder,
            state: procedure.initial.clone(),
            started,
            details: stamp.details.clone(),
        };
        // Who first has it is at the place or above.
        Ok(Decided::only(Scoped::at(command.unit.clone(), event)))
    }

    /// The next printed number: the division code of the place or of the nearest unit above that has one, or else the
    /// place's id; the local year in which it is recorded; a counter that starts anew with each of these.
    fn next_number(&self, context: &Context<'_>, unit: Unit<'_>) -> SmolStr {
        use chrono::Datelike as _;
        let year = context.rules.zone.date(context.stamp.recorded).year();
        let coded = std::iter::once(unit)
            .chain(unit.ancestors())
            .find_map(|unit| unit.code());
        let before = match coded {
            Some(code) => format_smolstr!("{code}-{year}"),
            None => format_smolstr!("{}-{year}", unit.id()),
        };
        let last = self.numbers.get(&before).copied().unwrap_or_default();
        format_smolstr!("{before}-{:04}", last.saturating_add(1))
    }
}
