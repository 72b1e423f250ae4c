//! July's edition: adopted in time, and on its first morning the talks and activities that run go on by it.

use linli::cases::Migrate;
use linli::state::Adopt;
use linli::{Bundle, PersonId};

use super::{Ask, Draft, Drafts, id};
use crate::time::{at, date};

pub(crate) fn enter(july: Bundle, drafts: &mut Drafts) {
    let desk: PersonId = id("desk-1");
    let adopt = Adopt { bundle: july.into() };
    let adopted = at(date(6, 26), 10 * 60);
    drafts.add(Draft::new("office", &desk, adopted, Ask::Do(adopt.into())));
    let migrate = Migrate {
        procedure: id("gathering"),
        states: [(id("held"), id("feedback"))].into(),
    };
    let moved = at(date(7, 1), 8 * 60 + 30);
    drafts.add(Draft::new("office", &desk, moved, Ask::Do(migrate.into())));
}
