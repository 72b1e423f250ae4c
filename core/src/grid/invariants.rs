//! What always holds of a grid.

use super::Grid;
use super::bodies::Attached;
use crate::vocabulary::{Map, bounds};

/// A promise and where it does not hold.
pub(crate) type Breach = (&'static str, String);

const KNOWN_GROWS: &str = "what was known only grows";

impl Grid {
    /// Checks every promise the grid makes; walks everything.
    pub(crate) fn check(&self) -> Result<(), Breach> {
        self.check_units()?;
        self.check_seats()?;
        self.check_bodies()
    }

    fn check_bodies(&self) -> Result<(), Breach> {
        for Attached { body, .. } in self.bodies.values() {
            let home = self.unit(&body.unit);
            let covered = home.is_some_and(|unit| unit.life().covers(body.life));
            ensure("a body lives within its unit's life", covered, || {
                body.id.to_string()
            })?;
        }
        for (id, membership) in &self.members {
            let what = || id.to_string();
            let Some(member) = self.member(id) else {
                return Err(("a membership has a body", what()));
            };
            let listed = self.members_ever(&member.body().id).any(|other| other == member);
            ensure("a body knows its members", listed, what)?;
            let mut own = self.members_ever(&member.body().id).filter(|other| {
                let together = membership.term.span(None).zip(other.span(None));
                other.person() == member.person() && together.is_some_and(|(one, other)| one.overlaps(other))
            });
            let alone = own.all(|other| other == member);
            ensure("a person is a member of a body once", alone, what)?;
            ensure(KNOWN_GROWS, membership.term.in_order(), what)?;
        }
        for (id, pact) in &self.agreements {
            let what = || id.to_string();
            let Some(agreement) = self.agreement_by_id(id) else {
                return Err(("an agreement has a body and a unit", what()));
            };
            let listed = self
                .agreements_ever(&agreement.body().id)
                .any(|other| other == agreement);
            ensure("a body knows its agreements", listed, what)?;
            let listed = self.agreements_of.get(&pact.unit);
            let listed = listed.is_some_and(|pacts| {
                let index = self.agreements.get_index_of(id);
                pacts.iter().any(|&pact| Some(pact as usize) == index)
            });
            ensure("a unit knows the agreements it is served under", listed, what)?;
            ensure(KNOWN_GROWS, pact.term.in_order(), what)?;
        }
        Ok(())
    }

    fn check_units(&self) -> Result<(), Breach> {
        let mut bearers: Map<_, Vec<_>> = Map::default();
        for id in self.units.keys() {
            let Some(unit) = self.unit(id) else {
                return Err(("a unit has a level", id.to_string()));
            };
            let what = || id.to_string();
            let depth = unit.node.path.len() as u64;
            ensure(
                "a path is no longer than the ladder",
                depth < bounds::LEVELS.most,
                what,
            )?;
            if let Some(parent) = unit.parent() {
                let covered = parent.life().covers(unit.life());
                ensure("a unit lives within its parent's life", covered, what)?;
                let (mine, its) = (&*unit.node.path, &*parent.node.path);
                let follows = mine.split_last() == Some((&parent.index, its));
                ensure("a path is the parent's and the parent", follows, what)?;
                let listed = parent.node.children.contains(&unit.index);
                ensure("a parent knows its children", listed, what)?;
            }
            if let Some(code) = unit.code() {
                let others = bearers.entry(code).or_default();
                let alone = others.iter().all(|&life| !unit.life().overlaps(life));
                ensure("a code is borne by one living unit", alone, what)?;
                others.push(unit.life());
            }
        }
        Ok(())
    }

    fn check_seats(&self) -> Result<(), Breach> {
        for (id, seat) in &self.seats {
            let span = seat.term.span(None).filter(|span| !span.is_empty());
            let unit = self.at(seat.unit).map(|unit| unit.life());
            let covered = span.is_none_or(|span| unit.is_some_and(|life| life.covers(span)));
            ensure("an appointment lies within its unit's life", covered, || {
                id.to_string()
            })?;
            ensure(KNOWN_GROWS, seat.term.in_order(), || id.to_string())?;
        }
        Ok(())
    }
}

fn ensure(promise: &'static str, holds: bool, what: impl FnOnce() -> String) -> Result<(), Breach> {
    if holds { Ok(()) } else { Err((promise, what())) }
}
