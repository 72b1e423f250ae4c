//! Merging 并案, and looking again some days later 回头看.

use linli::cases::{Act, ClockName};
use linli::rulebook::Bundle;
use linli::{CaseId, PersonId};

use crate::kit::*;

fn into(case: &CaseId, other: &CaseId) -> Act {
    Act {
        into: Some(other.clone()),
        ..act(case, "merge")
    }
}

fn rates(case: &CaseId, rating: u8) -> Act {
    Act {
        rating: Some(rating),
        ..act(case, "close")
    }
}

#[test]
fn of_cases_that_are_the_same_one_keeps_the_duty_and_all_who_raised_it_are_heard() {
    let mut town = town();
    let cases =
        ["p17", "p18", "p19", "p18"].map(|who| town.raises("2025-03-03 09:00", who, "trial", "grid-07"));
    let [kept, second, third, fourth] = &cases;
    town.takes("2025-03-03 10:00", "w03", into(third, second));
    town.takes("2025-03-03 10:10", "w03", into(second, kept));
    town.takes("2025-03-03 10:20", "w03", into(fourth, kept));
    let heard: Vec<&PersonId> = town.case(kept).requesters().collect();
    assert_eq!(heard, ["p17", "p18", "p19"].map(id).iter().collect::<Vec<_>>());
    assert_eq!(town.case(third).merged_into(), Some(second));
    assert!(town.case(third).is_closed());
    town.takes("2025-03-03 11:00", "p19", rates(kept, 2));
    assert_eq!(town.case(kept).rating, Some(2));
}

#[test]
fn a_case_is_merged_into_another_that_is_open() {
    let mut town = town();
    let [one, other, done] =
        ["p17", "p18", "p19"].map(|who| town.raises("2025-03-03 09:00", who, "trial", "grid-07"));
    town.takes("2025-03-03 10:00", "p19", rates(&done, 1));
    assert_eq!(
        town.refuses("2025-03-03 11:00", "w03", into(&one, &one)).code(),
        "C227"
    );
    assert_eq!(
        town.refuses("2025-03-03 11:00", "w03", into(&one, &done)).code(),
        "C227"
    );
    assert_eq!(
        town.refuses("2025-03-03 11:00", "w03", into(&one, &id("nowhere")))
            .code(),
        "C227"
    );
    town.takes("2025-03-03 11:10", "w03", into(&one, &other));
    assert_eq!(
        town.refuses("2025-03-03 11:20", "w03", into(&other, &one)).code(),
        "C227"
    );
}

#[test]
fn a_rating_that_is_just_low_enough_opens_a_case_again_and_the_next_does_not() {
    let mut town = town();
    for (rating, again) in [(1, true), (2, true), (3, false)] {
        let case = town.raises("2025-03-03 09:00", "p17", "trial", "grid-07");
        town.takes("2025-03-03 10:00", "p17", rates(&case, rating));
        let taken = town.tries("2025-03-04 10:00", "p17", act(&case, "reopen"));
        assert_eq!(taken.is_ok(), again, "{rating}");
    }
}

#[test]
fn a_merged_case_that_is_opened_again_has_its_own_duty_again() {
    let mut town = town_under(rules_with(
        "from = [\"closed\", \"merged\"], to = \"registered\", who = \"requester\", needs = \"rating<=2\"",
        "from = [\"closed\", \"merged\"], to = \"registered\", who = \"requester\"",
    ));
    let [one, other] = ["p17", "p18"].map(|who| town.raises("2025-03-03 09:00", who, "trial", "grid-07"));
    town.takes("2025-03-03 10:00", "w03", into(&one, &other));
    town.takes("2025-03-04 10:00", "p17", act(&one, "reopen"));
    assert_eq!(town.case(&one).merged_into(), None);
    town.takes("2025-03-05 10:00", "w03", into(&other, &one));
}

#[test]
fn who_holds_the_other_place_sees_who_joined() {
    let mut town = town();
    let one = town.raises("2025-03-03 09:00", "p17", "trial", "grid-07");
    let other = town.raises("2025-03-03 09:00", "p18", "trial", "grid-08");
    let stamp = linli::Stamp {
        id: linli::CommandId::new(id("desk"), 99),
        actor: id("w03"),
        capacity: None,
        on_behalf_of: None,
        occurred: None,
        recorded: at("2025-03-03 10:00"),
        details: Vec::new(),
        attachments: Vec::new(),
    };
    let command = linli::cases::Command::Act(into(&one, &other));
    match town.state.decide(&stamp, &linli::state::Command::Cases(command)) {
        linli::state::Outcome::Accepted(events) => assert_eq!(events[0].also, [id("grid-08")]),
        refused => panic!("{refused:?}"),
    }
}

#[test]
fn looking_again_waits_for_a_calendar_that_is_not_published_and_comes_when_it_is() {
    let known = rules();
    let mut data = known.calendar.data().clone();
    let last = data.years.pop().unwrap().year;
    let mut early = known.clone();
    early.calendar = linli::calendar::Calendar::new(data).unwrap();
    let mut town = town_under(early);
    let case = town.raises(&format!("{}-12-22 09:00", last - 1), "p17", "trial", "grid-07");
    town.takes(
        &format!("{}-12-22 10:00", last - 1),
        "w03",
        act(&case, "look_later"),
    );
    town.takes(&format!("{}-12-23 10:00", last - 1), "p17", rates(&case, 5));
    let clock = town.case(&case).clock(ClockName::FollowUp).copied().unwrap();
    assert_eq!((clock.until, town.case(&case).next_deadline()), (None, None));
    town.settle(at(&format!("{last}-01-05 00:00")));
    assert_eq!(town.begun(&case), []);
    town.adopts(
        &format!("{last}-01-05 09:00"),
        Bundle {
            from: day(&format!("{last}-01-05")),
            ..known
        },
    );
    let until = town.until(&case, ClockName::FollowUp).unwrap();
    town.settle(until);
    let again = town.begun(&case)[0].clone();
    assert_eq!(town.case(&again).requester, Some(id("p17")));
    assert!(town.case(&again).origin().unwrap().later);
    assert_eq!(town.case(&case).clock(ClockName::FollowUp), None);
    town.check();
}

#[test]
fn what_is_opened_again_is_not_looked_at_again_before_it_is_done() {
    let mut town = town();
    let case = town.raises("2025-03-03 09:00", "p17", "trial", "grid-07");
    town.takes("2025-03-03 10:00", "w03", act(&case, "look_later"));
    town.takes("2025-03-03 11:00", "p17", rates(&case, 1));
    town.takes("2025-03-04 11:00", "p17", act(&case, "reopen"));
    assert_eq!(town.case(&case).clock(ClockName::FollowUp), None);
    town.settle(at("2025-06-01 00:00"));
    assert_eq!(town.begun(&case), []);
}

#[test]
fn what_nobody_handles_at_its_place_stays_with_who_had_the_other_case() {
    let mut town = town_under(rules_with(
        "[matters.recheck]                    # looking again\nname = \"回头看\"\nenters = \"grid\"\nprocedure = \"inspection\"\nhandlers = { grid = \"grid-worker\", community = \"duty-desk\" }",
        "[matters.recheck]\nname = \"回头看\"\nenters = \"grid\"\nprocedure = \"inspection\"\nhandlers = { grid = \"grid-worker\" }",
    ));
    let case = town.raises("2025-03-03 09:00", "p17", "trial", "guandao");
    town.takes("2025-03-03 10:00", "d01", act(&case, "look_later"));
    town.settle(at("2025-06-01 00:00"));
    let again = &town.begun(&case)[0];
    assert_eq!(town.case(again).holder.post, id("duty-desk"));
}

#[test]
fn what_follows_at_a_place_that_is_no_more_begins_at_the_nearest_above() {
    let mut town = town();
    let case = town.raises("2025-03-03 09:00", "p17", "trial", "grid-08");
    town.takes("2025-03-03 10:00", "w03", act(&case, "look_later"));
    town.takes("2025-03-03 10:30", "p17", rates(&case, 5));
    town.leave("w04", "2025-03-10");
    let close = linli::grid::CloseUnit {
        unit: id("grid-08"),
        until: day("2025-03-10"),
    };
    town.execute(all("host", "2025-03-03 11:00"), close.into())
        .unwrap();
    town.settle(at("2025-04-30 09:00"));
    let [again] = &town.begun(&case)[..] else {
        panic!("one case follows")
    };
    assert_eq!(town.case(again).unit, id("guandao"));
    town.check();
}
