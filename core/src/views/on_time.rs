//! On time 按时: how the clocks of cases ended, clock by clock (F12, F42).
//!
//! A case remembers how many of its clocks ran out; which ones is in the journal. So these figures read it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Counted, Rate};
use crate::cases::{ClockName, Event, StartedClock, StoppedClock};
use crate::rulebook::StateKind;
use crate::state::{self, State};
use crate::vocabulary::{CaseId, Instant, Map, MatterId, StateId};
use crate::ward::{Error, Ward};

/// Clocks kept, by matter and clock.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnTime {
    /// Every clock that ran, in order of matter; the case clock before those of the states.
    pub clocks: Vec<ClockRate>,
}

/// How often a clock of a matter was kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockRate {
    /// The matter.
    pub matter: MatterId,
    /// The state whose clock it is; the clock of the whole case where left out.
    pub state: Option<StateId>,
    /// Runs that ended in time, of those that ended or ran out. A clock runs anew each time its state is entered, and the case
    /// clock each time the case is reopened; what was excused counts as in time.
    pub kept: Rate,
    /// The runs that are left out, in order of registration.
    pub left_out: Vec<RunLeftOut>,
}

/// A run of a clock that does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunLeftOut {
    /// The case.
    pub case: CaseId,
    /// Since when it ran.
    pub since: Instant,
    /// Why.
    pub why: RunWhy,
}

/// Why a run of a clock does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunWhy {
    /// It still runs, and its end has not come.
    Running,
    /// It still runs, and the calendar of its end is not published.
    Undated,
    /// The case waited for somebody else, such as the requester: how it ended is nobody's merit or fault.
    Waiting,
}

/// A run of a clock.
struct Run {
    clock: ClockName,
    /// The state whose clock it is.
    state: StateId,
    since: Instant,
    until: Option<Instant>,
    ended: Ended,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    /// Not yet.
    Runs,
    /// Its end passed, and the case stayed as it was.
    RanOut,
    /// It was stopped.
    Stopped { kept: bool },
}

/// A step of the system: what an act that comes late may be excused from.
struct Stepped {
    at: Instant,
    /// The run on whose end it was taken, where that counts as missed.
    missed: Option<usize>,
    excused: bool,
}

/// A case as its events told it so far.
struct Story {
    matter: MatterId,
    edition: u32,
    state: StateId,
    runs: Vec<Run>,
    steps: Vec<Stepped>,
}

impl Ward {
    /// How the clocks of the cases counted ended, as the ward stands: settle it first. Reads the journal, and grows with it; memory
    /// grows with the clocks that ran for those cases.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn on_time(&mut self, counted: &Counted) -> Result<OnTime, Error> {
        let mut stories = Stories::default();
        let (state, now) = (self.state(), self.last_recorded());
        let cases = state.cases.iter();
        let cases = cases.filter(|(id, case)| counted.takes_in(state, id, case, now));
        let mut counts = BTreeSet::new();
        counts.extend(cases.map(|(id, _)| id.clone()));
        self.replay(|_, scoped| {
            if let state::Event::Cases(event) = &scoped.event
                && counts.contains(event.case())
            {
                stories.take_in(event);
            }
        })?;
        Ok(stories.rates(self.state()))
    }
}

impl OnTime {
    /// The same from events, oldest first, of cases that `state` knows, when looked at `at` an instant. Grows with them.
    pub fn of<'a>(
        state: &State,
        counted: &Counted,
        events: impl IntoIterator<Item = &'a Event>,
        at: Instant,
    ) -> Self {
        let mut stories = Stories::default();
        for event in events {
            let id = event.case();
            let case = state.cases.case(id);
            if case.is_some_and(|case| counted.takes_in(state, id, case, at)) {
                stories.take_in(event);
            }
        }
        stories.rates(state)
    }
}

#[derive(Default)]
struct Stories(Map<CaseId, Story>);

impl Stories {
    fn take_in(&mut self, event: &Event) {
        if let Event::Registered {
            case,
            matter,
            edition,
            state,
            started,
            ..
        } = event
        {
            let mut story = Story {
                matter: matter.clone(),
                edition: *edition,
                state: state.clone(),
                runs: Vec::new(),
                steps: Vec::new(),
            };
            story.start(started);
            self.0.insert(case.clone(), story);
        } else if let Some(story) = self.0.get_mut(event.case()) {
            story.take_in(event);
        }
    }

    fn rates(&self, state: &State) -> OnTime {
        let mut rates: BTreeMap<(&MatterId, Option<&StateId>), ClockRate> = BTreeMap::new();
        for (case, story) in &self.0 {
            for run in &story.runs {
                let of_state = (run.clock == ClockName::State).then_some(&run.state);
                let rate = rates
                    .entry((&story.matter, of_state))
                    .or_insert_with(|| ClockRate {
                        matter: story.matter.clone(),
                        state: of_state.cloned(),
                        kept: Rate::default(),
                        left_out: Vec::new(),
                    });
                match story.judge(state, run) {
                    Ok(in_time) => rate.kept.count(in_time),
                    Err(why) => rate.left_out.push(RunLeftOut {
                        case: case.clone(),
                        since: run.since,
                        why,
                    }),
                }
            }
        }
        OnTime {
            clocks: rates.into_values().collect(),
        }
    }
}

impl Story {
    fn take_in(&mut self, event: &Event) {
        match event {
            Event::Registered { .. } | Event::Warned { .. } => {}
            Event::Resumed { started, .. } => self.start(started),
            Event::Moved {
                edition,
                state,
                stopped,
                started,
                ..
            } => {
                self.edition = *edition;
                self.stop(stopped);
                self.state = state.clone();
                self.start(started);
            }
            Event::Acted {
                by,
                at,
                state,
                stopped,
                started,
                closed,
                besides,
                ..
            } => {
                let fired = self.fired(*at);
                self.stop(stopped);
                match by {
                    None => self.steps.push(Stepped {
                        at: *at,
                        missed: fired.filter(|number| self.missed(*number)),
                        excused: false,
                    }),
                    // What a person has closed is not excused any more.
                    Some(_) if *closed == Some(true) => self.steps.clear(),
                    Some(_) => {}
                }
                self.state = state.clone();
                for paused in besides.iter().flat_map(|besides| &besides.paused) {
                    if let Some(run) = self.running(paused.clock) {
                        run.until = None;
                    }
                }
                self.start(started);
            }
            Event::Overdue { clock, .. } => {
                if let Some(run) = self.running(*clock) {
                    run.ended = Ended::RanOut;
                }
            }
            Event::Dated { clock, deadline, .. } => {
                if let Some(run) = self.running(*clock) {
                    run.until = deadline.due();
                }
            }
            Event::Excused { at, .. } => self.excuse(*at),
        }
    }

    fn start(&mut self, started: &[StartedClock]) {
        for clock in started {
            // A pause and the time until a follow-up are nobody's to keep.
            if matches!(clock.clock, ClockName::Pause | ClockName::FollowUp) {
                continue;
            }
            // One that runs already was extended, or goes on after a pause.
            if let Some(run) = self.running(clock.clock) {
                run.until = clock.deadline.due();
                continue;
            }
            self.runs.push(Run {
                clock: clock.clock,
                state: self.state.clone(),
                since: clock.from,
                until: clock.deadline.due(),
                ended: Ended::Runs,
            });
        }
    }

    fn stop(&mut self, stopped: &[StoppedClock]) {
        for StoppedClock { clock, kept } in stopped {
            if let Some(run) = self.running(*clock) {
                run.ended = Ended::Stopped { kept: *kept };
            }
        }
    }

    /// The run whose end at an instant makes the system act: that of the state before that of the case.
    fn fired(&self, at: Instant) -> Option<usize> {
        let ends = |clock| {
            let mut runs = self.runs.iter();
            runs.rposition(|run| run.clock == clock && run.ended == Ended::Runs && run.until == Some(at))
        };
        ends(ClockName::State).or_else(|| ends(ClockName::Case))
    }

    fn missed(&self, number: usize) -> bool {
        let run = self.runs.get(number);
        run.is_some_and(|run| run.ended == Ended::Stopped { kept: false })
    }

    /// The run of a clock that was not stopped.
    fn running(&mut self, clock: ClockName) -> Option<&mut Run> {
        let last = self.runs.iter_mut().rev().find(|run| run.clock == clock);
        last.filter(|run| !matches!(run.ended, Ended::Stopped { .. }))
    }

    /// The step of the system that an act of that instant came before is forgiven, once.
    fn excuse(&mut self, at: Instant) {
        let step = self.steps.iter_mut().find(|step| at <= step.at);
        let Some(step) = step.filter(|step| !step.excused) else {
            return;
        };
        step.excused = true;
        let missed = step.missed.and_then(|number| self.runs.get_mut(number));
        if let Some(run) = missed {
            run.ended = Ended::Stopped { kept: true };
        }
    }

    fn judge(&self, state: &State, run: &Run) -> Result<bool, RunWhy> {
        let own = state.editions.get(self.edition);
        let procedure = own.and_then(|own| own.procedures.get(&own.matters.get(&self.matter)?.procedure));
        let of_state = procedure.and_then(|procedure| procedure.states.get(&run.state));
        let open = of_state.is_none_or(|state| state.kind == StateKind::Open);
        if run.clock == ClockName::State && !open {
            return Err(RunWhy::Waiting);
        }
        match run.ended {
            Ended::Stopped { kept } => Ok(kept),
            Ended::RanOut => Ok(false),
            Ended::Runs if run.until.is_some() => Err(RunWhy::Running),
            Ended::Runs => Err(RunWhy::Undated),
        }
    }
}
