//! The plan of the year: commands in order of time, all known before the first is executed.
//!
//! Parts of the year are written down in any order; a case or an award is named by the draft that begins it. Only when all
//! is written are the drafts sorted, numbered by origin and turned into commands, so that every id rises with time.
//!
//! A case that begins with a step of another is named by that other and its place among those that came from it. Which id
//! it has hangs on how many steps the ward took by itself in between, so the ward is asked when the command's turn comes.

use std::collections::BTreeMap;
use std::str::FromStr;

use linli::points::{Capture, Correct, Review, Void};
use linli::{
    AppointmentId, Attachment, AwardId, CaseId, Command, CommandId, Detail, Digest, HoldId, Instant, Meta,
    Origin, PersonId, Salt, State, cases,
};

use super::step::{Case, Step};

/// A draft, by the order in which it was written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ref(usize);

/// What a draft asks.
pub(crate) enum Ask {
    Do(Command),
    Act(Step),
    EndAppointment { appointment: Ref, until: linli::Date },
    Review { award: Ref, approve: bool },
    Correct { award: Ref, line: u32 },
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
    pub(crate) details: Vec<(&'static str, String)>,
    pub(crate) files: Vec<&'static str>,
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
            details: Vec::new(),
            files: Vec::new(),
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
        self.details.push((name, text.into()));
        self.salt = Some(salt);
        self
    }

    /// With a file that stays at the office: the ward keeps its digest.
    pub(crate) fn file(mut self, name: &'static str) -> Self {
        self.files.push(name);
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
    pub(crate) fn planned(self, end: Instant) -> Vec<Planned> {
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
                let begun = match &draft.ask {
                    Ask::Act(step) => step.case.begun.clone(),
                    _ => Vec::new(),
                };
                let number = ids.get(&at)?.clone();
                let command = command(draft.ask, &ids)?;
                let mut meta = Meta::new(draft.actor, draft.recorded).id(number);
                meta.on_behalf_of = draft.for_whom;
                meta.occurred = draft.occurred;
                meta.salt = draft.salt;
                let details = draft.details.into_iter();
                meta.details = details
                    .map(|(name, text)| Detail { name: id(name), text })
                    .collect();
                let files = draft.files.into_iter();
                meta.attachments = files.map(|name| file(name, draft.recorded)).collect();
                Some(Planned { meta, command, begun })
            })
            .collect()
    }
}

/// A command as planned.
pub(crate) struct Planned {
    meta: Meta,
    command: Command,
    /// The way from the case it names to the one it is about: the so manieth that came from it, and so on.
    begun: Vec<usize>,
}

impl Planned {
    pub(crate) fn recorded(&self) -> Instant {
        self.meta.recorded
    }

    /// The command as it is sent; itself again where the ward does not know its case yet.
    pub(crate) fn bound(mut self, state: &State) -> Result<(Meta, Command), Self> {
        if let Command::Cases(cases::Command::Act(act)) = &mut self.command {
            let named = Some(act.case.clone());
            let about = self.begun.iter().fold(named, |case, &number| {
                state.cases.case(&case?)?.begun().get(number).cloned()
            });
            match about {
                Some(case) => act.case = case,
                None => return Err(self),
            }
        }
        Ok((self.meta, self.command))
    }
}

fn command(ask: Ask, ids: &BTreeMap<usize, CommandId>) -> Option<Command> {
    let of = |draft: Ref| ids.get(&draft.0);
    let case = |case: &Case| Some(CaseId::derive(of(case.raised)?, 0));
    Some(match ask {
        Ask::Do(command) => command,
        Ask::Act(step) => cases::Act {
            rating: step.rating,
            to: step.to,
            parties: step.parties,
            into: match step.into {
                Some(into) => Some(case(&into)?),
                None => None,
            },
            names: step.names,
            sitting: step.sitting,
            ..cases::Act::new(case(&step.case)?, id(step.action))
        }
        .into(),
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

/// What the ward keeps of a file: here of one that nobody wrote.
fn file(name: &str, at: Instant) -> Attachment {
    Attachment {
        name: id(name),
        digest: Digest::of(&[name.as_bytes(), &at.millis().to_be_bytes()]),
    }
}

/// An id from a text of ours, which is always short and without spaces.
pub(crate) fn id<T: FromStr>(text: impl AsRef<str>) -> T {
    let text = text.as_ref();
    match T::from_str(text) {
        Ok(id) => id,
        Err(_) => unreachable!("`{text}` is no id"),
    }
}
