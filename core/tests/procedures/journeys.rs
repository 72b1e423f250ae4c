//! Each built-in procedure from beginning to end, as the field goes through it.

use linli::cases::Act;
use linli::rulebook::BUILT_IN;
use linli::state::Event;

use crate::kit::*;

const MINUTES: [&str; 3] = ["o1", "t1", "t2"];

#[test]
fn the_rulebook_uses_every_built_in_procedure() {
    let rules = rules();
    for (procedure, _) in BUILT_IN {
        let used = rules
            .matters
            .values()
            .any(|matter| matter.procedure.as_str() == *procedure);
        assert!(used, "{procedure}");
    }
    let dispute = &rules.matters["dispute"];
    assert_eq!(
        dispute.confidential.as_ref().unwrap().seen_by,
        ids("duty-desk".split(' ').collect::<Vec<_>>().as_slice())
    );
    assert!(rules.matters["parking"].confidential.is_none());
}

#[test]
fn a_request_is_accepted_answered_and_rated() {
    let mut town = town();
    let case = town.raises("2025-03-03 09:00", "p17", "parking", "b-12");
    town.plays(
        &case,
        &[
            ("03-03 10:00", "w03", "accept", "handling grid-worker@grid-07:w03"),
            ("03-04 10:00", "w03", "answer", "answered grid-worker@grid-07:w03"),
        ],
    );
    let rated = Act {
        rating: Some(5),
        ..act(&case, "close")
    };
    town.takes("2025-03-04 11:00", "p17", rated);
    assert_eq!(town.stands(&case), "closed grid-worker@grid-07:w03");
}

#[test]
fn what_a_neighbour_raised_already_is_merged_and_both_hear_rate_and_reopen() {
    let mut town = town();
    let kept = town.raises("2025-03-03 09:00", "p17", "parking", "b-12");
    let again = town.raises("2025-03-03 09:30", "p18", "parking", "b-12");
    let merge = Act {
        into: Some(kept.clone()),
        ..act(&again, "merge")
    };
    town.takes("2025-03-03 10:00", "w03", merge);
    assert_eq!(town.stands(&again), "merged grid-worker@grid-07:w03");
    assert!(town.case(&again).is_closed());
    town.plays(
        &kept,
        &[
            ("03-03 10:10", "w03", "accept", "handling grid-worker@grid-07:w03"),
            ("03-04 10:00", "w03", "answer", "answered grid-worker@grid-07:w03"),
        ],
    );
    let rated = Act {
        rating: Some(2),
        ..act(&kept, "close")
    };
    town.takes("2025-03-04 11:00", "p18", rated);
    town.takes("2025-03-05 09:00", "p18", act(&kept, "reopen"));
    assert_eq!(town.stands(&kept), "handling grid-worker@grid-07:w03");
}

#[test]
fn a_dispute_is_mediated_with_more_time_by_consent_and_its_agreement_followed_up() {
    let mut town = town();
    let case = town.raises("2025-03-03 09:00", "p17", "dispute", "b-12");
    town.plays(
        &case,
        &[
            (
                "03-03 10:00",
                "w03",
                "accept",
                "mediating grid-worker@grid-07:w03",
            ),
            ("03-04 10:00", "w03", "escalate", "registered duty-desk@guandao"),
            ("03-04 11:00", "d01", "accept", "mediating duty-desk@guandao:d01"),
        ],
    );
    let mediator = Act {
        names: Some(id("l01")),
        ..act(&case, "name_mediator")
    };
    town.takes("2025-03-04 12:00", "d01", mediator);
    assert_eq!(
        town.refuses("2025-03-05 09:00", "l01", act(&case, "extend"))
            .code(),
        "C223"
    );
    assert_eq!(
        town.refuses("2025-03-05 09:00", "l01", act(&case, "consent"))
            .code(),
        "C207"
    );
    town.plays(
        &case,
        &[
            ("03-05 09:30", "p17", "consent", "mediating duty-desk@guandao:d01"),
            ("03-05 10:00", "l01", "extend", "mediating duty-desk@guandao:d01"),
        ],
    );
    // Thirty days from registration, thirty more from the end of those.
    let whole = town.case(&case).case_clock.unwrap();
    assert_eq!(whole.until, Some(at("2025-05-03 00:00")));
    assert!(
        town.case(&case).marked(&id("consent")).is_none(),
        "consent is for one extension"
    );
    town.takes("2025-03-05 10:30", "p17", act(&case, "consent"));
    assert_eq!(
        town.refuses("2025-03-05 11:00", "d01", act(&case, "extend"))
            .code(),
        "C229"
    );
    town.plays(
        &case,
        &[
            ("04-20 10:00", "l01", "agree", "agreed duty-desk@guandao:d01"),
            ("04-25 10:00", "p17", "breach", "mediating duty-desk@guandao:d01"),
            ("04-26 10:00", "l01", "agree", "agreed duty-desk@guandao:d01"),
            ("04-30 10:00", "p17", "perform", "settled duty-desk@guandao:d01"),
        ],
    );
    assert!(!town.case(&case).is_overdue());
}

#[test]
fn a_mediation_that_comes_to_nothing_is_told_so() {
    let mut town = town();
    let case = town.raises("2025-03-03 09:00", "p17", "dispute", "b-12");
    town.plays(
        &case,
        &[
            (
                "03-03 10:00",
                "w03",
                "accept",
                "mediating grid-worker@grid-07:w03",
            ),
            (
                "03-10 10:00",
                "w03",
                "not_agree",
                "not_agreed grid-worker@grid-07:w03",
            ),
        ],
    );
}

#[test]
fn the_secretary_thinks_a_worry_through_and_who_is_unhappy_comes_back() {
    let mut town = town();
    let case = town.raises("2025-03-03 09:00", "p17", "worry", "b-12");
    town.plays(
        &case,
        &[
            (
                "03-03 10:00",
                "s01",
                "consult",
                "consulting secretary@guandao:s01",
            ),
            ("03-04 10:00", "s01", "decide", "decided secretary@guandao:s01"),
            ("03-05 10:00", "s01", "answer", "answered secretary@guandao:s01"),
        ],
    );
    let rates = |rating| Act {
        rating: Some(rating),
        ..act(&case, "close")
    };
    town.takes("2025-03-05 11:00", "p17", rates(4));
    let refused = town.refuses("2025-03-06 09:00", "p17", act(&case, "reopen"));
    assert_eq!(refused.code(), "C223");

    let mut town = town_under(rules());
    let case = town.raises("2025-03-03 09:00", "p17", "worry", "b-12");
    for (time, action) in [
        ("03 10:00", "consult"),
        ("04 10:00", "decide"),
        ("05 10:00", "answer"),
    ] {
        town.takes(&format!("2025-03-{time}"), "s01", act(&case, action));
    }
    town.takes(
        "2025-03-05 11:00",
        "p17",
        Act {
            rating: Some(2),
            ..act(&case, "close")
        },
    );
    town.takes("2025-03-06 09:00", "p17", act(&case, "reopen"));
    assert_eq!(town.stands(&case), "consulting secretary@guandao:s01");
    assert_eq!(town.case(&case).reopened, 1);
}

#[test]
fn a_topic_goes_through_the_six_steps_and_what_was_decided_is_done_first() {
    let mut town = town();
    let case = town.raises("2025-03-03 09:00", "o1", "courtyard", "guandao");
    let sat = |action: &str, votes| Act {
        sitting: sitting("council", &MINUTES, votes),
        ..act(&case, action)
    };
    town.takes("2025-03-04 09:00", "s01", act(&case, "settle_topic"));
    assert_eq!(
        town.refuses("2025-03-05 09:00", "s01", act(&case, "deliberate"))
            .code(),
        "C208"
    );
    town.takes("2025-03-05 09:00", "s01", sat("deliberate", None));
    assert_eq!(
        town.refuses("2025-03-06 09:00", "s01", sat("decide", Some((1, 2))))
            .code(),
        "C225"
    );
    assert_eq!(
        town.refuses("2025-03-06 09:00", "s01", sat("decide", None))
            .code(),
        "C225"
    );
    town.takes("2025-03-06 09:00", "s01", sat("decide", Some((2, 1))));
    town.takes("2025-03-07 09:00", "s01", act(&case, "commission"));
    town.takes("2025-03-07 09:05", "s01", act(&case, "commission"));
    let parts = town.begun(&case);
    assert_eq!(parts.len(), 2);
    assert_eq!(town.stands(&parts[0]), "registered duty-desk@guandao");
    for part in &parts {
        assert_eq!(
            town.refuses("2025-03-10 09:00", "s01", act(&case, "do")).code(),
            "C223"
        );
        town.takes("2025-03-10 10:00", "d01", act(part, "accept"));
        town.takes("2025-03-10 11:00", "d01", act(part, "answer"));
    }
    town.settle(at("2025-03-20 00:00"));
    let closed = parts.iter().filter(|part| town.case(part).is_closed());
    assert_eq!(
        closed.count(),
        2,
        "a resolution that nobody rates closes by itself"
    );
    town.takes("2025-03-28 09:00", "s01", act(&case, "do"));
    town.takes("2025-03-31 09:00", "o2", sat("review", Some((3, 0))));
    assert_eq!(town.case(&case).state.as_str(), "closed");
}

#[test]
fn what_was_voted_down_is_dropped() {
    let mut town = town();
    let case = town.raises("2025-03-03 09:00", "o1", "courtyard", "guandao");
    let sat = |action: &str, votes| Act {
        sitting: sitting("council", &MINUTES, votes),
        ..act(&case, action)
    };
    town.takes("2025-03-04 09:00", "s01", act(&case, "settle_topic"));
    town.takes("2025-03-05 09:00", "s01", sat("deliberate", None));
    town.takes("2025-03-06 09:00", "s01", sat("reject", Some((0, 3))));
    assert_eq!(town.case(&case).state.as_str(), "dropped");
}

#[test]
fn a_blocked_exit_is_put_right_checked_and_looked_at_again() {
    let mut town = town();
    let case = town.raises("2025-03-03 09:00", "w03", "fire-exit", "b-12");
    town.plays(
        &case,
        &[
            (
                "03-03 10:00",
                "w03",
                "order",
                "rectifying grid-worker@grid-07:w03",
            ),
            (
                "03-05 10:00",
                "w03",
                "report",
                "rectified grid-worker@grid-07:w03",
            ),
            (
                "03-05 11:00",
                "w03",
                "reject",
                "rectifying grid-worker@grid-07:w03",
            ),
            (
                "03-06 10:00",
                "w03",
                "report",
                "rectified grid-worker@grid-07:w03",
            ),
            ("03-06 11:00", "w03", "confirm", "closed grid-worker@grid-07:w03"),
        ],
    );
    assert_eq!(town.begun(&case), []);
    town.settle(at("2025-04-05 23:59"));
    assert_eq!(town.begun(&case), []);
    town.settle(at("2025-04-06 00:00"));
    let again = town.begun(&case);
    assert_eq!(town.case(&again[0]).matter.as_str(), "recheck");
    assert_eq!(town.stands(&again[0]), "registered grid-worker@grid-07");
    town.takes("2025-04-07 10:00", "w03", act(&again[0], "clear"));
    town.settle(at("2026-01-01 00:00"));
    assert_eq!(
        town.begun(&again[0]),
        [],
        "nothing was found, so nobody looks a third time"
    );
}

#[test]
fn a_volunteer_does_an_errand_and_earns_when_it_is_confirmed() {
    let mut town = town();
    let case = town.raises("2025-03-03 09:00", "p17", "allowance", "b-12");
    assert_eq!(
        town.refuses("2025-03-03 09:30", "c1", act(&case, "take")).code(),
        "C207"
    );
    town.plays(
        &case,
        &[
            ("03-03 10:00", "v1", "take", "taken grid-worker@grid-07:v1"),
            ("03-03 11:00", "v1", "give_back", "asked grid-worker@grid-07:v1"),
            ("03-03 12:00", "w03", "take", "taken grid-worker@grid-07:w03"),
            ("03-03 13:00", "w03", "give_back", "asked grid-worker@grid-07:w03"),
            ("03-03 14:00", "v1", "take", "taken grid-worker@grid-07:v1"),
            ("03-03 15:00", "v1", "finish", "done grid-worker@grid-07:v1"),
            ("03-03 16:00", "p17", "dispute", "taken grid-worker@grid-07:v1"),
            ("03-03 17:00", "v1", "finish", "done grid-worker@grid-07:v1"),
            ("03-04 09:00", "p17", "confirm", "closed grid-worker@grid-07:v1"),
        ],
    );
    let earned = town.log.iter().filter(|event| matches!(event, Event::Points(_)));
    assert_eq!(earned.count(), 1);
}

#[test]
fn a_need_is_claimed_by_a_partner_under_an_agreement_and_released_if_no_contract_follows() {
    let mut town = town();
    let case = town.raises("2025-03-03 09:00", "p17", "bench", "b-12");
    let claim = |body: &str| Act {
        to: Some(to_body("guandao", body)),
        ..act(&case, "claim")
    };
    assert_eq!(
        town.refuses("2025-03-04 09:00", "c1", claim("clinic")).code(),
        "C226"
    );
    town.takes("2025-03-04 09:00", "k1", claim("gas-works"));
    assert_eq!(town.case(&case).holder.body, Some(id("gas-works")));
    town.settle(at("2025-03-19 00:00"));
    assert_eq!(town.stands(&case), "published duty-desk@guandao");
    assert_eq!(town.case(&case).holder.body, None);
    town.takes("2025-03-20 09:00", "d01", claim("gas-works"));
    town.plays(
        &case,
        &[
            ("03-21 09:00", "k1", "contract", "working duty-desk@guandao:k1"),
            ("03-28 09:00", "k1", "milestone", "working duty-desk@guandao:k1"),
            ("04-01 09:00", "k1", "deliver", "delivered duty-desk@guandao:k1"),
            ("04-02 09:00", "o1", "reject", "working duty-desk@guandao:k1"),
        ],
    );
    assert_eq!(
        town.refuses("2025-04-03 09:00", "k1", act(&case, "deliver"))
            .code(),
        "C223"
    );
    town.takes("2025-04-03 10:00", "k1", act(&case, "milestone"));
    town.takes("2025-04-03 11:00", "k1", act(&case, "deliver"));
    town.takes(
        "2025-04-04 09:00",
        "p17",
        Act {
            rating: Some(5),
            ..act(&case, "accept")
        },
    );
    assert_eq!(town.case(&case).state.as_str(), "accepted");
}

#[test]
fn the_supervisors_sign_off_a_lift_step_by_step_and_hold_it_up_with_what_they_find() {
    let mut town = town();
    let case = town.raises("2025-03-03 09:00", "p17", "lift", "b-12");
    let watch = ["g1", "g2", "g3"];
    let approve = Act {
        sitting: sitting("watch", &watch, Some((2, 1))),
        ..act(&case, "approve")
    };
    town.takes("2025-03-10 09:00", "d01", approve);
    assert_eq!(
        town.refuses("2025-04-01 09:00", "g1", act(&case, "sign_works"))
            .code(),
        "C223"
    );
    assert_eq!(
        town.refuses("2025-04-01 09:00", "d01", act(&case, "sign_design"))
            .code(),
        "C207"
    );
    town.takes("2025-04-01 09:00", "g1", act(&case, "sign_design"));
    town.takes("2025-04-02 09:00", "g2", act(&case, "sign_materials"));
    town.takes("2025-04-03 09:00", "g3", act(&case, "finding"));
    town.takes("2025-05-01 09:00", "g3", act(&case, "sign_works"));
    let marks: Vec<String> = town
        .case(&case)
        .marks()
        .iter()
        .map(|mark| mark.mark.to_string())
        .collect();
    assert_eq!(marks, ["design", "materials", "works"]);
    let accept = || Act {
        sitting: sitting("watch", &watch, None),
        ..act(&case, "accept")
    };
    assert_eq!(town.refuses("2025-05-02 09:00", "d01", accept()).code(), "C223");
    let finding = town.begun(&case)[0].clone();
    assert_eq!(
        town.stands(&finding),
        "registered duty-desk@street",
        "nobody took it up, so it went up"
    );
    town.takes("2025-05-02 10:00", "d09", act(&finding, "accept"));
    town.takes("2025-05-02 11:00", "d09", act(&finding, "answer"));
    town.settle(at("2025-05-09 00:00"));
    town.takes("2025-05-09 09:00", "d01", accept());
    town.settle(at("2026-05-11 00:00"));
    assert_eq!(
        town.case(&case).state.as_str(),
        "closed",
        "a year of upkeep, then it is handed over"
    );
}

#[test]
fn a_good_neighbour_is_checked_made_public_and_honoured() {
    let mut town = town();
    let case = town.raises("2025-03-03 09:00", "p17", "good-neighbour", "b-12");
    town.takes("2025-03-04 09:00", "s01", act(&case, "check"));
    let publish = || Act {
        sitting: sitting("council", &MINUTES, Some((3, 0))),
        ..act(&case, "publish")
    };
    town.takes("2025-03-05 09:00", "s01", publish());
    town.takes("2025-03-06 09:00", "p99", act(&case, "object"));
    assert_eq!(town.case(&case).state.as_str(), "checked");
    town.takes("2025-03-07 09:00", "s01", publish());
    town.settle(at("2025-03-15 00:00"));
    assert_eq!(town.case(&case).state.as_str(), "honoured");
}

#[test]
fn a_deed_is_reviewed_by_the_moral_council_and_earns_when_nobody_objected() {
    let mut town = town();
    let case = town.raises("2025-03-03 09:00", "p17", "deed", "b-12");
    let decline = Act {
        sitting: sitting("virtue", &["m1"], None),
        ..act(&case, "decline")
    };
    town.takes("2025-03-04 09:00", "s01", decline);
    town.takes("2025-03-06 09:00", "p17", act(&case, "appeal"));
    let pass = Act {
        sitting: sitting("virtue", &["m1", "m2"], Some((2, 0))),
        ..act(&case, "pass")
    };
    town.takes("2025-03-07 09:00", "s01", pass);
    let events = town.settle(at("2025-03-13 00:00"));
    assert!(
        events.iter().any(|event| matches!(event, Event::Points(_))),
        "{events:?}"
    );
    assert_eq!(town.case(&case).state.as_str(), "granted");
}
