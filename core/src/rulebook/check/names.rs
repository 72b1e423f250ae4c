//! Every name means something: levels, posts, procedures, states, actions, limits, rules.

use std::collections::BTreeMap;

use super::level;
use crate::rulebook::problem::{Fault, Finding, Place};
use crate::rulebook::{
    Bundle, ClockRule, Effect, Matter, Need, OnOverdue, PointsRules, Post, Procedure, TimeLimit, Who,
};
use crate::vocabulary::{BodyKindId, LevelId, LimitId, MatterId, PostId, ProcedureId, RuleId, StateId};

pub(super) fn check(bundle: &Bundle) -> Vec<Finding> {
    let mut names = Names {
        bundle,
        found: Vec::new(),
    };
    bundle.posts.iter().for_each(|(id, post)| names.post(id, post));
    bundle
        .matters
        .iter()
        .for_each(|(id, matter)| names.matter(id, matter));
    bundle
        .procedures
        .iter()
        .for_each(|(id, procedure)| names.procedure(id, procedure));
    bundle.points.iter().for_each(|points| names.points(points));
    names.found
}

struct Names<'a> {
    bundle: &'a Bundle,
    found: Vec<Finding>,
}

impl Names<'_> {
    fn level(&mut self, place: Place, id: &LevelId) {
        if self.bundle.rank(id).is_some() {
            return;
        }
        let levels = self.bundle.levels.iter().map(|level| level.id.as_str());
        let mut finding = Finding::new(
            place,
            Fault::UnknownLevel {
                found: id.to_string(),
            },
        );
        // A level whose own id could not be read may be the one that is meant.
        for (number, _) in levels.clone().enumerate().filter(|(_, other)| *other == "?") {
            finding = finding.rests_on(level(number).key("id"));
        }
        self.found.push(finding.nearest(id.as_str(), levels));
    }

    fn post_named(&mut self, place: Place, id: &PostId, others: &[&str]) {
        if self.bundle.posts.contains_key(id) {
            return;
        }
        let posts = self.bundle.posts.keys().map(PostId::as_str);
        let finding = Finding::new(
            place,
            Fault::UnknownPost {
                found: id.to_string(),
            },
        )
        .rests_on(Place::of(&["posts", id.as_str()]));
        self.found
            .push(finding.nearest(id.as_str(), posts.chain(others.iter().copied())));
    }

    fn body_named(&mut self, place: Place, id: &BodyKindId) {
        self.found
            .extend(super::bodies::unknown(&self.bundle.bodies, place, id));
    }

    fn matter_named(&mut self, place: Place, id: &MatterId) {
        if self.bundle.matters.contains_key(id) {
            return;
        }
        let finding = Finding::new(
            place,
            Fault::UnknownMatter {
                found: id.to_string(),
            },
        )
        .rests_on(Place::of(&["matters", id.as_str()]));
        self.found
            .push(finding.nearest(id.as_str(), self.bundle.matters.keys().map(MatterId::as_str)));
    }

    fn rule(&mut self, place: Place, id: &RuleId) {
        let rules = self.bundle.points.iter().flat_map(|points| points.rules.keys());
        if rules.clone().any(|rule| rule == id) {
            return;
        }
        let finding = Finding::new(
            place,
            Fault::UnknownRule {
                found: id.to_string(),
            },
        )
        .rests_on(Place::of(&["points", "rules", id.as_str()]));
        self.found
            .push(finding.nearest(id.as_str(), rules.map(RuleId::as_str)));
    }

    fn post(&mut self, id: &PostId, post: &Post) {
        let place = Place::of(&["posts", id.as_str()]);
        for (number, level) in post.at.iter().enumerate() {
            self.level(place.key("at").index(number), level);
        }
        for (number, fallback) in post.when_vacant.iter().enumerate() {
            self.post_named(place.key("when_vacant").index(number), &fallback.post, &[]);
        }
    }

    fn matter(&mut self, id: &MatterId, matter: &Matter) {
        let place = Place::of(&["matters", id.as_str()]);
        self.level(place.key("enters"), &matter.enters);
        let seen_by = matter
            .confidential
            .iter()
            .flat_map(|confidential| &confidential.seen_by);
        for (number, post) in seen_by.enumerate() {
            self.post_named(place.key("confidential").key("seen_by").index(number), post, &[]);
        }
        for (level, post) in &matter.handlers {
            let place = place.key("handlers").key(level.as_str());
            if self.bundle.rank(level).is_none() {
                self.level(place.clone(), level);
                if let Some(last) = self.found.last_mut() {
                    last.at_key = true;
                }
            }
            self.post_named(place.clone(), post, &[]);
            let known = self
                .bundle
                .posts
                .get(post)
                .filter(|_| self.bundle.rank(level).is_some());
            if known.is_some_and(|post| !post.at.is_empty() && !post.at.contains(level)) {
                let fault = Fault::HandlerNotAtLevel {
                    post: post.to_string(),
                    level: level.to_string(),
                };
                let at = Place::of(&["posts", post.as_str(), "at"]);
                self.found.push(Finding::new(place, fault).rests_on(at));
            }
        }
        if !matter.handlers.contains_key(&matter.enters) && self.bundle.rank(&matter.enters).is_some() {
            let fault = Fault::NoHandler {
                level: matter.enters.to_string(),
            };
            self.found
                .push(Finding::new(place.key("handlers"), fault).rests_on(place.key("enters")));
        }
        match self.bundle.procedures.get(&matter.procedure) {
            Some(procedure) => self.limits(id, matter, procedure),
            None => self.unknown_procedure(place.key("procedure"), &matter.procedure),
        }
    }

    fn unknown_procedure(&mut self, place: Place, id: &ProcedureId) {
        let written = self.bundle.procedures.keys().map(ProcedureId::as_str);
        let built_in = crate::rulebook::BUILT_IN.iter().map(|(id, _)| *id);
        let finding = Finding::new(
            place,
            Fault::UnknownProcedure {
                found: id.to_string(),
            },
        )
        .rests_on(Place::of(&["procedures", id.as_str()]));
        self.found
            .push(finding.nearest(id.as_str(), written.chain(built_in)));
    }

    /// The limits a matter gives are those its procedure asks for, no fewer and no more.
    fn limits(&mut self, id: &MatterId, matter: &Matter, procedure: &Procedure) {
        let place = Place::of(&["matters", id.as_str(), "limits"]);
        let source = Place::of(&["procedures", matter.procedure.as_str()]);
        let mut asked: BTreeMap<&LimitId, Place> = BTreeMap::new();
        for (clock_place, clock) in clocks(&source, procedure) {
            if let TimeLimit::Named(limit) = &clock.limit {
                asked.entry(limit).or_insert(clock_place.key("clock"));
            }
        }
        let mut missing = asked.clone();
        missing.retain(|limit, _| !matter.limits.contains_key(*limit));
        for limit in matter.limits.keys().filter(|limit| !asked.contains_key(limit)) {
            let fault = Fault::UnusedLimit {
                limit: limit.to_string(),
                procedure: matter.procedure.to_string(),
            };
            let finding = Finding::new(place.key(limit.as_str()), fault)
                .at_key()
                .rests_on(source.clone());
            let finding = finding.nearest(limit.as_str(), missing.keys().map(|limit| limit.as_str()));
            // A mistyped limit is one mistake: the one it should have been is not missing besides.
            let meant = finding
                .nearest
                .as_ref()
                .and_then(|meant| meant.parse::<LimitId>().ok());
            let clock = meant.and_then(|meant| missing.remove(&meant));
            self.found.push(match clock {
                Some(clock) => finding.rests_on(clock),
                None => finding,
            });
        }
        for (limit, clock) in missing {
            let fault = Fault::MissingLimit {
                matter: id.to_string(),
                limit: limit.to_string(),
                procedure: matter.procedure.to_string(),
            };
            // Where none is given, the matter itself is the place; `limits` with something else wrong says enough.
            self.found
                .push(Finding::new(place.key(limit.as_str()), fault).rests_on(clock));
        }
    }

    fn procedure(&mut self, id: &ProcedureId, procedure: &Procedure) {
        let place = Place::of(&["procedures", id.as_str()]);
        self.state(place.key("initial"), &place, procedure, &procedure.initial);
        for (clock_place, clock) in clocks(&place, procedure) {
            if let OnOverdue::Act(action) = &clock.on_overdue
                && !procedure.actions.contains_key(action)
            {
                let actions = procedure.actions.keys().map(|action| action.as_str());
                let fault = Fault::UnknownAction {
                    found: action.to_string(),
                };
                let finding = Finding::new(clock_place.key("on_overdue"), fault)
                    .rests_on(place.key("actions").key(action.as_str()));
                self.found
                    .push(finding.nearest(action.as_str(), actions.chain(["flag", "remind"])));
            }
        }
        for (id, action) in &procedure.actions {
            let at = place.key("actions").key(id.as_str());
            for (number, state) in action.from.iter().enumerate() {
                self.state(at.key("from").index(number), &place, procedure, state);
            }
            if let Some(state) = &action.to {
                self.state(at.key("to"), &place, procedure, state);
            }
            for (number, who) in action.who.iter().enumerate() {
                let at = at.key("who").index(number);
                match who {
                    Who::Post(post) => {
                        let words = ["holder", "requester", "system", "anyone", "origin"];
                        self.post_named(at, post, &words);
                    }
                    Who::Body(kind) => self.body_named(at, kind),
                    _ => {}
                }
            }
            for (number, need) in action.needs.iter().enumerate() {
                if let Need::Sitting(kind) | Need::Passed(kind) = need {
                    self.body_named(at.key("needs").index(number), kind);
                }
            }
            for (number, effect) in action.does.iter().enumerate() {
                let at = at.key("does").index(number);
                match effect {
                    Effect::Award { rule, .. } => self.rule(at.key("award"), rule),
                    Effect::Spawn(spawn) => self.matter_named(at.key("spawn"), &spawn.matter),
                    _ => {}
                }
            }
        }
    }

    fn state(&mut self, place: Place, of: &Place, procedure: &Procedure, id: &StateId) {
        if procedure.states.contains_key(id) {
            return;
        }
        let finding = Finding::new(
            place,
            Fault::UnknownState {
                found: id.to_string(),
            },
        )
        .rests_on(of.key("states").key(id.as_str()));
        self.found
            .push(finding.nearest(id.as_str(), procedure.states.keys().map(StateId::as_str)));
    }

    fn points(&mut self, points: &PointsRules) {
        self.post_named(Place::of(&["points", "counter"]), &points.counter, &[]);
        for (id, rule) in &points.rules {
            let place = Place::of(&["points", "rules", id.as_str()]);
            self.level(place.key("fund"), &rule.fund);
            if let Some(post) = &rule.review {
                self.post_named(place.key("review"), post, &[]);
            }
            for (number, post) in rule.entered_by.iter().enumerate() {
                self.post_named(place.key("entered_by").index(number), post, &[]);
            }
        }
    }
}

/// Every clock of a procedure, with the place of the table that holds it: the case clock first.
pub(super) fn clocks<'a>(
    place: &'a Place,
    procedure: &'a Procedure,
) -> impl Iterator<Item = (Place, &'a ClockRule)> + 'a {
    let case = procedure.clock.iter().map(|clock| (place.clone(), clock));
    let states = procedure
        .states
        .iter()
        .filter_map(|(id, state)| Some((place.key("states").key(id.as_str()), state.clock.as_ref()?)));
    case.chain(states)
}
