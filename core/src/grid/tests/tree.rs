//! What the tree tells of itself.

use super::*;
use crate::grid::UpdateUnit;
use crate::vocabulary::UnitId;

fn names<'a>(units: impl Iterator<Item = crate::grid::Unit<'a>>) -> Vec<&'a str> {
    units.map(|unit| unit.id().as_str()).collect()
}

#[test]
fn a_level_may_be_skipped() {
    let mut town = Town::small();
    town.ask(add([unit("tower", "building", Some("community"))]))
        .unwrap();
    let tower: UnitId = id("tower");
    assert_eq!(names(town.grid.ancestors(&tower)), ["community", "street"]);
    assert_eq!(town.grid.ancestor_at(&tower, &id("grid")), None);
    assert_eq!(
        town.grid.ancestor_at(&tower, &id("building")).unwrap().id(),
        &tower
    );
    let community = town.grid.ancestor_at(&tower, &id("community"));
    assert_eq!(community, town.grid.parent(&tower));
}

#[test]
fn a_unit_that_ended_still_finds_its_way_up() {
    let mut town = Town::small();
    town.ask(close("building", "2025-05-01")).unwrap();
    let (building, grid): (UnitId, UnitId) = (id("building"), id("grid-1"));
    assert_eq!(names(town.grid.children(&grid, day("2025-04-30"))), ["building"]);
    assert!(names(town.grid.children(&grid, day("2025-05-01"))).is_empty());
    assert!(town.grid.contains(&id("street"), &building));
    assert_eq!(names(town.grid.ancestors(&building)).len(), 4);
    assert!(!town.grid.unit(&building).unwrap().exists(day("2025-05-01")));
}

#[test]
fn a_code_passes_to_the_unit_that_follows() {
    let mut town = Town::empty();
    let guandao = |name| NewUnit {
        code: code("320311006001"),
        ..unit(name, "community", None)
    };
    town.ask(add([guandao("old")])).unwrap();
    town.ask(close("old", "2025-05-01")).unwrap();
    let new = NewUnit {
        from: day("2025-05-01"),
        ..guandao("new")
    };
    town.ask(add([new])).unwrap();
    // Entered late and meant for the days between, but a unit has no end when it is added.
    let between = NewUnit {
        from: day("2025-04-01"),
        ..guandao("between")
    };
    assert_eq!(town.ask(add([between])).unwrap_err().code(), "G117");
    let bearer = town.grid.unit_by_code(&code("320311006001").unwrap()).unwrap();
    assert_eq!(bearer.id().as_str(), "new");
}

#[test]
fn codes_follow_the_parent_that_has_one() {
    let mut town = Town::empty();
    let with = |text, unit| NewUnit {
        code: code(text),
        ..unit
    };
    // A zone without a code may run a community whose code lies elsewhere; a grid adds three digits to the community's.
    let units = [
        with("320311006", unit("street", "street", None)),
        with("320311006001", unit("guandao", "community", Some("street"))),
        unit("zone", "area", Some("guandao")),
        with("320371001001", unit("elsewhere", "grid", Some("zone"))),
        with("320311006001038", unit("grid-38", "grid", Some("guandao"))),
    ];
    assert_eq!(town.ask(add(units)), Ok(5));
    let beside = with("320311006002001", unit("beside", "grid", Some("guandao")));
    let refused = town.ask(add([beside])).unwrap_err();
    assert_eq!(refused.code(), "G118");
}

#[test]
fn an_update_leaves_alone_what_it_does_not_name() {
    let mut town = Town::small();
    let update = UpdateUnit {
        unit: id("grid-1"),
        name: None,
        households: Some(250),
        residents: None,
    };
    town.ask(Command::UpdateUnit(update)).unwrap();
    let grid = town.grid.unit(&id("grid-1")).unwrap();
    assert_eq!(
        (grid.name(), grid.households(), grid.residents()),
        (&label("grid-1"), Some(250), None)
    );
    let out: Vec<_> = town
        .grid
        .households_out_of_band(&town.rules, day("2025-06-01"))
        .map(|out| (out.unit.as_str().to_owned(), out.households, out.band.max))
        .collect();
    assert_eq!(out, [("grid-1".to_owned(), 250, 200)]);
}

#[test]
fn bodies_come_and_go() {
    let mut town = Town::small();
    town.ask(body("branch", "grid-1", "2025-02-01")).unwrap();
    town.ask(end_body("branch", "2025-05-01")).unwrap();
    let grid = id("grid-1");
    let on = |date| town.grid.bodies_at(&grid, day(date)).count();
    assert_eq!(
        [
            on("2025-01-31"),
            on("2025-02-01"),
            on("2025-04-30"),
            on("2025-05-01")
        ],
        [0, 1, 1, 0]
    );
}

#[test]
fn an_edition_must_keep_the_levels_in_use() {
    let mut town = Town::small();
    let grid = &town.grid;
    let used: Vec<_> = grid
        .levels_in_use(day("2025-06-01"))
        .map(|l| l.as_str())
        .collect();
    assert_eq!(used, ["street", "community", "area", "grid", "building"]);
    town.ask(close("building", "2025-07-01")).unwrap();
    let used = |on| town.grid.levels_in_use(day(on)).count();
    assert_eq!((used("2025-06-30"), used("2025-07-01")), (5, 4));
    let rungs = |on| town.grid.rungs_in_use(day(on)).count();
    assert_eq!((rungs("2025-06-30"), rungs("2025-07-01")), (4, 3));
}
