//! Pausing 挂起, resuming and extending 延期: what a step does to clocks that run on.

use super::step::{Step, Stuck};
use super::{ClockName, PausedClock, StartedClock};
use crate::calendar::Limit;
use crate::rulebook::{ClockRule, Effect, Extended};

/// What a step does to clocks that are not simply started or stopped by it.
#[derive(Default)]
pub(super) struct Timing {
    pub(super) started: Vec<StartedClock>,
    pub(super) paused: Vec<PausedClock>,
    /// The pause is over.
    pub(super) resumes: bool,
}

impl Step<'_> {
    /// The clocks that stand still, go on or are extended with this step; `ends` are those it ends anyway.
    pub(super) fn timing(&self, ends: [bool; 2]) -> Result<Timing, Stuck> {
        let [state_ends, case_ends] = ends;
        let mut timing = Timing::default();
        let is_paused = self.case.clock(ClockName::Pause).is_some();
        timing.resumes = is_paused && (state_ends || case_ends);
        let lasting = || {
            let both = [(ClockName::State, state_ends), (ClockName::Case, case_ends)];
            both.into_iter().filter(|(_, ends)| !ends).map(|(name, _)| name)
        };
        for effect in &self.action.does {
            match effect {
                Effect::Pause(_) if is_paused => return Err(Stuck::AlreadyPaused),
                Effect::Pause(limit) => {
                    let pause = |name| {
                        let rule = self.rule(name)?;
                        self.clockwork.pause(self.case, name, rule, self.recorded)
                    };
                    timing.paused.extend(lasting().filter_map(pause));
                    timing.started.push(self.pausing(*limit));
                }
                // Who leads the case on need not care whether the pause ran out before.
                Effect::Resume if !is_paused && self.action.to.is_none() => return Err(Stuck::NotPaused),
                Effect::Resume => timing.resumes = is_paused,
                Effect::Extend { by, clock, most } => {
                    let which: Vec<ClockName> = lasting().filter(|name| clock.moves(*name)).collect();
                    timing.started.extend(self.extended(&which, *by, *most)?);
                }
                _ => {}
            }
        }
        if timing.resumes {
            let going_on = self.case.paused().iter().filter_map(|paused| {
                let lasts = lasting().any(|name| name == paused.clock);
                let rule = self.rule(paused.clock).filter(|_| lasts)?;
                Some(self.clockwork.resume(paused, rule, self.recorded))
            });
            timing.started.extend(going_on);
        }
        Ok(timing)
    }

    fn pausing(&self, limit: Limit) -> StartedClock {
        self.clockwork.start_fixed(ClockName::Pause, limit, self.recorded)
    }

    fn extended(&self, which: &[ClockName], by: Limit, most: u8) -> Result<Vec<StartedClock>, Stuck> {
        let so_far = |name: &ClockName| {
            let run = self.case.rare().run(*name);
            run.map_or(0, |(_, run)| run.extended)
        };
        if which.iter().any(|name| so_far(name) >= most) {
            return Err(Stuck::ExtendedEnough { most });
        }
        let extend = |name: &ClockName| {
            let rule = self.rule(*name)?;
            self.clockwork.extend(self.case, *name, rule, by, self.recorded)
        };
        let extended: Vec<StartedClock> = which.iter().filter_map(extend).collect();
        if extended.is_empty() {
            return Err(Stuck::NothingToExtend);
        }
        Ok(extended)
    }

    /// The rule a clock of the case follows as the case stands.
    fn rule(&self, name: ClockName) -> Option<&ClockRule> {
        self.frame.clock_rule(&self.case.state, name)
    }
}

impl Extended {
    /// Whether it moves that clock.
    pub(super) fn moves(self, clock: ClockName) -> bool {
        match clock {
            ClockName::State => self != Self::Case,
            ClockName::Case => self != Self::State,
            ClockName::Pause | ClockName::FollowUp => false,
        }
    }
}
