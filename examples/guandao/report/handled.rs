//! How matters were handled, procedure by procedure: what the journal tells of sittings, parts, re-checks, mergers and
//! pauses, and what the library counts of clocks kept and of where cases were solved.

use std::collections::{BTreeMap, BTreeSet};

use linli::cases::{ClockName, Event, Hand};
use linli::rulebook::{Bundle, Link};
use linli::views::{Counted, Figures, OnTime};
use linli::{CaseId, LevelId, Map, MatterId, ProcedureId, State};

use super::rates::Share;
use crate::plan;
use crate::time::{at, date};

/// What was done under one procedure.
#[derive(Default)]
pub(crate) struct Handled {
    pub(crate) cases: usize,
    pub(crate) closed: usize,
    pub(crate) open: usize,
    /// Clocks kept, of those that ended or ran out.
    pub(crate) on_time: Share,
    pub(crate) solved: BTreeMap<LevelId, usize>,
    pub(crate) sittings: usize,
    pub(crate) votes: Votes,
    /// Cases that came from one of another kind, or of this: as a part, or to follow it up.
    pub(crate) parts: usize,
    pub(crate) follow_ups: usize,
    pub(crate) merged: usize,
    pub(crate) paused: usize,
    pub(crate) extended: usize,
    pub(crate) escalated: usize,
    pub(crate) handed_to_bodies: usize,
}

#[derive(Default)]
pub(crate) struct Votes {
    pub(crate) ayes: usize,
    pub(crate) noes: usize,
    pub(crate) abstain: usize,
}

/// All procedures that had a case.
#[derive(Default)]
pub(crate) struct Procedures {
    pub(crate) all: BTreeMap<ProcedureId, Handled>,
    of: Map<CaseId, ProcedureId>,
}

impl Procedures {
    pub(crate) fn take(&mut self, rules: &Bundle, event: &Event) {
        if let Event::Registered { case, matter, .. } = event
            && let Some(matter) = rules.matters.get(matter)
        {
            self.of.insert(case.clone(), matter.procedure.clone());
        }
        let Some(procedure) = self.of.get(event.case()) else {
            return;
        };
        let this = self.all.entry(procedure.clone()).or_default();
        match event {
            Event::Registered { origin, holder, .. } => {
                match origin.as_ref().map(|origin| origin.link) {
                    Some(Link::Part) => this.parts += 1,
                    Some(_) => this.follow_ups += 1,
                    None => {}
                }
                this.handed_to_bodies += usize::from(holder.body.is_some());
            }
            Event::Acted {
                hand,
                besides,
                started,
                ..
            } => {
                match hand {
                    Some(Hand::Escalated(_)) => this.escalated += 1,
                    Some(Hand::Transferred(holder)) => {
                        this.handed_to_bodies += usize::from(holder.body.is_some());
                    }
                    _ => {}
                }
                let extends = |clock: &linli::cases::StartedClock| {
                    clock.run.as_ref().is_some_and(|run| !run.then.is_empty())
                };
                this.extended += usize::from(started.iter().any(extends));
                this.paused += usize::from(started.iter().any(|clock| clock.clock == ClockName::Pause));
                if let Some(besides) = besides {
                    this.merged += usize::from(besides.merged_into.is_some());
                    if let Some(sitting) = &besides.sitting {
                        this.sittings += 1;
                        let votes = sitting.votes.map(|votes| [votes.ayes, votes.noes, votes.abstain]);
                        let [ayes, noes, abstain] = votes.unwrap_or_default().map(|votes| votes as usize);
                        this.votes.ayes += ayes;
                        this.votes.noes += noes;
                        this.votes.abstain += abstain;
                    }
                }
            }
            _ => {}
        }
    }

    /// Adds what the library counts: cases, where they were solved, and clocks kept.
    pub(crate) fn count(&mut self, state: &State, rules: &Bundle, on_time: &OnTime) {
        let whole_year = |matter: &MatterId| Counted {
            matter: Some(matter.clone()),
            ..counted()
        };
        for (matter, of) in &rules.matters {
            let Some(this) = self.all.get_mut(&of.procedure) else {
                continue;
            };
            let figures = Figures::new(state, &whole_year(matter), plan::end());
            this.cases += figures.registered as usize;
            this.closed += figures.closed as usize;
            this.open += figures.open as usize;
            for solved in &figures.solved {
                *this.solved.entry(solved.level.clone()).or_default() += solved.cases as usize;
            }
            for clock in on_time.clocks.iter().filter(|clock| clock.matter == *matter) {
                this.on_time.of += clock.kept.of as usize;
                this.on_time.met += clock.kept.part as usize;
            }
        }
    }

    /// Sums of the year, over all procedures.
    pub(crate) fn sum(&self, count: impl Fn(&Handled) -> usize) -> usize {
        self.all.values().map(count).sum()
    }
}

/// Every case of the year.
pub(crate) fn counted() -> Counted {
    Counted {
        unit: None,
        matter: None,
        from: at(date(1, 1), 0),
        until: plan::end(),
        seen_by: None,
    }
}

/// Matters whose cases are shown to nobody but those they belong to: a published page has figures of them, and no more.
pub(crate) fn confidential(rules: &Bundle) -> BTreeSet<MatterId> {
    let matters = rules.matters.iter();
    matters
        .filter(|(_, matter)| matter.confidential.is_some())
        .map(|(id, _)| id.clone())
        .collect()
}
