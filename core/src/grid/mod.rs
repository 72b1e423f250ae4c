//! The grid 网格: units on the ladder's levels, posts, and who holds them (F01-F03).
//!
//! Who may change the grid is for the host to say; the library keeps it consistent and dated.

mod command;
mod decide;
mod event;
mod model;
mod refusal;

pub use command::{
    AddBody, AddUnits, Appoint, CloseUnit, Command, EndAppointment, EndBody, NewUnit, UpdateUnit,
};
pub use event::Event;
pub use model::Grid;
pub use refusal::GridRefusal;
