//! What an action needs: what has to come with it, what may not, and what it waits for.

use super::act::Asked;
use super::wording::{Thing, Things, Waits};
use super::{Case, CaseRefusal};
use crate::grid::Sitting;
use crate::rulebook::{Effect, Need};
use crate::vocabulary::{BodyKindId, Label, bounds};

impl Asked<'_> {
    /// Whether all that the action needs came with it, and nothing it has no use for; and all it waits for has come about.
    pub(super) fn needs_met(&self) -> Result<(), CaseRefusal> {
        self.nothing_missing()?;
        if let Some(rating) = self.act.rating.filter(|rating| !(1..=5).contains(rating)) {
            return Err(CaseRefusal::RatingOutOfRange { rating });
        }
        self.nothing_besides()?;
        for need in &self.action.needs {
            if let Some(waits) = waits(self.case, need) {
                return Err(CaseRefusal::NotYet {
                    action: self.act.action.clone(),
                    name: self.action.name.clone(),
                    case: self.case.number.clone(),
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
        let Self { act, stamp, .. } = self;
        let missing = |need: &Need| match need {
            Need::Rating => act.rating.is_none().then_some(Thing::Rating),
            Need::Assignee => act.to.is_none().then_some(Thing::Assignee),
            Need::Detail(name) => (!stamp.has_detail(name)).then(|| Thing::Detail(name.clone())),
            Need::Attachment(name) => (!stamp.has_attachment(name)).then(|| Thing::Attachment(name.clone())),
            Need::Sitting(kind) | Need::Passed(kind) => act
                .sitting
                .is_none()
                .then(|| Thing::Sitting(self.body_name(kind))),
            Need::Parts | Need::Mark(_) | Need::RatedAtMost(_) => None,
        };
        let mut missing: Vec<Thing> = self.action.needs.iter().filter_map(missing).collect();
        for (asked, given, thing) in self.asked_by_effects() {
            if asked && !given && !missing.contains(&thing) {
                missing.push(thing);
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        Err(CaseRefusal::NeedsMissing {
            action: act.action.clone(),
            name: self.action.name.clone(),
            case: self.case.number.clone(),
            missing: Things(missing),
        })
    }

    /// What the effects of the action ask for, whether it was given, and what it is.
    fn asked_by_effects(&self) -> [(bool, bool, Thing); 4] {
        let does = |test: fn(&Effect) -> bool| self.action.does.iter().any(test);
        let act = self.act;
        [
            (
                does(|e| *e == Effect::Transfer),
                act.to.is_some(),
                Thing::Assignee,
            ),
            (
                does(|e| matches!(e, Effect::Spawn(spawn) if spawn.each)),
                !act.parties.is_empty(),
                Thing::Parties,
            ),
            (does(|e| *e == Effect::Merge), act.into.is_some(), Thing::Into),
            (
                does(|e| matches!(e, Effect::Name(_))),
                act.names.is_some(),
                Thing::Person,
            ),
        ]
    }

    fn nothing_besides(&self) -> Result<(), CaseRefusal> {
        let mut given = Vec::new();
        if self.act.rating.is_some() && !self.action.needs.contains(&Need::Rating) {
            given.push(Thing::Rating);
        }
        let besides = self.asked_by_effects().into_iter();
        given.extend(
            besides
                .filter(|(asked, given, _)| *given && !asked)
                .map(|(_, _, thing)| thing),
        );
        let sits = |need: &Need| matches!(need, Need::Sitting(_) | Need::Passed(_));
        if let Some(sitting) = &self.act.sitting
            && !self.action.needs.iter().any(sits)
        {
            given.push(Thing::Sitting(Label::One(sitting.body.to_string())));
        }
        if !given.is_empty() {
            return Err(CaseRefusal::NotAsked {
                action: self.act.action.clone(),
                name: self.action.name.clone(),
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
        let (action, name) = (self.act.action.clone(), self.action.name.clone());
        let case = self.case.number.clone();
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
            kind: self.body_name(kind),
        })
    }

    fn body_name(&self, kind: &BodyKindId) -> Label {
        super::who::body_label(self.actor.rules, kind)
    }

    /// The case that is to keep the duty is open, and another.
    fn can_merge(&self) -> Result<(), CaseRefusal> {
        let Some(into) = &self.act.into else { return Ok(()) };
        let open = |case: &&Case| !case.is_closed() && case.merged_into().is_none();
        let other = self.actor.cases.case(into).filter(open).is_some() && into != self.id;
        if other {
            return Ok(());
        }
        Err(CaseRefusal::CannotMergeInto {
            case: self.case.number.clone(),
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
