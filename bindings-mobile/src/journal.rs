use linli::journal::Cause;
use linli::ward::ShownEntry;
use linli::{CaseId, CommandId, Digest, Head, PersonId};
use serde::Serialize;

use crate::vocabulary::Instant;
use crate::{Answer, Count, Event, LinliError, Reason, Ward, answer};

/// A detail as it can be read.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum DetailText {
    /// The text.
    Kept {
        /// The text.
        text: String,
    },
    /// It was erased.
    Erased,
}

impl From<linli::ward::DetailText> for DetailText {
    fn from(detail: linli::ward::DetailText) -> Self {
        match detail {
            linli::ward::DetailText::Kept(text) => Self::Kept { text },
            linli::ward::DetailText::Erased => Self::Erased,
        }
    }
}

/// Where the journal ends.
#[derive(Clone, Debug, uniffi::Record)]
pub struct HeadInfo {
    /// To be kept elsewhere: `verify_against` takes it.
    pub head: Head,
    /// The number of the last entry.
    pub sequence: Count,
    /// When it was taken in; commands may not be recorded before.
    pub recorded: Instant,
}

/// An entry of the journal 台账.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Change {
    /// Its number, from 1.
    pub sequence: Count,
    /// Its hash.
    pub hash: Digest,
    /// When it was taken in.
    pub recorded: Instant,
    /// The number of the edition in force, from 0.
    pub edition: Count,
    /// Who asked; left out where it fell due by itself, or concerns a case too that is not for who looks.
    pub actor: Option<PersonId>,
    /// The command's id.
    pub id: Option<CommandId>,
    /// When it happened, if that was claimed to be at another time.
    pub occurred: Option<Instant>,
    /// What was asked, or what fell due, as JSON; empty where it concerns a case too that is not for who looks.
    pub cause_json: String,
    /// Why it was refused, if it was.
    pub refusal: Option<Reason>,
    /// What happened.
    pub events: Vec<Event>,
}

impl Change {
    /// What was asked is passed on as it is stored.
    fn of(shown: ShownEntry) -> Result<Self, linli::Error> {
        let ShownEntry {
            entry,
            outcome,
            whole,
        } = shown;
        let stamp = if whole { entry.stamp()? } else { None };
        let refusal = match &outcome {
            linli::Outcome::Refused(refusal) => Some(Reason::from(refusal)),
            linli::Outcome::Accepted(_) => None,
        };
        Ok(Self {
            sequence: entry.sequence.into(),
            hash: entry.hash,
            recorded: entry.recorded,
            edition: entry.edition.into(),
            actor: stamp.as_ref().map(|stamp| stamp.actor.clone()),
            id: stamp.as_ref().map(|stamp| stamp.id.clone()),
            occurred: stamp.and_then(|stamp| stamp.occurred),
            cause_json: match (entry.command_json()?, &entry.cause) {
                _ if !whole => String::new(),
                (Some(command), _) => command.to_owned(),
                (None, Cause::Due(json) | Cause::Asked { json, .. }) => json.clone(),
            },
            refusal,
            events: answer::events(&outcome),
        })
    }
}

/// Something that falls due.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Due {
    /// When.
    pub at: Instant,
    /// What, as JSON.
    pub json: String,
}

/// Texts and numbers: writing them cannot fail.
pub(crate) fn json(value: &(impl Serialize + ?Sized)) -> String {
    linli::journal::to_json(value).unwrap_or_default()
}

#[uniffi::export]
impl Ward {
    /// Where the journal ends. Kept elsewhere, it detects that the journal was cut off or replaced.
    pub fn head(&self) -> Result<HeadInfo, LinliError> {
        self.ask(|ward| {
            let head = ward.head();
            Ok(HeadInfo {
                head,
                sequence: head.sequence.into(),
                recorded: ward.last_recorded(),
            })
        })
    }

    /// Reads the whole journal and checks everything: that no entry is missing, that every stored byte is the one that was
    /// hashed, that the kept details fit their digests, and that the events give the state this ward is in. Costs as much
    /// as opening the ward and hashing all of it.
    pub fn verify(&self) -> Result<Head, LinliError> {
        self.change(linli::Ward::verify)
    }

    /// The same, and that the journal holds a head that was kept elsewhere.
    pub fn verify_against(&self, known: Head) -> Result<Head, LinliError> {
        self.change(|ward| ward.verify_against(known))
    }

    /// Checks every invariant of the state; says what is broken, or nothing. Walks everything: for tests and audits.
    pub fn broken(&self) -> Result<Option<String>, LinliError> {
        self.look(|state| state.check().err().map(|broken| broken.to_string()))
    }

    /// At most `limit` entries after a sequence number. What concerns cases that `seen_by` may not see is left out, and who
    /// asked what with it; a refusal is shown to who asked.
    #[uniffi::method(default(seen_by = None))]
    pub fn changes_after(
        &self,
        sequence: Count,
        limit: Count,
        seen_by: Option<PersonId>,
    ) -> Result<Vec<Change>, LinliError> {
        self.ask(|ward| {
            let entries = ward.entries_after(sequence.0, limit.size(), seen_by.as_ref())?;
            entries.into_iter().map(Change::of).collect()
        })
    }

    /// The entries a case appears in, oldest first: at most `limit` after a sequence number; none where `seen_by` may not see
    /// the case. Costs as much as the case has entries.
    #[uniffi::method(default(seen_by = None))]
    pub fn cases_history(
        &self,
        id: CaseId,
        after: Count,
        limit: Count,
        seen_by: Option<PersonId>,
    ) -> Result<Vec<Change>, LinliError> {
        self.ask(|ward| {
            let entries = ward.entries_of(&id, seen_by.as_ref())?.into_iter();
            let later = entries.filter(|shown| shown.entry.sequence > after.0);
            later.take(limit.size()).map(Change::of).collect()
        })
    }

    /// The answer a command was given, if it was given one.
    pub fn find(&self, id: CommandId) -> Result<Option<Answer>, LinliError> {
        Ok(self.ask(|ward| ward.find(&id))?.map(Answer::from))
    }

    /// What falls due until `now`, with what follows from it; changes nothing. Clocks of cases that `seen_by` may not see are
    /// left out.
    #[uniffi::method(default(seen_by = None))]
    pub fn due(&self, now: Instant, seen_by: Option<PersonId>) -> Result<Vec<Due>, LinliError> {
        let due = self.ask(|ward| ward.due(now, seen_by.as_ref()))?;
        let listed = due.iter().map(|due| Due {
            at: due.at,
            json: json(&due.what),
        });
        Ok(listed.collect())
    }
}
