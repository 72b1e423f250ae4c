//! What was raised, where it was solved, and the three rates (F12, F42).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::result_large_err,
    reason = "a test stops at the first surprise"
)]

mod common;

use common::*;
use linli::cases::Register;
use linli::views::{CaseView, Counted, Figures, Rate, RateName, Why};
use linli::*;

/// Five cases, one of each fate: solved in the grid, solved late in the community, open, overdue at the top, anonymous.
fn town() -> Town {
    let mut town = Town::new(bundle(request()));
    let fine = town.register("2025-03-03 09:00", "p17", "b-12");
    town.does("2025-03-03 10:00", "w03", &fine, "accept").unwrap();
    town.does("2025-03-03 11:00", "w03", &fine, "answer").unwrap();
    town.rates("2025-03-03 12:00", "p17", &fine, 5).unwrap();

    let late = town.register("2025-03-03 12:00", "p18", "grid-08");
    town.does("2025-03-03 18:00", "d01", &late, "accept").unwrap();
    town.does("2025-03-12 09:00", "d01", &late, "answer").unwrap();
    town.rates("2025-03-12 10:00", "p18", &late, 2).unwrap();

    let anonymous = Register {
        anonymous: true,
        ..Register::new(id("parking"), id("grid-07"))
    };
    town.execute(Meta::new(id("w03"), at("2025-03-12 10:00")), anonymous.into())
        .unwrap();
    let unnamed = town.state.cases.iter().last().unwrap().0.clone();
    town.does("2025-03-12 10:30", "w03", &unnamed, "accept").unwrap();
    town.does("2025-03-12 11:00", "w03", &unnamed, "answer").unwrap();
    town.settle(at("2025-03-20 00:00"));

    town.register("2025-03-20 08:00", "p17", "guandao");
    town.register("2025-03-20 20:00", "p17", "grid-07");
    town.settle(at("2025-03-20 20:30"));
    town.check();
    town
}

fn count(town: &Town, unit: Option<&str>, from: &str, until: &str) -> Figures {
    let counted = Counted {
        unit: unit.map(id),
        matter: Some(id("parking")),
        from: at(&format!("{from} 00:00")),
        until: at(&format!("{until} 00:00")),
        seen_by: None,
    };
    Figures::new(&town.state, &counted, at("2025-03-20 20:30"))
}

fn why(figures: &Figures, rate: RateName) -> Vec<Why> {
    let left_out = figures.left_out.iter().filter(|left| left.rate == rate);
    left_out.map(|left| left.why).collect()
}

#[test]
fn figures_of_march() {
    let town = town();
    let figures = count(&town, None, "2025-03-01", "2025-04-01");
    assert_eq!(
        (figures.registered, figures.closed, figures.open, figures.overdue),
        (5, 3, 2, 2)
    );
    assert_eq!(figures.response, Rate { part: 2, of: 4 });
    assert_eq!(why(&figures, RateName::Response), [Why::NotYetDue]);
    assert_eq!(figures.resolution, Rate { part: 2, of: 3 });
    assert_eq!(
        why(&figures, RateName::Resolution),
        [Why::NotYetDue, Why::NotYetDue]
    );
    assert_eq!(figures.satisfaction, Rate { part: 1, of: 2 });
    assert_eq!(
        why(&figures, RateName::Satisfaction),
        [Why::Anonymous, Why::StillOpen, Why::StillOpen]
    );
    let solved: Vec<_> = figures
        .solved
        .iter()
        .map(|solved| (solved.level.as_str(), solved.cases))
        .collect();
    assert_eq!(
        solved,
        [("street", 0), ("community", 1), ("grid", 2), ("building", 0)]
    );
}

#[test]
fn figures_of_a_unit_and_of_a_period() {
    let town = town();
    assert_eq!(
        count(&town, Some("grid-07"), "2025-03-01", "2025-04-01").registered,
        3
    );
    assert_eq!(
        count(&town, Some("b-12"), "2025-03-01", "2025-04-01").registered,
        1
    );
    assert_eq!(count(&town, None, "2025-03-03", "2025-03-04").registered, 2);
    assert_eq!(count(&town, None, "2025-03-04", "2025-03-12").registered, 0);
}

#[test]
fn every_case_is_counted_or_left_out_once_by_each_rate() {
    let town = town();
    let figures = count(&town, None, "2025-03-01", "2025-04-01");
    for (rate, name) in [
        (figures.response, RateName::Response),
        (figures.resolution, RateName::Resolution),
        (figures.satisfaction, RateName::Satisfaction),
    ] {
        assert_eq!(rate.of + why(&figures, name).len() as u64, figures.registered);
    }
}

#[test]
fn a_case_says_who_answers_for_it_and_what_is_due_next() {
    let town = town();
    let last = town.state.cases.iter().last().unwrap().0;
    let view = CaseView::new(&town.state, last, at("2025-03-20 20:30"), None).unwrap();
    assert_eq!(view.answering.unwrap().persons, [id("w03")]);
    assert_eq!(view.next_deadline, Some(at("2025-03-21 00:00")));
    assert_eq!(
        (view.level, view.overdue, view.clocks.len()),
        (Some(id("grid")), false, 2)
    );
    let text =
        serde_json::to_string(&CaseView::new(&town.state, last, at("2025-03-20 20:30"), None)).unwrap();
    assert_eq!(
        serde_json::from_str::<Option<CaseView>>(&text).unwrap(),
        CaseView::new(&town.state, last, at("2025-03-20 20:30"), None)
    );
}
