//! What the grid lacks: vacant posts, and units too large or too small.

use serde::{Deserialize, Serialize};

use super::model::Grid;
use crate::rulebook::{Band, Bundle};
use crate::vocabulary::{Date, PostId, UnitId};

/// A post with fewer holders at a unit than the rulebook asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vacancy {
    /// The post.
    pub post: PostId,
    /// The unit.
    pub unit: UnitId,
    /// How many hold it.
    pub held: u32,
    /// How many should.
    pub min: u32,
}

/// A unit whose number of households is outside its level's band.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutOfBand {
    /// The unit.
    pub unit: UnitId,
    /// How many households it has.
    pub households: u32,
    /// How many it should have.
    pub band: Band,
}

impl Grid {
    /// The posts with fewer holders on a day than the rulebook asks for, post by post, then level by level. Grows with
    /// the units of the levels that have posts.
    pub fn vacancies(&self, rules: &Bundle, on: Date) -> impl Iterator<Item = Vacancy> {
        let places = rules.posts.iter().filter(|(_, post)| post.seats.min > 0);
        let places =
            places.flat_map(|(id, post)| post.at.iter().map(move |level| (id, post.seats.min, level)));
        places.flat_map(move |(id, min, level)| {
            let index = self.post_index(id);
            self.units_at(level, on).filter_map(move |unit| {
                let held = self.holders_at(index, unit, on, None).count();
                let held = u32::try_from(held).unwrap_or(u32::MAX);
                (held < min).then(|| Vacancy {
                    post: id.clone(),
                    unit: unit.id().clone(),
                    held,
                    min,
                })
            })
        })
    }

    /// The units on a day whose known number of households is outside the band of their level, level by level from the
    /// top. Grows with the units of the levels that have a band.
    pub fn households_out_of_band(&self, rules: &Bundle, on: Date) -> impl Iterator<Item = OutOfBand> {
        let levels = rules.levels.iter();
        let levels = levels.filter_map(|level| level.households.map(|band| (&level.id, band)));
        levels.flat_map(move |(level, band)| {
            self.units_at(level, on).filter_map(move |unit| {
                let households = unit.households()?;
                let outside = households < band.min || band.max < households;
                outside.then(|| OutOfBand {
                    unit: unit.id().clone(),
                    households,
                    band,
                })
            })
        })
    }
}
