//! From what an app asks to what the core is asked.

use std::collections::BTreeMap;

use linli::cases::{Act, Migrate, Register};
use linli::grid::{
    AddBody, AddMember, AddUnits, Agree, Appoint, CloseUnit, EndAgreement, EndAppointment, EndBody,
    EndMember, UpdateUnit,
};
use linli::points::{Award, AwardAll, Capture, Correct, Join, Leave, Redeem, Restock, Review, Void};
use linli::state::{Adopt, Erase};

use crate::{Command, Count, Deed, LinliError, NewUnit, bundle};

impl From<NewUnit> for linli::grid::NewUnit {
    fn from(unit: NewUnit) -> Self {
        Self {
            id: unit.id,
            level: unit.level,
            kind: unit.kind,
            code: unit.code,
            name: unit.name.into(),
            parent: unit.parent,
            from: unit.from,
            households: unit.households.map(Count::narrow),
            residents: unit.residents.map(Count::narrow),
        }
    }
}

impl From<Deed> for linli::points::Deed {
    fn from(deed: Deed) -> Self {
        Self {
            rule: deed.rule,
            person: deed.person,
            unit: deed.unit,
            quantity: deed.quantity.map(|quantity| quantity.0),
            team: deed.team,
            occurred: deed.occurred,
        }
    }
}

impl TryFrom<Command> for linli::Command {
    type Error = LinliError;

    fn try_from(command: Command) -> Result<Self, LinliError> {
        Ok(match command {
            Command::AddUnits { units } => AddUnits {
                units: units.into_iter().map(Into::into).collect(),
            }
            .into(),
            Command::UpdateUnit {
                unit,
                name,
                households,
                residents,
            } => UpdateUnit {
                unit,
                name: name.map(Into::into),
                households: households.map(Count::narrow),
                residents: residents.map(Count::narrow),
            }
            .into(),
            Command::CloseUnit { unit, until } => CloseUnit { unit, until }.into(),
            Command::Appoint {
                person,
                post,
                unit,
                from,
                until,
            } => Appoint {
                person,
                post,
                unit,
                from,
                until,
            }
            .into(),
            Command::EndAppointment { appointment, until } => EndAppointment { appointment, until }.into(),
            Command::AddBody {
                id,
                name,
                unit,
                from,
                kind,
            } => AddBody {
                id,
                kind,
                name: name.into(),
                unit,
                from,
            }
            .into(),
            Command::EndBody { body, until } => EndBody { body, until }.into(),
            Command::AddMember {
                body,
                person,
                from,
                seat,
                until,
            } => AddMember {
                body,
                person,
                seat,
                from,
                until,
            }
            .into(),
            Command::EndMember { member, until } => EndMember { member, until }.into(),
            Command::Agree {
                body,
                unit,
                from,
                until,
            } => Agree {
                body,
                unit,
                from,
                until,
            }
            .into(),
            Command::EndAgreement { agreement, until } => EndAgreement { agreement, until }.into(),
            Command::Register {
                matter,
                unit,
                channel,
                anonymous,
            } => Register {
                matter,
                unit,
                channel,
                anonymous,
            }
            .into(),
            Command::Act {
                case,
                action,
                rating,
                to,
                parties,
                into,
                names,
                sitting,
            } => Act {
                case,
                action,
                rating: rating.map(|rating| u8::try_from(rating.0).unwrap_or(u8::MAX)),
                to,
                parties,
                into,
                names,
                sitting: sitting.map(Into::into),
            }
            .into(),
            Command::Migrate { procedure, states } => {
                let mut places = BTreeMap::new();
                places.extend(states.into_iter().map(|step| (step.from, step.to)));
                Migrate {
                    procedure,
                    states: places,
                }
                .into()
            }
            Command::Award { deed } => Award { deed: deed.into() }.into(),
            Command::AwardAll { deeds } => AwardAll {
                deeds: deeds.into_iter().map(Into::into).collect(),
            }
            .into(),
            Command::Review { award, approve } => Review { award, approve }.into(),
            Command::Correct { award } => Correct { award }.into(),
            Command::Redeem {
                reward,
                unit,
                pieces,
                person,
            } => Redeem {
                reward,
                pieces: pieces.narrow(),
                unit,
                person,
            }
            .into(),
            Command::Capture { hold } => Capture { hold }.into(),
            Command::Void { hold } => Void { hold }.into(),
            Command::Restock { reward, unit, pieces } => Restock {
                reward,
                unit,
                pieces: pieces.0,
            }
            .into(),
            Command::Join {
                household,
                person,
                unit,
                from,
            } => Join {
                household,
                person,
                unit,
                from,
            }
            .into(),
            Command::Leave {
                household,
                person,
                until,
            } => Leave {
                household,
                person,
                until,
            }
            .into(),
            Command::Adopt { bundle } => Adopt {
                bundle: bundle::read(&bundle)?.into(),
            }
            .into(),
            Command::Erase { sequence, name } => Erase {
                sequence: sequence.0,
                name,
            }
            .into(),
        })
    }
}
