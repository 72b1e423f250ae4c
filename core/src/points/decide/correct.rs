//! Corrections: an award made in error is taken back as far as it can be. Never a punishment: it takes a reason, and
//! nobody's passbook goes below zero.

use super::Asked;
use crate::context::Scoped;
use crate::points::{Correct, Event, Ledger, PointsRefusal};
use crate::vocabulary::{DetailName, PostId};

impl Ledger {
    /// Who may enter or review such deeds at the deed's unit may take one back.
    pub(super) fn decide_correction(
        &self,
        asked: Asked<'_>,
        correct: &Correct,
    ) -> Result<Scoped<Event>, PointsRefusal> {
        let award = &correct.award;
        let unknown = || PointsRefusal::UnknownAward { award: award.clone() };
        let (_, lot) = self.lot(award).ok_or_else(unknown)?;
        let terms = self.terms_of(lot).ok_or_else(unknown)?;
        let authority = asked.authority();
        let unit = self.unit_id(terms.unit).ok_or_else(unknown)?;
        let place = asked.unit_of(unit)?;
        let rule = self
            .rule_id(terms.rule)
            .and_then(|rule| asked.place.rules.get(rule));
        let enter: &[PostId] = rule.map(|rule| rule.entered_by.as_slice()).unwrap_or_default();
        let review = rule.and_then(|rule| rule.review.as_ref());
        if !authority.holds(enter, place) && !review.is_some_and(|post| authority.holds([post], place)) {
            return Err(authority.refused(enter.iter().chain(review), place));
        }
        let reason = DetailName::new("reason").ok();
        if !reason.is_some_and(|reason| asked.context.stamp.has_detail(&reason)) {
            return Err(PointsRefusal::NeedsReason {});
        }
        if lot.corrected() {
            return Err(PointsRefusal::AlreadyCorrected { award: award.clone() });
        }

        let corrected = Event::Corrected {
            award: award.clone(),
            taken_back: lot.left.into(),
            on_hold: lot.held.into(),
            shortfall: lot.spent.into(),
        };
        Ok(Scoped::at(unit.clone(), corrected))
    }
}
