//! Whether a sitting may decide, and what it came to.

use proptest::prelude::*;

use super::*;
use crate::grid::{Sitting, SittingFault, Verdict, Votes};

/// A council of two owners, three tenants and a member without a seat.
fn town() -> Town {
    let mut town = Town::small();
    town.ask(body_of("council", "council", "community")).unwrap();
    town.ask(body("branch", "grid-1", "2025-01-01")).unwrap();
    for (person, seat) in [
        ("o1", Some("owners")),
        ("o2", Some("owners")),
        ("t1", Some("tenants")),
        ("t2", Some("tenants")),
        ("t3", Some("tenants")),
        ("chair", None),
    ] {
        town.ask(join(person, "council", seat, "2025-02-01", None))
            .unwrap();
    }
    town
}

fn sitting(body: &str, attended: &[&str], votes: Option<(u32, u32, u32)>) -> Sitting {
    Sitting {
        body: id(body),
        attended: attended.iter().map(|person| id(person)).collect(),
        votes: votes.map(|(ayes, noes, abstain)| Votes { ayes, noes, abstain }),
    }
}

fn judge(town: &Town, sitting: &Sitting, on: &str) -> Result<Verdict, SittingFault> {
    town.grid.judge(&town.rules, sitting, day(on))
}

const PRESENT: [&str; 4] = ["o1", "t1", "t2", "chair"];

#[test]
fn a_sitting_that_may_decide_comes_to_a_verdict() {
    let town = town();
    for (votes, passed) in [
        (None, None),
        (Some((3, 1, 0)), Some(true)),
        (Some((2, 2, 0)), Some(false)),
        (Some((1, 0, 3)), Some(true)),
        (Some((0, 0, 4)), Some(false)),
        (Some((0, 0, 0)), Some(false)),
    ] {
        let verdict = judge(&town, &sitting("council", &PRESENT, votes), "2025-06-01").unwrap();
        let (present, members) = (4, 6);
        assert_eq!(
            verdict,
            Verdict {
                present,
                members,
                passed
            },
            "{votes:?}"
        );
    }
}

#[test]
fn a_majority_is_of_the_votes_of_those_present_or_of_all_members() {
    let mut town = town();
    // Six members, four present.
    for (passes, votes, passed) in [
        ("over 1/2 of votes", (2, 1, 1), true),
        ("over 1/2 of present", (2, 1, 1), false),
        ("1/2 of present", (2, 1, 1), true),
        ("over 1/2 of members", (3, 0, 0), false),
        ("over 1/2 of members", (4, 0, 0), true),
        ("2/3 of members", (4, 0, 0), true),
        ("2/3 of members", (3, 0, 1), false),
        ("1/1 of votes", (3, 0, 1), true),
        ("1/1 of votes", (3, 1, 0), false),
        ("1/2 of votes", (0, 0, 4), false),
    ] {
        town.rules.bodies.get_mut("council").unwrap().passes = passes.parse().unwrap();
        let verdict = judge(&town, &sitting("council", &PRESENT, Some(votes)), "2025-06-01").unwrap();
        assert_eq!(verdict.passed, Some(passed), "{passes} {votes:?}");
    }
}

/// Each sitting, the day, and its fault in both languages.
fn faults() -> Vec<(Sitting, &'static str, &'static str, &'static str)> {
    vec![
        (
            sitting("nobody", &[], None),
            "2025-06-01",
            "there is no body `nobody`: check the id",
            "没有组织 `nobody`:请核对编号",
        ),
        (
            sitting("council", &PRESENT, None),
            "2024-12-31",
            "body `council` exists 2025-01-01 –, not on 2024-12-31: check the body and the day",
            "组织 `council` 的存续期为 2025-01-01 –,不含 2024-12-31:请核对组织和日期",
        ),
        (
            sitting("branch", &PRESENT, None),
            "2025-06-01",
            "body `branch` is of no kind, so no rule says when it may decide: name a body of a kind that sits",
            "组织 `branch` 未定类型,无议事规则可依:请选用有类型的组织",
        ),
        (
            sitting("council", &["o1", "t1", "o1", "x"], None),
            "2025-06-01",
            "`o1` listed more than once: name each member once",
            "`o1` 重复列出:每位成员只列一次",
        ),
        (
            sitting("council", &["o1", "t1", "t2", "x"], None),
            "2025-06-01",
            "not members of `council` on 2025-06-01: `x`: list members only, or enter the membership first",
            "`x` 在 2025-06-01 不是 `council` 的成员:请只列成员,或先登记成员身份",
        ),
        (
            sitting("council", &["o1"], None),
            "2025-01-31",
            "not members of `council` on 2025-01-31: `o1`: list members only, or enter the membership first",
            "`o1` 在 2025-01-31 不是 `council` 的成员:请只列成员,或先登记成员身份",
        ),
        (
            sitting("council", &["o1", "t1"], None),
            "2025-06-01",
            "2 of 6 members were present, and 3 are needed: sit again with more of them",
            "成员 6 人,到会 2 人,至少需 3 人:请召集更多成员重新开会",
        ),
        (
            sitting("council", &[], None),
            "2025-01-31",
            "0 of 0 members were present, and 1 are needed: sit again with more of them",
            "成员 0 人,到会 0 人,至少需 1 人:请召集更多成员重新开会",
        ),
        (
            sitting("council", &["o1", "o2", "t1", "chair"], None),
            "2025-06-01",
            "1 of the seats for 席位 were filled, and 2 are needed: sit again with more of them",
            "“席位”席位到会 1 人,至少需 2 人:请召集更多该类成员重新开会",
        ),
        (
            sitting("council", &["t1", "t2", "t3", "chair"], Some((5, 0, 0))),
            "2025-06-01",
            "0 of the seats for 席位 were filled, and 1 are needed: sit again with more of them",
            "“席位”席位到会 0 人,至少需 1 人:请召集更多该类成员重新开会",
        ),
        (
            sitting("council", &PRESENT, Some((2, 2, 1))),
            "2025-06-01",
            "5 votes for 4 members present: count again, one vote a member",
            "到会 4 人,却有 5 票:请按一人一票重新计票",
        ),
        (
            sitting("council", &PRESENT, Some((u32::MAX, u32::MAX, u32::MAX))),
            "2025-06-01",
            "12884901885 votes for 4 members present: count again, one vote a member",
            "到会 4 人,却有 12884901885 票:请按一人一票重新计票",
        ),
    ]
}

#[test]
fn a_sitting_that_may_not_decide_is_told_why() {
    let town = town();
    for (sitting, on, en, zh) in faults() {
        let fault = judge(&town, &sitting, on).expect_err(en);
        assert_eq!((fault.to_string(), format!("{fault:#}")), (en.into(), zh.into()));
        let json = serde_json::to_string(&fault).unwrap();
        assert_eq!(serde_json::from_str::<SittingFault>(&json).unwrap(), fault);
    }
}

#[test]
fn a_kind_may_be_gone_from_the_rulebook() {
    let mut town = town();
    town.rules.bodies.remove("council");
    let fault = judge(&town, &sitting("council", &PRESENT, None), "2025-06-01").unwrap_err();
    assert!(matches!(fault, SittingFault::UnknownKind { .. }));
    assert!(fault.to_string().contains("of kind `council`"));
    assert!(format!("{fault:#}").contains("类型 `council`"));
}

#[test]
fn a_sitting_is_read_strictly() {
    let read = |text: &str| serde_json::from_str::<Sitting>(text).map_err(|error| error.to_string());
    let full = r#"{"body":"council","attended":["o1"],"votes":{"ayes":1,"noes":0}}"#;
    assert_eq!(read(full), Ok(sitting("council", &["o1"], Some((1, 0, 0)))));
    let bare = r#"{"body":"council","attended":[]}"#;
    assert_eq!(read(bare), Ok(sitting("council", &[], None)));
    assert_eq!(serde_json::to_string(&read(bare).unwrap()).unwrap(), bare);
    assert!(read(r#"{"body":"council","attended":[],"minutes":"x"}"#).is_err());
    assert!(read(r#"{"body":"council","attended":[],"votes":{"ayes":-1,"noes":0}}"#).is_err());
}

proptest! {
    #[test]
    fn a_sitting_may_decide_exactly_when_a_patient_clerk_would_say_so(
        seats in prop::collection::vec(0..4_usize, 0..9),
        listed in prop::collection::vec(0..10_usize, 0..9),
        votes in prop::option::of((0..6_u32, 0..6_u32, 0..3_u32)),
        quorum in prop::option::of(prop_oneof!["[1-4]/4", "over [1-3]/4", "[1-6]"]),
        passes in "(over )?1/[23] of (votes|present|members)",
        minimum in prop::collection::vec(0..3_u32, 3),
    ) {
        const CATEGORIES: [&str; 3] = ["guests", "owners", "tenants"];
        let mut town = Town::small();
        town.ask(body_of("council", "council", "community")).unwrap();
        for (n, seat) in seats.iter().enumerate() {
            let seat = CATEGORIES.get(*seat).copied();
            town.ask(join(&format!("m{n}"), "council", seat, "2025-02-01", None)).unwrap();
        }
        let kind = town.rules.bodies.get_mut("council").unwrap();
        kind.quorum = quorum.as_deref().map(|text| text.parse().unwrap());
        kind.passes = passes.parse().unwrap();
        for (category, min) in CATEGORIES.iter().zip(&minimum) {
            kind.seats.get_mut(*category).unwrap().min = *min;
        }
        let names: Vec<String> = listed.iter().map(|n| format!("m{n}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let told = judge(&town, &sitting("council", &names, votes), "2025-06-01");

        // The clerk takes fractions as products, and counts heads one by one.
        let fraction = |text: &str| {
            let (part, whole) = text.trim_start_matches("over ").split_once('/').unwrap();
            (part.parse::<usize>().unwrap(), whole.parse::<usize>().unwrap())
        };
        let enough = |text: &str, count: usize, of: usize| {
            let (part, whole) = fraction(text);
            count > 0 && if text.starts_with("over") { count * whole > of * part } else { count * whole >= of * part }
        };
        let (present, members) = (listed.len(), seats.len());
        let once = (0..10).all(|n| listed.iter().filter(|&&m| m == n).count() <= 1);
        let all_members = listed.iter().all(|&n| n < members);
        let quorate = match quorum.as_deref() {
            None => present > 0,
            Some(text) if text.contains('/') => enough(text, present, members),
            Some(number) => present >= number.parse().unwrap(),
        };
        let filled = minimum.iter().enumerate().all(|(category, &min)| {
            listed.iter().filter(|&&n| seats.get(n) == Some(&category)).count() >= min as usize
        });
        let cast = votes.map_or(0, |(ayes, noes, abstain)| (ayes + noes + abstain) as usize);
        let may_decide = once && all_members && quorate && filled && cast <= present;
        let fault = if !once { "ListedTwice" } else if !all_members { "NotMembers" } else if !quorate { "NoQuorum" }
            else if !filled { "SeatsEmpty" } else { "TooManyVotes" };
        match told {
            Ok(verdict) => {
                prop_assert!(may_decide, "{verdict:?}");
                prop_assert_eq!((verdict.present as usize, verdict.members as usize), (present, members));
                let (share, base) = passes.split_once(" of ").unwrap();
                let passed = votes.map(|(ayes, noes, _)| {
                    let of = match base {
                        "votes" => (ayes + noes) as usize,
                        "present" => present,
                        _ => members,
                    };
                    enough(share, ayes as usize, of)
                });
                prop_assert_eq!(verdict.passed, passed);
            }
            Err(found) => {
                prop_assert!(!may_decide);
                prop_assert!(format!("{found:?}").starts_with(fault), "{:?} is not {}", found, fault);
            }
        }
    }
}
