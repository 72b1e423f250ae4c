//! The town, and a case played in it row by row.

pub use crate::common::*;
use linli::*;

pub fn town() -> Town {
    Town::new(bundle(request()))
}

/// Registers at `unit` at nine, then plays rows of `(time, who, action, how it stands)`.
pub fn play(unit: &str, rows: &[(&str, &str, &str, &str)]) -> (Town, CaseId) {
    let mut town = town();
    let case = town.register("2025-03-03 09:00", "p17", unit);
    for (time, by, action, stands) in rows {
        let time = format!("2025-03-{time}");
        match *action {
            "settle" => drop(town.settle(at(&time))),
            "close" => drop(town.rates(&time, by, &case, 5).unwrap()),
            "transfer" => drop(town.hands(&time, by, &case, to_unit("grid-08")).unwrap()),
            action => drop(town.does(&time, by, &case, action).unwrap()),
        }
        assert_eq!(town.stands(&case), *stands, "{time} {by} {action}");
        town.check();
    }
    (town, case)
}
