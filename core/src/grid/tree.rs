//! Questions about the tree of units.

use super::model::{Grid, Node};
use super::unit::Unit;
use crate::vocabulary::{Date, DivisionCode, KindId, LevelId, UnitId};

impl Grid {
    /// How many units there ever were.
    pub fn unit_count(&self) -> usize {
        self.units.len()
    }

    /// A unit, whether it exists today, no longer, or not yet. Constant time.
    pub fn unit(&self, id: &UnitId) -> Option<Unit<'_>> {
        self.index(id).and_then(|index| self.at(index))
    }

    /// The unit that bears a division code, or bore it last. Constant time.
    pub fn unit_by_code(&self, code: &DivisionCode) -> Option<Unit<'_>> {
        self.codes.get(code).and_then(|&index| self.at(index))
    }

    /// The unit above. Constant time.
    pub fn parent(&self, id: &UnitId) -> Option<Unit<'_>> {
        self.unit(id)?.parent()
    }

    /// The units above, nearest first, without the unit itself. Grows with the depth, at most [`bounds::LEVELS`](crate::bounds::LEVELS).
    pub fn ancestors(&self, id: &UnitId) -> impl Iterator<Item = Unit<'_>> + use<'_> {
        self.unit(id).into_iter().flat_map(Unit::ancestors)
    }

    /// The units directly below on a day, in the order they were added.
    pub fn children(&self, id: &UnitId, on: Date) -> impl Iterator<Item = Unit<'_>> + use<'_> {
        let children = self.units.get(id).map(|node| node.children.as_slice());
        self.existing(children.unwrap_or_default(), on)
    }

    /// All units below on a day, without the unit itself, each before its own children. Grows with their number.
    pub fn descendants(&self, id: &UnitId, on: Date) -> impl Iterator<Item = Unit<'_>> + use<'_> {
        let mut waiting: Vec<u32> = Vec::new();
        waiting.extend(self.units.get(id).into_iter().flat_map(below));
        core::iter::from_fn(move || {
            let unit = self.at(waiting.pop()?)?;
            waiting.extend(below(unit.node));
            Some(unit)
        })
        .filter(move |unit| unit.exists(on))
    }

    /// Whether a unit lies in another, or is it. Constant time.
    pub fn contains(&self, outer: &UnitId, inner: &UnitId) -> bool {
        match (self.unit(outer), self.unit(inner)) {
            (Some(outer), Some(inner)) => outer.encloses(inner),
            _ => false,
        }
    }

    /// The unit itself or the one above it that is on a level. Grows with the depth.
    pub fn ancestor_at(&self, id: &UnitId, level: &LevelId) -> Option<Unit<'_>> {
        let rung = self.levels.get_index_of(level)?;
        let on_level = |unit: &Unit<'_>| unit.node.level as usize == rung;
        let unit = self.unit(id)?;
        Some(unit)
            .filter(on_level)
            .or_else(|| unit.ancestors().find(on_level))
    }

    /// Every unit there ever was, in the order they were added.
    pub fn every_unit(&self) -> impl Iterator<Item = Unit<'_>> {
        (0u32..).map_while(|index| self.at(index))
    }

    /// The units of a level on a day, in the order they were added.
    pub fn units_at(&self, level: &LevelId, on: Date) -> impl Iterator<Item = Unit<'_>> + use<'_> {
        self.existing(self.levels.get(level).map(Vec::as_slice).unwrap_or_default(), on)
    }

    /// The units without a parent on a day, in the order they were added.
    pub fn roots(&self, on: Date) -> impl Iterator<Item = Unit<'_>> {
        self.existing(&self.roots, on)
    }

    /// The levels that have a unit on that day or later: an edition in force from then on must keep them.
    pub fn levels_in_use(&self, from: Date) -> impl Iterator<Item = &LevelId> {
        self.levels
            .iter()
            .filter(move |(_, units)| {
                let mut units = units.iter().filter_map(|&index| self.at(index));
                units.any(|unit| unit.life().reaches(from))
            })
            .map(|(level, _)| level)
    }

    /// Which levels stand directly above which, upper and lower, for some unit that exists on that day or later: a ladder
    /// must keep them in that order.
    pub fn rungs_in_use(&self, from: Date) -> impl Iterator<Item = (&LevelId, &LevelId)> {
        self.rungs.iter().filter_map(move |&(upper, lower)| {
            let (lower, units) = self.levels.get_index(lower as usize)?;
            let units = units.iter().filter_map(|&index| self.at(index));
            let mut units = units.filter(|unit| unit.life().reaches(from));
            let in_upper = |parent: &Unit<'_>| parent.node.level == upper;
            let found = units.find_map(|unit| unit.parent().filter(in_upper))?;
            Some((found.level(), lower))
        })
    }

    fn existing<'a>(&'a self, units: &'a [u32], on: Date) -> impl Iterator<Item = Unit<'a>> {
        units
            .iter()
            .filter_map(|&index| self.at(index))
            .filter(move |unit| unit.exists(on))
    }

    pub(super) fn index(&self, id: &UnitId) -> Option<u32> {
        self.units
            .get_index_of(id)
            .and_then(|index| u32::try_from(index).ok())
    }

    pub(super) fn at(&self, index: u32) -> Option<Unit<'_>> {
        let (id, node) = self.units.get_index(index as usize)?;
        let (level, _) = self.levels.get_index(node.level as usize)?;
        Some(Unit {
            grid: self,
            index,
            id,
            level,
            node,
        })
    }

    pub(super) fn kind_id(&self, index: u32) -> Option<&KindId> {
        self.kinds.get_index(index as usize)
    }
}

/// Last child first, for a stack that is taken from its end.
fn below(node: &Node) -> impl Iterator<Item = u32> + '_ {
    node.children.iter().rev().copied()
}
