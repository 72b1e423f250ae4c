//! Calling others in 吹哨: each has its part, and who called them hears and rates it (F13).

use linli::cases::{Act, Assignee};
use linli::rulebook::Link;

use crate::kit::*;

fn called_in() -> (Town, linli::CaseId, Vec<linli::CaseId>) {
    called_in_under(town())
}

fn called_in_under(mut town: Town) -> (Town, linli::CaseId, Vec<linli::CaseId>) {
    let case = town.raises("2025-03-03 09:00", "p17", "illegal-building", "b-12");
    town.takes("2025-03-03 10:00", "d01", act(&case, "accept"));
    let parties = vec![
        to_body("guandao", "gas-works"),
        to_unit("street"),
        Assignee {
            person: Some(id("d02")),
            ..to_unit("guandao")
        },
    ];
    town.takes(
        "2025-03-03 11:00",
        "d01",
        Act {
            parties,
            ..act(&case, "call_in")
        },
    );
    let parts = town.begun(&case);
    (town, case, parts)
}

#[test]
fn each_of_those_called_in_gets_a_part_with_a_number_of_its_own() {
    let (town, case, parts) = called_in();
    let number = |case| town.case(case).number.to_string();
    assert_eq!(
        parts.iter().map(number).collect::<Vec<_>>(),
        [
            "320311006001-2025-0002",
            "320311006001-2025-0003",
            "320311006001-2025-0004"
        ]
    );
    let stand: Vec<String> = parts.iter().map(|part| town.stands(part)).collect();
    assert_eq!(
        stand,
        [
            "called duty-desk@guandao",
            "called duty-desk@street",
            "called duty-desk@guandao:d02"
        ]
    );
    assert_eq!(town.case(&parts[0]).holder.body, Some(id("gas-works")));
    for part in &parts {
        let origin = town.case(part).origin().unwrap();
        assert_eq!(
            (&origin.case, origin.link, origin.later),
            (&case, Link::Part, false)
        );
        assert_eq!(town.case(part).requester, None);
    }
    assert_eq!(town.case(&case).open_parts(), 3);
}

#[test]
fn the_answer_waits_for_all_parts_and_each_is_rated_by_who_called() {
    let (mut town, case, parts) = called_in();
    for (part, who) in parts.iter().zip(["k1", "d09", "d02"]) {
        town.takes("2025-03-03 12:00", who, act(part, "sign"));
        town.takes("2025-03-03 14:00", who, act(part, "contact"));
        town.takes("2025-03-04 10:00", who, act(part, "report"));
    }
    let rate = |part: &linli::CaseId, rating| Act {
        rating: Some(rating),
        ..act(part, "rate")
    };
    // The gas works say they are done; who called sends it back, and rates it when it is.
    assert_eq!(
        town.refuses("2025-03-04 11:00", "k1", rate(&parts[0], 5)).code(),
        "C207"
    );
    town.takes("2025-03-04 11:00", "d01", act(&parts[0], "redo"));
    town.takes("2025-03-05 10:00", "k1", act(&parts[0], "report"));
    town.takes("2025-03-05 11:00", "d01", rate(&parts[0], 3));
    town.takes("2025-03-05 11:10", "d01", rate(&parts[1], 5));
    let refused = town.refuses("2025-03-05 11:20", "d01", act(&case, "answer"));
    assert!(
        refused
            .explain(linli::Lang::En)
            .contains("1 of its parts is still open")
    );
    // Nobody rates the third; after five working days it closes by itself.
    town.settle(at("2025-03-12 00:00"));
    assert_eq!(town.case(&parts[2]).state.as_str(), "closed");
    town.takes("2025-03-12 09:00", "d01", act(&case, "answer"));
    let ratings: Vec<Option<u8>> = parts.iter().map(|part| town.case(part).rating).collect();
    assert_eq!(ratings, [Some(3), Some(5), None]);
}

#[test]
fn nobody_rates_a_part_they_did_themselves() {
    let mut town = town();
    let case = town.raises("2025-03-03 09:00", "p17", "illegal-building", "b-12");
    town.takes("2025-03-03 10:00", "d01", act(&case, "accept"));
    let parties = vec![to_unit("guandao")];
    town.takes(
        "2025-03-03 11:00",
        "d01",
        Act {
            parties,
            ..act(&case, "call_in")
        },
    );
    let part = &town.begun(&case)[0];
    for (time, action) in [("12:00", "sign"), ("13:00", "contact"), ("14:00", "report")] {
        town.takes(&format!("2025-03-03 {time}"), "d01", act(part, action));
    }
    let rate = Act {
        rating: Some(5),
        ..act(part, "rate")
    };
    assert_eq!(town.refuses("2025-03-03 15:00", "d01", rate).code(), "C207");
    assert_eq!(
        town.refuses("2025-03-03 15:00", "d01", act(&case, "answer"))
            .code(),
        "C223"
    );
}

#[test]
fn a_part_somebody_declines_is_closed_and_another_can_be_called_in() {
    let (mut town, case, parts) = called_in();
    town.takes("2025-03-03 12:00", "k1", act(&parts[0], "decline"));
    assert_eq!(town.case(&case).open_parts(), 2);
    let parties = vec![to_unit("street")];
    town.takes(
        "2025-03-03 13:00",
        "d01",
        Act {
            parties,
            ..act(&case, "call_in")
        },
    );
    assert_eq!((town.begun(&case).len(), town.case(&case).open_parts()), (4, 3));
}

#[test]
fn a_part_goes_up_like_any_case_and_stays_a_part() {
    let mut town = town();
    let case = town.raises("2025-03-03 09:00", "p17", "lift", "b-12");
    let approve = Act {
        sitting: sitting("watch", &["g1", "g2"], Some((2, 0))),
        ..act(&case, "approve")
    };
    town.takes("2025-03-03 10:00", "d01", approve);
    town.takes("2025-03-03 11:00", "g1", act(&case, "finding"));
    let part = town.begun(&case)[0].clone();
    town.settle(at("2025-03-05 00:00"));
    assert_eq!(town.stands(&part), "registered duty-desk@street");
    assert_eq!(town.case(&case).open_parts(), 1);
}

#[test]
fn what_a_running_case_begins_is_of_its_own_edition_where_the_new_one_knows_no_such_matter() {
    let (mut town, case, _) = called_in();
    let mut text = RULEBOOK.to_owned();
    for matter in ["[matters.illegal-building]", "[matters.joint-part]"] {
        let from = text.find(matter).unwrap();
        let until = from + text[from..].find("\n\n").unwrap();
        text.replace_range(from..until, "");
    }
    town.adopts(
        "2025-03-03 12:00",
        resolved(&text.replace("from = 2025-01-01", "from = 2025-03-03")),
    );
    let parties = vec![to_unit("street")];
    town.takes(
        "2025-03-03 13:00",
        "d01",
        Act {
            parties,
            ..act(&case, "call_in")
        },
    );
    let part = town.begun(&case).pop().unwrap();
    assert_eq!(
        (town.case(&part).edition, town.stands(&part)),
        (0, "called duty-desk@street".into())
    );
}

#[test]
fn a_body_acts_only_while_its_agreement_lasts_when_it_is_called_in() {
    let mut town = town();
    let case = town.raises("2026-01-05 09:00", "p17", "illegal-building", "b-12");
    town.takes("2026-01-05 10:00", "d01", act(&case, "accept"));
    let parties = vec![to_body("guandao", "gas-works")];
    let refused = town.refuses(
        "2026-01-05 11:00",
        "d01",
        Act {
            parties,
            ..act(&case, "call_in")
        },
    );
    assert_eq!(refused.code(), "C226");
}

#[test]
fn who_has_the_case_that_a_confidential_part_comes_from_sees_the_part() {
    let rules = rules_with(
        "procedure = \"joint-part\"",
        "procedure = \"joint-part\"\nconfidential = true",
    );
    let (town, _, parts) = called_in_under(town_under(rules));
    let sees = |who: &str| {
        let linli::State {
            cases,
            grid,
            editions,
            ..
        } = &town.state;
        cases.may_see(grid, editions, &parts[1], &id(who), at("2025-03-03 12:00"))
    };
    // The street has the part; the community's desk, both of them, has the case.
    for (who, seen) in [
        ("d09", true),
        ("d01", true),
        ("d02", true),
        ("w03", false),
        ("p17", false),
    ] {
        assert_eq!(sees(who), seen, "{who}");
    }
}
