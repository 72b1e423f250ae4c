//! Cases that begin with a step of another: parts for those called in (F13), what a resolution asks for (F16), looking
//! again some days later (F18).

use super::begin::{Ground, NewCase};
use super::frame::Frame;
use super::step::{Step, Taken};
use super::{Case, CaseOrigin, ClockName, Event, FollowUp, Holder, StartedClock};
use crate::context::Scoped;
use crate::rulebook::{Link, Spawn};
use crate::vocabulary::{CaseId, Digest, Instant, MatterId, PersonId};

/// The cases that begin with a step.
pub(super) struct Spawned {
    pub(super) now: Vec<Scoped<Event>>,
    /// What begins when the follow-up clock ends.
    pub(super) later: Option<FollowUp>,
}

impl Step<'_> {
    /// The cases that begin with this step; one that is to begin later gets a clock instead.
    pub(super) fn spawned(&self, started: &mut Vec<StartedClock>) -> Spawned {
        let mut spawned = Spawned {
            now: Vec::new(),
            later: None,
        };
        for spawn in self.course.action.spawns() {
            if let Some(limit) = spawn.after {
                let clock = self
                    .clockwork
                    .start_fixed(ClockName::FollowUp, limit, self.recorded);
                started.push(clock);
                spawned.later = Some(FollowUp {
                    matter: spawn.matter.clone(),
                    link: spawn.link,
                });
                continue;
            }
            let holders: Vec<Option<&Holder>> = match &self.taken {
                Taken::Person(act) if spawn.each => act.parties.iter().map(Some).collect(),
                _ => vec![None],
            };
            for holder in holders {
                let ordinal = spawned.now.len();
                spawned.now.extend(self.one(spawn, holder, ordinal));
            }
        }
        spawned
    }

    fn one(&self, spawn: &Spawn, holder: Option<&Holder>, ordinal: usize) -> Option<Scoped<Event>> {
        let by = self.taken.person().map(|act| act.by);
        let ordinal = u32::try_from(ordinal).ok()?;
        self.ground.bear(Birth {
            parent: (self.id, self.course.case),
            step: self.course.case.steps.saturating_add(1),
            ordinal,
            before: ordinal,
            matter: &spawn.matter,
            link: spawn.link,
            later: false,
            holder,
            by,
            at: self.at,
        })
    }
}

/// A case that comes from another.
pub(super) struct Birth<'a> {
    /// The other.
    pub(super) parent: (&'a CaseId, &'a Case),
    /// The step with which it begins, and which of the cases of that step it is.
    pub(super) step: u32,
    pub(super) ordinal: u32,
    /// How many cases begin before it with the same command.
    pub(super) before: u32,
    pub(super) matter: &'a MatterId,
    pub(super) link: Link,
    /// It was put off until now.
    pub(super) later: bool,
    /// Who was called in; else the matter's handler has it.
    pub(super) holder: Option<&'a Holder>,
    pub(super) by: Option<&'a PersonId>,
    pub(super) at: Instant,
}

impl Ground<'_> {
    /// A case that comes from another, at the same place, or where that is no more at the nearest unit above. A part is
    /// asked for by whoever has the other case; all else is the requester's.
    ///
    /// It never fails, or a step of the other case would fail with it: a matter that the edition in force has no more is
    /// that of the other case's edition, and what nobody handles there stays with who has the other case.
    pub(super) fn bear(&self, birth: Birth<'_>) -> Option<Scoped<Event>> {
        let (id, parent) = birth.parent;
        let in_force = Frame::new(self.rules, birth.matter).map(|frame| (self.edition, frame));
        let (edition, frame) = in_force.or_else(|| {
            let own = self.editions.get(parent.edition)?;
            Some((parent.edition, Frame::new(own, birth.matter)?))
        })?;
        let on = self.rules.zone.date(self.recorded);
        let place = self.grid.unit(&parent.unit)?;
        let unit = place
            .with_ancestors()
            .find(|unit| unit.exists(on))
            .unwrap_or(place);
        let holder = birth.holder.cloned().or_else(|| frame.entry(unit));
        let holder = holder.unwrap_or_else(|| Holder {
            person: None,
            ..parent.holder.clone()
        });
        let requester = match birth.link {
            Link::Part => None,
            Link::Follows | Link::Duplicate => parent.requester.as_ref(),
        };
        let origin = CaseOrigin {
            case: id.clone(),
            link: birth.link,
            later: birth.later,
        };
        Some(self.begin(NewCase {
            id: born(id, birth.step, birth.ordinal)?,
            frame,
            matter: birth.matter,
            unit,
            edition,
            holder,
            channel: None,
            requester,
            by: birth.by,
            at: birth.at,
            origin: Some(origin),
            before: birth.before,
            details: &[],
        }))
    }
}

/// The id of a case that comes from another: `case/step.ordinal`. No counter goes into it, so it is the same in a replay.
/// Whoever sees it learns the id of the other, also of a confidential one: see DESIGN.md, "Every view takes the viewer".
fn born(case: &CaseId, step: u32, ordinal: u32) -> Option<CaseId> {
    let text = format!("{case}/{step}.{ordinal}");
    // A case id that fills its bound leaves no room: then the digest stands for it.
    CaseId::new(&text)
        .or_else(|_| CaseId::new(Digest::of(&[b"linli/case/1", text.as_bytes()]).to_string()))
        .ok()
}
