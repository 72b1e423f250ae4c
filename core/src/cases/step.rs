//! A step 动作: what an action does, whoever takes it.

use super::begin::Ground;
use super::clocks::Clockwork;
use super::course::{Course, Stuck};
use super::{Besides, ClockName, Decided, Event, FollowUp, Hand, Holder, Mark, PausedClock, StoppedClock};
use crate::context::{Earned, Scoped};
use crate::grid::Sitting;
use crate::rulebook::{Earner, Effect, StateKind};
use crate::vocabulary::{ActionId, AwardId, CaseId, DetailRef, Digest, Instant, PersonId, UnitId};

/// A step about to be taken.
pub(super) struct Step<'a> {
    pub(super) id: &'a CaseId,
    pub(super) course: Course<'a>,
    pub(super) clockwork: Clockwork<'a>,
    pub(super) ground: Ground<'a>,
    pub(super) name: &'a ActionId,
    pub(super) taken: Taken<'a>,
    /// When it happened, as claimed.
    pub(super) at: Instant,
    /// When it was recorded: clocks start then.
    pub(super) recorded: Instant,
}

/// By whom it is taken.
pub(super) enum Taken<'a> {
    /// By the system, as this clock ran out.
    System(ClockName),
    /// By a person.
    Person(Act<'a>),
}

impl<'a> Taken<'a> {
    /// What the person brings along, if a person takes it.
    pub(super) fn person(&self) -> Option<&Act<'a>> {
        match self {
            Self::System(_) => None,
            Self::Person(act) => Some(act),
        }
    }
}

/// What a person brings along.
pub(super) struct Act<'a> {
    pub(super) by: &'a PersonId,
    /// Acts as the one who has the case.
    pub(super) as_holder: bool,
    pub(super) to: Option<Holder>,
    /// Those called in: for each of them a case begins.
    pub(super) parties: Vec<Holder>,
    /// The case that keeps the duty.
    pub(super) into: Option<&'a CaseId>,
    /// Whom a mark names.
    pub(super) names: Option<&'a PersonId>,
    pub(super) sitting: Option<&'a Sitting>,
    pub(super) rating: Option<u8>,
    pub(super) details: &'a [DetailRef],
}

impl Step<'_> {
    /// What follows from it.
    pub(super) fn decide<E: From<Event>>(&self) -> Result<Decided<E>, Stuck> {
        let Course { case, action, .. } = self.course;
        if let Some(stuck) = self.course.obstacle() {
            return Err(stuck);
        }
        let (enters, closed) = (self.course.enters(), self.course.closes());
        let procedure = self.course.frame.procedure;
        let state = action.to.as_ref().unwrap_or(&case.state);

        let timing = self.timing();
        let mut stopped = Vec::with_capacity(2);
        for (name, ends) in [
            (ClockName::State, enters),
            (ClockName::Case, closed == Some(true)),
            (ClockName::Pause, timing.resumes),
            // Looking again at what is not done yet has no sense.
            (ClockName::FollowUp, closed == Some(false)),
        ] {
            let fired = matches!(&self.taken, Taken::System(fired) if *fired == name);
            if (ends || fired) && self.runs_or_stands_still(name) {
                let kept = self.kept(name);
                stopped.push(StoppedClock { clock: name, kept });
            }
        }
        let mut started = timing.started;
        if let Some(rule) = self.course.entered().and_then(|state| state.clock.as_ref()) {
            started.extend(self.clockwork.start(ClockName::State, rule, self.recorded));
        }
        if closed == Some(false)
            && let Some(rule) = &procedure.clock
        {
            started.extend(self.clockwork.start(ClockName::Case, rule, self.recorded));
        }
        let spawned = self.spawned(&mut started);
        let besides = self.besides(timing.paused, spawned.later);
        let hand = self.hand();
        let earned = self.earned(hand.as_ref());
        let (by, rating, details) = match &self.taken {
            Taken::System(_) => (None, None, Vec::new()),
            Taken::Person(act) => (Some(act.by.clone()), act.rating, act.details.to_vec()),
        };
        let mut also = case.seen_elsewhere(self.course.grid, hand.as_ref());
        if let Some(into) = besides.as_ref().and_then(|besides| besides.merged_into.as_ref()) {
            self.seen_by_keeper(into, &mut also);
        }
        let mut events = vec![Scoped {
            scope: Some(case.unit.clone()),
            also,
            event: E::from(Event::Acted {
                case: self.id.clone(),
                action: self.name.clone(),
                by,
                at: self.at,
                state: state.clone(),
                hand,
                stopped,
                started,
                rating,
                closed,
                besides,
                details,
            }),
        }];
        events.extend(spawned.now.into_iter().map(|begun| begun.map(E::from)));
        Ok(Decided { events, earned })
    }

    /// Who keeps the duty of a merged case sees who else is to hear of it.
    fn seen_by_keeper(&self, into: &CaseId, also: &mut Vec<UnitId>) {
        let (own, grid) = (&self.course.case.unit, self.course.grid);
        let keeper = self.ground.cases.case(into).into_iter();
        for unit in keeper.flat_map(|case| [&case.unit, &case.holder.unit]) {
            let sees = unit == own || grid.contains(unit, own);
            if !sees && !also.contains(unit) {
                also.push(unit.clone());
            }
        }
    }

    fn runs_or_stands_still(&self, name: ClockName) -> bool {
        let stands_still = || {
            self.course
                .case
                .paused()
                .iter()
                .any(|paused| paused.clock == name)
        };
        self.course.case.clock(name).is_some() || stands_still()
    }

    /// Marks, a merger, the sitting shown, and what stands still or is to begin later. Most steps do none of it.
    fn besides(&self, paused: Vec<PausedClock>, follow_up: Option<FollowUp>) -> Option<Box<Besides>> {
        let act = self.taken.person();
        let sitting = act.and_then(|act| act.sitting);
        let does = &self.course.action.does;
        let marking = |effect: &Effect| {
            matches!(
                effect,
                Effect::Merge | Effect::Mark(_) | Effect::Name(_) | Effect::Clear(_)
            )
        };
        if paused.is_empty() && follow_up.is_none() && sitting.is_none() && !does.iter().any(marking) {
            return None;
        }
        let mut besides = Besides {
            paused,
            follow_up,
            sitting: sitting.cloned(),
            ..Besides::default()
        };
        for effect in does {
            match effect {
                Effect::Merge => besides.merged_into = act.and_then(|act| act.into).cloned(),
                Effect::Mark(mark) => besides.marks.push(Mark {
                    mark: mark.clone(),
                    person: None,
                }),
                Effect::Name(mark) => besides.marks.push(Mark {
                    mark: mark.clone(),
                    person: act.and_then(|act| act.names).cloned(),
                }),
                Effect::Clear(mark) => besides.cleared.push(mark.clone()),
                _ => {}
            }
        }
        Some(Box::new(besides))
    }

    /// Whether a clock that ends now was kept. Where a case waits for somebody else, its end is nobody's fault.
    fn kept(&self, name: ClockName) -> bool {
        let until = self.course.case.clock(name).and_then(|clock| clock.until);
        let in_time = until.is_none_or(|until| match self.taken {
            Taken::Person(_) => self.at <= until,
            Taken::System(_) => self.at < until,
        });
        let state = || self.course.frame.procedure.states.get(&self.course.case.state);
        let is_open = || state().is_some_and(|state| state.kind == StateKind::Open);
        let nobodys = || match name {
            ClockName::State => !is_open(),
            ClockName::Case => false,
            ClockName::Pause | ClockName::FollowUp => true,
        };
        in_time || nobodys()
    }

    /// How the case changes hands: the last effect that moves it counts.
    fn hand(&self) -> Option<Hand> {
        let Course { case, action, .. } = self.course;
        let person = self.taken.person();
        let taken = |act: &Act<'_>| {
            let another = case.holder.person.as_ref() != Some(act.by);
            another.then(|| {
                Hand::Taken(Holder {
                    person: Some(act.by.clone()),
                    ..case.holder.clone()
                })
            })
        };
        let mut moves = action.does.iter().rev().filter_map(|effect| match effect {
            Effect::Escalate => {
                let above = self.course.frame.above(self.course.grid, &case.holder.unit);
                above.map(Hand::Escalated)
            }
            Effect::Transfer => Some(Hand::Transferred(person?.to.clone()?)),
            Effect::Return => Some(Hand::Returned(case.previous.as_deref()?.clone())),
            Effect::Take => taken(person?),
            _ => None,
        });
        // The first who was asked keeps the duty (F11): who takes a case a step further has taken it.
        let stays = || action.to.is_some() && !action.does.contains(&Effect::Escalate);
        moves
            .next()
            .or_else(|| taken(person.filter(|act| act.as_holder && stays())?))
    }

    fn earned(&self, hand: Option<&Hand>) -> Vec<Earned> {
        let worker = match hand {
            Some(Hand::Taken(holder)) => &holder.person,
            _ => &self.course.case.holder.person,
        };
        let awards = self.course.action.does.iter().filter_map(|effect| match effect {
            Effect::Award { rule, to } => Some((rule, *to)),
            _ => None,
        });
        awards
            .zip(0u32..)
            .filter_map(|((rule, earner), ordinal)| {
                let person = match earner {
                    Earner::Holder => worker.clone(),
                    Earner::Requester => self.course.case.requester.clone(),
                }?;
                Some(Earned {
                    award: award(self.id, self.course.case.steps.saturating_add(1), ordinal)?,
                    case: self.id.clone(),
                    rule: rule.clone(),
                    person,
                    earner,
                    unit: self.course.case.unit.clone(),
                    at: self.at,
                })
            })
            .collect()
    }
}

/// The cases of which one took the step that an award is for, going by its id; `None` for an award that is no step's, or
/// whose id had no room to say so.
pub(crate) fn earned_on(award: &AwardId) -> Option<[CaseId; 2]> {
    let (_, numbers) = award.as_str().rsplit_once('-')?;
    let (first, _) = award.as_str().rsplit_once('.')?;
    let (second, _) = first.rsplit_once('.')?;
    // An award that a command made has one ordinal and no step.
    let steps = numbers.bytes().filter(|byte| *byte == b'.').count() > 1;
    steps.then(|| Some([CaseId::new(first).ok()?, CaseId::new(second).ok()?]))?
}

/// The award of a step: `case.step`, and a further ordinal for a second one.
fn award(case: &CaseId, step: u32, ordinal: u32) -> Option<AwardId> {
    let text = match ordinal {
        0 => format!("{case}.{step}"),
        _ => format!("{case}.{step}.{ordinal}"),
    };
    // A case id that fills its bound leaves no room: then the digest stands for it.
    AwardId::new(&text)
        .or_else(|_| AwardId::new(Digest::of(&[b"linli/award/1", text.as_bytes()]).to_string()))
        .ok()
}
