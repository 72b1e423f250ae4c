//! Time is settled first: what fell due is carried out in order, each as of its own instant. Keeps the promise *settled-first*.

use super::{Error, Ward, envelope};
use crate::journal::{Cause, Fault, text};
use crate::state::{Due, DueWhat, Outcome, State};
use crate::vocabulary::{Instant, PersonId};

impl Ward {
    /// What falls due until `now`, with what follows from it; changes nothing.
    ///
    /// Costs a look if nothing is due. Else it carries all of it out on a copy of the state, for what follows is only known
    /// then: that grows with the cases and accounts there are, not with the journal. Who merely wants to know when to look
    /// next asks [`State::next_due`], which is always but a look; who wants it done calls [`settle`](Self::settle), which
    /// copies nothing. Clocks of cases that are not for whom it is `seen_by` are left out.
    ///
    /// # Errors
    /// An instant out of range is refused, as by `settle`.
    pub fn due(&self, now: Instant, seen_by: Option<&PersonId>) -> Result<Vec<Due>, Error> {
        self.usable()?;
        envelope::in_range(now)?;
        let mut found = Vec::new();
        if next(&self.folded.state, now).is_some() {
            let mut state = self.folded.state.clone();
            while let Some(due) = next(&state, now) {
                settled(&due, found.last())?;
                for scoped in state.carry_out(&due) {
                    state.apply(&scoped.event);
                }
                found.push(due);
            }
            found.retain(|due| match &due.what {
                DueWhat::Case(due) => state.shows(&due.case, seen_by, self.last_recorded()),
                DueWhat::Points(_) => true,
            });
        }
        Ok(found)
    }

    /// Carries out what fell due until `now`, and says how many entries that made. Commands do so by themselves; this is
    /// for quiet times. Settling twice is the same as settling once at the later instant.
    pub fn settle(&mut self, now: Instant) -> Result<u64, Error> {
        envelope::in_range(now)?;
        self.write(|ward| Ok(ward.settle_until(now)?))
    }

    pub(super) fn settle_until(&mut self, now: Instant) -> Result<u64, Fault> {
        let mut count: u64 = 0;
        let mut before = None;
        while let Some(due) = next(&self.folded.state, now) {
            settled(&due, before.as_ref())?;
            let outcome = Outcome::Accepted(self.folded.state.carry_out(&due));
            let recorded = due.at.max(self.folded.tip.recorded);
            let cause = text(&due)?;
            self.append(recorded, Cause::Due(cause), &outcome, None, Vec::new())?;
            count = count.saturating_add(1);
            before = Some(due);
        }
        Ok(count)
    }
}

fn next(state: &State, now: Instant) -> Option<Due> {
    state.next_due().filter(|due| due.at <= now)
}

/// What was carried out must not be due again.
fn settled(due: &Due, before: Option<&Due>) -> Result<(), Fault> {
    if before == Some(due) {
        return Err(Fault::NeverSettles { at: due.at });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::points::DuePoints;
    use crate::state::DueWhat;

    /// No rulebook leads here, so the check is shown alone.
    #[test]
    fn what_stays_due_is_a_fault_and_no_endless_loop() {
        let due = |millis| Due {
            at: Instant::from_millis(millis),
            what: DueWhat::Points(DuePoints::Lots(crate::vocabulary::Date::MIN)),
        };
        assert!(settled(&due(7), None).is_ok());
        assert!(settled(&due(7), Some(&due(6))).is_ok());
        let stuck = settled(&due(7), Some(&due(7)));
        assert_eq!(stuck.map_err(|fault| fault.code()), Err("J412"));
    }
}
