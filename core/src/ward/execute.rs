//! The one door. Keeps the promise *once*.

use core::mem;
use core::ops::Range;
use std::sync::Arc;

use super::envelope::{self, SYSTEM, Sealed, WARD};
use super::{Answer, Error, Ward};
use crate::journal::{Cause, Entry, Fault, KeptDetail, Tip, USUAL_ASKED, text, write_asked};
use crate::rulebook::Bundle;
use crate::state::{Adopt, Command, Erase, Outcome, WardRefusal};
use crate::vocabulary::{CommandId, Instant, List, Map, Meta, Origin, PersonId, Salt, Stamp};

/// A command that may be answered.
#[expect(clippy::large_enum_variant, reason = "nearly all are new")]
enum Admitted {
    New(New),
    /// Answered by this entry.
    Repeated(Box<Entry>),
    /// Answered by an earlier command of the same batch.
    Again(usize),
}

/// What is to be answered, beside the command itself.
struct New {
    sealed: Sealed,
    /// Where in [`Batch::asked`] it says who asks for what.
    asked: Range<usize>,
}

/// What is known of the batch so far, as if it were answered already.
struct Batch<'a> {
    commands: &'a [(Meta, Command)],
    /// When the last command was recorded.
    recorded: Instant,
    /// The last id the ward gave.
    own: Option<CommandId>,
    /// By id: the place in the batch.
    places: Map<CommandId, usize>,
    admitted: Vec<Admitted>,
    /// Who asks for what, as the journal keeps it, of all that is new: a text of its own for each, that lasts until it is
    /// answered, would take longer to get from memory than to write.
    asked: String,
}

impl<'a> Batch<'a> {
    fn of(commands: &'a [(Meta, Command)], recorded: Instant) -> Self {
        Self {
            commands,
            recorded,
            own: None,
            places: Map::default(),
            admitted: Vec::with_capacity(commands.len()),
            asked: String::with_capacity(commands.len().saturating_mul(USUAL_ASKED)),
        }
    }
}

impl Ward {
    /// Answers a command: settles what fell due by then, decides, and has the answer on disk when it returns.
    ///
    /// A refusal is an answer too ([`Answer::refusal`]). A command whose id was answered before gets the first answer
    /// again. The cost does not grow with the journal.
    ///
    /// # Errors
    /// [`Error::NotTaken`] if the envelope is wrong, [`Fault::Conflict`] if the id was used for another command: nothing is
    /// recorded then. After [`Fault::Poisoned`] open the ward again.
    pub fn execute(&mut self, meta: Meta, command: impl Into<Command>) -> Result<Answer, Error> {
        let commands = vec![(meta, command.into())];
        let answer = self.execute_all(commands)?.pop();
        // One command has one answer; the alternative cannot be reached.
        answer.ok_or_else(|| Fault::Poisoned {}.into())
    }

    /// Answers commands in order, each for itself, with one commit: what one writes to disk at a time is what bounds the
    /// number of commands a second, so a thousand at once cost little more than one.
    ///
    /// A refused command does not hinder the others. A wrong envelope or a conflict is the host's mistake and stops them
    /// all: nothing of the batch is recorded then. Until the last is answered, memory holds the texts of all.
    pub fn execute_all(&mut self, commands: Vec<(Meta, Command)>) -> Result<Vec<Answer>, Error> {
        self.write(|ward| {
            let mut batch = Batch::of(&commands, ward.folded.tip.recorded);
            for (meta, command) in &commands {
                ward.admit(&mut batch, meta, command)?;
            }
            let mut answers: Vec<Answer> = Vec::with_capacity(batch.admitted.len());
            // Looked at where they lie: they are large.
            for (admitted, (_, command)) in batch.admitted.iter_mut().zip(&commands) {
                let answer = match admitted {
                    Admitted::New(new) => {
                        let asked = batch.asked.get(new.asked.clone()).ok_or(Fault::Poisoned {})?;
                        ward.answer(&mut new.sealed, asked, command)?
                    }
                    Admitted::Repeated(entry) => repeated(entry)?,
                    Admitted::Again(place) => {
                        let first = answers.get(*place).ok_or(Fault::Poisoned {})?;
                        Answer {
                            repeated: true,
                            ..first.clone()
                        }
                    }
                };
                answers.push(answer);
            }
            Ok(answers)
        })
    }

    /// The first edition, recorded at its own first instant by the system.
    pub(super) fn adopt_first(&mut self, bundle: Arc<Bundle>) -> Result<(), Error> {
        self.write(|ward| {
            if ward.folded.tip != Tip::EMPTY {
                return Err(Fault::AlreadyExists {}.into());
            }
            let actor = PersonId::new(SYSTEM).map_err(unnameable)?;
            let meta = Meta::new(actor, bundle.starts());
            envelope::in_range(meta.recorded)?;
            let id = ward.next_own_id(None)?;
            let command = Command::Adopt(Adopt { bundle });
            let mut sealed = envelope::seal(&meta, id)?;
            // Nothing is kept of a ward that cannot begin.
            if let Outcome::Refused(refusal) = ward.folded.state.decide(&sealed.stamp, &command) {
                return Err(Error::Refused(refusal));
            }
            let mut asked = String::new();
            let bytes = write_asked(&mut asked, &sealed.stamp, &command)?;
            envelope::fits(&command, bytes)?;
            ward.answer(&mut sealed, &asked, &command).map(drop)
        })
    }

    /// Runs `work` with the store locked and the state caught up; commits if anything was written.
    pub(super) fn write<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        self.usable()?;
        if self.read_only {
            return Err(Fault::ReadOnly {}.into());
        }
        let tip = self.store.begin()?;
        let before = self.folded.tip;
        let caught_up = if tip == before { Ok(()) } else { self.catch_up() };
        if let Err(fault) = caught_up {
            // Half caught up, the state is of no use any more.
            self.poisoned |= self.folded.tip != before;
            self.store.rollback()?;
            return Err(fault.into());
        }
        let start = self.folded.tip;
        let result = work(self);
        if self.folded.tip == start {
            self.poisoned = self.store.rollback().is_err();
            self.wake_if(self.folded.tip != before);
            return result;
        }
        let result = result.and_then(|done| {
            self.store.commit()?;
            Ok(done)
        });
        if result.is_err() {
            // The state has taken in what may not be on disk.
            self.poisoned = true;
            // A second failure adds nothing: the handle is given up either way.
            let _ = self.store.rollback();
            return result;
        }
        self.scrub();
        self.wake_if(true);
        result
    }

    fn wake_if(&self, changed: bool) {
        if changed {
            self.wake_ups.wake();
        }
    }

    /// Checks all that could stop a batch, before anything is changed.
    fn admit(&mut self, batch: &mut Batch<'_>, meta: &Meta, command: &Command) -> Result<(), Error> {
        let known = match &meta.id {
            Some(id) => self.known(batch, id, meta, command)?,
            None => None,
        };
        if let Some(known) = known {
            batch.admitted.push(known);
            return Ok(());
        }
        envelope::check(meta, batch.recorded)?;
        let id = match &meta.id {
            Some(id) => {
                batch.places.insert(id.clone(), batch.admitted.len());
                id.clone()
            }
            // Nobody can send it again: it becomes known with the answer.
            None => batch.own.insert(self.next_own_id(batch.own.as_ref())?).clone(),
        };
        let sealed = envelope::seal(meta, id)?;
        let start = batch.asked.len();
        let bytes = write_asked(&mut batch.asked, &sealed.stamp, command)?;
        envelope::fits(command, bytes)?;
        batch.recorded = meta.recorded;
        let asked = start..batch.asked.len();
        batch.admitted.push(Admitted::New(New { sealed, asked }));
        Ok(())
    }

    /// What becomes of a command whose id was used before.
    fn known(
        &mut self,
        batch: &mut Batch<'_>,
        id: &CommandId,
        meta: &Meta,
        command: &Command,
    ) -> Result<Option<Admitted>, Error> {
        if let Some(first) = batch.places.get(id).copied() {
            return match batch.admitted.get(first) {
                Some(Admitted::New(new)) => {
                    let conflict = Fault::Conflict {
                        id: id.clone(),
                        sequence: self.folded.tip.head.sequence.saturating_add(1),
                    };
                    let asked = batch.commands.get(first).map(|(_, command)| command);
                    let same = asked == Some(command) && resent(meta, &new.sealed.stamp);
                    same.then_some(Some(Admitted::Again(first)))
                        .ok_or(conflict.into())
                }
                Some(Admitted::Repeated(entry)) => same_as(meta, command, entry.as_ref().clone()).map(Some),
                Some(Admitted::Again(_)) | None => Err(Fault::Poisoned {}.into()),
            };
        }
        // A number above the origin's last is surely new: no need to look.
        if id.number <= self.highest(&id.origin)?
            && let Some(entry) = self.found(id)?
        {
            batch.places.insert(id.clone(), batch.admitted.len());
            return same_as(meta, command, entry).map(Some);
        }
        Ok(None)
    }

    fn next_own_id(&mut self, last: Option<&CommandId>) -> Result<CommandId, Error> {
        let last = match last {
            Some(last) => last.clone(),
            None => {
                let origin = Origin::new(WARD).map_err(unnameable)?;
                let highest = self.highest(&origin)?;
                CommandId::new(origin, highest)
            }
        };
        Ok(CommandId::new(last.origin, last.number.saturating_add(1)))
    }

    /// The highest number of an origin, 0 for one that sent nothing yet.
    fn highest(&mut self, origin: &Origin) -> Result<u64, Fault> {
        if let Some(number) = self.highest.get(origin) {
            return Ok(*number);
        }
        let number = self.store.highest(origin)?.unwrap_or(0);
        self.highest.insert(origin.clone(), number);
        Ok(number)
    }

    /// The entry that answered a command.
    pub(super) fn found(&mut self, id: &CommandId) -> Result<Option<Entry>, Fault> {
        let Some(sequence) = self.store.find(id)? else {
            return Ok(None);
        };
        // An answer that was cut off is none.
        let found = self.store.entries(sequence.saturating_sub(1), 1)?.pop();
        let Some(entry) = found.filter(|entry| entry.sequence == sequence) else {
            return Ok(None);
        };
        // Where a store finds commands is no part of what is hashed: the text is.
        if entry.id() != Some(id) {
            return Err(Fault::damaged(sequence, "command"));
        }
        Ok(Some(entry))
    }

    /// Settles, decides and writes. Nothing here depends on anything but the journal and the command.
    fn answer(&mut self, sealed: &mut Sealed, asked: &str, command: &Command) -> Result<Answer, Error> {
        let stamp = &sealed.stamp;
        self.settle_until(stamp.recorded)?;
        let mut outcome = self.folded.state.decide(stamp, command);
        if let (Command::Erase(erase), Outcome::Accepted(_)) = (command, &outcome)
            && let Some(refusal) = self.missing(erase)?
        {
            outcome = Outcome::Refused(refusal.into());
        }
        let cause = Cause::Asked {
            id: stamp.id.clone(),
            json: asked.to_owned(),
        };
        let details = mem::take(&mut sealed.details);
        let sequence = self.append(stamp.recorded, cause, &outcome, sealed.salt, details)?;
        // It was looked up when the command was admitted.
        if let Some(highest) = self.highest.get_mut(&stamp.id.origin) {
            *highest = stamp.id.number.max(*highest);
        }
        if let (Command::Erase(erase), Outcome::Accepted(_)) = (command, &outcome) {
            self.store.erase(erase.sequence, erase.name.as_ref())?;
        }
        Ok(Answer {
            sequence,
            id: stamp.id.clone(),
            outcome,
            repeated: false,
        })
    }

    /// The state knows no details, so the ward looks whether there is one to erase.
    fn missing(&mut self, erase: &Erase) -> Result<Option<WardRefusal>, Fault> {
        let details = self.store.details(erase.sequence)?;
        let matches = |detail: &KeptDetail| erase.name.as_ref().is_none_or(|name| *name == detail.name);
        Ok(
            (!details.iter().any(matches)).then(|| WardRefusal::UnknownDetail {
                sequence: erase.sequence,
                names: List(erase.name.iter().cloned().collect()),
            }),
        )
    }

    /// Writes an entry and takes it in.
    pub(super) fn append(
        &mut self,
        recorded: Instant,
        cause: Cause,
        outcome: &Outcome,
        salt: Option<Salt>,
        details: Vec<KeptDetail>,
    ) -> Result<u64, Fault> {
        let edition = self.folded.state.editions.at(recorded);
        let edition = edition.map_or(0, |(number, _)| number);
        let entry = Entry::after(&self.folded.tip, recorded, edition, cause, outcome, salt)?;
        let tip = entry.tip();
        self.store.append(entry, details)?;
        self.folded.take_in(tip, outcome.events());
        Ok(tip.head.sequence)
    }
}

fn unnameable(error: impl ToString) -> Fault {
    Fault::Storage {
        reason: error.to_string().into(),
    }
}

fn repeated(entry: &Entry) -> Result<Answer, Fault> {
    let id = entry.id().cloned();
    Ok(Answer {
        sequence: entry.sequence,
        id: id.ok_or_else(|| Fault::damaged(entry.sequence, "cause"))?,
        outcome: entry.outcome()?,
        repeated: true,
    })
}

/// A command sent again must be the same in all but when it was taken in.
fn same_as(meta: &Meta, command: &Command, entry: Entry) -> Result<Admitted, Error> {
    // A command is always written the same, so its text says whether it is: nothing need be read again.
    if let Some(asked) = entry.asked()? {
        let same = asked.command.0 == text(command)?;
        if same && resent(meta, &asked.stamp(entry.recorded)) {
            return Ok(Admitted::Repeated(Box::new(entry)));
        }
    }
    let id = entry.id().cloned();
    let id = id.ok_or_else(|| Fault::damaged(entry.sequence, "cause"))?;
    let sequence = entry.sequence;
    Err(Fault::Conflict { id, sequence }.into())
}

/// Whether an envelope, sealed, is the same as the first one but for when it was taken in. The digests of its details
/// are compared, never the texts: they may have been erased since.
fn resent(meta: &Meta, first: &Stamp) -> bool {
    envelope::seal(meta, first.id.clone()).is_ok_and(|mut again| {
        again.stamp.recorded = first.recorded;
        again.stamp == *first
    })
}
