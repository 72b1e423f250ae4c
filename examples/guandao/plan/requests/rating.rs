//! The requester's part: content or not.

use super::texts::{REASONS_REOPEN, REPLIES};
use super::{Going, Handler, Year};
use crate::time::{at, awake, date, day, later};

impl Year<'_> {
    /// The requester rates it, or five days pass; some are not content.
    pub(super) fn rated(&mut self, going: &mut Going, handler: &Handler) {
        if going.requester.is_none() {
            return;
        }
        let answered = going.now;
        let waited = day(answered) > date(1, 2) && self.chance.chance(360);
        let rating = if waited {
            None
        } else {
            Some(self.chance.weighted(&[(5, 52), (4, 30), (3, 10), (2, 5), (1, 3)]))
        };
        match rating {
            Some(_) => {
                let when = awake(
                    later(answered, self.chance.between(30, 4 * 1440)),
                    &mut self.chance,
                );
                self.by_requester(going, when, "close", rating, &[]);
            }
            None => going.now = at(day(answered).succ_opt().unwrap_or_default(), 6 * 1440),
        }
        let unhappy = match rating {
            Some(1 | 2) => 450,
            Some(3) => 120,
            Some(_) => 6,
            None => 20,
        };
        if !self.chance.chance(unhappy) {
            return;
        }
        let when = awake(
            later(going.now, self.chance.between(300, 9 * 1440)),
            &mut self.chance,
        );
        self.by_requester(going, when, "reopen", None, REASONS_REOPEN);
        let answered = self.working(when, 1);
        self.act(going, &handler.0, answered, "answer", Some(("reply", REPLIES)));
        if self.chance.chance(700) {
            let when = awake(
                later(going.now, self.chance.between(30, 3 * 1440)),
                &mut self.chance,
            );
            let rating = self.chance.weighted(&[(5, 40), (4, 40), (3, 14), (2, 6)]);
            self.by_requester(going, when, "close", Some(rating), &[]);
        }
    }
}
