//! Cases 事件: one matter, raised at one unit, handled by a procedure (F10-F12).

mod command;
mod decide;
mod due;
mod event;
mod model;
mod refusal;

pub use command::{Act, Assignee, Command, Register};
pub use decide::Decided;
pub use due::DueCase;
pub use event::{ClockName, Event, Hand, StartedClock, StoppedClock};
pub use model::{Case, Cases, Holder};
pub use refusal::CaseRefusal;
