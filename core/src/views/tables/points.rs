//! Accounts, lots, and what moved between accounts.

use super::Hidden;
use super::columns::Columns;
use crate::cases::earned_on;
use crate::points::{AccountId, Event, HoldView, LotView, Pin, Release, Status};
use crate::state::State;
use crate::views::skim;
use crate::vocabulary::{AwardId, HoldId, Instant, Map};
use crate::ward::{Error, Ward};

pub(super) fn accounts(state: &State) -> Columns {
    let balances = state.points.trial_balance();
    Columns::default()
        .text(
            "account",
            balances.keys().map(|account| Some(account.to_string())),
        )
        .signed("balance", balances.values().map(|balance| Some(*balance)))
}

/// Whether an award was earned on a case that is not shown.
fn is_hidden(award: &AwardId, hidden: &Hidden) -> bool {
    !hidden.is_empty() && earned_on(award).is_some_and(|cases| cases.iter().any(|case| hidden.contains(case)))
}

pub(super) fn lots(state: &State, hidden: &Hidden) -> Columns {
    let accounts = state.points.trial_balance().into_keys();
    let lots: Vec<(String, LotView)> = accounts
        .flat_map(|account| {
            let name = account.to_string();
            state
                .points
                .lots(&account)
                .into_iter()
                .filter(|lot| !is_hidden(&lot.award, hidden))
                .map(move |lot| (name.clone(), lot))
        })
        .collect();
    let each = || lots.iter();
    Columns::default()
        .text("account", each().map(|(account, _)| Some(account.as_str())))
        .text("award", each().map(|(_, lot)| Some(lot.award.as_str())))
        .text("earner", each().map(|(_, lot)| Some(lot.earner.as_str())))
        .text("rule", each().map(|(_, lot)| Some(lot.rule.as_str())))
        .text("fund", each().map(|(_, lot)| Some(lot.fund.as_str())))
        .number("points", each().map(|(_, lot)| Some(lot.points)))
        .number("left", each().map(|(_, lot)| Some(lot.left)))
        .day("day", each().map(|(_, lot)| Some(lot.day)))
        .day("expires?", each().map(|(_, lot)| lot.expires))
}

pub(super) fn redemptions(ward: &mut Ward) -> Result<Columns, Error> {
    let mut held: Vec<(HoldId, Instant)> = Vec::new();
    skim::points(ward, |entry, event| {
        if let Event::Held { hold, .. } = event {
            held.push((hold, entry.recorded));
        }
    })?;
    let points = &ward.state().points;
    let rows: Vec<(HoldId, Instant, HoldView)> = held
        .into_iter()
        .filter_map(|(id, recorded)| points.hold(&id).map(|hold| (id, recorded, hold)))
        .collect();
    let each = || rows.iter();
    Ok(Columns::default()
        .text("hold", each().map(|(id, ..)| Some(id.as_str())))
        .instant("recorded", each().map(|(_, recorded, _)| Some(*recorded)))
        .text("account", each().map(|(.., hold)| Some(hold.account.to_string())))
        .text("person", each().map(|(.., hold)| Some(hold.person.as_str())))
        .text("reward", each().map(|(.., hold)| Some(hold.reward.as_str())))
        .number("pieces", each().map(|(.., hold)| Some(hold.pieces.into())))
        .text("unit", each().map(|(.., hold)| Some(hold.unit.as_str())))
        .number("points", each().map(|(.., hold)| Some(hold.points)))
        .day("day", each().map(|(.., hold)| Some(hold.day)))
        .instant("until", each().map(|(.., hold)| Some(hold.until)))
        .text("status", each().map(|(.., hold)| Some(status(hold.status)))))
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Open => "open",
        Status::Captured => "captured",
        Status::Voided => "voided",
        Status::Expired => "expired",
    }
}

/// A movement of points of one lot.
struct Posting {
    sequence: u64,
    recorded: Instant,
    kind: &'static str,
    debit: AccountId,
    credit: AccountId,
    points: u64,
    lot: AwardId,
    hold: Option<HoldId>,
}

pub(super) fn postings(ward: &mut Ward, hidden: &Hidden) -> Result<Columns, Error> {
    let mut book = Book::default();
    skim::points(ward, |entry, event| {
        book.enter(entry.sequence, entry.recorded, &event)
    })?;
    book.postings.retain(|posting| !is_hidden(&posting.lot, hidden));
    let each = || book.postings.iter();
    Ok(Columns::default()
        .number("sequence", each().map(|posting| Some(posting.sequence)))
        .instant("recorded", each().map(|posting| Some(posting.recorded)))
        .text("kind", each().map(|posting| Some(posting.kind)))
        .text("debit", each().map(|posting| Some(posting.debit.to_string())))
        .text("credit", each().map(|posting| Some(posting.credit.to_string())))
        .number("points", each().map(|posting| Some(posting.points)))
        .text("lot", each().map(|posting| Some(posting.lot.as_str())))
        .text(
            "hold?",
            each().map(|posting| posting.hold.as_ref().map(HoldId::as_str)),
        ))
}

/// The postings so far, with what later events name only by an id.
#[derive(Default)]
struct Book {
    postings: Vec<Posting>,
    /// By award: the passbook and the fund.
    awards: Map<AwardId, (AccountId, AccountId)>,
    /// By hold: the passbook and its pins.
    holds: Map<HoldId, (AccountId, Vec<Pin>)>,
}

impl Book {
    fn enter(&mut self, sequence: u64, recorded: Instant, event: &Event) {
        let kind = event.kind().trim_start_matches("points.");
        let mut post = |debit: &AccountId, credit: &AccountId, pins: &[Pin], hold: Option<&HoldId>| {
            self.postings
                .extend(pins.iter().filter(|pin| pin.points > 0).map(|pin| Posting {
                    sequence,
                    recorded,
                    kind,
                    debit: debit.clone(),
                    credit: credit.clone(),
                    points: pin.points,
                    lot: pin.lot.clone(),
                    hold: hold.cloned(),
                }));
        };
        match event {
            Event::Awarded {
                award,
                account,
                fund,
                points,
                ..
            } => {
                let fund = AccountId::Fund(fund.clone());
                post(
                    &fund,
                    account,
                    &[Pin {
                        lot: award.clone(),
                        points: *points,
                    }],
                    None,
                );
                self.awards.insert(award.clone(), (account.clone(), fund));
            }
            Event::Corrected {
                award, taken_back, ..
            } => {
                if let Some((account, fund)) = self.awards.get(award) {
                    post(
                        account,
                        fund,
                        &[Pin {
                            lot: award.clone(),
                            points: *taken_back,
                        }],
                        None,
                    );
                }
            }
            Event::Held {
                hold, account, pins, ..
            } => {
                post(account, &AccountId::Held, pins, Some(hold));
                self.holds.insert(hold.clone(), (account.clone(), pins.clone()));
            }
            Event::Captured { hold } => {
                if let Some((_, pins)) = self.holds.get(hold) {
                    post(&AccountId::Held, &AccountId::Redeemed, pins, Some(hold));
                }
            }
            Event::Released {
                hold,
                why: Release::Voided | Release::Expired,
                returned,
                expired,
                reclaimed,
            } => {
                if let Some((account, _)) = self.holds.get(hold) {
                    post(&AccountId::Held, account, returned, Some(hold));
                    post(&AccountId::Held, &AccountId::Expired, expired, Some(hold));
                }
                for pin in reclaimed {
                    if let Some((_, fund)) = self.awards.get(&pin.lot) {
                        post(&AccountId::Held, fund, core::slice::from_ref(pin), Some(hold));
                    }
                }
            }
            Event::Expired { account, pins } => post(account, &AccountId::Expired, pins, None),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_earned_on_a_hidden_case_is_hidden_too() {
        let hidden = Hidden::from(["desk-1.0".parse().unwrap()]);
        let told = |award: &str| !is_hidden(&award.parse().unwrap(), &hidden);
        assert!(!told("desk-1.0.3") && !told("desk-1.0.3.1"));
        assert!(told("desk-1.0") && told("desk-1.1.3") && told("desk-11.0.3") && told("desk-1.0.3.0.2"));
    }
}
