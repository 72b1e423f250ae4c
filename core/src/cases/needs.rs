//! What an action needs: what has to come with it, what may not, and what it waits for.

use super::asked::Asked;
use super::who::body_label;
use super::wording::{Thing, Things, Waits};
use super::{Case, CaseRefusal};
use crate::grid::Sitting;
use crate::rulebook::{Action, Bundle, Effect, Need};
use crate::vocabulary::{BodyKindId, DetailName, Label, bounds};

/// Something that has to come with the command.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Asks<'a> {
    Rating,
    Assignee,
    Detail(&'a DetailName),
    Attachment(&'a DetailName),
    Sitting(&'a BodyKindId),
    Parties,
    Into,
    Person,
}

impl<'a> Asks<'a> {
    /// What an action needs and what its effects ask for; some of it twice.
    pub(super) fn of(action: &'a Action) -> impl Iterator<Item = Self> {
        let needed = action.needs.iter().filter_map(|need| match need {
            Need::Rating => Some(Self::Rating),
            Need::Assignee => Some(Self::Assignee),
            Need::Detail(name) => Some(Self::Detail(name)),
            Need::Attachment(name) => Some(Self::Attachment(name)),
            Need::Sitting(kind) | Need::Passed(kind) => Some(Self::Sitting(kind)),
            Need::Parts | Need::Mark(_) | Need::RatedAtMost(_) => None,
        });
        let by_effects = action.does.iter().filter_map(|effect| match effect {
            Effect::Transfer => Some(Self::Assignee),
            Effect::Spawn(spawn) if spawn.each => Some(Self::Parties),
            Effect::Merge => Some(Self::Into),
            Effect::Name(_) => Some(Self::Person),
            _ => None,
        });
        needed.chain(by_effects)
    }

    fn given(self, asked: &Asked<'_>) -> bool {
        let Asked { act, stamp, .. } = asked;
        match self {
            Self::Rating => act.rating.is_some(),
            Self::Assignee => act.to.is_some(),
            Self::Detail(name) => stamp.has_detail(name),
            Self::Attachment(name) => stamp.has_attachment(name),
            Self::Sitting(_) => act.sitting.is_some(),
            Self::Parties => !act.parties.is_empty(),
            Self::Into => act.into.is_some(),
            Self::Person => act.names.is_some(),
        }
    }

    fn thing(self, rules: &Bundle) -> Thing {
        match self {
            Self::Rating => Thing::Rating,
            Self::Assignee => Thing::Assignee,
            Self::Detail(name) => Thing::Detail(name.clone()),
            Self::Attachment(name) => Thing::Attachment(name.clone()),
            Self::Sitting(kind) => Thing::Sitting(body_label(rules, kind)),
            Self::Parties => Thing::Parties,
            Self::Into => Thing::Into,
            Self::Person => Thing::Person,
        }
    }
}

/// Each of them once, for a sentence.
pub(super) fn things<'a>(asks: impl Iterator<Item = Asks<'a>>, rules: &Bundle) -> Things {
    let mut things = Vec::new();
    for asks in asks {
        let thing = asks.thing(rules);
        if !things.contains(&thing) {
            things.push(thing);
        }
    }
    Things(things)
}

impl Asked<'_> {
    /// Whether all that the action needs came with it, and nothing it has no use for; and all it waits for has come about.
    pub(super) fn needs_met(&self) -> Result<(), CaseRefusal> {
        self.nothing_missing()?;
        if let Some(rating) = self.act.rating.filter(|rating| !(1..=5).contains(rating)) {
            return Err(CaseRefusal::RatingOutOfRange { rating });
        }
        self.nothing_besides()?;
        for need in &self.course.action.needs {
            if let Some(waits) = waits(self.course.case, need) {
                return Err(CaseRefusal::NotYet {
                    action: self.act.action.clone(),
                    name: self.course.action.name.clone(),
                    case: self.course.case.number.clone(),
                    waits,
                });
            }
            if let (Need::Sitting(kind) | Need::Passed(kind), Some(sitting)) = (need, &self.act.sitting) {
                self.sitting_counts(kind, sitting, matches!(need, Need::Passed(_)))?;
            }
        }
        self.can_merge()
    }

    /// What has to come with the command.
    fn nothing_missing(&self) -> Result<(), CaseRefusal> {
        let missing = || Asks::of(self.course.action).filter(|asks| !asks.given(self));
        if missing().next().is_none() {
            return Ok(());
        }
        Err(CaseRefusal::NeedsMissing {
            action: self.act.action.clone(),
            name: self.course.action.name.clone(),
            case: self.course.case.number.clone(),
            missing: things(missing(), self.actor.rules),
        })
    }

    fn nothing_besides(&self) -> Result<(), CaseRefusal> {
        if self.act.is_plain() {
            return Ok(());
        }
        let asks = |this: Asks<'_>| Asks::of(self.course.action).any(|asks| asks == this);
        let given = [
            Asks::Rating,
            Asks::Assignee,
            Asks::Parties,
            Asks::Into,
            Asks::Person,
        ];
        let given = given.into_iter().filter(|this| this.given(self) && !asks(*this));
        let mut given = things(given, self.actor.rules).0;
        let sits = |asks: Asks<'_>| matches!(asks, Asks::Sitting(_));
        if let Some(sitting) = &self.act.sitting
            && !Asks::of(self.course.action).any(sits)
        {
            given.push(Thing::Sitting(Label::One(sitting.body.to_string())));
        }
        if !given.is_empty() {
            return Err(CaseRefusal::NotAsked {
                action: self.act.action.clone(),
                name: self.course.action.name.clone(),
                given: Things(given),
            });
        }
        bounds::PARTIES
            .check(self.act.parties.len() as u64)
            .map_err(|exceeded| CaseRefusal::TooManyParties {
                found: exceeded.found,
                most: exceeded.bound.most,
            })
    }

    /// A sitting counts if it was held by a body of the kind asked for, as its rules ask, and the vote went that way.
    fn sitting_counts(&self, kind: &BodyKindId, sitting: &Sitting, to_pass: bool) -> Result<(), CaseRefusal> {
        let (action, name) = (self.act.action.clone(), self.course.action.name.clone());
        let case = self.course.case.number.clone();
        let actor = &self.actor;
        let verdict = match actor.grid.judge(actor.rules, sitting, actor.on) {
            Ok(verdict) => verdict,
            Err(why) => {
                return Err(CaseRefusal::SittingNotValid {
                    action,
                    name,
                    case,
                    why,
                });
            }
        };
        let of_kind = actor.grid.body(&sitting.body).and_then(|body| body.kind.as_ref()) == Some(kind);
        if of_kind && (!to_pass || verdict.passed == Some(true)) {
            return Ok(());
        }
        Err(CaseRefusal::NotPassed {
            action,
            name,
            case,
            kind: body_label(self.actor.rules, kind),
        })
    }

    /// The case that is to keep the duty is open, and another.
    fn can_merge(&self) -> Result<(), CaseRefusal> {
        let Some(into) = &self.act.into else { return Ok(()) };
        let open = |case: &&Case| !case.is_closed() && case.merged_into().is_none();
        if into != self.id && self.keeper.filter(open).is_some() {
            return Ok(());
        }
        Err(CaseRefusal::CannotMergeInto {
            case: self.course.case.number.clone(),
            into: into.clone(),
        })
    }
}

/// What an action waits for that has not come about yet.
pub(super) fn waits(case: &Case, need: &Need) -> Option<Waits> {
    match need {
        Need::Parts => {
            let open = case.open_parts();
            (open > 0).then_some(Waits::Parts(open))
        }
        Need::Mark(mark) => case.marked(mark).is_none().then(|| Waits::Mark(mark.clone())),
        Need::RatedAtMost(most) => {
            let rating = case.rating;
            let unhappy = rating.is_some_and(|rating| rating <= *most);
            (!unhappy).then_some(Waits::RatedAtMost { most: *most, rating })
        }
        _ => None,
    }
}
