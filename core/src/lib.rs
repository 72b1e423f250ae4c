//! # linli 邻里
//!
//! The rules engine under neighbourhood-service software. A *rulebook* says, as data, how a grid of streets,
//! communities and buildings is staffed, how a resident's request is handled, and how good deeds earn points.
//! A *ward* is one jurisdiction living under it. A *journal* is everything that ever happened there.
//!
//! ```
//! use linli::{Date, Instant, Meta, Rulebook, Ward, cases::Register, grid::{AddUnits, Appoint}};
//!
//! # #[cfg(not(feature = "toml"))] fn main() {}
//! # #[cfg(feature = "toml")] fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let text = include_str!("../../examples/minimal/rulebook.toml");
//! let mut ward = Ward::in_memory(Rulebook::from_toml(text)?.resolve()?)?;
//! let at = |time| Instant::parse(&format!("2025-03-03T{time}:00+08:00")).ok_or("not an instant");
//! let units = serde_json::from_str(r#"[
//!     { "id": "street",  "level": "street",    "name": "街道",     "from": "2025-01-01" },
//!     { "id": "guandao", "level": "community", "name": "管道社区", "from": "2025-01-01", "parent": "street" },
//!     { "id": "grid-07", "level": "grid",      "name": "第七网格", "from": "2025-01-01", "parent": "guandao" }
//! ]"#)?;
//! let host = || Ok::<_, Box<dyn std::error::Error>>(Meta::new("host".parse()?, at("08:00")?));
//! ward.add_units(host()?, AddUnits { units })?;
//!
//! // The rulebook says which posts there are, the ward who is in them. Until somebody is, cases would stick there.
//! let from = Date::from_ymd_opt(2025, 1, 1).ok_or("not a day")?;
//! assert!(!ward.staffing(from).is_empty());
//! for (person, post, unit) in [("w07", "grid-worker", "grid-07"), ("d01", "duty-desk", "guandao"), ("d02", "duty-desk", "street")] {
//!     let (person, post, unit) = (person.parse()?, post.parse()?, unit.parse()?);
//!     ward.appoint(host()?, Appoint { person, post, unit, from, until: None })?;
//! }
//! assert!(ward.staffing(from).is_empty());
//!
//! let meta = Meta::new("resident-17".parse()?, at("09:00")?);
//! let case = ward.register(meta, Register::new("parking".parse()?, "grid-07".parse()?))?;
//! assert_eq!(ward.case(&case).unwrap().holder.unit.as_str(), "grid-07");
//! // Nobody takes it up within four working hours, so it goes up by itself, as of 15:00.
//! ward.settle(at("17:00")?)?;
//! assert_eq!(ward.case(&case).unwrap().holder.unit.as_str(), "guandao");
//! # Ok(())
//! # }
//! ```
//!
//! # Where to look
//!
//! | module | what it is about |
//! |---|---|
//! | [`ward`] | start here: commands in, answers out, questions, time |
//! | [`rulebook`] | writing rules as data, and what is wrong with them |
//! | [`grid`], [`cases`], [`points`] | the three domains: each its commands, events, refusals and what stands |
//! | [`views`] | figures, directories and passbooks, computed from a state |
//! | [`calendar`] | working time: zones, holidays, limits, deadlines |
//! | [`journal`] | entries, proofs and excerpts; where they are stored |
//! | [`state`] | all domains as one pure value: decide and apply |
//! | [`vocabulary`] | ids, instants, digests, bounds, the envelope of a command; all of it also here, at the root |
//!
//! # Features
//!
//! - `toml` (default): read rulebooks written in TOML
//! - `zones` (default): know the named zones of the IANA database; a bundle already holds what it needs of them
//! - `sqlite`: keep a ward in one file ([`Ward`]`::create`, `open`)
//! - `arrow`: hand cases, units and points over as Arrow tables
#![forbid(unsafe_code)]
#![allow(
    clippy::result_large_err,
    reason = "a refusal carries its values; it is made once, on the way out"
)]

// From the bottom up: each layer knows only those above it in this list.
pub mod vocabulary;

pub mod calendar;
pub mod rulebook;

pub mod context;
mod due_queue;
mod places;
mod shelf;

pub mod cases;
pub mod grid;
pub mod points;

pub mod state;

pub mod journal;
pub mod views;
pub mod ward;

pub use journal::Head;
pub use rulebook::{Bundle, Problem, Problems, Rulebook};
pub use state::{Command, Event, Outcome, Refusal, State};
pub use vocabulary::*;
pub use ward::{Answer, Error, Ward};
