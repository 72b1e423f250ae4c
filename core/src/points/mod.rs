//! Points 积分: deeds earn them, passbooks keep them, rewards are exchanged for them (F30-F33).
//!
//! Whole numbers in double entry: all accounts sum to zero after every event.

mod account_id;
mod command;
mod decide;
mod due;
mod event;
mod model;
mod refusal;

pub use account_id::AccountId;
pub use command::{
    Award, AwardAll, Capture, Command, Correct, Deed, Join, Leave, Redeem, Restock, Review, Void,
};
pub use due::DuePoints;
pub use event::{Event, Pin, Release, Withheld};
pub use model::Ledger;
pub use refusal::PointsRefusal;
