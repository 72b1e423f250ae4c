//! The notice at the stairway (F06).

use super::*;
use crate::grid::AnswerRule;
use crate::views::Directory;

#[test]
fn the_notice_names_who_answers_for_every_post_up_to_the_top() {
    let mut town = Town::small();
    town.appoint("desk-1", "desk", "street", "2025-01-01", None);
    town.appoint("li", "worker", "grid-2", "2025-01-01", None);
    town.appoint("wang", "lead", "area", "2025-01-01", None);
    let on = day("2025-06-01");
    let directory = Directory::new(&town.rules, &town.grid, &id("grid-1"), on, None).unwrap();
    let fallback = |line, nearby| Some(AnswerRule::Fallback { line, nearby });
    let lines: Vec<_> = directory
        .lines
        .iter()
        .map(|line| {
            let answering = line.answering.as_ref();
            let persons = answering.map(|a| a.persons.iter().map(PersonId::as_str).collect::<Vec<_>>());
            let place = (line.unit.as_str(), line.post.as_str());
            (place, persons, answering.map(|a| a.by))
        })
        .collect();
    assert_eq!(
        lines,
        [
            (
                ("grid-1", "guide"),
                Some(vec!["li"]),
                fallback(1, Nearby::Sibling)
            ),
            (("grid-1", "lead"), None, None),
            (
                ("grid-1", "worker"),
                Some(vec!["li"]),
                fallback(0, Nearby::Sibling)
            ),
            (("area", "lead"), Some(vec!["wang"]), Some(AnswerRule::Holder)),
            (("community", "desk"), None, None),
            (
                ("community", "lead"),
                Some(vec!["desk-1"]),
                fallback(0, Nearby::Parent)
            ),
            (("street", "desk"), Some(vec!["desk-1"]), Some(AnswerRule::Holder)),
        ]
    );
    let json = serde_json::to_string(&directory).unwrap();
    assert_eq!(serde_json::from_str::<Directory>(&json).unwrap(), directory);
}

#[test]
fn a_unit_that_does_not_exist_that_day_has_no_notice() {
    let town = Town::small();
    let on = |date, known_at| Directory::new(&town.rules, &town.grid, &id("grid-1"), day(date), known_at);
    assert_eq!(on("2024-12-31", None), None);
    assert!(on("2025-01-01", None).is_some());
}
