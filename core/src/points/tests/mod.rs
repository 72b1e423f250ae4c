//! Tests of the points: readable ones, every refusal, and a slow oracle.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "an oracle counts small numbers and stops at the first surprise"
)]

mod award;
mod oracle;
mod redeem;
mod refusals;
mod views;
mod world;
