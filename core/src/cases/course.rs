//! What an action would do to a case as it stands, and what stands in its way: asked before it is taken, and by whoever
//! wants to know why it cannot be.

use super::frame::Frame;
use super::wording::ClocksAre;
use super::{Case, ClockName};
use crate::grid::Grid;
use crate::rulebook::{Action, AtTop, ClockRule, Effect, Extended, State, StateKind};

/// An action of a case's procedure, and the case.
#[derive(Clone, Copy)]
pub(super) struct Course<'a> {
    pub(super) case: &'a Case,
    pub(super) frame: Frame<'a>,
    pub(super) action: &'a Action,
    pub(super) grid: &'a Grid,
    /// The state it leads to, if it leads to one.
    pub(super) to: Option<&'a State>,
}

/// Why an action cannot be taken as the case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stuck {
    /// There is no level above.
    AtTop,
    /// It was never handed over.
    NothingToReturn,
    /// Its clocks stand still already.
    AlreadyPaused,
    /// Its clocks do not stand still.
    NotPaused,
    /// No clock runs that could end later.
    NothingToExtend,
    /// It was extended as often as it may be.
    ExtendedEnough {
        /// How often that is.
        most: u8,
    },
}

impl Stuck {
    /// How the clocks are, where it is for them.
    pub(super) fn clocks(self) -> Option<ClocksAre> {
        match self {
            Self::AtTop | Self::NothingToReturn => None,
            Self::AlreadyPaused => Some(ClocksAre::Paused),
            Self::NotPaused => Some(ClocksAre::Running),
            Self::NothingToExtend => Some(ClocksAre::Ended),
            Self::ExtendedEnough { most } => Some(ClocksAre::Extended(most)),
        }
    }
}

impl<'a> Course<'a> {
    pub(super) fn of(case: &'a Case, frame: Frame<'a>, action: &'a Action, grid: &'a Grid) -> Self {
        let to = action.to.as_ref();
        Self {
            case,
            frame,
            action,
            grid,
            to: to.and_then(|to| frame.procedure.states.get(to)),
        }
    }

    /// What stands in the way of any of its effects.
    pub(super) fn obstacle(&self) -> Option<Stuck> {
        self.action.does.iter().find_map(|effect| self.stuck(effect))
    }

    /// What stands in the way of one effect.
    pub(super) fn stuck(&self, effect: &Effect) -> Option<Stuck> {
        let Self { case, action, .. } = self;
        let (is_so, stuck) = match effect {
            Effect::Escalate if action.at_top == AtTop::Refuse => {
                let above = self.frame.above(self.grid, &case.holder.unit);
                (above.is_none(), Stuck::AtTop)
            }
            Effect::Return => (case.previous.is_none(), Stuck::NothingToReturn),
            Effect::Pause(_) => (self.is_paused(), Stuck::AlreadyPaused),
            // Who leads the case on need not care whether the pause ran out before.
            Effect::Resume => (!self.is_paused() && action.to.is_none(), Stuck::NotPaused),
            Effect::Extend { clock, most, .. } => {
                let so_far = |name| case.rare().run(name).map_or(0, |(_, run)| run.extended);
                if self.moved_by(*clock).any(|name| so_far(name) >= *most) {
                    (true, Stuck::ExtendedEnough { most: *most })
                } else {
                    let runs = |name| self.running(name).is_some();
                    (!self.moved_by(*clock).any(runs), Stuck::NothingToExtend)
                }
            }
            _ => return None,
        };
        is_so.then_some(stuck)
    }

    /// Whether it enters a state: an escalation enters its own anew, even where it leads nowhere else or stays at the top.
    pub(super) fn enters(&self) -> bool {
        self.action.to.is_some() || self.action.does.contains(&Effect::Escalate)
    }

    /// Whether the state it leads to, if it leads to one, is closed.
    pub(super) fn leads_to_closed(&self) -> Option<bool> {
        Some(self.to?.kind == StateKind::Closed)
    }

    /// The state it enters, be it anew the one the case is in.
    pub(super) fn entered(&self) -> Option<&'a State> {
        let anew = || self.frame.procedure.states.get(&self.case.state);
        self.to.or_else(|| self.enters().then(anew)?)
    }

    /// Whether it closes the case (`true`), or opens it again (`false`).
    pub(super) fn closes(&self) -> Option<bool> {
        let closes = self.leads_to_closed()?;
        (closes != self.case.is_closed()).then_some(closes)
    }

    /// Whether the pause of its clocks lasts.
    pub(super) fn is_paused(&self) -> bool {
        self.case.clock(ClockName::Pause).is_some()
    }

    /// The clocks that it does not end.
    pub(super) fn lasting(&self) -> impl Iterator<Item = ClockName> + use<'a> {
        let ends = [
            (ClockName::State, self.enters()),
            (ClockName::Case, self.closes() == Some(true)),
        ];
        ends.into_iter().filter(|(_, ends)| !ends).map(|(name, _)| name)
    }

    /// The clocks that last and that an extension is for.
    pub(super) fn moved_by(&self, which: Extended) -> impl Iterator<Item = ClockName> + use<'a> {
        self.lasting().filter(move |name| which.moves(*name))
    }

    /// The rule of a clock that runs.
    pub(super) fn running(&self, name: ClockName) -> Option<&'a ClockRule> {
        self.case.clock(name).filter(|clock| !clock.overdue)?;
        self.rule(name)
    }

    /// The rule a clock of the case follows as the case stands.
    pub(super) fn rule(&self, name: ClockName) -> Option<&'a ClockRule> {
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
