//! The grid, the branches ("one branch, one grid"), the teams and the volunteers' households, entered on 2 January.

use linli::grid::{AddBody, AddUnits, NewUnit};
use linli::points::Join;
use linli::{DivisionCode, Label, UnitId};

use super::{Ask, Draft, Drafts, id};
use crate::place::{Place, person};
use crate::time::{at, date};

pub(crate) fn enter(place: &Place, drafts: &mut Drafts) {
    let admin = id("desk-1");
    let first = date(1, 1);
    let opening = at(date(1, 2), 8 * 60);
    let mut add = |seconds: usize, ask| {
        drafts.add(Draft::new(
            "office",
            &admin,
            opening.plus_millis(seconds as i64 * 1000),
            ask,
        ));
    };
    add(0, Ask::Do(AddUnits { units: units(place) }.into()));

    for (at, team) in place.teams.iter().enumerate() {
        let body = AddBody {
            id: team.body.clone(),
            kind: Some(id("volunteers")),
            name: Label::One(team.name.clone()),
            unit: place.community.clone(),
            from: first,
        };
        add(60 + at, Ask::Do(body.into()));
    }
    for (at, grid) in place.grids.iter().enumerate() {
        let body = AddBody {
            id: id(format!("branch-{:02}", at + 1)),
            kind: Some(id("branch")),
            name: Label::One(format!("第{}网格支部", at + 1)),
            unit: grid.unit.clone(),
            from: first,
        };
        add(120 + at, Ask::Do(body.into()));
    }
    let volunteers = place.teams.iter().flat_map(|team| &team.volunteers);
    for (at, &volunteer) in volunteers.enumerate() {
        let join = Join {
            household: place.home(volunteer).id.clone(),
            person: person(volunteer),
            unit: place.building_of(volunteer).clone(),
            from: first,
        };
        add(20 * 60 + at, Ask::Do(join.into()));
    }
}

fn units(place: &Place) -> Vec<NewUnit> {
    let count = |number: usize| u32::try_from(number).ok();
    let everyone = (count(place.homes.len()), count(place.people()));
    let source = &place.source;
    let mut units = vec![
        unit(
            &place.street,
            "street",
            source.street.name.clone(),
            None,
            (None, None),
        ),
        unit(
            &place.community,
            "community",
            source.community.name.clone(),
            Some(&place.street),
            everyone,
        ),
    ];
    units[0].code = DivisionCode::new(&source.street.code).ok();
    units[1].code = DivisionCode::new(&source.community.code).ok();
    for area in &place.areas {
        let homes = place.grids[area.grids.start].homes.start..place.grids[area.grids.end - 1].homes.end;
        let figures = (count(homes.len()), count(place.residents(&homes)));
        units.push(unit(
            &area.unit,
            "area",
            area.name.clone(),
            Some(&place.community),
            figures,
        ));
    }
    for (number, grid) in place.grids.iter().enumerate() {
        let figures = (count(grid.homes.len()), count(place.residents(&grid.homes)));
        let above = &place.areas[grid.area].unit;
        let mut new = unit(
            &grid.unit,
            "grid",
            format!("第{}网格", number + 1),
            Some(above),
            figures,
        );
        new.code = DivisionCode::new(&format!("{}{:03}", source.community.code, number + 1)).ok();
        units.push(new);
        for building in &grid.buildings {
            let figures = (
                count(building.homes.len()),
                count(place.residents(&building.homes)),
            );
            units.push(unit(
                &building.unit,
                "building",
                building.name.clone(),
                Some(&grid.unit),
                figures,
            ));
        }
    }
    units
}

fn unit(
    id_: &UnitId,
    level: &str,
    name: String,
    parent: Option<&UnitId>,
    (households, residents): (Option<u32>, Option<u32>),
) -> NewUnit {
    NewUnit {
        id: id_.clone(),
        level: id(level),
        kind: None,
        code: None,
        name: Label::One(name),
        parent: parent.cloned(),
        from: date(1, 1),
        households,
        residents,
    }
}
