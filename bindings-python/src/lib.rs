//! The core's nouns as Python sees them, one file a noun. Nothing is decided here.
#![allow(clippy::result_large_err, reason = "a refusal carries its values")]

// The inline form is the one that the stub generator reads.
#[pyo3::pymodule]
mod _linli {
    #[pymodule_export]
    use crate::answer::Answer;
    #[pymodule_export]
    use crate::appointment::{Answering, Appointment};
    #[pymodule_export]
    use crate::awaited::AwaitedEnd;
    #[pymodule_export]
    use crate::body::{Agreement, Body, Member};
    #[pymodule_export]
    use crate::books::{Books, MonthOfPoints};
    #[pymodule_export]
    use crate::case::{Case, Clock};
    #[pymodule_export]
    use crate::cases::{Act, Assignee, Cases, Migrate, Register};
    #[pymodule_export]
    use crate::change::Change;
    #[pymodule_export]
    use crate::command::Command;
    #[pymodule_export]
    use crate::directory::{Directory, DirectoryLine};
    #[pymodule_export]
    use crate::due::Due;
    #[pymodule_export]
    use crate::event::Event;
    #[pymodule_export]
    use crate::excerpt::Excerpt;
    #[pymodule_export]
    use crate::figures::{Figures, Part, Rate};
    #[pymodule_export]
    use crate::grid::{
        AddBody, AddMember, AddUnits, Agree, Appoint, CloseUnit, EndAgreement, EndAppointment, EndBody,
        EndMember, Grid, UpdateUnit,
    };
    #[pymodule_export]
    use crate::head::Head;
    #[pymodule_export]
    use crate::instant::instant;
    #[pymodule_export]
    use crate::label::Label;
    #[pymodule_export]
    use crate::lot::{BudgetUse, Hold, Lot};
    #[pymodule_export]
    use crate::meta::Meta;
    #[pymodule_export]
    use crate::on_time::ClockRate;
    #[pymodule_export]
    use crate::origin::{CaseOrigin, Mark, PausedClock};
    #[pymodule_export]
    use crate::points::{
        Award, AwardAll, Capture, Correct, Deed, Join, Leave, Points, Redeem, Restock, Review, Void,
    };
    #[pymodule_export]
    use crate::procedure::Procedure;
    #[pymodule_export]
    use crate::rulebook::{Bundle, Rulebook};
    #[pymodule_export]
    use crate::sitting::{Sitting, Verdict, Votes};
    #[pymodule_export]
    use crate::staffing::Gap;
    #[pymodule_export]
    use crate::statement::{Statement, StatementLine};
    #[pymodule_export]
    use crate::table::Table;
    #[pymodule_export]
    use crate::timeline::Timeline;
    #[pymodule_export]
    use crate::tree::Tree;
    #[pymodule_export]
    use crate::unit::{NewUnit, OutOfBand, Unit, Vacancy};
    #[pymodule_export]
    use crate::ward::{Adopt, Erase, Ward};
    #[pymodule_export]
    use crate::why_not::{Reason, WhyNot};
}

mod answer;
mod appointment;
mod awaited;
mod body;
mod books;
mod case;
mod cases;
mod change;
mod command;
mod day;
mod directory;
mod due;
mod error;
mod event;
mod excerpt;
mod figures;
mod file;
mod grid;
mod head;
mod html;
mod id;
mod instant;
mod json;
mod label;
mod lot;
mod meta;
mod on_time;
mod origin;
mod points;
mod procedure;
mod rulebook;
mod shared;
mod sitting;
mod staffing;
mod statement;
mod table;
mod timeline;
mod tree;
mod unit;
mod value;
mod ward;
mod why_not;
