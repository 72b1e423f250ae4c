//! Cases, what happened to them, and their clocks.

use super::columns::Columns;
use crate::cases::{Case, Clock, ClockName, Event, Hand, Holder};
use crate::state::{self, State};
use crate::vocabulary::{ActionId, CaseId, ChannelId, Instant, PersonId, StateId};
use crate::ward::{Error, Ward};

pub(super) fn cases(state: &State) -> Columns {
    let each = || state.cases.iter();
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

pub(super) fn clocks(state: &State) -> Columns {
    let clocks = |(id, case)| Case::clocks(case).map(move |(name, clock)| (id, name, *clock));
    let all: Vec<(&CaseId, ClockName, Clock)> = state.cases.iter().flat_map(clocks).collect();
    let each = || all.iter();
    Columns::default()
        .text("case", each().map(|(id, ..)| Some(id.as_str())))
        .text("clock", each().map(|(_, name, _)| Some(name.as_str())))
        .instant("since", each().map(|(.., clock)| Some(clock.since)))
        .instant("until?", each().map(|(.., clock)| clock.until))
        .instant("warn?", each().map(|(.., clock)| clock.warn))
        .flag("overdue", each().map(|(.., clock)| clock.overdue))
}

/// A row of the events of cases.
struct Row {
    sequence: u64,
    recorded: Instant,
    case: CaseId,
    kind: &'static str,
    action: Option<ActionId>,
    by: Option<PersonId>,
    at: Option<Instant>,
    state: Option<StateId>,
    holder: Option<Holder>,
    clock: Option<ClockName>,
    rating: Option<u8>,
}

pub(super) fn events(ward: &mut Ward) -> Result<Columns, Error> {
    let mut rows: Vec<Row> = Vec::new();
    ward.replay(|entry, scoped| {
        if let state::Event::Cases(event) = &scoped.event {
            rows.push(row(entry.sequence, entry.recorded, event));
        }
    })?;
    let each = || rows.iter();
    Ok(Columns::default()
        .number("sequence", each().map(|row| Some(row.sequence)))
        .instant("recorded", each().map(|row| Some(row.recorded)))
        .text("case", each().map(|row| Some(row.case.as_str())))
        .text("kind", each().map(|row| Some(row.kind)))
        .text(
            "action?",
            each().map(|row| row.action.as_ref().map(ActionId::as_str)),
        )
        .text("by?", each().map(|row| row.by.as_ref().map(PersonId::as_str)))
        .instant("at?", each().map(|row| row.at))
        .text(
            "state?",
            each().map(|row| row.state.as_ref().map(StateId::as_str)),
        )
        .text(
            "holder_unit?",
            each().map(|row| row.holder.as_ref().map(|holder| holder.unit.as_str())),
        )
        .text(
            "holder_post?",
            each().map(|row| row.holder.as_ref().map(|holder| holder.post.as_str())),
        )
        .text("clock?", each().map(|row| row.clock.map(ClockName::as_str)))
        .number("rating?", each().map(|row| row.rating.map(u64::from))))
}

fn row(sequence: u64, recorded: Instant, event: &Event) -> Row {
    let blank = Row {
        sequence,
        recorded,
        case: event.case().clone(),
        kind: event.kind().trim_start_matches("cases."),
        action: None,
        by: None,
        at: None,
        state: None,
        holder: None,
        clock: None,
        rating: None,
    };
    match event {
        Event::Registered {
            by,
            at,
            holder,
            state,
            ..
        } => Row {
            by: by.clone(),
            at: Some(*at),
            state: Some(state.clone()),
            holder: Some(holder.clone()),
            ..blank
        },
        Event::Acted {
            action,
            by,
            at,
            state,
            hand,
            rating,
            ..
        } => Row {
            action: Some(action.clone()),
            by: by.clone(),
            at: Some(*at),
            state: Some(state.clone()),
            holder: hand.as_ref().map(holder_of),
            rating: *rating,
            ..blank
        },
        Event::Excused { action, by, at, .. } => Row {
            action: Some(action.clone()),
            by: Some(by.clone()),
            at: Some(*at),
            ..blank
        },
        Event::Moved { state, .. } => Row {
            state: Some(state.clone()),
            ..blank
        },
        Event::Resumed { .. } => Row {
            clock: Some(ClockName::Pause),
            ..blank
        },
        Event::Warned { clock, .. } | Event::Overdue { clock, .. } | Event::Dated { clock, .. } => Row {
            clock: Some(*clock),
            ..blank
        },
    }
}

fn holder_of(hand: &Hand) -> Holder {
    let (Hand::Taken(holder) | Hand::Escalated(holder) | Hand::Transferred(holder) | Hand::Returned(holder)) =
        hand;
    holder.clone()
}
