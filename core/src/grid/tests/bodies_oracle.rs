//! Bodies against a naive clerk, who keeps a sheet of days for everything and looks at each day by itself.

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;

/// Days are counted from 2025-01-01; what is open lasts to the last of them, and nothing else does.
const DAYS: usize = 8;
const BODIES: [&str; 3] = ["council", "court", "branch"];
const HOMES: [&str; 3] = ["community", "grid-2", "grid-2"];
const KINDS: [Option<&str>; 3] = [Some("council"), Some("council"), None];
const PERSONS: [&str; 3] = ["li", "wang", "zhao"];
/// Each with the units it lies in, nearest first.
const UNITS: [&[&str]; 4] = [
    &["building", "grid-1", "area", "community", "street"],
    &["grid-1", "area", "community", "street"],
    &["grid-2", "area", "community", "street"],
    &["community", "street"],
];

type Days = [bool; DAYS];

fn days(from: usize, until: Option<usize>) -> Days {
    std::array::from_fn(|day| from <= day && until.is_none_or(|until| day < until))
}

fn date(n: usize) -> String {
    format!("2025-01-{:02}", n + 1)
}

#[derive(Clone, Debug)]
enum Step {
    Join {
        person: usize,
        body: usize,
        from: usize,
        until: Option<usize>,
    },
    Leave {
        which: Index,
        until: usize,
    },
    Agree {
        body: usize,
        unit: usize,
        from: usize,
        until: Option<usize>,
    },
    EndAgreement {
        which: Index,
        until: usize,
    },
    EndBody {
        body: usize,
        until: usize,
    },
    CloseBuilding {
        until: usize,
    },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let span = || (0..7_usize, prop::option::of(1..7_usize));
    let join = (0..3_usize, 0..3_usize, span()).prop_map(|(person, body, (from, until))| Step::Join {
        person,
        body,
        from,
        until,
    });
    let leave = (any::<Index>(), 0..7_usize).prop_map(|(which, until)| Step::Leave { which, until });
    let agree = (0..3_usize, 0..4_usize, span()).prop_map(|(body, unit, (from, until))| Step::Agree {
        body,
        unit,
        from,
        until,
    });
    let end = (any::<Index>(), 0..7_usize).prop_map(|(which, until)| Step::EndAgreement { which, until });
    let end_body = (0..3_usize, 1..7_usize).prop_map(|(body, until)| Step::EndBody { body, until });
    let close = (1..7_usize).prop_map(|until| Step::CloseBuilding { until });
    prop::collection::vec(
        prop_oneof![6 => join, 2 => leave, 6 => agree, 2 => end, 1 => end_body, 1 => close],
        1..40,
    )
}

/// Somebody in a body, or a body at a unit: two numbers, the first day, the end, the days.
struct Sheet<I> {
    id: I,
    one: usize,
    body: usize,
    from: usize,
    until: Option<usize>,
}

impl<I> Sheet<I> {
    fn days(&self) -> Days {
        days(self.from, self.until)
    }
}

struct Naive {
    members: Vec<Sheet<MemberId>>,
    pacts: Vec<Sheet<AgreementId>>,
    bodies: [Days; 3],
    body_ends: [Option<usize>; 3],
    units: [Days; 4],
    building_ends: Option<usize>,
}

/// Takes a step in the town, and in the clerk's sheets where the clerk would allow it; both must agree whether to.
fn take(town: &mut Town, naive: &mut Naive, step: &Step) {
    let within = |inner: Days, outer: Days| (0..DAYS).all(|day| !inner[day] || outer[day]);
    let clash = |one: Days, other: Days| (0..DAYS).any(|day| one[day] && other[day]);
    let sound = |from: usize, until: Option<usize>| until.is_none_or(|until| until > from);
    let earlier = |end: Option<usize>, until: usize| end.is_none_or(|end| until < end);
    let text = |until: Option<usize>| until.map(date);
    match step {
        &Step::Join {
            person,
            body,
            from,
            until,
        } => {
            let asked = days(from, until);
            let taken = naive
                .members
                .iter()
                .filter(|sheet| (sheet.one, sheet.body) == (person, body));
            let free = taken.clone().all(|sheet| !clash(sheet.days(), asked));
            let may = sound(from, until) && within(asked, naive.bodies[body]) && free;
            let command = join(
                PERSONS[person],
                BODIES[body],
                None,
                &date(from),
                text(until).as_deref(),
            );
            assert_eq!(town.ask(command).is_ok(), may, "{step:?}");
            if may {
                let id = town.last_member();
                naive.members.push(Sheet {
                    id,
                    one: person,
                    body,
                    from,
                    until,
                });
            }
        }
        Step::Leave { which, until } => {
            if naive.members.is_empty() {
                return;
            }
            let sheet = which.index(naive.members.len());
            let sheet = &mut naive.members[sheet];
            let may = earlier(sheet.until, *until);
            assert_eq!(town.ask(leave(&sheet.id, &date(*until))).is_ok(), may, "{step:?}");
            if may {
                sheet.until = Some(*until);
            }
        }
        &Step::Agree {
            body,
            unit,
            from,
            until,
        } => {
            let asked = days(from, until);
            let taken = naive
                .pacts
                .iter()
                .filter(|sheet| (sheet.one, sheet.body) == (unit, body));
            let free = taken.clone().all(|sheet| !clash(sheet.days(), asked));
            let alive = within(asked, naive.bodies[body]) && within(asked, naive.units[unit]);
            let may = sound(from, until) && alive && free;
            let command = agree(BODIES[body], UNITS[unit][0], &date(from), text(until).as_deref());
            assert_eq!(town.ask(command).is_ok(), may, "{step:?}");
            if may {
                let id = town.last_agreement();
                naive.pacts.push(Sheet {
                    id,
                    one: unit,
                    body,
                    from,
                    until,
                });
            }
        }
        Step::EndAgreement { which, until } => {
            if naive.pacts.is_empty() {
                return;
            }
            let sheet = which.index(naive.pacts.len());
            let sheet = &mut naive.pacts[sheet];
            let may = earlier(sheet.until, *until);
            assert_eq!(
                town.ask(end_agreement(&sheet.id, &date(*until))).is_ok(),
                may,
                "{step:?}"
            );
            if may {
                sheet.until = Some(*until);
            }
        }
        &Step::EndBody { body, until } => {
            let may = earlier(naive.body_ends[body], until);
            assert_eq!(
                town.ask(end_body(BODIES[body], &date(until))).is_ok(),
                may,
                "{step:?}"
            );
            if may {
                naive.body_ends[body] = Some(until);
                naive.bodies[body] = days(0, Some(until));
            }
        }
        &Step::CloseBuilding { until } => {
            let may = earlier(naive.building_ends, until);
            assert_eq!(town.ask(close("building", &date(until))).is_ok(), may, "{step:?}");
            if may {
                naive.building_ends = Some(until);
                naive.units[0] = days(0, Some(until));
            }
        }
    }
}

fn grow(steps: &[Step]) -> (Town, Naive) {
    let mut town = Town::small();
    for ((name, home), kind) in BODIES.iter().zip(HOMES).zip(KINDS) {
        let added = match kind {
            Some(kind) => body_of(kind, name, home),
            None => body(name, home, "2025-01-01"),
        };
        town.ask(added).unwrap();
    }
    let mut naive = Naive {
        members: Vec::new(),
        pacts: Vec::new(),
        bodies: [[true; DAYS]; 3],
        body_ends: [None; 3],
        units: [[true; DAYS]; 4],
        building_ends: None,
    };
    steps.iter().for_each(|step| take(&mut town, &mut naive, step));
    (town, naive)
}

proptest! {
    #[test]
    fn members_are_those_whose_sheet_and_whose_bodys_sheet_have_the_day(steps in steps()) {
        let (town, naive) = grow(&steps);
        for n in 0..DAYS {
            let on = day(&date(n));
            let is = |person: usize, body: usize| {
                let of = naive.members.iter().filter(|sheet| (sheet.one, sheet.body) == (person, body));
                naive.bodies[body][n] && of.clone().any(|sheet| sheet.days()[n])
            };
            for (body, name) in BODIES.iter().enumerate() {
                let members = naive.members.iter().filter(|sheet| sheet.body == body && sheet.days()[n]);
                let members: Vec<_> = members.filter(|_| naive.bodies[body][n]).map(|sheet| PERSONS[sheet.one]).collect();
                let told = town.grid.members(&id(name), on);
                prop_assert_eq!(told.map(|member| member.person().as_str()).collect::<Vec<_>>(), members);
                for (person, who) in PERSONS.iter().enumerate() {
                    prop_assert_eq!(town.grid.is_member(&id(who), &id(name), on), is(person, body));
                }
            }
            for path in UNITS {
                // Every unit from the nearest on, and at each every body: the first that fits.
                let bodies = path.iter().flat_map(|unit| (0..3).filter(move |&body| HOMES[body] == *unit));
                let councils: Vec<usize> = bodies.filter(|&body| KINDS[body] == Some("council")).collect();
                let alive = councils.iter().filter(|&&body| naive.bodies[body][n]);
                let alive: Vec<_> = alive.map(|&body| BODIES[body]).collect();
                let kind = id("council");
                let told = town.grid.bodies_of_kind_at_or_above(&kind, &id(path[0]), on);
                prop_assert_eq!(told.map(|body| body.id.as_str()).collect::<Vec<_>>(), alive);
                for (person, who) in PERSONS.iter().enumerate() {
                    let found = councils.iter().find(|&&body| is(person, body)).map(|&body| BODIES[body]);
                    let told = town.grid.is_member_above(&id(who), &kind, &id(path[0]), on);
                    prop_assert_eq!(told.map(|body| body.id.as_str()), found);
                }
            }
        }
    }

    #[test]
    fn a_body_serves_under_the_nearest_agreement_whose_sheets_have_the_day(steps in steps()) {
        let (town, naive) = grow(&steps);
        for n in 0..DAYS {
            let on = day(&date(n));
            let holds = |sheet: &&Sheet<AgreementId>| {
                sheet.days()[n] && naive.bodies[sheet.body][n] && naive.units[sheet.one][n]
            };
            for path in UNITS {
                let at = |unit: &str| naive.pacts.iter().filter(holds).filter(move |sheet| UNITS[sheet.one][0] == unit).collect::<Vec<_>>();
                let all: Vec<_> = path.iter().flat_map(|unit| at(unit)).collect();
                let told = town.grid.agreements_at_or_above(&id(path[0]), on);
                let told: Vec<_> = told.map(|agreement| agreement.id().clone()).collect();
                prop_assert_eq!(told, all.iter().map(|sheet| sheet.id.clone()).collect::<Vec<_>>());
                for (body, name) in BODIES.iter().enumerate() {
                    let first = all.iter().find(|sheet| sheet.body == body).map(|sheet| sheet.id.clone());
                    let told = town.grid.agreement(&id(name), &id(path[0]), on);
                    prop_assert_eq!(told.map(|agreement| agreement.id().clone()), first);
                }
            }
        }
    }

    #[test]
    fn the_events_alone_make_the_same_bodies_and_in_any_order_no_harm(steps in steps(), order in any::<u64>()) {
        let (town, _) = grow(&steps);
        let kept = serde_json::to_string(&town.events).unwrap();
        let mut events: Vec<Event> = serde_json::from_str(&kept).unwrap();
        let mut again = Grid::default();
        events.iter().for_each(|event| again.apply(event));
        prop_assert_eq!(&again, &town.grid);
        events.sort_by_key(|event| {
            let text = format!("{order}{event:?}");
            text.bytes().fold(order, |hash, byte| hash.rotate_left(5) ^ u64::from(byte))
        });
        let mut grid = Grid::default();
        events.iter().chain(&events).for_each(|event| grid.apply(event));
        let _ = grid.check();
    }
}
