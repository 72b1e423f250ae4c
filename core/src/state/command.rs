//! Commands 指令: all that can be asked of a ward.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::rulebook::Bundle;
use crate::vocabulary::{DetailName, bounds};
use crate::{cases, grid, points};

/// Anything that can be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// A new edition of the rulebook.
    Adopt(Adopt),
    /// Of the grid.
    Grid(grid::Command),
    /// Of the cases.
    Cases(cases::Command),
    /// Of the points.
    Points(points::Command),
    /// A detail is to be erased.
    Erase(Erase),
}

/// Adopts an edition. It is in force from its first day, or from its adoption if that comes later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adopt {
    /// The bundle.
    pub bundle: Arc<Bundle>,
}

/// Erases the text of a detail. The journal keeps its digest, and that it was erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erase {
    /// The entry whose detail it is.
    pub sequence: u64,
    /// Which of its details; left out, all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<DetailName>,
}

impl Command {
    /// The most bytes it may have as JSON: so many lines, so much text ([`bounds::COMMAND_BYTES`], [`bounds::LINE_BYTES`],
    /// [`bounds::BUNDLE_BYTES`]).
    pub(crate) fn most_bytes(&self) -> u64 {
        let lines = match self {
            Self::Adopt(_) => return bounds::BUNDLE_BYTES.most,
            Self::Grid(grid::Command::AddUnits(command)) => command.units.len(),
            Self::Points(points::Command::AwardAll(command)) => command.deeds.len(),
            _ => 0,
        };
        let lines = bounds::LINES.most.min(lines as u64);
        let lines = bounds::LINE_BYTES.most.saturating_mul(lines);
        bounds::COMMAND_BYTES.most.saturating_add(lines)
    }
}

/// Wraps each command of a domain, so that `execute(meta, Register { .. })` reads as it should.
macro_rules! commands {
    ($($domain:ident::$command:ident in $variant:ident;)*) => {$(
        impl From<$domain::$command> for Command {
            fn from(command: $domain::$command) -> Self {
                Self::$variant($domain::Command::$command(command))
            }
        }
    )*};
}

commands! {
    grid::AddUnits in Grid;
    grid::UpdateUnit in Grid;
    grid::CloseUnit in Grid;
    grid::Appoint in Grid;
    grid::EndAppointment in Grid;
    grid::AddBody in Grid;
    grid::EndBody in Grid;
    grid::AddMember in Grid;
    grid::EndMember in Grid;
    grid::Agree in Grid;
    grid::EndAgreement in Grid;
    cases::Register in Cases;
    cases::Act in Cases;
    points::Award in Points;
    points::AwardAll in Points;
    points::Review in Points;
    points::Correct in Points;
    points::Redeem in Points;
    points::Capture in Points;
    points::Void in Points;
    points::Restock in Points;
    points::Join in Points;
    points::Leave in Points;
}

impl From<Adopt> for Command {
    fn from(command: Adopt) -> Self {
        Self::Adopt(command)
    }
}

impl From<Erase> for Command {
    fn from(command: Erase) -> Self {
        Self::Erase(command)
    }
}
