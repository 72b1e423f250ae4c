//! An action somebody asks for, and what speaks against it.

use super::course::{Course, Stuck};
use super::who::Actor;
use super::{Act, Case, CaseRefusal, ClockName, Decided, Event};
use crate::rulebook::{Effect, Who};
use crate::vocabulary::{ActionId, CaseId, List, Stamp, StateId};

/// An action somebody asks for.
pub(super) struct Asked<'a> {
    pub(super) id: &'a CaseId,
    pub(super) course: Course<'a>,
    pub(super) act: &'a Act,
    pub(super) stamp: &'a Stamp,
    pub(super) actor: Actor<'a>,
    /// The case named to keep the duty, where the actor may see it, for they would hear of it, and where it is as
    /// confidential, for who raised the one is shown with the other.
    pub(super) keeper: Option<&'a Case>,
}

impl Asked<'_> {
    /// From the state, in time, and by whom. Answers whether the actor has the case.
    pub(super) fn allowed(&self) -> Result<bool, CaseRefusal> {
        let Course {
            case, action, frame, ..
        } = self.course;
        if !action.from.contains(&case.state) {
            return Err(CaseRefusal::NotNow {
                action: self.act.action.clone(),
                name: action.name.clone(),
                case: case.number.clone(),
                state: frame.state_name(&case.state),
                instead: self.from(&case.state),
            });
        }
        let happened = self.stamp.happened();
        if let Some(until) = frame.window(case, action, self.actor.rules)
            && happened > until
        {
            return Err(CaseRefusal::ReopenOver {
                action: self.act.action.clone(),
                name: action.name.clone(),
                case: case.number.clone(),
                until,
            });
        }
        if happened < case.registered {
            return Err(CaseRefusal::BeforeRegistration {
                case: case.number.clone(),
                occurred: happened,
                registered: case.registered,
            });
        }
        let may = self.actor.may_take(case, &case.holder, action);
        may.ok_or_else(|| CaseRefusal::NotAllowed {
            actor: self.actor.person.clone(),
            action: self.act.action.clone(),
            name: action.name.clone(),
            case: case.number.clone(),
            only: self.actor.entitled(case, &action.who, self.course.frame.rules),
            is: self.actor.is_to(case, action),
        })
    }

    /// Whether they act as the one who raised it: then the act is about the case, whoever has it.
    pub(super) fn as_requester(&self) -> bool {
        self.course.action.who.contains(&Who::Requester) && self.actor.asks_as_requester(self.course.case)
    }

    /// Claims may come late, not out of order: or a case would be closed before it was answered.
    pub(super) fn in_order(&self) -> Result<(), CaseRefusal> {
        let (occurred, last) = (self.stamp.happened(), self.course.case.acted);
        if last <= occurred {
            return Ok(());
        }
        Err(CaseRefusal::BeforeLastAct {
            case: self.course.case.number.clone(),
            occurred,
            last,
        })
    }

    fn from(&self, state: &StateId) -> List<ActionId> {
        let actions = self.course.frame.procedure.actions.iter();
        actions
            .filter(|(_, action)| action.from.contains(state))
            .map(|(name, _)| name.clone())
            .collect()
    }

    /// Whether the act would have ended or delayed the clock on which the system stepped in, had it been known in time.
    pub(super) fn would_have_kept(&self) -> bool {
        let Some(moved) = self.course.case.moved_after(self.stamp.happened()) else {
            return false;
        };
        let delays = |effect: &Effect| match effect {
            Effect::Pause(_) => true,
            Effect::Extend { clock, .. } => clock.moves(moved.clock),
            _ => false,
        };
        let ends = match moved.clock {
            ClockName::State => self.course.enters(),
            ClockName::Case => self.course.leads_to_closed() == Some(true),
            ClockName::Pause | ClockName::FollowUp => return false,
        };
        ends || self.course.action.does.iter().any(delays)
    }

    /// An act that came before a step of the system (at its very instant is before), was in time, and would have been
    /// allowed then. The step stays and the missed clock is forgiven, so that what others do since is not taken from them.
    /// So too where the act is still allowed: to anyone, or to a post above. The requester's own act is about the case,
    /// not about whose duty it is: that is carried out as well, where it is still allowed.
    pub(super) fn excused<E: From<Event>>(&self) -> Option<Decided<E>> {
        let at = self.stamp.happened();
        let moved = self.course.case.moved_after(at)?;
        let in_place = moved.acted <= at && self.course.action.from.contains(&moved.state);
        let Course { case, action, .. } = self.course;
        let allowed = in_place && self.actor.may_take(case, &moved.holder, action).is_some();
        if !allowed || self.needs_met().is_err() {
            return None;
        }
        let event = Event::Excused {
            case: self.id.clone(),
            action: self.act.action.clone(),
            by: self.stamp.actor.clone(),
            at,
        };
        Some(Decided::only(self.course.case.scoped(self.actor.grid, event)))
    }

    pub(super) fn stuck(&self, stuck: Stuck) -> CaseRefusal {
        let (action, name) = (self.act.action.clone(), self.course.action.name.clone());
        let case = self.course.case.number.clone();
        match (stuck.clocks(), stuck) {
            (Some(are), _) => CaseRefusal::ClocksNotSo {
                action,
                name,
                case,
                are,
            },
            (None, Stuck::AtTop) => CaseRefusal::AtTop {
                action,
                name,
                case,
                unit: self.course.case.holder.unit.clone(),
            },
            (None, _) => CaseRefusal::NothingToReturn { action, name, case },
        }
    }
}
