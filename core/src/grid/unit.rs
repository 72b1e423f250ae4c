//! A unit as callers see it.

use core::fmt;

use super::model::{Grid, Node};
use super::span::Span;
use crate::vocabulary::{Date, DivisionCode, KindId, Label, LevelId, UnitId};

/// A unit of the grid 层级单位: a light handle on it, as cheap to copy as a reference.
#[derive(Clone, Copy)]
pub struct Unit<'a> {
    pub(super) grid: &'a Grid,
    pub(super) index: u32,
    pub(super) id: &'a UnitId,
    pub(super) level: &'a LevelId,
    pub(super) node: &'a Node,
}

impl<'a> Unit<'a> {
    /// Its id.
    pub fn id(self) -> &'a UnitId {
        self.id
    }

    /// Its level.
    pub fn level(self) -> &'a LevelId {
        self.level
    }

    /// Its kind, where the level has several.
    pub fn kind(self) -> Option<&'a KindId> {
        self.grid.kind_id(self.node.kind?)
    }

    /// Its statistical division code, where it has one.
    pub fn code(self) -> Option<&'a DivisionCode> {
        self.node.code.as_ref()
    }

    /// Its name.
    pub fn name(self) -> &'a Label {
        &self.node.name
    }

    /// The days it exists.
    pub fn life(self) -> Span {
        self.node.life
    }

    /// Whether it exists on a day.
    pub fn exists(self, on: Date) -> bool {
        self.node.life.holds(on)
    }

    /// How many households it has, where known.
    pub fn households(self) -> Option<u32> {
        self.node.households
    }

    /// How many residents it has, where known.
    pub fn residents(self) -> Option<u32> {
        self.node.residents
    }

    /// The unit above it.
    pub fn parent(self) -> Option<Unit<'a>> {
        self.node.path.last().and_then(|&index| self.grid.at(index))
    }

    /// The units above it, nearest first.
    pub fn ancestors(self) -> impl Iterator<Item = Unit<'a>> {
        let path = self.node.path.iter();
        path.rev().filter_map(move |&index| self.grid.at(index))
    }

    /// The unit itself and those above it, nearest first.
    pub(crate) fn with_ancestors(self) -> impl Iterator<Item = Unit<'a>> {
        core::iter::once(self).chain(self.ancestors())
    }

    /// The unit itself or the one above it that is on a level.
    pub(crate) fn or_above(self, level: &LevelId) -> Option<Unit<'a>> {
        self.with_ancestors().find(|unit| unit.level == level)
    }

    /// The other units that ever had the same parent; a unit without a parent has none.
    pub(super) fn siblings(self) -> impl Iterator<Item = Unit<'a>> {
        let children = self.parent().map(|parent| parent.node.children.as_slice());
        let others = children.unwrap_or_default().iter();
        others
            .filter(move |&&index| index != self.index)
            .filter_map(move |&index| self.grid.at(index))
    }

    /// Whether the other lies in it, or is it.
    pub(crate) fn encloses(self, other: Unit<'_>) -> bool {
        self.index == other.index || other.node.path.get(self.node.path.len()) == Some(&self.index)
    }
}

impl PartialEq for Unit<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Unit<'_> {}

impl fmt::Debug for Unit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Unit").field(self.id).finish()
    }
}
