//! Points 积分: deeds earn them, passbooks keep them, rewards are exchanged for them (F30-F33).
//!
//! Whole numbers in double entry: all accounts sum to zero after every event. Points leave a fund as a lot of a
//! passbook, with one last day; a reward pins them (on hold) and takes them (redeemed), or they lapse (expired).

mod account_id;
mod apply;
mod award_index;
mod award_key;
mod command;
mod decide;
mod due;
mod event;
mod hold;
mod household;
mod invariants;
mod lot;
mod lots;
mod model;
mod owner;
mod passbook;
mod pins;
mod questions;
mod refusal;
#[cfg(test)]
mod tests;

pub use account_id::AccountId;
pub use command::{
    Award, AwardAll, Capture, Command, Correct, Deed, Join, Leave, Redeem, Restock, Review, Void,
};
pub use due::DuePoints;
pub use event::{Event, Pin, Release, Withheld};
pub use hold::{HoldView, Status};
pub use model::Ledger;
pub use questions::{BudgetUse, LotView, Month};
pub use refusal::PointsRefusal;
