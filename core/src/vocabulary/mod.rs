//! The words everything else is written in: ids, instants, digests, labels, bounds.
//!
//! This layer knows nothing of rulebooks, grids, cases or points.

mod bound;
mod detail;
mod digest;
mod division_code;
mod ids;
mod instant;
pub(crate) mod json;
mod label;
mod meta;
pub(crate) mod refusals;

pub use bound::{Bound, BoundExceeded, bounds};
pub use detail::{Attachment, Detail, DetailRef};
pub(crate) use digest::Tag;
pub use digest::{Digest, Salt};
pub use division_code::{DivisionCode, DivisionCodeError};
pub use ids::{
    ActionId, AgreementId, AppointmentId, AwardId, BodyId, BodyKindId, CaseId, ChannelId, CommandId,
    DetailName, HoldId, HouseholdId, IdError, KindId, LevelId, LimitId, MarkId, MatterId, MemberId, Origin,
    PersonId, PostId, ProcedureId, RewardId, RuleId, RulebookId, SeatId, StateId, UnitId,
};
pub use instant::Instant;
pub use label::{Label, Lang};
pub use meta::{Capacity, Meta, Stamp};
pub use refusals::List;

/// A calendar day in the ward's own zone.
pub type Date = chrono::NaiveDate;

/// A map that iterates in insertion order, so that nothing ever depends on hashes. Look-ups take constant time.
pub type Map<K, V> = indexmap::IndexMap<K, V, rustc_hash::FxBuildHasher>;

/// A set that iterates in insertion order.
pub type Set<K> = indexmap::IndexSet<K, rustc_hash::FxBuildHasher>;
