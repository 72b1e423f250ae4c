//! Who holds which post, and the commands that say so: some seats stay vacant, some change hands, one is entered late.

use linli::grid::Appoint;
use linli::{Date, PersonId, UnitId};

use super::{Ask, Draft, Drafts, id};
use crate::place::{Place, person};
use crate::random::Random;
use crate::time::{at, date, plus};

struct Seat {
    post: &'static str,
    unit: UnitId,
    person: PersonId,
    from: Date,
    until: Option<Date>,
    known: Date,
}

/// The seats of the year.
pub(crate) struct Staff(Vec<Seat>);

impl Staff {
    pub(crate) fn new(place: &Place, chance: &mut Random) -> Self {
        let mut staff = Self(Vec::new());
        for grid in 1..=place.grids.len() {
            staff.workers(place, grid);
            staff.lead(place, grid);
        }
        for (number, area) in place.areas.iter().enumerate() {
            // 海棠片区 has no guide all year: the community's duty desk answers.
            if number + 1 < place.areas.len() {
                staff.seat(
                    "grid-guide",
                    &area.unit,
                    &format!("guide-{:02}", number + 1),
                    (1, 1),
                    None,
                );
            }
        }
        for grid in &place.grids {
            for building in &grid.buildings {
                let home = &place.homes[building.homes.start + chance.below(building.homes.len())];
                if chance.chance(920) {
                    let head = person(home.people.start);
                    staff.seat("building-head", &building.unit, head.as_str(), (1, 1), None);
                }
            }
        }
        for (post, unit, people) in [
            (
                "duty-desk",
                &place.community,
                ["desk-1", "desk-2", "desk-3"].as_slice(),
            ),
            ("duty-desk", &place.street, &["street-1", "street-2"]),
            ("secretary", &place.community, &["secretary"]),
            ("bank", &place.community, &["bank-1", "bank-2"]),
            (
                "moral-council",
                &place.community,
                &["council-1", "council-2", "council-3", "council-4", "council-5"],
            ),
        ] {
            for person in people {
                staff.seat(post, unit, person, (1, 1), None);
            }
        }
        staff
    }

    fn workers(&mut self, place: &Place, grid: usize) {
        let unit = &place.grids[grid - 1].unit;
        let name = format!("w{grid:02}");
        let next = format!("{name}b");
        match grid {
            // Two weeks without a worker: the grid lead answers.
            5 => {
                self.seat("grid-worker", unit, &name, (1, 1), Some((4, 1)));
                self.seat("grid-worker", unit, &next, (4, 14), None);
            }
            12 => {
                self.seat("grid-worker", unit, &name, (1, 1), Some((7, 1)));
                self.seat("grid-worker", unit, &next, (7, 1), None);
            }
            // The successor begins on 16 June; the office enters it on 3 July.
            23 => {
                self.seat("grid-worker", unit, &name, (1, 1), Some((6, 11)));
                self.seat("grid-worker", unit, &next, (6, 16), None);
                if let Some(seat) = self.0.last_mut() {
                    seat.known = date(7, 3);
                }
            }
            // A large grid gets a second worker in autumn.
            30 => {
                self.seat("grid-worker", unit, &name, (1, 1), None);
                self.seat("grid-worker", unit, &next, (9, 1), None);
            }
            34 => self.seat("grid-worker", unit, &name, (1, 1), Some((12, 8))),
            38 => self.seat("grid-worker", unit, &name, (2, 17), None),
            _ => self.seat("grid-worker", unit, &name, (1, 1), None),
        }
    }

    fn lead(&mut self, place: &Place, grid: usize) {
        let unit = &place.grids[grid - 1].unit;
        let until = (grid == 17).then_some((8, 16));
        self.seat("grid-lead", unit, &format!("lead-{grid:02}"), (1, 1), until);
    }

    fn seat(
        &mut self,
        post: &'static str,
        unit: &UnitId,
        person: &str,
        from: (u32, u32),
        until: Option<(u32, u32)>,
    ) {
        let from = date(from.0, from.1);
        self.0.push(Seat {
            post,
            unit: unit.clone(),
            person: id(person),
            from,
            until: until.map(|(month, day)| date(month, day)),
            known: from,
        });
    }

    /// The first known holder of a post at a unit.
    fn holder(&self, post: &str, unit: &UnitId, day: Date) -> Option<&PersonId> {
        self.0
            .iter()
            .find(|seat| {
                seat.post == post
                    && &seat.unit == unit
                    && seat.from <= day
                    && seat.known <= day.max(date(1, 3))
                    && seat.until.is_none_or(|until| day < until)
            })
            .map(|seat| &seat.person)
    }

    /// Who answers as grid worker: the worker, or else the lead.
    pub(crate) fn worker(&self, place: &Place, grid: usize, day: Date) -> &PersonId {
        let unit = &place.grids[grid].unit;
        self.holder("grid-worker", unit, day)
            .unwrap_or_else(|| self.lead_of(place, grid, day))
    }

    /// Who answers as grid lead: the lead, or else the area's guide, or else the duty desk.
    pub(crate) fn lead_of(&self, place: &Place, grid: usize, day: Date) -> &PersonId {
        let grid = &place.grids[grid];
        self.holder("grid-lead", &grid.unit, day)
            .or_else(|| self.holder("grid-guide", &place.areas[grid.area].unit, day))
            .or_else(|| self.holder("duty-desk", &place.community, day))
            .unwrap_or(&self.0[0].person)
    }

    pub(crate) fn enter(&self, place: &Place, drafts: &mut Drafts) {
        let desk = id("desk-1");
        for (minute, seat) in self.0.iter().enumerate() {
            // On the first morning, or late on the evening before it counts: no act falls between.
            let morning = at(date(1, 2), 8 * 60 + 10);
            let when = at(seat.known, -120)
                .max(morning)
                .plus_millis(minute as i64 * 1000);
            let appoint = Appoint {
                person: seat.person.clone(),
                post: id(seat.post),
                unit: seat.unit.clone(),
                from: seat.from,
                until: None,
            };
            let appointment = drafts.add(Draft::new("office", &desk, when, Ask::Do(appoint.into())));
            if let Some(until) = seat.until {
                let ask = Ask::EndAppointment { appointment, until };
                let when = at(plus(until, 0).pred_opt().unwrap_or(until), 16 * 60);
                drafts.add(Draft::new("office", &desk, when, ask));
            }
        }
        // A second lead for grid 3: there is one seat, so the ward says no.
        let second = Appoint {
            person: id("lead-39"),
            post: id("grid-lead"),
            unit: place.grids[2].unit.clone(),
            from: date(3, 1),
            until: None,
        };
        drafts.add(Draft::new(
            "office",
            &desk,
            at(date(2, 27), 10 * 60),
            Ask::Do(second.into()),
        ));
    }
}
