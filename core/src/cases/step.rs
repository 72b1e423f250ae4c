//! A step 动作: what an action does, whoever takes it.

use super::begin::Ground;
use super::clocks::Clockwork;
use super::frame::Frame;
use super::{Besides, Case, ClockName, Decided, Event, Hand, Holder, Mark, StoppedClock};
use crate::context::{Earned, Scoped};
use crate::grid::Sitting;
use crate::rulebook::{Action, AtTop, Earner, Effect, StateKind};
use crate::vocabulary::{ActionId, AwardId, CaseId, DetailRef, Digest, Instant, PersonId};

/// A step about to be taken.
pub(super) struct Step<'a> {
    pub(super) id: &'a CaseId,
    pub(super) case: &'a Case,
    pub(super) frame: Frame<'a>,
    pub(super) clockwork: Clockwork<'a>,
    pub(super) ground: Ground<'a>,
    pub(super) name: &'a ActionId,
    pub(super) action: &'a Action,
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

/// Why a step cannot be taken as the case stands.
#[derive(Clone, Debug, PartialEq, Eq)]
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

impl Step<'_> {
    /// What follows from it.
    pub(super) fn decide(self) -> Result<Decided, Stuck> {
        let Self { case, action, .. } = &self;
        let hand = self.hand()?;
        // An escalation enters its state anew, even where it leads nowhere else or stays at the top.
        let enters = action.to.is_some() || action.does.contains(&Effect::Escalate);
        let state = action.to.as_ref().unwrap_or(&case.state);
        let procedure = self.frame.procedure;
        let entered = procedure.states.get(state);
        let closes = match action.to {
            Some(_) => entered.is_some_and(|entered| entered.kind == StateKind::Closed),
            None => case.is_closed(),
        };
        let closed = (closes != case.is_closed()).then_some(closes);

        let timing = self.timing([enters, closed == Some(true)])?;
        let mut stopped = Vec::new();
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
        if enters && let Some(rule) = entered.and_then(|entered| entered.clock.as_ref()) {
            started.extend(self.clockwork.start(ClockName::State, rule, self.recorded));
        }
        if closed == Some(false)
            && let Some(rule) = &procedure.clock
        {
            started.extend(self.clockwork.start(ClockName::Case, rule, self.recorded));
        }
        let mut besides = self.besides();
        besides.paused = timing.paused;
        let more = self.spawned(&mut started, &mut besides);
        let earned = self.earned(hand.as_ref());
        let (by, rating, details) = match &self.taken {
            Taken::System(_) => (None, None, Vec::new()),
            Taken::Person(act) => (Some(act.by.clone()), act.rating, act.details.to_vec()),
        };
        let keeper = besides.merged_into.as_ref();
        let keeper = keeper.and_then(|into| self.ground.cases.case(into));
        let event = Event::Acted {
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
            besides: (besides != Besides::default()).then(|| Box::new(besides)),
            details,
        };
        Ok(Decided {
            first: None,
            event: self.seen_by(keeper, case.scoped(self.ground.grid, event)),
            more,
            earned,
        })
    }

    /// Who keeps the duty of a merged case sees who else is to hear of it.
    fn seen_by(&self, keeper: Option<&Case>, mut event: Scoped<Event>) -> Scoped<Event> {
        for unit in keeper
            .into_iter()
            .flat_map(|case| [&case.unit, &case.holder.unit])
        {
            let sees = *unit == self.case.unit || self.ground.grid.contains(unit, &self.case.unit);
            if !sees && !event.also.contains(unit) {
                event.also.push(unit.clone());
            }
        }
        event
    }

    fn runs_or_stands_still(&self, name: ClockName) -> bool {
        let stands_still = || self.case.paused().iter().any(|paused| paused.clock == name);
        self.case.clock(name).is_some() || stands_still()
    }

    /// Marks, a merger, the sitting shown.
    fn besides(&self) -> Besides {
        let mut besides = Besides::default();
        let act = match &self.taken {
            Taken::Person(act) => Some(act),
            Taken::System(_) => None,
        };
        besides.sitting = act.and_then(|act| act.sitting).cloned();
        for effect in &self.action.does {
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
        besides
    }

    /// Whether a clock that ends now was kept. Where a case waits for somebody else, its end is nobody's fault.
    fn kept(&self, name: ClockName) -> bool {
        let until = self.case.clock(name).and_then(|clock| clock.until);
        let in_time = until.is_none_or(|until| match self.taken {
            Taken::Person(_) => self.at <= until,
            Taken::System(_) => self.at < until,
        });
        let state = || self.frame.procedure.states.get(&self.case.state);
        let is_open = || state().is_some_and(|state| state.kind == StateKind::Open);
        let nobodys = match name {
            ClockName::State => !is_open(),
            ClockName::Case => false,
            ClockName::Pause | ClockName::FollowUp => true,
        };
        in_time || nobodys
    }

    /// How the case changes hands: the last effect that moves it counts.
    fn hand(&self) -> Result<Option<Hand>, Stuck> {
        let case = self.case;
        let person = match &self.taken {
            Taken::Person(act) => Some(act),
            Taken::System(_) => None,
        };
        let take = |act: &Act<'_>, holder: &Holder| {
            Hand::Taken(Holder {
                person: Some(act.by.clone()),
                ..holder.clone()
            })
        };
        let mut hand = None;
        for effect in &self.action.does {
            hand = match effect {
                Effect::Escalate => match self.frame.above(self.ground.grid, &case.holder.unit) {
                    Some(holder) => Some(Hand::Escalated(holder)),
                    None if self.action.at_top == AtTop::Stay => hand,
                    None => return Err(Stuck::AtTop),
                },
                Effect::Transfer => match person.and_then(|act| act.to.clone()) {
                    Some(holder) => Some(Hand::Transferred(holder)),
                    None => hand,
                },
                Effect::Return => match case.previous.as_deref() {
                    Some(holder) => Some(Hand::Returned(holder.clone())),
                    None => return Err(Stuck::NothingToReturn),
                },
                Effect::Take => match person {
                    Some(act) if case.holder.person.as_ref() != Some(act.by) => Some(take(act, &case.holder)),
                    _ => hand,
                },
                _ => hand,
            };
        }
        // The first who was asked keeps the duty (F11): who takes a case a step further has taken it.
        let stays =
            hand.is_none() && self.action.to.is_some() && !self.action.does.contains(&Effect::Escalate);
        match person {
            Some(act) if stays && act.as_holder && case.holder.person.as_ref() != Some(act.by) => {
                Ok(Some(take(act, &case.holder)))
            }
            _ => Ok(hand),
        }
    }

    fn earned(&self, hand: Option<&Hand>) -> Vec<Earned> {
        let worker = match hand {
            Some(Hand::Taken(holder)) => &holder.person,
            _ => &self.case.holder.person,
        };
        let awards = self.action.does.iter().filter_map(|effect| match effect {
            Effect::Award { rule, to } => Some((rule, *to)),
            _ => None,
        });
        awards
            .zip(0u32..)
            .filter_map(|((rule, earner), ordinal)| {
                let person = match earner {
                    Earner::Holder => worker.clone(),
                    Earner::Requester => self.case.requester.clone(),
                }?;
                Some(Earned {
                    award: award(self.id, self.case.steps.saturating_add(1), ordinal)?,
                    case: self.id.clone(),
                    rule: rule.clone(),
                    person,
                    earner,
                    unit: self.case.unit.clone(),
                    at: self.at,
                })
            })
            .collect()
    }
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
