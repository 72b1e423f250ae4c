//! Decide and apply. Keeps the promise *all-or-nothing*.

use std::sync::Arc;

use smol_str::format_smolstr;

use super::{Adopt, Command, Event, Outcome, Refusal, State, WardRefusal};
use crate::cases::Decided;
use crate::context::{Context, Edition, Scoped};
use crate::grid;
use crate::rulebook::{Bundle, Problems};
use crate::vocabulary::{Instant, LevelId, List, Stamp};

impl State {
    /// Decides a command; changes nothing. What is due by the stamp's instant must have been carried out before.
    pub fn decide(&self, stamp: &Stamp, command: &Command) -> Outcome {
        match self.decided(stamp, command) {
            Ok(events) => Outcome::Accepted(events),
            Err(refusal) => Outcome::Refused(refusal),
        }
    }

    fn decided(&self, stamp: &Stamp, command: &Command) -> Result<Vec<Scoped<Event>>, Refusal> {
        if let Command::Adopt(adopt) = command {
            return self.adopted(stamp, adopt);
        }
        let (edition, rules) = self
            .editions
            .at(stamp.recorded)
            .ok_or(WardRefusal::NoRulebook {})?;
        if let Some(occurred) = stamp.occurred {
            in_time(occurred, stamp.recorded, rules.late.minutes)?;
        }
        let context = Context {
            rules,
            edition,
            stamp,
        };
        match command {
            Command::Adopt(adopt) => self.adopted(stamp, adopt),
            Command::Grid(command) => {
                self.fits_the_rest(stamp, command)?;
                Ok(self.grid.decide(&context, command, Event::Grid)?)
            }
            Command::Cases(command) => {
                let decided = self.cases.decide(&context, &self.grid, &self.editions, command)?;
                Ok(self.with_points(stamp.recorded, decided))
            }
            Command::Points(command) => {
                let decided = self.points.decide(&context, &self.grid, command, Event::Points);
                Ok(decided?)
            }
            Command::Erase(erase) => {
                let event = Event::Erased {
                    sequence: erase.sequence,
                    name: erase.name.clone(),
                };
                Ok(vec![Scoped::ward(event)])
            }
        }
    }

    /// What the grid cannot know: the editions still to come, and what the other domains keep at a unit.
    fn fits_the_rest(&self, stamp: &Stamp, command: &grid::Command) -> Result<(), WardRefusal> {
        match command {
            grid::Command::AddUnits(add) => {
                let editions = self.editions.iter().rev();
                let to_come = editions.take_while(|edition| edition.from > stamp.recorded);
                let misplaced =
                    to_come.filter_map(|edition| Some((edition, self.grid.misplaced(add, &edition.bundle)?)));
                match misplaced.last() {
                    Some((edition, new)) => Err(WardRefusal::NoPlaceLater {
                        unit: new.id.clone(),
                        level: new.level.clone(),
                        from: edition.bundle.from,
                    }),
                    None => Ok(()),
                }
            }
            grid::Command::CloseUnit(close) => {
                let cases = self.cases.open_on(&close.unit);
                let [holds, stock, households] = self.points.in_use(&close.unit, close.until);
                if [cases, holds, stock, households] == [0; 4] {
                    return Ok(());
                }
                Err(WardRefusal::UnitInUse {
                    unit: close.unit.clone(),
                    cases,
                    holds,
                    stock,
                    households,
                })
            }
            _ => Ok(()),
        }
    }

    fn adopted(&self, stamp: &Stamp, adopt: &Adopt) -> Result<Vec<Scoped<Event>>, Refusal> {
        let from = adopt.bundle.starts().max(if self.editions.newest().is_some() {
            stamp.recorded
        } else {
            adopt.bundle.starts()
        });
        if let Some(newest) = self.editions.newest()
            && from <= newest.from
        {
            let (from, since, newest) = (adopt.bundle.from, newest.from, newest.bundle.from);
            return Err(WardRefusal::EditionNotLater { from, newest, since }.into());
        }
        if let Some(occurred) = stamp.occurred {
            let rules = self
                .editions
                .at(stamp.recorded)
                .map_or(&adopt.bundle, |(_, rules)| rules);
            in_time(occurred, stamp.recorded, rules.late.minutes)?;
        }
        self.keeps_the_ladder(&adopt.bundle, from)?;
        adopt.bundle.check().map_err(unsound)?;
        let digest = adopt.bundle.digest();
        let mut events = vec![Scoped::ward(Event::Adopted {
            from,
            digest,
            bundle: Arc::clone(&adopt.bundle),
        })];
        let dated = self
            .cases
            .dated(&self.grid, &self.editions, &adopt.bundle, stamp.recorded);
        events.extend(lift(dated, Event::Cases));
        Ok(events)
    }

    /// The grid's units must find their levels, in their order, in an edition in force from an instant.
    fn keeps_the_ladder(&self, bundle: &Bundle, from: Instant) -> Result<(), WardRefusal> {
        let day = bundle.zone.date(from);
        let levels = self.grid.levels_in_use(day);
        let levels: List<LevelId> = levels
            .filter(|level| bundle.rank(level).is_none())
            .cloned()
            .collect();
        if !levels.0.is_empty() {
            return Err(WardRefusal::LevelInUse { levels });
        }
        let turned = |(upper, lower): &(&LevelId, &LevelId)| bundle.rank(upper) >= bundle.rank(lower);
        match self.grid.rungs_in_use(day).find(turned) {
            Some((upper, lower)) => Err(WardRefusal::LadderTurned {
                upper: upper.clone(),
                lower: lower.clone(),
            }),
            None => Ok(()),
        }
    }

    /// An action on a case and the points that follow from it.
    pub(super) fn with_points(&self, at: Instant, decided: Decided<Event>) -> Vec<Scoped<Event>> {
        let mut events = decided.events;
        if !decided.earned.is_empty()
            && let Some((_, rules)) = self.editions.at(at)
        {
            let points = self.points.earned(rules, &self.grid, at, &decided.earned);
            events.extend(lift(points, Event::Points));
        }
        events
    }

    /// Takes an event in. It cannot fail on what `decide` and `carry_out` produced.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::Adopted { from, digest, bundle } => {
                let edition = Edition {
                    from: *from,
                    digest: *digest,
                    bundle: Arc::clone(bundle),
                };
                self.editions.push(edition);
            }
            Event::Grid(event) => self.grid.apply(event),
            Event::Cases(event) => self.cases.apply(event),
            Event::Points(event) => self.points.apply(event),
            Event::Erased { .. } => {}
        }
    }
}

fn lift<E>(events: Vec<Scoped<E>>, wrap: impl Fn(E) -> Event) -> Vec<Scoped<Event>> {
    events.into_iter().map(|scoped| scoped.map(&wrap)).collect()
}

fn in_time(occurred: Instant, recorded: Instant, minutes: u32) -> Result<(), WardRefusal> {
    if occurred > recorded {
        return Err(WardRefusal::NotYetHappened { occurred, recorded });
    }
    let earliest = recorded.plus_millis(i64::from(minutes).saturating_mul(-60_000));
    if occurred < earliest {
        return Err(WardRefusal::TooLate { occurred, earliest });
    }
    Ok(())
}

/// A phone opens bundles that were resolved elsewhere, so their proofs are made again before one is lived under.
fn unsound(problems: Problems) -> WardRefusal {
    let problems = problems
        .0
        .iter()
        .map(|problem| format_smolstr!("{} {}", problem.code, problem.place));
    WardRefusal::UnsoundRulebook {
        problems: problems.collect(),
    }
}
