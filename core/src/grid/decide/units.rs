//! Units come, change and go.

use super::{NAMED, in_range, may_end, open, usable, within_life};
use crate::context::{Context, Scoped};
use crate::grid::{AddUnits, CloseUnit, Event, Grid, GridRefusal, NewUnit, Span, Unit, UpdateUnit};
use crate::rulebook::Bundle;
use crate::vocabulary::{DivisionCode, LevelId, List, Map, UnitId, bounds};

/// The lines of a command already looked at, which later ones may stand on.
#[derive(Default)]
struct Earlier<'a> {
    units: Map<&'a UnitId, &'a NewUnit>,
    codes: Map<&'a DivisionCode, &'a UnitId>,
}

/// What a unit must know of its parent, in the grid already or in the same command.
struct Parent<'a> {
    id: &'a UnitId,
    level: &'a LevelId,
    code: Option<&'a DivisionCode>,
    life: Span,
}

impl Grid {
    pub(super) fn units_added<E>(
        &self,
        context: &Context<'_>,
        add: &AddUnits,
        wrap: impl Fn(Event) -> E,
    ) -> Result<Vec<Scoped<E>>, GridRefusal> {
        if add.units.is_empty() {
            return Err(GridRefusal::NothingAsked {});
        }
        if let Err(exceeded) = bounds::LINES.check(add.units.len() as u64) {
            let (found, most) = (exceeded.found, exceeded.bound.most);
            return Err(GridRefusal::TooManyLines { found, most });
        }
        let mut earlier = Earlier::default();
        for unit in &add.units {
            self.may_add(context.rules, &earlier, unit)?;
            earlier.units.insert(&unit.id, unit);
            if let Some(code) = &unit.code {
                earlier.codes.insert(code, &unit.id);
            }
        }
        let event = |unit: &NewUnit| Scoped::at(unit.id.clone(), wrap(Event::UnitAdded(unit.clone())));
        Ok(add.units.iter().map(event).collect())
    }

    /// The first of new units that would have no place in a later edition: its level is not there, or not below that of
    /// its parent.
    pub(crate) fn misplaced<'a>(&self, add: &'a AddUnits, later: &Bundle) -> Option<&'a NewUnit> {
        let mut levels: Map<&UnitId, &LevelId> = Map::default();
        add.units.iter().find(|new| {
            levels.insert(&new.id, &new.level);
            let Some(rank) = later.rank(&new.level) else {
                return true;
            };
            let parent = new.parent.as_ref();
            let above = parent.and_then(|id| {
                self.unit(id)
                    .map(|unit| unit.level())
                    .or_else(|| levels.get(id).copied())
            });
            above.is_some_and(|above| later.rank(above).is_none_or(|above| above >= rank))
        })
    }

    fn may_add(&self, rules: &Bundle, earlier: &Earlier<'_>, new: &NewUnit) -> Result<(), GridRefusal> {
        let unit = || new.id.clone();
        if self.units.contains_key(&new.id) || earlier.units.contains_key(&new.id) {
            return Err(GridRefusal::UnitExists { unit: unit() });
        }
        let Some(rank) = rules.rank(&new.level) else {
            return Err(GridRefusal::UnknownLevel {
                unit: unit(),
                level: new.level.clone(),
                levels: rules.levels.iter().map(|level| level.id.clone()).collect(),
            });
        };
        let kinds = rules.levels.get(rank).map(|level| level.kinds.as_slice());
        let kinds = kinds.unwrap_or_default();
        if let Some(kind) = &new.kind
            && kinds.iter().all(|known| &known.id != kind)
        {
            return Err(GridRefusal::UnknownKind {
                unit: unit(),
                kind: kind.clone(),
                level: new.level.clone(),
                kinds: kinds.iter().map(|kind| kind.id.clone()).collect(),
            });
        }
        let parent = self.parent_of(earlier, new)?;
        if let Some(parent) = &parent
            && rules.rank(parent.level).is_none_or(|above| above >= rank)
        {
            return Err(GridRefusal::ParentNotAbove {
                unit: unit(),
                level: new.level.clone(),
                parent: parent.id.clone(),
                parent_level: parent.level.clone(),
            });
        }
        in_range(new.from)?;
        if let Some(parent) = &parent {
            within_life(parent.id, parent.life, open(new.from))?;
        }
        self.may_bear(earlier, new, parent.as_ref())?;
        usable(&new.name)?;
        countable(&new.id, [new.households, new.residents])
    }

    fn parent_of<'a>(
        &'a self,
        earlier: &Earlier<'a>,
        new: &'a NewUnit,
    ) -> Result<Option<Parent<'a>>, GridRefusal> {
        let Some(id) = &new.parent else {
            return Ok(None);
        };
        if let Some(parent) = self.unit(id) {
            return Ok(Some(Parent {
                id,
                level: parent.level(),
                code: parent.code(),
                life: parent.life(),
            }));
        }
        match earlier.units.get(id) {
            Some(parent) => Ok(Some(Parent {
                id,
                level: &parent.level,
                code: parent.code.as_ref(),
                life: open(parent.from),
            })),
            None => Err(GridRefusal::UnknownParent {
                unit: new.id.clone(),
                parent: id.clone(),
            }),
        }
    }

    /// A code is borne by one living unit at a time and lies in its parent's. Codes are compared as they are written: a
    /// prefecture without counties (东莞) and its one county-level row cover the same area, `4419` and `441900`. Only the
    /// parent's own code counts, so a zone without a code may run streets whose codes lie elsewhere (托管).
    fn may_bear(
        &self,
        earlier: &Earlier<'_>,
        new: &NewUnit,
        parent: Option<&Parent<'_>>,
    ) -> Result<(), GridRefusal> {
        let Some(code) = &new.code else { return Ok(()) };
        let standing = self
            .unit_by_code(code)
            .filter(|bearer| bearer.life().reaches(new.from))
            .map(Unit::id);
        if let Some(bearer) = standing.or_else(|| earlier.codes.get(code).copied()) {
            return Err(GridRefusal::CodeTaken {
                unit: new.id.clone(),
                code: code.clone(),
                bearer: bearer.clone(),
            });
        }
        if let Some(parent) = parent
            && let Some(parent_code) = parent.code
            && !parent_code.contains(code)
        {
            return Err(GridRefusal::CodeOutsideParent {
                unit: new.id.clone(),
                code: code.clone(),
                parent: parent.id.clone(),
                parent_code: parent_code.clone(),
            });
        }
        Ok(())
    }

    pub(super) fn unit_updated(
        &self,
        context: &Context<'_>,
        update: &UpdateUnit,
    ) -> Result<Scoped<Event>, GridRefusal> {
        let unit = self.known(&update.unit)?;
        if update.name.is_none() && update.households.is_none() && update.residents.is_none() {
            return Err(GridRefusal::NothingAsked {});
        }
        if let Some(name) = &update.name {
            usable(name)?;
        }
        countable(&update.unit, [update.households, update.residents])?;
        if let Some(until) = unit.life().until
            && until <= context.day()
        {
            let unit = update.unit.clone();
            return Err(GridRefusal::UnitEnded { unit, until });
        }
        let event = Event::UnitUpdated(update.clone());
        Ok(Scoped::at(update.unit.clone(), event))
    }

    /// Whatever stands on a unit must have ended before it does. Grows with all that ever stood on it.
    pub(super) fn unit_closed(&self, close: &CloseUnit) -> Result<Scoped<Event>, GridRefusal> {
        let unit = self.known(&close.unit)?;
        let until = close.until;
        may_end(unit.life(), until)?;
        let children = unit.node.children.iter().filter_map(|&index| self.at(index));
        let children = children.filter(|child| child.life().reaches(until));
        if let Some((count, children)) = in_the_way(children.map(|child| child.id().clone())) {
            return Err(GridRefusal::ChildrenLeft {
                unit: close.unit.clone(),
                until,
                count,
                children,
            });
        }
        let seats = self
            .seats_at(unit)
            .filter(|(_, seat)| seat.term.span(None).is_some_and(|span| span.reaches(until)));
        if let Some((count, appointments)) = in_the_way(seats.map(|(id, _)| id.clone())) {
            return Err(GridRefusal::AppointmentsLeft {
                unit: close.unit.clone(),
                until,
                count,
                appointments,
            });
        }
        let bodies = self.bodies_ever_at(&close.unit);
        let bodies = bodies.filter(|body| body.life.reaches(until));
        if let Some((count, bodies)) = in_the_way(bodies.map(|body| body.id.clone())) {
            return Err(GridRefusal::BodiesLeft {
                unit: close.unit.clone(),
                until,
                count,
                bodies,
            });
        }
        let unit = close.unit.clone();
        let event = Event::UnitClosed {
            unit: unit.clone(),
            until,
        };
        Ok(Scoped::at(unit, event))
    }
}

/// How many there are, and the first of them; `None` where there are none.
fn in_the_way<T>(mut ids: impl Iterator<Item = T>) -> Option<(u64, List<T>)> {
    let named: List<T> = ids.by_ref().take(NAMED).collect();
    let count = named.0.len().saturating_add(ids.count());
    (count > 0).then_some((count as u64, named))
}

fn countable(unit: &UnitId, figures: [Option<u32>; 2]) -> Result<(), GridRefusal> {
    for figure in figures.into_iter().flatten() {
        if let Err(exceeded) = bounds::UNIT_FIGURE.check(u64::from(figure)) {
            return Err(GridRefusal::FigureTooLarge {
                unit: unit.clone(),
                figure: exceeded.found,
                most: exceeded.bound.most,
            });
        }
    }
    Ok(())
}
