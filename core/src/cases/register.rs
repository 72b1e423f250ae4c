//! Registering 登记: a matter is raised at a unit.

use super::begin::{Ground, NewCase};
use super::frame::Frame;
use super::who::Actor;
use super::{CaseRefusal, Cases, Decided, Event, Register};
use crate::context::{Context, Editions};
use crate::grid::Grid;
use crate::vocabulary::CaseId;

impl Cases {
    pub(super) fn register<E: From<Event>>(
        &self,
        context: &Context<'_>,
        grid: &Grid,
        editions: &Editions,
        command: &Register,
    ) -> Result<Decided<E>, CaseRefusal> {
        let (stamp, rules) = (context.stamp, context.rules);
        Actor::of(context, grid, self).check_capacity()?;
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
        let requester = stamp.on_behalf_of.as_ref().unwrap_or(&stamp.actor);
        let new = NewCase {
            id: CaseId::derive(&stamp.id, 0),
            frame,
            edition: context.edition,
            matter: &command.matter,
            unit,
            holder,
            channel: command.channel.as_ref(),
            requester: (!command.anonymous).then_some(requester),
            by: Some(&stamp.actor),
            at: stamp.happened(),
            origin: None,
            before: 0,
            details: &stamp.details,
        };
        Ok(Decided::only(
            Ground::of(self, grid, editions, context).begin(new),
        ))
    }
}
