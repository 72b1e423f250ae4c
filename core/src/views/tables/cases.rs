//! Cases and their clocks.

use super::Hidden;
use super::columns::Columns;
use crate::cases::{AwaitedEnd, Case, Clock, ClockName};
use crate::state::State;
use crate::vocabulary::{CaseId, ChannelId, PersonId};

pub(super) fn cases(state: &State, hidden: &Hidden) -> Columns {
    let each = || state.cases.iter().filter(|(id, _)| !hidden.contains(*id));
    let holding = |case: &Case| Some(state.grid.unit(&case.holder.unit)?.level().clone());
    Columns::default()
        .text("id", each().map(|(id, _)| Some(id.as_str())))
        .text("number", each().map(|(_, case)| Some(case.number.as_str())))
        .text("matter", each().map(|(_, case)| Some(case.matter.as_str())))
        .number("edition", each().map(|(_, case)| Some(case.edition.into())))
        .text("unit", each().map(|(_, case)| Some(case.unit.as_str())))
        .text(
            "channel?",
            each().map(|(_, case)| case.channel.as_ref().map(ChannelId::as_str)),
        )
        .text(
            "requester?",
            each().map(|(_, case)| case.requester.as_ref().map(PersonId::as_str)),
        )
        .text(
            "by?",
            each().map(|(_, case)| case.by.as_ref().map(PersonId::as_str)),
        )
        .instant("registered", each().map(|(_, case)| Some(case.registered)))
        .text("state", each().map(|(_, case)| Some(case.state.as_str())))
        .text(
            "holder_unit",
            each().map(|(_, case)| Some(case.holder.unit.as_str())),
        )
        .text(
            "holder_post",
            each().map(|(_, case)| Some(case.holder.post.as_str())),
        )
        .text(
            "holder_person?",
            each().map(|(_, case)| case.holder.person.as_ref().map(PersonId::as_str)),
        )
        .text(
            "level?",
            each().map(|(_, case)| holding(case).map(|level| level.to_string())),
        )
        .instant("next_deadline?", each().map(|(_, case)| case.next_deadline()))
        .flag("overdue", each().map(|(_, case)| case.is_overdue()))
        .instant("responded?", each().map(|(_, case)| case.responded))
        .instant("closed?", each().map(|(_, case)| case.closed))
        .number("rating?", each().map(|(_, case)| case.rating.map(u64::from)))
        .number("reopened", each().map(|(_, case)| Some(case.reopened.into())))
        .number("steps", each().map(|(_, case)| Some(case.steps.into())))
}

pub(super) fn clocks(state: &State, hidden: &Hidden) -> Columns {
    let clocks = |(id, case)| Case::clocks(case).map(move |(name, clock)| (id, name, *clock));
    let shown = state.cases.iter().filter(|(id, _)| !hidden.contains(*id));
    let all: Vec<(&CaseId, ClockName, Clock)> = shown.flat_map(clocks).collect();
    let awaited: Vec<Option<AwaitedEnd>> = all
        .iter()
        .map(|(id, name, _)| state.cases.case(id)?.awaited(&state.editions, *name))
        .collect();
    let units: Vec<Option<String>> = (awaited.iter())
        .map(|end| Some(end.as_ref()?.limit.unit().to_string()))
        .collect();
    let awaits = || awaited.iter().map(Option::as_ref);
    let each = || all.iter();
    Columns::default()
        .text("case", each().map(|(id, ..)| Some(id.as_str())))
        .text("clock", each().map(|(_, name, _)| Some(name.as_str())))
        .instant("since", each().map(|(.., clock)| Some(clock.since)))
        .instant("until?", each().map(|(.., clock)| clock.until))
        .instant("warn?", each().map(|(.., clock)| clock.warn))
        .flag("overdue", each().map(|(.., clock)| clock.overdue))
        .number("counted?", awaits().map(|end| Some(end?.counted)))
        .number("remaining?", awaits().map(|end| Some(end?.remaining)))
        .text("unit?", units.iter().map(Option::as_deref))
        .day("unpublished?", awaits().map(|end| Some(end?.from)))
}
