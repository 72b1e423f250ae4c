//! Cases 事件: one matter, raised at one unit, handled by a procedure (F10-F12).
//!
//! A case stands in a state of its procedure, with a holder: a post at a unit, and the person who took it. Actions move
//! it on; clocks run while it waits, and at their end the system marks it, reminds, or acts. Small matters stay in the
//! grid, and what nobody takes up goes up level by level (F12).

mod act;
mod apply;
mod asked;
mod assign;
mod awaited;
mod begin;
#[expect(clippy::module_inception, reason = "the cases are what this module is about")]
mod cases;
mod clocks;
mod command;
mod course;
mod decide;
mod due;
mod event;
mod frame;
mod index;
mod listed;
mod model;
mod moving;
mod needs;
mod pause;
mod rare;
mod refusal;
mod register;
mod seen;
mod settle;
mod spawn;
mod step;
mod who;
mod why;
mod wording;

pub use awaited::AwaitedEnd;
pub use cases::Cases;
pub use command::{Act, Assignee, Command, Migrate, Register};
pub use decide::Decided;
pub use due::DueCase;
pub use event::{
    Besides, CaseOrigin, ClockName, Event, FollowUp, Hand, Mark, PausedClock, Run, StartedClock, StoppedClock,
};
pub use model::{Case, Clock, Holder};
pub use refusal::CaseRefusal;
pub(crate) use seen::Kept;
pub(crate) use step::earned_on;
pub use why::{Entitlement, Reason, What, WhyNot};
pub use wording::{AnyOf, ClocksAre, Entitled, Role, Roles, Thing, Things, Waits};
