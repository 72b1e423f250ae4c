//! Tests of the points: readable ones, every refusal, and a slow oracle.

mod award;
mod oracle;
mod redeem;
mod refusals;
mod views;
mod world;
