//! The grid against a naive one: plain lists, parents walked one by one, every span a list of days looked at one by one.

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::grid::{AnswerRule, Unit};
use crate::rulebook::Nearby;
use crate::vocabulary::{PostId, UnitId};

/// Days are counted from 2025-01-01; what is open lasts to the last of them, and nothing else does.
const DAYS: usize = 10;
const LEVELS: [&str; 5] = ["street", "community", "area", "grid", "building"];
const POSTS: [&str; 4] = ["desk", "guide", "lead", "worker"];
const PERSONS: [&str; 3] = ["li", "wang", "zhao"];

type Days = [bool; DAYS];

fn days(from: usize, until: Option<usize>) -> Days {
    std::array::from_fn(|day| from <= day && until.is_none_or(|until| day < until))
}

fn within(inner: &Days, outer: &Days) -> bool {
    (0..DAYS).all(|day| !inner[day] || outer[day])
}

#[derive(Clone, Debug)]
enum Step {
    Add {
        level: usize,
        parent: Option<Index>,
        from: usize,
    },
    Close {
        unit: Index,
        until: usize,
    },
    Appoint {
        person: usize,
        post: usize,
        unit: Index,
        from: usize,
        until: Option<usize>,
    },
    End {
        seat: Index,
        until: usize,
    },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let early = prop_oneof![4 => Just(0), 1 => 0..8_usize];
    let until = || prop::option::of(1..9_usize);
    let add = (
        0..LEVELS.len(),
        prop::option::weighted(0.9, any::<Index>()),
        early.clone(),
    )
        .prop_map(|(level, parent, from)| Step::Add { level, parent, from });
    let close = (any::<Index>(), 0..9_usize).prop_map(|(unit, until)| Step::Close { unit, until });
    let appoint = (0..PERSONS.len(), 0..POSTS.len(), any::<Index>(), early, until()).prop_map(
        |(person, post, unit, from, until)| Step::Appoint {
            person,
            post,
            unit,
            from,
            until,
        },
    );
    let end = (any::<Index>(), 0..9_usize).prop_map(|(seat, until)| Step::End { seat, until });
    prop::collection::vec(prop_oneof![4 => add, 1 => close, 5 => appoint, 2 => end], 1..50)
}

#[derive(Default)]
struct Naive {
    units: Vec<NaiveUnit>,
    seats: Vec<NaiveSeat>,
}

struct NaiveUnit {
    name: String,
    level: usize,
    parent: Option<usize>,
    days: Days,
}

struct NaiveSeat {
    id: AppointmentId,
    person: &'static str,
    post: &'static str,
    unit: usize,
    from: usize,
    until: Option<usize>,
    /// Since which step, which days.
    said: Vec<(usize, Days)>,
}

impl NaiveSeat {
    fn on(&self, day: usize, known: usize) -> bool {
        let said = self.said.iter().rfind(|(since, _)| *since <= known);
        said.is_some_and(|(_, days)| days[day])
    }
}

impl Naive {
    fn above(&self, unit: usize) -> Vec<usize> {
        let mut path = Vec::new();
        let mut at = unit;
        while let Some(parent) = self.units[at].parent {
            path.push(parent);
            at = parent;
        }
        path
    }

    fn below(&self, unit: usize, day: usize) -> Vec<usize> {
        let mut found = Vec::new();
        for child in 0..self.units.len() {
            if self.units[child].parent == Some(unit) {
                found.extend(Some(child).filter(|_| self.units[child].days[day]));
                found.extend(self.below(child, day));
            }
        }
        found
    }

    fn holders(&self, post: &str, unit: usize, day: usize, known: usize) -> Vec<&'static str> {
        let seats = self
            .seats
            .iter()
            .filter(|seat| seat.post == post && seat.unit == unit);
        seats
            .filter(|seat| seat.on(day, known))
            .map(|seat| seat.person)
            .collect()
    }

    fn who_answers(
        &self,
        rules: &Bundle,
        post: &str,
        unit: usize,
        day: usize,
        known: usize,
    ) -> Option<(Vec<&'static str>, usize, String, AnswerRule)> {
        let holders = self.holders(post, unit, day, known);
        if !holders.is_empty() {
            return Some((holders, unit, post.to_owned(), AnswerRule::Holder));
        }
        for (line, fallback) in rules.posts[post].when_vacant.iter().enumerate() {
            let parent = self.units[unit].parent;
            let places = match fallback.nearby {
                Nearby::Same => vec![unit],
                Nearby::Parent => parent.into_iter().collect(),
                Nearby::Ancestor => self.above(unit),
                Nearby::Sibling => {
                    let mut others: Vec<_> = (0..self.units.len())
                        .filter(|&u| u != unit && parent.is_some() && self.units[u].parent == parent)
                        .collect();
                    others.sort_by_key(|&u| self.units[u].name.clone());
                    others
                }
            };
            for place in places {
                let holders = self.holders(fallback.post.as_str(), place, day, known);
                if !holders.is_empty() {
                    let nearby = fallback.nearby;
                    let by = AnswerRule::Fallback {
                        line: line as u32,
                        nearby,
                    };
                    return Some((holders, place, fallback.post.to_string(), by));
                }
            }
        }
        None
    }

    /// Whether a step may be taken, and takes it.
    fn take(&mut self, rules: &Bundle, step: &Taken, now: usize, id: &AppointmentId) -> bool {
        let open = |from| days(from, None);
        match step {
            Taken::Add {
                name,
                level,
                parent,
                from,
            } => {
                let fits = parent.is_none_or(|parent| {
                    let above = &self.units[parent];
                    above.level < *level && within(&open(*from), &above.days)
                });
                if fits {
                    let (name, level, parent, days) = (name.clone(), *level, *parent, open(*from));
                    self.units.push(NaiveUnit {
                        name,
                        level,
                        parent,
                        days,
                    });
                }
                fits
            }
            Taken::Close { unit, until } => {
                let left: Days = std::array::from_fn(|day| self.units[*unit].days[day] && day < *until);
                let fits = left.contains(&true)
                    && left != self.units[*unit].days
                    && self
                        .units
                        .iter()
                        .all(|u| u.parent != Some(*unit) || within(&u.days, &left))
                    && self.seats.iter().all(|seat| {
                        seat.unit != *unit || (0..DAYS).all(|day| !seat.on(day, now) || left[day])
                    });
                if fits {
                    self.units[*unit].days = left;
                }
                fits
            }
            Taken::Appoint {
                person,
                post,
                unit,
                from,
                until,
            } => {
                let asked = days(*from, *until);
                let place = &self.units[*unit];
                let office = &rules.posts[*post];
                let fits = asked.contains(&true)
                    && within(&asked, &place.days)
                    && office
                        .at
                        .iter()
                        .any(|level| level.as_str() == LEVELS[place.level])
                    && (0..DAYS).filter(|&day| asked[day]).all(|day| {
                        let held = self.holders(post, *unit, day, now);
                        !held.contains(person) && held.len() < office.seats.max as usize
                    });
                if fits {
                    self.seats.push(NaiveSeat {
                        id: id.clone(),
                        person,
                        post,
                        unit: *unit,
                        from: *from,
                        until: *until,
                        said: vec![(now, asked)],
                    });
                }
                fits
            }
            Taken::End { seat, until } => {
                let seat = &mut self.seats[*seat];
                let fits = seat.until.is_none_or(|known| *until < known);
                if fits {
                    seat.until = Some(*until);
                    seat.said.push((now, days(seat.from, Some(*until))));
                }
                fits
            }
        }
    }
}

/// A step with its places settled.
enum Taken {
    Add {
        name: String,
        level: usize,
        parent: Option<usize>,
        from: usize,
    },
    Close {
        unit: usize,
        until: usize,
    },
    Appoint {
        person: &'static str,
        post: &'static str,
        unit: usize,
        from: usize,
        until: Option<usize>,
    },
    End {
        seat: usize,
        until: usize,
    },
}

fn date(n: usize) -> String {
    format!("2025-01-{:02}", n + 1)
}

fn instant(step: usize) -> Instant {
    noon("2025-06-01").plus_millis(i64::try_from(step).unwrap())
}

/// Takes the steps in both grids, which must agree on each; answers both and the number of steps.
fn grow(steps: &[Step]) -> (Town, Naive, usize) {
    let (mut town, mut naive) = (Town::empty(), Naive::default());
    for (now, step) in steps.iter().enumerate() {
        let count = naive.units.len();
        let place = |index: &Index| (count > 0).then(|| index.index(count));
        let name = |unit: usize| naive.units[unit].name.clone();
        let settled = match step {
            Step::Add { level, parent, from } => {
                // Ids in another order than the units', so that an order of ids is told from one of places.
                let name = format!("u{:02}", (count * 37 + 5) % 100);
                let parent = parent.as_ref().and_then(place);
                Some(Taken::Add {
                    name,
                    level: *level,
                    parent,
                    from: *from,
                })
            }
            Step::Close { unit, until } => place(unit).map(|unit| Taken::Close { unit, until: *until }),
            Step::Appoint {
                person,
                post,
                unit,
                from,
                until,
            } => place(unit).map(|unit| Taken::Appoint {
                person: PERSONS[*person],
                post: POSTS[*post],
                unit,
                from: *from,
                until: *until,
            }),
            Step::End { seat, until } => (!naive.seats.is_empty()).then(|| Taken::End {
                seat: seat.index(naive.seats.len()),
                until: *until,
            }),
        };
        let Some(settled) = settled else { continue };
        let command = match &settled {
            Taken::Add {
                name: new,
                level,
                parent,
                from,
            } => {
                let parent = parent.map(name);
                let unit = unit(new, LEVELS[*level], parent.as_deref());
                add([NewUnit {
                    from: day(&date(*from)),
                    ..unit
                }])
            }
            Taken::Close { unit, until } => close(&name(*unit), &date(*until)),
            Taken::Appoint {
                person,
                post,
                unit,
                from,
                until,
            } => appoint(
                person,
                post,
                &name(*unit),
                &date(*from),
                until.map(date).as_deref(),
            ),
            Taken::End { seat, until } => end(&naive.seats[*seat].id, &date(*until)),
        };
        let appointment = id(&format!("desk-{}.0", town.asked + 1));
        let may = naive.take(&town.rules, &settled, now, &appointment);
        let answer = town.ask_at(instant(now), command.clone());
        assert_eq!(answer.is_ok(), may, "{command:?}: {answer:?}");
    }
    (town, naive, steps.len())
}

fn names<'a>(units: impl Iterator<Item = Unit<'a>>) -> Vec<String> {
    units.map(|unit| unit.id().to_string()).collect()
}

impl Naive {
    fn names(&self, units: impl IntoIterator<Item = usize>) -> Vec<String> {
        units
            .into_iter()
            .map(|unit| self.units[unit].name.clone())
            .collect()
    }

    fn id(&self, unit: usize) -> UnitId {
        id(&self.units[unit].name)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn the_tree_agrees_with_parents_walked_one_by_one(steps in steps()) {
        let (town, naive, _) = grow(&steps);
        let all = 0..naive.units.len();
        for unit in all.clone() {
            let me = naive.id(unit);
            let above = naive.above(unit);
            prop_assert_eq!(names(town.grid.ancestors(&me)), naive.names(above.clone()));
            prop_assert_eq!(names(town.grid.parent(&me).into_iter()), naive.names(naive.units[unit].parent));
            for other in all.clone() {
                let inside = unit == other || above.contains(&other);
                prop_assert_eq!(town.grid.contains(&naive.id(other), &me), inside);
            }
            for (rung, level) in LEVELS.into_iter().enumerate() {
                let found = [unit].into_iter().chain(above.clone()).find(|&u| naive.units[u].level == rung);
                let told = town.grid.ancestor_at(&me, &id(level));
                prop_assert_eq!(names(told.into_iter()), naive.names(found));
            }
            for n in 0..DAYS {
                let on = day(&date(n));
                prop_assert_eq!(names(town.grid.descendants(&me, on)), naive.names(naive.below(unit, n)));
                let children = all.clone().filter(|&u| naive.units[u].parent == Some(unit) && naive.units[u].days[n]);
                prop_assert_eq!(names(town.grid.children(&me, on)), naive.names(children));
            }
        }
        for n in 0..DAYS {
            let on = day(&date(n));
            let living = all.clone().filter(|&u| naive.units[u].days[n]);
            let roots = living.clone().filter(|&u| naive.units[u].parent.is_none());
            prop_assert_eq!(names(town.grid.roots(on)), naive.names(roots));
            for (rung, level) in LEVELS.into_iter().enumerate() {
                let units = living.clone().filter(|&u| naive.units[u].level == rung);
                prop_assert_eq!(names(town.grid.units_at(&id(level), on)), naive.names(units));
            }
        }
    }

    #[test]
    fn who_answers_agrees_with_a_search_of_plain_lists(steps in steps(), known in any::<Index>()) {
        let (town, naive, count) = grow(&steps);
        let last = count.saturating_sub(1);
        for (known, known_at) in [(last, None), (known.index(count), Some(instant(known.index(count))))] {
            for (unit, n) in (0..naive.units.len()).flat_map(|unit| (0..DAYS).map(move |n| (unit, n))) {
                let (place, on) = (naive.id(unit), day(&date(n)));
                for post in POSTS {
                    let office: PostId = id(post);
                    let holders = town.grid.holders(&office, &place, on, known_at);
                    let holders: Vec<_> = holders.map(PersonId::as_str).collect();
                    prop_assert_eq!(holders, naive.holders(post, unit, n, known));
                    let told = town.grid.who_answers(&town.rules, &office, &place, on, known_at);
                    let found = naive.who_answers(&town.rules, post, unit, n, known);
                    let told = told.map(|told| {
                        let persons = told.persons.iter().map(PersonId::to_string).collect::<Vec<_>>();
                        (persons, told.at.to_string(), told.post.to_string(), told.by)
                    });
                    let found = found.map(|(persons, at, post, by)| {
                        let persons = persons.into_iter().map(str::to_owned).collect::<Vec<_>>();
                        (persons, naive.units[at].name.clone(), post, by)
                    });
                    prop_assert_eq!(&told, &found);
                    if known_at.is_some() {
                        continue;
                    }
                    for person in PERSONS {
                        let who: PersonId = id(person);
                        let among = found.as_ref().is_some_and(|found| found.0.iter().any(|p| p == person));
                        prop_assert_eq!(town.grid.answers(&town.rules, &who, &office, &place, on), among);
                        let here = |unit| naive.holders(post, unit, n, known).contains(&person);
                        prop_assert_eq!(town.grid.holds(&who, &office, &place, on), here(unit));
                        let above = [unit].into_iter().chain(naive.above(unit)).find(|&unit| here(unit));
                        let told = town.grid.holds_above(&who, &office, &place, on);
                        prop_assert_eq!(names(told.into_iter()), naive.names(above));
                    }
                }
            }
        }
    }

    #[test]
    fn a_vacancy_is_a_unit_with_fewer_holders_than_its_level_asks_for(steps in steps()) {
        let (town, naive, count) = grow(&steps);
        for n in 0..DAYS {
            let mut found = Vec::new();
            for (post, office) in &town.rules.posts {
                for level in &office.at {
                    for (at, unit) in naive.units.iter().enumerate() {
                        let held = naive.holders(post.as_str(), at, n, count).len() as u32;
                        if unit.days[n] && LEVELS[unit.level] == level.as_str() && held < office.seats.min {
                            found.push((post.clone(), naive.id(at), held));
                        }
                    }
                }
            }
            let told = town.grid.vacancies(&town.rules, day(&date(n)));
            let told: Vec<_> = told.map(|v| (v.post, v.unit, v.held)).collect();
            prop_assert_eq!(told, found);
        }
    }

    #[test]
    fn the_events_alone_make_the_same_grid(steps in steps()) {
        let (town, _, _) = grow(&steps);
        let kept = serde_json::to_string(&town.events).unwrap();
        let events: Vec<Event> = serde_json::from_str(&kept).unwrap();
        let mut again = Grid::default();
        events.iter().for_each(|event| again.apply(event));
        prop_assert_eq!(again, town.grid);
    }

    #[test]
    fn events_that_were_never_decided_do_no_harm(steps in steps(), order in any::<u64>()) {
        let (town, _, _) = grow(&steps);
        let mut events = town.events;
        // Any order, and every event twice.
        events.sort_by_key(|event| {
            let text = format!("{order}{event:?}");
            text.bytes().fold(order, |hash, byte| hash.rotate_left(5) ^ u64::from(byte))
        });
        let mut grid = Grid::default();
        events.iter().chain(&events).for_each(|event| grid.apply(event));
        let _ = grid.check();
    }
}
