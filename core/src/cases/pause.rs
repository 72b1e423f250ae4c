//! Pausing 挂起, resuming and extending 延期: what a step does to clocks that run on.

use super::step::Step;
use super::{ClockName, PausedClock, StartedClock};
use crate::rulebook::Effect;

/// What a step does to clocks that are not simply started or stopped by it.
#[derive(Default)]
pub(super) struct Timing {
    pub(super) started: Vec<StartedClock>,
    pub(super) paused: Vec<PausedClock>,
    /// The pause is over.
    pub(super) resumes: bool,
}

impl Step<'_> {
    /// The clocks that stand still, go on or are extended with this step.
    pub(super) fn timing(&self) -> Timing {
        let (course, case) = (&self.course, self.course.case);
        let mut timing = Timing {
            // Nearly every step starts a clock.
            started: Vec::with_capacity(1),
            // Who leads the case on need not resume it first.
            resumes: course.is_paused() && (course.enters() || course.closes() == Some(true)),
            ..Timing::default()
        };
        for effect in &course.action.does {
            match effect {
                Effect::Pause(limit) => {
                    let pause = |name| {
                        let rule = course.rule(name)?;
                        self.clockwork.pause(case, name, rule, self.recorded)
                    };
                    timing.paused.extend(course.lasting().filter_map(pause));
                    let clock = self
                        .clockwork
                        .start_fixed(ClockName::Pause, *limit, self.recorded);
                    timing.started.push(clock);
                }
                Effect::Resume => timing.resumes = course.is_paused(),
                Effect::Extend { by, clock, .. } => {
                    let extend = |name| {
                        let rule = course.running(name)?;
                        self.clockwork.extend(case, name, rule, *by, self.recorded)
                    };
                    timing.started.extend(course.moved_by(*clock).filter_map(extend));
                }
                _ => {}
            }
        }
        if timing.resumes {
            let going_on = case.paused().iter().filter_map(|paused| {
                let lasts = course.lasting().any(|name| name == paused.clock);
                let rule = course.rule(paused.clock).filter(|_| lasts)?;
                Some(self.clockwork.resume(paused, rule, self.recorded))
            });
            timing.started.extend(going_on);
        }
        timing
    }
}
