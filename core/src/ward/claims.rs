//! Which commands a store holds for answered, next to the entries: none may be missing, none too many.

use core::iter::Peekable;
use std::vec;

use crate::journal::{Entry, Fault, Run};

/// What a store holds for answered, to be met entry by entry.
pub(super) struct Claims {
    /// That of the entry met last.
    current: Option<Run>,
    ahead: Peekable<vec::IntoIter<Run>>,
}

impl Claims {
    /// Of runs in the order of the entries.
    pub(super) fn of(runs: Vec<Run>) -> Self {
        Self {
            current: None,
            ahead: runs.into_iter().peekable(),
        }
    }

    /// Whether the next entry answered the command that it is said to have answered.
    pub(super) fn hold(&mut self, entry: &Entry) -> Result<(), Fault> {
        let sequence = entry.sequence;
        self.current.take_if(|run| run.end() < Some(sequence));
        if let Some(run) = self.ahead.next_if(|run| run.sequence <= sequence) {
            // An entry answered one command: no two runs share it.
            if run.sequence < sequence || self.current.is_some() || run.end().is_none() {
                return Err(damaged(run.sequence));
            }
            self.current = Some(run);
        }
        let claimed = self.current.as_ref().and_then(|run| run.answered_by(sequence));
        if claimed.as_ref() == entry.id() {
            Ok(())
        } else {
            Err(damaged(sequence))
        }
    }

    /// Whether nothing is claimed of entries that are not there, after all up to `met` were met. No entry beyond `last` was
    /// there when the claims were read.
    pub(super) fn end(self, met: u64, last: u64) -> Result<(), Fault> {
        if let Some(run) = self.current
            && run.end() > Some(last)
        {
            return Err(damaged(last.saturating_add(1)));
        }
        for run in self.ahead {
            if run.sequence <= met || run.sequence > last {
                return Err(damaged(run.sequence));
            }
            if run.end().is_none_or(|end| end > last) {
                return Err(damaged(last.saturating_add(1)));
            }
        }
        Ok(())
    }
}

fn damaged(sequence: u64) -> Fault {
    Fault::damaged(sequence, "command")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{Cause, Reply};
    use crate::vocabulary::{CommandId, Digest, Instant, Origin};

    fn entry(sequence: u64, id: Option<(&str, u64)>) -> Entry {
        Entry {
            sequence,
            recorded: Instant::EARLIEST,
            edition: 0,
            cause: id.map_or(Cause::Due("{}".into()), |(origin, number)| Cause::Asked {
                id: CommandId::new(Origin::new(origin).unwrap(), number),
                json: String::new(),
            }),
            reply: Reply::Events("[]".into()),
            salt: None,
            hash: Digest([0; 32]),
        }
    }

    fn run((origin, first, last, sequence): (&str, u64, u64, u64)) -> Run {
        let origin = Origin::new(origin).unwrap();
        Run {
            origin,
            first,
            last,
            sequence,
        }
    }

    /// Two desks in turn, then something that fell due; and meanwhile another process wrote a sixth entry.
    fn first_wrong<const N: usize>(runs: [(&str, u64, u64, u64); N]) -> Option<u64> {
        let entries = [
            entry(1, Some(("desk", 7))),
            entry(2, Some(("desk", 8))),
            entry(3, Some(("phone", 1))),
            entry(4, None),
            entry(5, Some(("desk", 9))),
        ];
        let mut claims = Claims::of(runs.into_iter().map(run).collect());
        let checked = entries.iter().try_for_each(|entry| claims.hold(entry));
        let checked = checked.and_then(|()| claims.end(5, 6));
        checked.err().map(|fault| match fault {
            Fault::Damaged { sequence, .. } => sequence,
            other => panic!("{other}"),
        })
    }

    #[test]
    fn every_command_is_claimed_once_and_nothing_else_is() {
        let sound = [("desk", 7, 8, 1), ("phone", 1, 1, 3), ("desk", 9, 9, 5)];
        let [desk, phone, later] = sound;
        assert_eq!(first_wrong(sound), None);
        assert_eq!(
            first_wrong([desk, ("phone", 1, 2, 3), later]),
            Some(4),
            "fell due"
        );
        assert_eq!(first_wrong([desk, phone]), Some(5), "missing");
        assert_eq!(first_wrong([desk, phone, ("desk", 9, 10, 5)]), None, "the sixth");
        assert_eq!(first_wrong([desk, phone, later, ("phone", 9, 9, 6)]), None, "too");
        assert_eq!(
            first_wrong([desk, phone, ("desk", 9, 11, 5)]),
            Some(7),
            "not there"
        );
        assert_eq!(
            first_wrong([desk, phone, later, ("phone", 9, 10, 6)]),
            Some(7),
            "too"
        );
        assert_eq!(
            first_wrong([desk, phone, later, ("phone", 9, 9, 90)]),
            Some(90),
            "too"
        );
        assert_eq!(
            first_wrong([desk, ("phone", 2, 2, 3), later]),
            Some(3),
            "another number"
        );
        assert_eq!(
            first_wrong([desk, ("desk", 9, 9, 2), phone, later]),
            Some(2),
            "twice"
        );
        assert_eq!(
            first_wrong([("desk", 6, 8, 0), phone, later]),
            Some(0),
            "before the first"
        );
        assert_eq!(
            first_wrong([desk, phone, ("desk", 9, 8, 5)]),
            Some(5),
            "backwards"
        );
    }
}
