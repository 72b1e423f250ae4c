//! What a command to the points leads to: everything is checked, then answered; nothing is changed here.

mod authority;
mod award;
mod correct;
mod earlier;
mod household;
mod redeem;
pub(super) mod weigh;

use authority::Authority;

use super::{Command, Event, Ledger, PointsRefusal};
use crate::context::{Context, Scoped};
use crate::grid::{Grid, Unit};
use crate::rulebook::PointsRules;
use crate::vocabulary::{Date, UnitId};

/// What every decision needs.
#[derive(Clone, Copy)]
struct Asked<'a> {
    context: &'a Context<'a>,
    grid: &'a Grid,
    place: &'a PointsRules,
    /// The local day it happened, as claimed.
    day: Date,
    /// The local day it was recorded: what is past its date by then is past.
    today: Date,
}

impl<'a> Asked<'a> {
    fn authority(self) -> Authority<'a> {
        Authority {
            stamp: self.context.stamp,
            grid: self.grid,
            day: self.day,
        }
    }

    /// A unit of something the ledger keeps. The grid forgets none, whatever day it is.
    fn unit_of(self, unit: &UnitId) -> Result<Unit<'a>, PointsRefusal> {
        self.grid.unit(unit).ok_or_else(|| PointsRefusal::UnknownUnit {
            unit: unit.clone(),
            day: self.day,
        })
    }

    fn must_exist(self, unit: &UnitId, day: Date) -> Result<Unit<'a>, PointsRefusal> {
        match self.grid.unit(unit) {
            Some(found) if found.exists(day) => Ok(found),
            _ => Err(PointsRefusal::UnknownUnit {
                unit: unit.clone(),
                day,
            }),
        }
    }
}

impl Ledger {
    /// Decides a command; changes nothing. Each event comes as `wrap` makes it.
    ///
    /// An award grows with the lots its purse earned in the longest period a cap or cooldown looks at, a redemption
    /// with the lots that have points left; neither with the journal.
    pub(crate) fn decide<E>(
        &self,
        context: &Context<'_>,
        grid: &Grid,
        command: &Command,
        wrap: impl Fn(Event) -> E,
    ) -> Result<Vec<Scoped<E>>, PointsRefusal> {
        let place = context.rules.points.as_ref().ok_or(PointsRefusal::NoPoints {})?;
        let today = context.rules.zone.date(context.stamp.recorded);
        let day = context
            .stamp
            .occurred
            .map_or(today, |at| context.rules.zone.date(at));
        let asked = Asked {
            context,
            grid,
            place,
            day,
            today,
        };
        let event = match command {
            Command::AwardAll(all) => {
                let lines = self.decide_awards(asked, all)?;
                return Ok(lines.map(|scoped| scoped.map(&wrap)).collect());
            }
            Command::Award(award) => self.decide_award(asked, award),
            Command::Review(review) => self.decide_review(asked, review),
            Command::Correct(correct) => self.decide_correction(asked, correct),
            Command::Redeem(redeem) => self.decide_redemption(asked, redeem),
            Command::Capture(capture) => self.decide_capture(asked, capture),
            Command::Void(void) => self.decide_void(asked, void),
            Command::Restock(restock) => self.decide_restock(asked, restock),
            Command::Join(join) => self.decide_join(asked, join),
            Command::Leave(leave) => self.decide_leave(asked, leave),
        };
        event.map(|scoped| vec![scoped.map(&wrap)])
    }
}
