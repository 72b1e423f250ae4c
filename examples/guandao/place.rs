//! The place: streets, areas, grids, buildings, homes and who lives in them, made from `place.toml` and a seed.
//! A person is a number, and in the ward an opaque id such as `p00417`: the example knows no names.

use std::collections::BTreeMap;
use std::ops::Range;

use linli::{BodyId, HouseholdId, PersonId, UnitId};
use serde::Deserialize;

use crate::plan::id;
use crate::random::Random;

/// `place.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    households: usize,
    residents: usize,
    pub(crate) street: Division,
    pub(crate) community: Division,
    areas: Vec<AreaSource>,
    teams: Vec<TeamSource>,
    pub(crate) requests: BTreeMap<String, [usize; 12]>,
    pub(crate) settled_in_grid: BTreeMap<String, usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Division {
    pub(crate) code: String,
    pub(crate) name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AreaSource {
    name: String,
    grids: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TeamSource {
    name: String,
    volunteers: usize,
}

pub(crate) struct Place {
    pub(crate) source: Source,
    pub(crate) street: UnitId,
    pub(crate) community: UnitId,
    pub(crate) areas: Vec<Area>,
    pub(crate) grids: Vec<GridPlace>,
    pub(crate) homes: Vec<Home>,
    pub(crate) teams: Vec<Team>,
    home_of: Vec<usize>,
}

pub(crate) struct Area {
    pub(crate) unit: UnitId,
    pub(crate) name: String,
    pub(crate) grids: Range<usize>,
}

pub(crate) struct GridPlace {
    pub(crate) unit: UnitId,
    pub(crate) area: usize,
    pub(crate) buildings: Vec<Building>,
    pub(crate) homes: Range<usize>,
}

pub(crate) struct Building {
    pub(crate) unit: UnitId,
    pub(crate) name: String,
    pub(crate) homes: Range<usize>,
}

pub(crate) struct Home {
    pub(crate) id: HouseholdId,
    pub(crate) grid: usize,
    pub(crate) building: usize,
    pub(crate) people: Range<usize>,
}

pub(crate) struct Team {
    pub(crate) body: BodyId,
    pub(crate) name: String,
    pub(crate) volunteers: Vec<usize>,
}

impl Place {
    pub(crate) fn new(text: &str, seed: u64) -> Result<Self, toml::de::Error> {
        let source: Source = toml::from_str(text)?;
        let mut chance = Random::new(seed, "place");
        let grid_count = source.areas.iter().map(|area| area.grids).sum();
        let sizes = spread(&mut chance, source.households, grid_count, 85, 190);
        let people = spread(&mut chance, source.residents, source.households, 1, 6);

        let mut place = Self {
            street: id("street"),
            community: id("guandao"),
            areas: Vec::new(),
            grids: Vec::new(),
            homes: Vec::new(),
            teams: Vec::new(),
            home_of: Vec::new(),
            source,
        };
        for (area, of) in place.source.areas.iter().enumerate() {
            let first = place.grids.len();
            let mut building_number = 0;
            for _ in 0..of.grids {
                let grid = place.grids.len();
                let start = place.homes.len();
                let count = sizes[grid].div_ceil(42);
                let mut buildings = Vec::new();
                for building in 0..count {
                    building_number += 1;
                    let first = place.homes.len();
                    let until = start + sizes[grid] * (building + 1) / count;
                    for (home, &count) in people.iter().enumerate().take(until).skip(first) {
                        let from = place.home_of.len();
                        place.home_of.extend(std::iter::repeat_n(home, count));
                        place.homes.push(Home {
                            id: id(format!("h{:04}", home + 1)),
                            grid,
                            building,
                            people: from..place.home_of.len(),
                        });
                    }
                    buildings.push(Building {
                        unit: id(format!("grid-{:02}-b{}", grid + 1, building + 1)),
                        name: format!("{}{building_number}号楼", of.name.trim_end_matches("片区")),
                        homes: first..until,
                    });
                }
                place.grids.push(GridPlace {
                    unit: id(format!("grid-{:02}", grid + 1)),
                    area,
                    buildings,
                    homes: start..place.homes.len(),
                });
            }
            place.areas.push(Area {
                unit: id(format!("area-{:02}", area + 1)),
                name: of.name.clone(),
                grids: first..place.grids.len(),
            });
        }
        let all = place.source.teams.iter().map(|team| team.volunteers).sum();
        let mut volunteers = chance.sample(place.home_of.len(), all).into_iter();
        for (at, team) in place.source.teams.iter().enumerate() {
            place.teams.push(Team {
                body: id(format!("team-{}", at + 1)),
                name: team.name.clone(),
                volunteers: volunteers.by_ref().take(team.volunteers).collect(),
            });
        }
        Ok(place)
    }

    pub(crate) fn people(&self) -> usize {
        self.home_of.len()
    }

    pub(crate) fn home(&self, person: usize) -> &Home {
        &self.homes[self.home_of[person]]
    }

    pub(crate) fn home_number(&self, person: usize) -> usize {
        self.home_of[person]
    }

    /// The grid somebody lives in.
    pub(crate) fn grid_of(&self, person: usize) -> &UnitId {
        &self.grids[self.home(person).grid].unit
    }

    /// The building somebody lives in.
    pub(crate) fn building_of(&self, person: usize) -> &UnitId {
        let home = self.home(person);
        &self.grids[home.grid].buildings[home.building].unit
    }

    pub(crate) fn residents(&self, homes: &Range<usize>) -> usize {
        self.homes[homes.clone()]
            .iter()
            .map(|home| home.people.len())
            .sum()
    }
}

/// The id a person has in the ward.
pub(crate) fn person(number: usize) -> PersonId {
    id(format!("p{:05}", number + 1))
}

/// `total` in `parts`, each from `least` to `most`.
fn spread(chance: &mut Random, total: usize, parts: usize, least: usize, most: usize) -> Vec<usize> {
    let mut sizes = vec![least; parts];
    let mut left = total - least * parts;
    while left > 0 {
        let size = &mut sizes[chance.below(parts)];
        let more = left.min(1 + (most - least) / 15).min(most - *size);
        *size += more;
        left -= more;
    }
    sizes
}
