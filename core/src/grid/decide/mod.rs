//! What a command to the grid leads to.

mod bodies;
mod offices;
mod units;

use super::{Command, Event, Grid, GridRefusal, Span, Unit};
use crate::context::{Context, Scoped};
use crate::vocabulary::{Date, Instant, Label, UnitId, bounds};

/// How many of those that stand in the way a refusal names.
const NAMED: usize = 5;

impl Grid {
    /// Decides a command; changes nothing.
    pub(crate) fn decide<E>(
        &self,
        context: &Context<'_>,
        command: &Command,
        wrap: impl Fn(Event) -> E,
    ) -> Result<Vec<Scoped<E>>, GridRefusal> {
        let decided = match command {
            Command::AddUnits(add) => return self.units_added(context, add, wrap),
            Command::UpdateUnit(update) => self.unit_updated(context, update)?,
            Command::CloseUnit(close) => self.unit_closed(close)?,
            Command::Appoint(appoint) => self.appointed(context, appoint)?,
            Command::EndAppointment(end) => self.appointment_ended(context, end)?,
            Command::AddBody(add) => self.body_added(context, add)?,
            Command::EndBody(end) => self.body_ended(end)?,
            Command::AddMember(add) => self.member_added(context, add)?,
            Command::EndMember(end) => self.member_ended(context, end)?,
            Command::Agree(agree) => self.agreed(context, agree)?,
            Command::EndAgreement(end) => self.agreement_ended(context, end)?,
        };
        Ok(vec![decided.map(wrap)])
    }

    fn known(&self, unit: &UnitId) -> Result<Unit<'_>, GridRefusal> {
        self.unit(unit)
            .ok_or_else(|| GridRefusal::UnknownUnit { unit: unit.clone() })
    }
}

fn open(from: Date) -> Span {
    Span { from, until: None }
}

/// From a day to a later one, or open.
fn span(from: Date, until: Option<Date>) -> Result<Span, GridRefusal> {
    in_range(from)?;
    if let Some(until) = until {
        in_range(until)?;
        if until <= from {
            return Err(GridRefusal::EndsTooSoon { from, until });
        }
    }
    Ok(Span { from, until })
}

fn in_range(date: Date) -> Result<(), GridRefusal> {
    let start = date.and_time(chrono::NaiveTime::MIN).and_utc();
    let within = Instant::from_millis(start.timestamp_millis());
    if within.is_in_range() && within < Instant::LATEST {
        Ok(())
    } else {
        Err(GridRefusal::DateOutOfRange { date })
    }
}

/// What has an end may be given an earlier one, as when it turns out that it ended sooner; never a later one, because
/// something else may have begun since.
fn not_ended(until: Option<Date>, asked: Date) -> Result<(), GridRefusal> {
    match until {
        Some(until) if until <= asked => Err(GridRefusal::AlreadyEnded { until, asked }),
        _ => Ok(()),
    }
}

/// The end of a unit or a body.
fn may_end(life: Span, until: Date) -> Result<(), GridRefusal> {
    in_range(until)?;
    if until <= life.from {
        let from = life.from;
        return Err(GridRefusal::EndsTooSoon { from, until });
    }
    not_ended(life.until, until)
}

fn within_life(unit: &UnitId, life: Span, asked: Span) -> Result<(), GridRefusal> {
    if life.covers(asked) {
        return Ok(());
    }
    let unit = unit.clone();
    Err(GridRefusal::OutsideLife { unit, life, asked })
}

fn usable(name: &Label) -> Result<(), GridRefusal> {
    let most = bounds::NAME_BYTES.most;
    let check = |text: &String| {
        let found = text.len() as u64;
        let unusable = text.trim().is_empty() || found > most;
        if unusable {
            Err(GridRefusal::UnusableName { found, most })
        } else {
            Ok(())
        }
    };
    match name {
        Label::One(text) => check(text),
        Label::Both { zh, en } => check(zh).and_then(|()| check(en)),
    }
}
