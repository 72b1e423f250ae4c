//! Acting 办理: somebody takes an action of a case's procedure.

use super::assign::Assigning;
use super::begin::Ground;
use super::course::{Course, Stuck};
use super::frame::Frame;
use super::step::{self, Step, Taken};
use super::who::Actor;
use super::{Act, Case, CaseRefusal, Cases, ClockName, Decided, Event, Holder};
use crate::context::{Context, Editions};
use crate::grid::Grid;
use crate::rulebook::{Action, Effect, Who};
use crate::vocabulary::{ActionId, CaseId, Instant, List, PersonId, Stamp, StateId};

/// An action somebody asks for.
pub(super) struct Asked<'a> {
    pub(super) id: &'a CaseId,
    pub(super) course: Course<'a>,
    pub(super) act: &'a Act,
    pub(super) stamp: &'a Stamp,
    pub(super) actor: Actor<'a>,
    /// The case named to keep the duty, where the actor may see it: they would hear of it, and its holder of them.
    pub(super) keeper: Option<&'a Case>,
}

impl Cases {
    /// Whoever may not see the case is refused as if there were none: the reason would tell of it.
    pub(super) fn act(
        &self,
        context: &Context<'_>,
        grid: &Grid,
        editions: &Editions,
        act: &Act,
    ) -> Result<Decided, CaseRefusal> {
        self.acted_on(context, grid, editions, act).map_err(|refusal| {
            if self.shows_actor(context, grid, editions, &act.case) {
                return refusal;
            }
            CaseRefusal::UnknownCase {
                case: act.case.clone(),
            }
        })
    }

    fn acted_on(
        &self,
        context: &Context<'_>,
        grid: &Grid,
        editions: &Editions,
        act: &Act,
    ) -> Result<Decided, CaseRefusal> {
        let unknown = || CaseRefusal::UnknownCase {
            case: act.case.clone(),
        };
        let (id, case) = self.cases.get_key_value(&act.case).ok_or_else(unknown)?;
        let frame = Frame::of(case, editions).ok_or_else(unknown)?;
        let actions = &frame.procedure.actions;
        let action = actions
            .get(&act.action)
            .ok_or_else(|| CaseRefusal::UnknownAction {
                action: act.action.clone(),
                case: case.number.clone(),
                known: actions.keys().cloned().collect(),
            })?;
        let asked = Asked {
            id,
            course: Course::of(case, frame, action, grid),
            act,
            stamp: context.stamp,
            actor: Actor::of(context, grid, self),
            keeper: (act.into.as_ref())
                .filter(|into| self.shows_actor(context, grid, editions, into))
                .and_then(|into| self.case(into)),
        };
        asked.actor.check_capacity()?;
        let (as_holder, excused) = match asked.allowed() {
            Ok(as_holder) => match asked.would_have_kept().then(|| asked.excused()).flatten() {
                // The step of the system stays: who could still act would take over what others have by now.
                Some(excused) if !asked.as_requester() => return Ok(excused),
                excused => (as_holder, excused),
            },
            // What was in time while nobody knew of it is excused, not undone (and not refused).
            Err(refusal) => return asked.excused().ok_or(refusal),
        };
        asked.needs_met()?;
        let assigning = Assigning::of(&asked);
        let to = act.to.as_ref().map(|to| assigning.holder(to)).transpose()?;
        let calling = assigning.calling_in();
        let parties = act.parties.iter().map(|to| calling.holder(to));
        let parties = parties.collect::<Result<Vec<Holder>, CaseRefusal>>()?;
        let step = Step {
            id,
            course: asked.course,
            clockwork: frame.clockwork(context.rules, editions),
            ground: Ground::of(self, grid, editions, context),
            name: &act.action,
            taken: Taken::Person(step::Act {
                by: &context.stamp.actor,
                as_holder,
                to,
                parties,
                into: act.into.as_ref(),
                names: act.names.as_ref(),
                sitting: act.sitting.as_ref(),
                rating: act.rating,
                details: &context.stamp.details,
            }),
            at: context.stamp.happened(),
            recorded: context.stamp.recorded,
        };
        let mut decided = step.decide().map_err(|stuck| asked.stuck(stuck))?;
        asked.in_order()?;
        if let Some(excused) = excused {
            decided.events.splice(..0, excused.events);
        }
        Ok(decided)
    }

    /// The actions somebody could take on a case at an instant, as far as state, time and person decide: those of which
    /// [`why_not`](Self::why_not) finds nothing against [`State`](super::What::State), [`Until`](super::What::Until) and
    /// [`Who`](super::What::Who). What each needs is in the procedure. Empty for a case nobody knows, or that they may not see.
    pub fn may(
        &self,
        grid: &Grid,
        editions: &Editions,
        case: &CaseId,
        actor: &PersonId,
        at: Instant,
    ) -> Vec<ActionId> {
        let Some((case, frame, actor)) = self.asking(grid, editions, case, actor, at) else {
            return Vec::new();
        };
        let can = |action: &Action| {
            action.from.contains(&case.state)
                && frame
                    .window(case, action, actor.rules)
                    .is_none_or(|until| at <= until)
                && actor.may_take(case, &case.holder, action).is_some()
        };
        let actions = frame.procedure.actions.iter();
        actions
            .filter(|(_, action)| can(action))
            .map(|(name, _)| name.clone())
            .collect()
    }
}

impl Asked<'_> {
    /// From the state, in time, and by whom. Answers whether the actor has the case.
    fn allowed(&self) -> Result<bool, CaseRefusal> {
        let Course {
            case, action, frame, ..
        } = self.course;
        if !action.from.contains(&case.state) {
            return Err(CaseRefusal::NotNow {
                action: self.act.action.clone(),
                name: action.name.clone(),
                case: case.number.clone(),
                state: match frame.procedure.states.get(&case.state) {
                    Some(state) => state.name.clone(),
                    None => crate::vocabulary::Label::One(case.state.to_string()),
                },
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
    fn as_requester(&self) -> bool {
        self.course.action.who.contains(&Who::Requester) && self.actor.asks_as_requester(self.course.case)
    }

    /// Claims may come late, not out of order: or a case would be closed before it was answered.
    fn in_order(&self) -> Result<(), CaseRefusal> {
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
    fn would_have_kept(&self) -> bool {
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
    fn excused(&self) -> Option<Decided> {
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

    fn stuck(&self, stuck: Stuck) -> CaseRefusal {
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
