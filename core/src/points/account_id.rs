//! Accounts.

use core::fmt;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::vocabulary::{HouseholdId, PersonId, UnitId};

/// An account of the ledger. Written `person:p17`, `household:h3`, `fund:community-1`, `held`, `redeemed`, `expired`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AccountId {
    /// A person's passbook.
    Person(PersonId),
    /// A household's pooled passbook (F32).
    Household(HouseholdId),
    /// The fund of a unit, which issues points: the only kind below zero.
    Fund(UnitId),
    /// Points set aside for rewards.
    Held,
    /// Points exchanged for rewards.
    Redeemed,
    /// Points past their date.
    Expired,
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(id) => write!(f, "person:{id}"),
            Self::Household(id) => write!(f, "household:{id}"),
            Self::Fund(id) => write!(f, "fund:{id}"),
            Self::Held => f.write_str("held"),
            Self::Redeemed => f.write_str("redeemed"),
            Self::Expired => f.write_str("expired"),
        }
    }
}

impl AccountId {
    /// Reads the written form.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once(':') {
            Some(("person", id)) => Some(Self::Person(PersonId::new(id).ok()?)),
            Some(("household", id)) => Some(Self::Household(HouseholdId::new(id).ok()?)),
            Some(("fund", id)) => Some(Self::Fund(UnitId::new(id).ok()?)),
            None if text == "held" => Some(Self::Held),
            None if text == "redeemed" => Some(Self::Redeemed),
            None if text == "expired" => Some(Self::Expired),
            _ => None,
        }
    }
}

impl Serialize for AccountId {
    fn serialize<S: Serializer>(&self, sink: S) -> Result<S::Ok, S::Error> {
        sink.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AccountId {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        let text = smol_str::SmolStr::deserialize(source)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("expected an account such as `person:p17`"))
    }
}
