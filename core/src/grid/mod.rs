//! The grid 网格: units on the ladder's levels, posts, and who holds them; bodies, their members and agreements (F01-F03, F09).
//!
//! Who may change the grid is for the host to say; the library keeps it consistent and dated.
//!
//! Where a unit belongs is settled when it is added and remembered after it ended: questions that look upwards
//! ([`Grid::ancestors`], [`Grid::contains`], [`Grid::ancestor_at`]) take no day, so that a matter raised at a unit that
//! has ended since still finds its way up. Questions about what there is ([`Grid::children`], [`Grid::holders`],
//! [`Grid::who_answers`]) take the day asked about; those about appointments may also take what was known when.

mod answer;
mod appointment;
mod bodies;
mod command;
mod decide;
mod event;
mod figures;
mod invariants;
mod model;
mod offices;
mod refusal;
mod sitting;
mod span;
mod term;
mod tree;
mod unit;

#[cfg(test)]
mod tests;

pub use answer::{AnswerRule, Answering};
pub use appointment::Appointment;
pub use bodies::{Agreement, Body, Member};
pub use command::{
    AddBody, AddMember, AddUnits, Agree, Appoint, CloseUnit, Command, EndAgreement, EndAppointment, EndBody,
    EndMember, NewUnit, UpdateUnit,
};
pub use event::Event;
pub use figures::{OutOfBand, Vacancy};
pub use model::Grid;
pub use refusal::GridRefusal;
pub use sitting::{Sitting, SittingFault, Verdict, Votes};
pub use span::Span;
pub use unit::Unit;
