//! The plan of the year: commands in order of time, all known before the first is executed.
//!
//! Parts of the year are written down in any order; a case or an award is named by the draft that begins it. Only when all
//! is written are the drafts sorted, numbered by origin and turned into commands, so that every id rises with time.

use std::collections::BTreeMap;
use std::str::FromStr;

use linli::cases::{Act, Assignee};
use linli::points::{Capture, Correct, Review, Void};
use linli::{
    AppointmentId, AwardId, CaseId, Command, CommandId, Detail, HoldId, Instant, Meta, Origin, PersonId, Salt,
};

/// A draft, by the order in which it was written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ref(usize);

/// What a draft asks.
pub(crate) enum Ask {
    Do(Command),
    Act {
        case: Ref,
        action: &'static str,
        rating: Option<u8>,
        to: Option<Assignee>,
    },
    EndAppointment {
        appointment: Ref,
        until: linli::Date,
    },
    Review {
        award: Ref,
        approve: bool,
    },
    Correct {
        award: Ref,
        line: u32,
    },
    Capture(Ref),
    Void(Ref),
}

/// A command to be.
pub(crate) struct Draft {
    pub(crate) origin: Origin,
    pub(crate) actor: PersonId,
    pub(crate) for_whom: Option<PersonId>,
    pub(crate) occurred: Option<Instant>,
    pub(crate) recorded: Instant,
    pub(crate) detail: Option<(&'static str, String)>,
    pub(crate) salt: Option<Salt>,
    pub(crate) ask: Ask,
}

impl Draft {
    pub(crate) fn new(origin: &str, actor: &PersonId, recorded: Instant, ask: Ask) -> Self {
        Self {
            origin: id(origin),
            actor: actor.clone(),
            for_whom: None,
            occurred: None,
            recorded,
            detail: None,
            salt: None,
            ask,
        }
    }

    pub(crate) fn for_whom(mut self, person: Option<&PersonId>) -> Self {
        self.for_whom = person.cloned();
        self
    }

    /// Done on a phone without a network, and synced later.
    pub(crate) fn occurred(mut self, at: Instant) -> Self {
        self.occurred = (at < self.recorded).then_some(at);
        self
    }

    pub(crate) fn detail(mut self, name: &'static str, text: impl Into<String>, salt: Salt) -> Self {
        self.detail = Some((name, text.into()));
        self.salt = Some(salt);
        self
    }
}

/// The drafts of a year.
#[derive(Default)]
pub(crate) struct Drafts(Vec<Draft>);

impl Drafts {
    pub(crate) fn add(&mut self, draft: Draft) -> Ref {
        self.0.push(draft);
        Ref(self.0.len() - 1)
    }

    /// The commands, by the instant they are recorded at. What lies after `end` has not happened yet.
    pub(crate) fn commands(self, end: Instant) -> Vec<(Meta, Command)> {
        let mut order: Vec<usize> = (0..self.0.len())
            .filter(|&at| self.0[at].recorded < end)
            .collect();
        order.sort_by_key(|&at| (self.0[at].recorded, at));
        let mut numbers: BTreeMap<Origin, u64> = BTreeMap::new();
        let mut ids: BTreeMap<usize, CommandId> = BTreeMap::new();
        for &at in &order {
            let origin = &self.0[at].origin;
            let number = numbers.entry(origin.clone()).or_default();
            *number += 1;
            ids.insert(at, CommandId::new(origin.clone(), *number));
        }
        let mut drafts: Vec<Option<Draft>> = self.0.into_iter().map(Some).collect();
        order
            .into_iter()
            .filter_map(|at| {
                let draft = drafts[at].take()?;
                let command = command(draft.ask, &ids)?;
                let mut meta = Meta::new(draft.actor, draft.recorded).id(ids.get(&at)?.clone());
                meta.on_behalf_of = draft.for_whom;
                meta.occurred = draft.occurred;
                meta.salt = draft.salt;
                meta.details = draft
                    .detail
                    .into_iter()
                    .map(|(name, text)| Detail { name: id(name), text })
                    .collect();
                Some((meta, command))
            })
            .collect()
    }
}

fn command(ask: Ask, ids: &BTreeMap<usize, CommandId>) -> Option<Command> {
    let of = |draft: Ref| ids.get(&draft.0);
    Some(match ask {
        Ask::Do(command) => command,
        Ask::Act {
            case,
            action,
            rating,
            to,
        } => {
            let case = CaseId::derive(of(case)?, 0);
            Act {
                rating,
                to,
                ..Act::new(case, id(action))
            }
            .into()
        }
        Ask::EndAppointment { appointment, until } => {
            let appointment = AppointmentId::derive(of(appointment)?, 0);
            linli::grid::EndAppointment { appointment, until }.into()
        }
        Ask::Review { award, approve } => {
            let award = AwardId::derive(of(award)?, 0);
            Review { award, approve }.into()
        }
        Ask::Correct { award, line } => {
            let award = AwardId::derive(of(award)?, line);
            Correct { award }.into()
        }
        Ask::Capture(hold) => Capture {
            hold: HoldId::derive(of(hold)?, 0),
        }
        .into(),
        Ask::Void(hold) => Void {
            hold: HoldId::derive(of(hold)?, 0),
        }
        .into(),
    })
}

/// An id from a text of ours, which is always short and without spaces.
pub(crate) fn id<T: FromStr>(text: impl AsRef<str>) -> T {
    let text = text.as_ref();
    match T::from_str(text) {
        Ok(id) => id,
        Err(_) => unreachable!("`{text}` is no id"),
    }
}
