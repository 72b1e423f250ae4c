//! Running cases move to the procedure of the edition in force 迁移.

use linli::cases::{CaseRefusal, ClockName, Migrate};
use linli::rulebook::Bundle;
use linli::state::Refusal;
use linli::{Lang, Meta, StateId};

use crate::kit::*;

/// The next edition calls the first state of a trial `intake`, has no shelf clock, and gives other limits.
fn next() -> Bundle {
    let text = RULEBOOK
        .replace("from = 2025-01-01", "from = 2025-03-04")
        .replace("\"registered\"", "\"intake\"")
        .replace("registered = {", "intake = {")
        .replace(
            "name = \"试办\"\nclock = \"whole\"",
            "name = \"试办\"\ninitial = \"intake\"\nclock = \"whole\"",
        )
        .replace(
            "step = \"8 working hours\", whole = \"30 days\"",
            "step = \"2 working hours\", whole = \"60 days\"",
        )
        .replace(
            "shelved    = { name = \"搁置\", clock = \"90 days\", on_overdue = \"back\" }",
            "shelved    = { name = \"搁置\" }",
        );
    resolved(&text)
}

fn migrate(town: &mut Town, procedure: &str, states: &[(&str, &str)]) -> Result<(), Refusal> {
    let command = Migrate {
        procedure: id(procedure),
        states: states
            .iter()
            .map(|(from, to)| (id::<StateId>(from), id(to)))
            .collect(),
    };
    let done = town.execute(Meta::new(id("admin"), at("2025-03-05 09:00")), command.into());
    town.check();
    done.map(drop)
}

/// A trial begun under the first edition, one on the shelf, one paused; and one begun under the next.
fn moving() -> (Town, Vec<linli::CaseId>) {
    let mut town = town();
    let mut cases: Vec<_> = (0..3)
        .map(|_| town.raises("2025-03-03 17:00", "p17", "trial", "grid-07"))
        .collect();
    town.takes("2025-03-03 17:10", "w03", act(&cases[1], "shelve"));
    town.takes("2025-03-03 17:10", "w03", act(&cases[2], "pause"));
    town.adopts("2025-03-04 08:00", next());
    cases.push(town.raises("2025-03-04 08:30", "p17", "trial", "grid-07"));
    (town, cases)
}

#[test]
fn running_cases_stay_with_their_edition_until_they_are_moved() {
    let (mut town, cases) = moving();
    let stand: Vec<&str> = cases.iter().map(|case| town.case(case).state.as_str()).collect();
    assert_eq!(stand, ["registered", "shelved", "registered", "intake"]);
    town.takes("2025-03-04 09:00", "w03", act(&cases[0], "extend_step"));
    assert_eq!(town.case(&cases[0]).edition, 0);
}

#[test]
fn all_of_them_move_and_their_clocks_go_on_as_they_were() {
    let (mut town, cases) = moving();
    let before: Vec<_> = cases
        .iter()
        .map(|case| town.until(case, ClockName::Case))
        .collect();
    let step = town.until(&cases[0], ClockName::State);
    migrate(&mut town, "trial", &[("registered", "intake")]).unwrap();
    let stand: Vec<&str> = cases.iter().map(|case| town.case(case).state.as_str()).collect();
    assert_eq!(stand, ["intake", "shelved", "intake", "intake"]);
    assert!(cases.iter().all(|case| town.case(case).edition == 1));
    let after: Vec<_> = cases
        .iter()
        .map(|case| town.until(case, ClockName::Case))
        .collect();
    assert_eq!(before, after);
    assert_eq!(town.until(&cases[0], ClockName::State), step);
    assert_eq!(
        town.until(&cases[1], ClockName::State),
        None,
        "the shelf has no clock any more"
    );
    // What is counted on is counted by the limit the clock began with.
    town.takes("2025-03-05 10:00", "w03", act(&cases[0], "pause"));
    town.takes("2025-03-06 10:00", "w03", act(&cases[0], "resume"));
    assert_eq!(
        town.until(&cases[0], ClockName::Case),
        Some(at("2025-04-04 00:00"))
    );
    town.takes("2025-03-06 10:00", "w03", act(&cases[2], "resume"));
    assert_eq!(
        town.until(&cases[2], ClockName::Case),
        Some(at("2025-04-05 00:00"))
    );
}

#[test]
fn one_that_has_no_place_to_go_keeps_all_where_they_are_and_is_named() {
    let (mut town, cases) = moving();
    let refused = migrate(&mut town, "trial", &[]).unwrap_err();
    match case_refusal(refused) {
        CaseRefusal::NoPlaceToGo {
            count, cases, states, ..
        } => {
            assert_eq!((count, cases.0.len()), (2, 2));
            assert_eq!(states.0, [id::<StateId>("registered")]);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(town.case(&cases[0]).edition, 0);
}

#[test]
fn cases_do_not_move_into_closed_states() {
    let (mut town, _) = moving();
    let refused = migrate(&mut town, "trial", &[("registered", "closed")]).unwrap_err();
    assert_eq!(refused.code(), "C230");
}

#[test]
fn what_cannot_be_moved_is_refused_with_what_there_is() {
    let (mut town, _) = moving();
    for (procedure, states, code, en, zh) in [
        (
            "trail",
            vec![],
            "C231",
            "no procedure `trail`: it has `claimed-project`",
            "没有流程 `trail`",
        ),
        (
            "trial",
            vec![("registered", "done")],
            "C232",
            "`trial` has no state `done`: it has `closed`, `intake`",
            "流程 `trial` 没有状态 `done`",
        ),
        (
            "mediation",
            vec![],
            "C233",
            "no running case follows `mediation`",
            "`mediation` 办理",
        ),
        (
            "trial",
            vec![],
            "C230",
            "2 running cases have no place in the new `trial`, among them `320311006001-2025-0001`, ",
            "2 个在办事件在新的 `trial` 中没有对应状态",
        ),
    ] {
        let refused = migrate(&mut town, procedure, &states).unwrap_err();
        assert_eq!(refused.code(), code);
        for (lang, says) in [(Lang::En, en), (Lang::Zh, zh)] {
            assert!(refused.explain(lang).contains(says), "{}", refused.explain(lang));
        }
    }
}

#[test]
fn a_matter_that_follows_another_procedure_now_moves_to_that() {
    let (mut town, cases) = {
        let mut town = town();
        let case = town.raises("2025-03-03 17:00", "p17", "trial", "grid-07");
        (town, vec![case])
    };
    let text = RULEBOOK.replace("from = 2025-01-01", "from = 2025-03-04").replace(
        "procedure = \"trial\"\nhandlers = { grid = \"grid-worker\", community = \"duty-desk\" }\nlimits = { step = \"8 working hours\", whole = \"30 days\" }",
        "procedure = \"request\"\nhandlers = { grid = \"grid-worker\", community = \"duty-desk\" }\nlimits = { accept = \"8 working hours\", settle = \"30 days\" }",
    );
    let from = text.find("[procedures.trial]").unwrap();
    let until = from + text[from..].find("[points]").unwrap();
    town.adopts(
        "2025-03-04 08:00",
        resolved(&(text[..from].to_owned() + &text[until..])),
    );
    assert_eq!(migrate(&mut town, "trial", &[]).unwrap_err().code(), "C231");
    migrate(&mut town, "request", &[]).unwrap();
    town.takes("2025-03-05 10:00", "w03", act(&cases[0], "accept"));
    assert_eq!(town.case(&cases[0]).state.as_str(), "handling");
}
