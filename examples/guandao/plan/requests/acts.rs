//! What everybody does with a request: acts in office hours or on the way, and the ward hears of it then or later.

use linli::{Instant, PersonId};

use super::{Going, Year};
use crate::place::person;
use crate::plan::course::{self, phone};
use crate::plan::{self, Ask, Draft, Step};
use crate::time::{at, day, in_office, later};

/// A detail's name, and what it may say.
pub(super) type Text<'a> = Option<(&'static str, &'a [&'a str])>;

impl Year<'_> {
    /// When the ward hears of it: half of what happens on the way is synced in the evening.
    pub(super) fn synced(&mut self, origin: &str, when: Instant) -> Instant {
        let evening = at(day(when), self.chance.between(18 * 60 + 30, 20 * 60 + 30));
        if origin.starts_with("phone") && self.chance.chance(500) {
            when.max(evening)
        } else {
            when
        }
    }

    /// An action of the staff or a volunteer. `false` where the phone was synced only after the ward had escalated: the
    /// act was in time, and is excused, but the case has gone up.
    pub(super) fn act(
        &mut self,
        going: &mut Going,
        who: &PersonId,
        when: Instant,
        action: &'static str,
        text: Text,
    ) -> bool {
        let when = when.max(later(going.now, 1));
        let origin = phone(who);
        let mut recorded = self.synced(&origin, when);
        let too_late = recorded >= going.limit && when < going.limit;
        // Whoever sees the limit come looks for a network, mostly.
        if too_late && self.chance.chance(850) {
            recorded = when;
        }
        let ask = Ask::Act(Step::new(going.case, action));
        let mut draft = Draft::new(&origin, who, recorded, ask).occurred(when);
        if let Some((name, texts)) = text {
            let salt = self.chance.salt();
            draft = draft.detail(name, *self.chance.pick(texts), salt);
        }
        self.drafts.add(draft);
        let in_time = recorded < going.limit;
        going.now = if in_time { recorded } else { going.limit };
        going.limit = match action {
            "accept" => self.limit("handle", recorded),
            "escalate" | "return" => self.limit("accept", recorded),
            _ => plan::end(),
        };
        in_time
    }

    /// When a limit that begins to run now ends.
    pub(super) fn limit(&self, name: &str, from: Instant) -> Instant {
        course::limit(self.rules, &self.matter, name, from)
    }

    pub(super) fn by_requester(
        &mut self,
        going: &mut Going,
        when: Instant,
        action: &'static str,
        rating: Option<u8>,
        why: &[&str],
    ) {
        let Some(requester) = going.requester else { return };
        let step = Step::new(going.case, action);
        let ask = Ask::Act(Step { rating, ..step });
        let mut draft = Draft::new("mini-program", &person(requester), when, ask);
        if !why.is_empty() {
            let salt = self.chance.salt();
            draft = draft.detail("reason", *self.chance.pick(why), salt);
        }
        self.drafts.add(draft);
        going.now = when;
    }

    /// Some time later in office hours: the same day if it lasts, or so many worked days on.
    pub(super) fn working(&mut self, from: Instant, days: usize) -> Instant {
        in_office(from, days, &mut self.chance)
    }
}
