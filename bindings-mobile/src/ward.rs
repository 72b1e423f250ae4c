use std::sync::{Arc, Mutex};

use linli::journal::Fault;
use linli::{DetailName, Head, PersonId, State};

use crate::vocabulary::{Day, Instant};
use crate::wake::Listeners;
use crate::{Answer, Command, Count, LinliError, Listener, Meta, RulebookBundle};

/// One jurisdiction 辖区 living under its rulebook. It may be used from any thread; calls wait for one another.
#[derive(uniffi::Object)]
pub struct Ward {
    ward: Mutex<linli::Ward>,
    listeners: Listeners,
}

/// A command with its meta, for many at once.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Order {
    /// By whom and when.
    pub by: Meta,
    /// What.
    pub command: Command,
}

#[uniffi::export]
impl Ward {
    /// Creates a ward in a new file, living under a rulebook from its first day on.
    #[uniffi::constructor]
    pub fn create(path: String, bundle: Arc<RulebookBundle>) -> Result<Arc<Self>, LinliError> {
        Ok(Self::holding(linli::Ward::create(path, bundle.shared())?))
    }

    /// Opens a ward's file. Takes time proportional to the events in it, about a second for a million.
    #[uniffi::constructor]
    pub fn open(path: String) -> Result<Arc<Self>, LinliError> {
        Ok(Self::holding(linli::Ward::open(path)?))
    }

    /// Opens a ward's file for reading alone. `refresh` shows what others wrote since.
    #[uniffi::constructor]
    pub fn open_read_only(path: String) -> Result<Arc<Self>, LinliError> {
        Ok(Self::holding(linli::Ward::open_read_only(path)?))
    }

    /// A ward in memory, for tests and previews.
    #[uniffi::constructor]
    pub fn in_memory(bundle: Arc<RulebookBundle>) -> Result<Arc<Self>, LinliError> {
        Ok(Self::holding(linli::Ward::in_memory(bundle.shared())?))
    }

    /// Answers a command: settles what fell due by then, decides, and has the answer on disk when it returns.
    ///
    /// A refusal is an answer too (`refusal`), not an error. A command whose id was answered before gets the first answer
    /// again. The cost does not grow with the journal.
    pub fn execute(&self, by: Meta, command: Command) -> Result<Answer, LinliError> {
        let command = linli::Command::try_from(command)?;
        Ok(self.change(|ward| ward.execute(by.into(), command))?.into())
    }

    /// Answers commands in order, each for itself, with one commit: a thousand at once cost little more than one.
    ///
    /// A refused command does not hinder the others. A wrong meta or a conflict of ids is the app's mistake and stops them
    /// all: nothing is recorded then.
    pub fn execute_all(&self, orders: Vec<Order>) -> Result<Vec<Answer>, LinliError> {
        let commands = orders
            .into_iter()
            .map(|order| Ok((order.by.into(), order.command.try_into()?)))
            .collect::<Result<Vec<_>, LinliError>>()?;
        let answers = self.change(|ward| ward.execute_all(commands))?;
        Ok(answers.into_iter().map(Answer::from).collect())
    }

    /// The same as `execute`, but a refusal is an error: what the readable verbs are made of.
    pub fn perform(&self, by: Meta, command: Command) -> Result<Answer, LinliError> {
        let command = linli::Command::try_from(command)?;
        let answer = self.change(|ward| ward.execute(by.into(), command))?;
        match answer.outcome {
            linli::Outcome::Refused(refusal) => Err(linli::Error::Refused(refusal).into()),
            linli::Outcome::Accepted(_) => Ok(answer.into()),
        }
    }

    /// Carries out what fell due until `now`, and says how many entries that made. Commands do so by themselves; this is
    /// for quiet times.
    pub fn settle(&self, now: Instant) -> Result<Count, LinliError> {
        Ok(self.change(|ward| ward.settle(now))?.into())
    }

    /// Takes in what other processes wrote since; says whether there was anything.
    pub fn refresh(&self) -> Result<bool, LinliError> {
        self.change(linli::Ward::refresh)
    }

    /// The rulebook in force at an instant; before the first edition, the first.
    pub fn rules(&self, at: Instant) -> Result<Option<Arc<RulebookBundle>>, LinliError> {
        self.ask(|ward| {
            let edition = ward.state().editions.at(at);
            Ok(edition.map(|(_, bundle)| RulebookBundle::holding(bundle.clone())))
        })
    }

    /// Calls the listener after every change made or found through this ward, with nothing locked. Gives the token that
    /// `unsubscribe` takes.
    pub fn subscribe(&self, listener: Arc<dyn Listener>) -> u64 {
        self.listeners.add(listener)
    }

    /// Ends a subscription.
    pub fn unsubscribe(&self, token: u64) {
        self.listeners.remove(token);
    }
}

impl Ward {
    fn holding(ward: linli::Ward) -> Arc<Self> {
        Arc::new(Self {
            ward: Mutex::new(ward),
            listeners: Listeners::default(),
        })
    }

    /// Asks with the ward locked.
    pub(crate) fn ask<T>(
        &self,
        question: impl FnOnce(&mut linli::Ward) -> Result<T, linli::Error>,
    ) -> Result<T, LinliError> {
        let mut ward = self
            .ward
            .lock()
            .map_err(|_| linli::Error::from(Fault::Poisoned {}))?;
        Ok(question(&mut ward)?)
    }

    /// The same of the state alone.
    pub(crate) fn look<T>(&self, question: impl FnOnce(&State) -> T) -> Result<T, LinliError> {
        self.ask(|ward| Ok(question(ward.state())))
    }

    /// Lets something change, and wakes the listeners once the ward is unlocked.
    pub(crate) fn change<T>(
        &self,
        work: impl FnOnce(&mut linli::Ward) -> Result<T, linli::Error>,
    ) -> Result<T, LinliError> {
        let (done, changed) = self.ask(|ward| {
            let before: Head = ward.head();
            let done = work(ward);
            Ok((done, ward.head() != before))
        })?;
        if changed {
            self.listeners.wake();
        }
        Ok(done?)
    }

    /// The rulebook whose rules count on a day.
    pub(crate) fn on_day<T>(
        &self,
        day: Day,
        question: impl FnOnce(&State, &linli::Bundle) -> T,
    ) -> Result<Option<T>, LinliError> {
        self.ask(|ward| {
            let start = ward.rules_now().map(|rules| rules.zone.day_start(day));
            let rules = start.and_then(|start| ward.rules(start));
            Ok(rules.map(|rules| question(ward.state(), rules)))
        })
    }
}

#[uniffi::export]
impl Ward {
    /// Whether something was erased that may still lie in what the store left on disk, because another process is reading.
    pub fn erasure_pending(&self) -> Result<bool, LinliError> {
        self.ask(|ward| Ok(ward.erasure_pending()))
    }

    /// A detail of an entry; left out where it never had one of this name, or `seen_by` may not see a case it concerns.
    #[uniffi::method(default(seen_by = None))]
    pub fn detail(
        &self,
        sequence: Count,
        name: DetailName,
        seen_by: Option<PersonId>,
    ) -> Result<Option<crate::DetailText>, LinliError> {
        let found = self.ask(|ward| ward.detail(sequence.0, &name, seen_by.as_ref()))?;
        Ok(found.map(Into::into))
    }
}
