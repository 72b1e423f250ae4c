//! The year of Guandao community as a list of commands, generated from a seed before the first is executed.

mod bodies;
mod councils;
mod course;
mod deeds;
mod draft;
mod editions;
mod gatherings;
mod grid;
mod honours;
mod inspection;
mod joint;
mod mediation;
mod projects;
mod requests;
mod rewards;
mod staff;
mod step;

use linli::{Bundle, Instant};

use bodies::Bodies;
use course::World;
pub(crate) use draft::{Ask, Draft, Drafts, Planned, Ref, id};
pub(crate) use staff::Staff;
pub(crate) use step::{Case, Step};

use crate::place::Place;
use crate::random::Random;
use crate::time::{at, date};

/// The first instant after the year.
pub(crate) fn end() -> Instant {
    at(date(12, 31), 24 * 60)
}

/// All commands of the year, in order.
pub(crate) fn year(place: &Place, [rules, july]: [Bundle; 2], seed: u64) -> Vec<Planned> {
    let staff = Staff::new(place, &mut Random::new(seed, "staff"));
    let mut drafts = Drafts::default();
    grid::enter(place, &mut drafts);
    staff.enter(place, &mut drafts);
    let bodies = Bodies::new(place, &mut Random::new(seed, "bodies"));
    bodies.enter(place, &mut drafts);
    let rules = &rules;
    editions::enter(july, &mut drafts);
    requests::enter(place, &staff, rules, seed, &mut drafts);
    let mut earned = gatherings::enter(place, &staff, seed, &mut drafts);
    earned.extend(deeds::enter(place, &staff, seed, &mut drafts));
    let world = World {
        place,
        staff: &staff,
        bodies: &bodies,
        rules,
        seed,
    };
    for theme in [
        mediation::enter,
        joint::enter,
        councils::consulting_room,
        councils::deliberation,
        inspection::enter,
        projects::claimed,
        projects::supervised,
        honours::nominations,
        honours::deeds,
    ] {
        theme(world, &mut drafts);
    }
    rewards::enter(place, earned, seed, &mut drafts);
    drafts.planned(end())
}

/// Points a household is likely to have earned: what the plan of the redemptions goes by. The ward alone knows the truth.
pub(crate) struct Likely {
    at: Instant,
    person: usize,
    points: usize,
}
