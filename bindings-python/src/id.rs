//! Ids: plain `str` in Python, checked as they come in.

use linli::points::AccountId;
use linli::{
    ActionId, AgreementId, AppointmentId, AwardId, BodyId, BodyKindId, CaseId, ChannelId, CommandId,
    DetailName, Digest, DivisionCode, HoldId, HouseholdId, KindId, LevelId, MatterId, MemberId, PersonId,
    PostId, ProcedureId, RewardId, RuleId, SeatId, StateId, UnitId,
};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;

/// An argument that is written as a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Id<T>(pub(crate) T);

/// What can be read from a text.
pub(crate) trait FromText: Sized {
    fn from_text(text: &str) -> Result<Self, String>;
}

macro_rules! parsed {
    ($($id:ty),* $(,)?) => {$(
        impl FromText for $id {
            fn from_text(text: &str) -> Result<Self, String> {
                text.parse::<Self>().map_err(|error| error.to_string())
            }
        }
    )*};
}

parsed!(
    ActionId,
    AgreementId,
    AppointmentId,
    AwardId,
    BodyId,
    BodyKindId,
    CaseId,
    ChannelId,
    CommandId,
    DetailName,
    HoldId,
    HouseholdId,
    KindId,
    LevelId,
    MatterId,
    MemberId,
    PersonId,
    PostId,
    ProcedureId,
    RewardId,
    RuleId,
    SeatId,
    StateId,
    UnitId,
);

impl FromText for DivisionCode {
    fn from_text(text: &str) -> Result<Self, String> {
        Self::new(text).map_err(|error| error.to_string())
    }
}

impl FromText for AccountId {
    fn from_text(text: &str) -> Result<Self, String> {
        Self::parse(text).ok_or_else(|| {
            format!(
                "{} is no account: write `person:p17`, `household:h3`, `fund:community-1`, `held`, `redeemed` or `expired`",
                quoted(text)
            )
        })
    }
}

impl FromText for Digest {
    fn from_text(text: &str) -> Result<Self, String> {
        Self::from_hex(text)
            .ok_or_else(|| format!("{} is no digest: give 64 hexadecimal digits", quoted(text)))
    }
}

/// A text in an error, cut where it is long.
pub(crate) fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(80).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    format!("{shown:?}")
}

impl<T: FromText> FromPyObject<'_, '_> for Id<T> {
    type Error = PyErr;

    #[cfg(feature = "inspect")]
    const INPUT_TYPE: pyo3::inspect::PyStaticExpr = <PyBackedStr as FromPyObject>::INPUT_TYPE;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let text: PyBackedStr = object.extract()?;
        T::from_text(&text).map(Id).map_err(PyValueError::new_err)
    }
}
