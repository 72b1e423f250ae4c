//! Acting 办理: somebody takes an action of a case's procedure.

use super::asked::Asked;
use super::assign::Assigning;
use super::begin::Ground;
use super::course::Course;
use super::frame::Frame;
use super::step::{self, Step, Taken};
use super::who::Actor;
use super::{Act, CaseRefusal, Cases, Decided, Event};
use crate::context::{Context, Editions};
use crate::grid::Grid;
use crate::rulebook::Action;
use crate::vocabulary::{ActionId, CaseId, Instant, PersonId};

impl Cases {
    /// Whoever may not see the case is refused as if there were none: the reason would tell of it.
    pub(super) fn act<E: From<Event>>(
        &self,
        context: &Context<'_>,
        grid: &Grid,
        editions: &Editions,
        act: &Act,
    ) -> Result<Decided<E>, CaseRefusal> {
        self.acted_on(context, grid, editions, act).map_err(|refusal| {
            if self.shows_actor(context, grid, editions, &act.case) {
                return refusal;
            }
            CaseRefusal::UnknownCase {
                case: act.case.clone(),
            }
        })
    }

    fn acted_on<E: From<Event>>(
        &self,
        context: &Context<'_>,
        grid: &Grid,
        editions: &Editions,
        act: &Act,
    ) -> Result<Decided<E>, CaseRefusal> {
        let unknown = || CaseRefusal::UnknownCase {
            case: act.case.clone(),
        };
        let (_, id, case) = self.cases.find(&act.case).ok_or_else(unknown)?;
        // Worked out before anything is asked of the case, which has to come from memory meanwhile.
        let actor = Actor::of(context, grid, self);
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
            actor,
            keeper: (act.into.as_ref())
                .filter(|into| self.shows_actor(context, grid, editions, into))
                .and_then(|into| self.case(into))
                .filter(|keeper| frame.keeps_secret(keeper, editions)),
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
        let (to, parties) = Assigning::of(&asked).all()?;
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
