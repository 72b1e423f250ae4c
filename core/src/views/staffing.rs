//! Staffing 人员缺口: where in a real grid a case would stick for want of somebody.
//!
//! Loading a rulebook proves that a case can come to an end at every *level*; whether anybody is there is a question to
//! the grid and the day.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::grid::{Grid, Unit};
use crate::rulebook::{Action, AtTop, Bundle, Effect, Matter, Procedure, Sentence, StateKind, Who};
use crate::vocabulary::{ActionId, Date, Lang, List, MatterId, PostId, StateId, UnitId};

/// A place where cases of a matter would stick.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// The matter.
    pub matter: MatterId,
    /// The unit at which they would stick.
    pub unit: UnitId,
    /// For want of whom.
    pub lacks: Lack,
}

/// What is lacking.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// A unit that would take up what is raised at this unit, or in it: neither it nor a unit above it is on a level that
    /// has a handler of the matter, from the level the matter enters upwards. Raising it there is refused.
    Entry,
    /// Somebody who answers for the handler's post: it is vacant, and none of its `when_vacant` finds anybody.
    Handler {
        /// The post.
        post: PostId,
    },
    /// Somebody for an action that nobody else may take: the posts named for it are vacant at the unit and above it.
    Actor {
        /// The action.
        action: ActionId,
        /// The states in which a case held at the unit would wait for it.
        states: Vec<StateId>,
        /// The posts, any of which would do.
        posts: Vec<PostId>,
    },
}

/// Where a case would stick on a day, in order of matter and unit; nothing where a case of every matter, raised anywhere,
/// finds somebody for whatever it can come to need (F10, F12).
///
/// Asked are all units that exist that day, since a matter can be raised at any that has a handler at it or above, and all
/// units its cases can come to from there: by going up, or by being handed over. Above the level a matter enters, where it
/// has no handler, it is not raised but at the units below. An action that a requester, anyone, or a clock may also take is never
/// lacking; nor is one of the holder's, which a vacant post tells once for all. That people hold a post says nothing about
/// whether they are at their desk.
///
/// Grows with units times matters, and for each unit that holds cases with the actions of the procedure.
pub fn staffing(rules: &Bundle, grid: &Grid, on: Date) -> Vec<Gap> {
    let mut town = Town {
        rules,
        grid,
        on,
        answered: BTreeMap::new(),
    };
    let mut gaps = Vec::new();
    for (id, matter) in &rules.matters {
        if let Some(procedure) = rules.procedures.get(&matter.procedure) {
            town.look(id, matter, procedure, &mut gaps);
        }
    }
    gaps.sort_unstable();
    gaps
}

/// A grid under its rulebook on a day.
struct Town<'a> {
    rules: &'a Bundle,
    grid: &'a Grid,
    on: Date,
    /// Whether somebody answers for a post at a unit: several matters share a desk.
    answered: BTreeMap<(&'a PostId, &'a UnitId), bool>,
}

impl<'a> Town<'a> {
    fn look(&mut self, id: &MatterId, matter: &'a Matter, procedure: &'a Procedure, gaps: &mut Vec<Gap>) {
        let mut gap = |unit: &UnitId, lacks: Lack| {
            gaps.push(Gap {
                matter: id.clone(),
                unit: unit.clone(),
                lacks,
            });
        };
        let way = Way {
            rules: self.rules,
            matter,
            procedure,
        };
        let mut entries = BTreeSet::new();
        for unit in self.grid.every_unit().filter(|unit| unit.exists(self.on)) {
            match way.entry(unit) {
                Some(holder) => {
                    entries.insert(holder.id());
                }
                // What is refused in a unit is refused in all that lies in it: told once, where it begins.
                None if way.raised_at(unit) && !unit.parent().is_some_and(|above| way.raised_at(above)) => {
                    gap(unit.id(), Lack::Entry);
                }
                None => {}
            }
        }
        for (holder, states) in way.held(self.grid, entries, self.on) {
            let Some(unit) = self.grid.unit(holder) else {
                continue;
            };
            let Some(post) = way.handler(unit) else { continue };
            if !self.answers(post, holder) {
                gap(holder, Lack::Handler { post: post.clone() });
            }
            for (name, action) in &procedure.actions {
                let waits =
                    |state: &&&StateId| action.from.contains(**state) && !procedure.clock_takes(state, name);
                let states: Vec<StateId> = states
                    .iter()
                    .filter(waits)
                    .map(|state| (*state).clone())
                    .collect();
                if let Some(posts) = self.vacant_posts(action, unit).filter(|_| !states.is_empty()) {
                    gap(
                        holder,
                        Lack::Actor {
                            action: name.clone(),
                            states,
                            posts,
                        },
                    );
                }
            }
        }
    }

    fn answers(&mut self, post: &'a PostId, unit: &'a UnitId) -> bool {
        let Self { rules, grid, on, .. } = *self;
        *self
            .answered
            .entry((post, unit))
            .or_insert_with(|| grid.who_answers(rules, post, unit, on, None).is_some())
    }

    /// The posts an action waits for, where it waits for posts alone and all of them are vacant.
    fn vacant_posts(&self, action: &Action, unit: Unit<'_>) -> Option<Vec<PostId>> {
        let mut vacant = Vec::new();
        for who in &action.who {
            match taken_by(who) {
                Taker::Sure => return None,
                Taker::Clock => {}
                Taker::Post(post) if self.is_held(post, unit) => return None,
                Taker::Post(post) => vacant.push(post.clone()),
            }
        }
        (!vacant.is_empty()).then_some(vacant)
    }

    /// Whether somebody holds a post at the unit or above it; here nobody stands in.
    fn is_held(&self, post: &PostId, unit: Unit<'_>) -> bool {
        let mut units = unit.with_ancestors();
        units.any(|unit| self.grid.holders(post, unit.id(), self.on, None).next().is_some())
    }
}

/// On whom an action can rely.
enum Taker<'a> {
    /// On somebody who is there, or is told to be missing elsewhere.
    Sure,
    /// On a clock, where one takes it.
    Clock,
    /// On somebody in this post.
    Post(&'a PostId),
}

fn taken_by(who: &Who) -> Taker<'_> {
    match who {
        // Bodies and those named change with the case, which no grid tells of.
        Who::Holder | Who::Requester | Who::Anyone | Who::Origin | Who::Body(_) | Who::Named(_) => {
            Taker::Sure
        }
        Who::System => Taker::Clock,
        Who::Post(post) => Taker::Post(post),
    }
}

/// Where an effect takes a case.
#[derive(PartialEq, Eq)]
enum Goes {
    /// Nowhere.
    Stays,
    /// To the handler above.
    Up,
    /// To any handler: somebody says to which.
    Anywhere,
}

fn goes(effect: &Effect) -> Goes {
    match effect {
        Effect::Escalate => Goes::Up,
        Effect::Transfer | Effect::Return => Goes::Anywhere,
        _ => Goes::Stays,
    }
}

/// The way the cases of a matter can go.
struct Way<'a> {
    rules: &'a Bundle,
    matter: &'a Matter,
    procedure: &'a Procedure,
}

impl<'a> Way<'a> {
    /// Whether the matter is raised at such a unit: it is at the level the matter enters, or below.
    fn raised_at(&self, unit: Unit<'_>) -> bool {
        let enters = self.rules.rank(&self.matter.enters);
        self.rules
            .rank(unit.level())
            .is_some_and(|rank| Some(rank) >= enters)
    }

    /// The unit that takes up what is raised at a unit: the nearest with a handler, from the level the matter enters upwards.
    fn entry<'b>(&self, unit: Unit<'b>) -> Option<Unit<'b>> {
        let enters = self.rules.rank(&self.matter.enters)?;
        let takes_up = |unit: &Unit<'_>| {
            let rank = self.rules.rank(unit.level());
            rank.is_some_and(|rank| rank <= enters) && self.handler(*unit).is_some()
        };
        unit.with_ancestors().find(takes_up)
    }

    fn handler(&self, unit: Unit<'_>) -> Option<&'a PostId> {
        self.matter.handlers.get(unit.level())
    }

    /// In which states, not closed, the units can hold a case that begins at one of the entries, were everybody there.
    fn held<'b>(
        &self,
        grid: &'b Grid,
        entries: BTreeSet<&'b UnitId>,
        on: Date,
    ) -> BTreeMap<&'b UnitId, Vec<&'a StateId>> {
        let procedure = self.procedure;
        let every = || {
            let units = grid.every_unit().filter(move |unit| unit.exists(on));
            units.filter(|unit| self.handler(*unit).is_some()).map(Unit::id)
        };
        let mut spots = BTreeSet::new();
        spots.extend(entries.into_iter().map(|unit| (unit, &procedure.initial)));
        let mut ahead: Vec<(&UnitId, &StateId)> = spots.iter().copied().collect();
        // A state that is handed over to is handed over to everywhere, once.
        let mut everywhere = BTreeSet::new();
        while let Some((unit, state)) = ahead.pop() {
            for action in procedure
                .actions
                .values()
                .filter(|action| action.from.contains(state))
            {
                let to = action.to.as_ref().unwrap_or(state);
                let moves: Vec<Goes> = action.does.iter().map(goes).collect();
                let above = || grid.ancestors(unit).find(|unit| self.handler(*unit).is_some());
                let mut come = |unit, state| {
                    if spots.insert((unit, state)) {
                        ahead.push((unit, state));
                    }
                };
                if moves.contains(&Goes::Up) {
                    match above() {
                        Some(above) => come(above.id(), to),
                        None if action.at_top == AtTop::Stay => come(unit, to),
                        None => {}
                    }
                } else if moves.contains(&Goes::Anywhere) {
                    if everywhere.insert(to) {
                        every().for_each(|unit| come(unit, to));
                    }
                } else {
                    come(unit, to);
                }
            }
        }
        let is_closed = |state: &StateId| {
            let state = procedure.states.get(state);
            state.is_some_and(|state| state.kind == StateKind::Closed)
        };
        let mut held: BTreeMap<&UnitId, Vec<&StateId>> = BTreeMap::new();
        for (unit, state) in spots.into_iter().filter(|(_, state)| !is_closed(state)) {
            held.entry(unit).or_default().push(state);
        }
        held
    }
}

impl Gap {
    /// What is lacking and what to do, with the names of the rulebook and the grid; an id stands for a name that is gone.
    pub fn explain(&self, rules: &Bundle, grid: &Grid) -> Sentence {
        let matter = rules.matters.get(&self.matter);
        let place = grid.unit(&self.unit);
        let post = |id: &PostId, lang| {
            let post = rules.posts.get(id);
            post.map_or(id.as_str(), |post| post.name.text(lang)).to_owned()
        };
        let posts = |ids: &[PostId], lang| {
            let names: Vec<String> = ids.iter().map(|id| post(id, lang)).collect();
            names.join(if lang == Lang::En { " or " } else { "或" })
        };
        let action = |id: &ActionId, lang| {
            let procedure = matter.and_then(|matter| rules.procedures.get(&matter.procedure));
            let action = procedure.and_then(|procedure| procedure.actions.get(id));
            action
                .map_or(id.as_str(), |action| action.name.text(lang))
                .to_owned()
        };
        let sentence = |lang| {
            let unit = match place {
                Some(unit) => format!("{} `{}`", unit.name().text(lang), self.unit),
                None => format!("`{}`", self.unit),
            };
            let matter = matter.map_or(self.matter.as_str(), |matter| matter.name.text(lang));
            match (&self.lacks, lang) {
                (Lack::Entry, Lang::En) => format!(
                    "{matter}: what is raised at {unit}, or in it, would be taken up by nobody: no unit above it has a handler of the matter. Name a handler for a level above, or put the unit below one that has one."
                ),
                (Lack::Entry, Lang::Zh) => format!(
                    "{matter}:在{unit}及其下提出的事项无人承接:其上没有设该事项承办岗位的单位。请为上面某一层级指定承办岗位,或把该单位划归有承办岗位的单位。"
                ),
                (Lack::Handler { post: id }, Lang::En) => format!(
                    "{matter}: cases would wait at {unit}: {} is vacant there and nobody stands in. Appoint somebody, or name in `when_vacant` who answers meanwhile.",
                    post(id, lang)
                ),
                (Lack::Handler { post: id }, Lang::Zh) => format!(
                    "{matter}:事件会滞留在{unit}:{}岗位空缺,且无人代理。请任命人员,或在 `when_vacant` 中指定代理。",
                    post(id, lang)
                ),
                (
                    Lack::Actor {
                        action: id,
                        states,
                        posts: ids,
                    },
                    Lang::En,
                ) => format!(
                    "{matter}: nobody could take `{}` on cases in {} at {unit}: {} is vacant there and above. Appoint somebody, or let another take the action.",
                    action(id, lang),
                    List(states.clone()),
                    posts(ids, lang)
                ),
                (
                    Lack::Actor {
                        action: id,
                        states,
                        posts: ids,
                    },
                    Lang::Zh,
                ) => format!(
                    "{matter}:{unit}的事件处于 {} 时无人能执行“{}”:该单位及其上级的{}岗位均空缺。请任命人员,或允许其他人执行该动作。",
                    List(states.clone()),
                    action(id, lang),
                    posts(ids, lang)
                ),
            }
        };
        Sentence {
            en: sentence(Lang::En),
            zh: sentence(Lang::Zh),
        }
    }
}
