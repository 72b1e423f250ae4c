//! Why a ward refuses.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::cases::CaseRefusal;
use crate::grid::GridRefusal;
use crate::points::PointsRefusal;
use crate::vocabulary::{Date, Instant, Lang, LevelId, List, refusals::refusals};

refusals! {
    /// Why any command may be refused, before its domain is asked, in order of precedence.
    pub enum WardRefusal {
        /// No edition was adopted yet.
        W001 no_rulebook NoRulebook {}
        en "this ward has no rulebook yet: adopt an edition first"
        zh "本辖区尚无规则集:请先启用一个版本"

        /// An edition must start after the newest one.
        W002 edition_not_later EditionNotLater {
            /// The new edition's first day.
            from: Date,
            /// The newest edition's first day.
            newest: Date,
        }
        en "an edition from {from} cannot follow the newest one, from {newest}: give it a later first day"
        zh "自 {from} 起的版本不能接在自 {newest} 起的最新版本之后:请给出更晚的起始日"

        /// What has not happened cannot be reported.
        W003 not_yet_happened NotYetHappened {
            /// The claimed instant.
            occurred: Instant,
            /// The recorded instant.
            recorded: Instant,
        }
        en "it is said to have happened at {occurred}, after it was recorded at {recorded}: check the clock of the device"
        zh "所称发生时间 {occurred} 晚于记录时间 {recorded}:请检查设备时钟"

        /// Longer ago than the rulebook allows for offline acts.
        W004 too_late TooLate {
            /// The claimed instant.
            occurred: Instant,
            /// The earliest instant allowed.
            earliest: Instant,
        }
        en "it is said to have happened at {occurred}; the rulebook takes nothing older than {earliest}: enter it without a claimed time"
        zh "所称发生时间 {occurred} 早于规则集允许的最早时间 {earliest}:请不带发生时间重新录入"

        /// Units stand on levels the edition does not have.
        W005 level_in_use LevelInUse {
            /// The levels.
            levels: List<LevelId>,
        }
        en "the edition has no level {levels}, on which units stand: keep it, or close those units before its first day"
        zh "该版本没有层级 {levels},而其上仍有单位:请保留该层级,或在其起始日前撤销这些单位"

        /// Units lie in others whose level the edition does not put above theirs.
        W006 ladder_turned LadderTurned {
            /// The level of the parents.
            upper: LevelId,
            /// The level of their children.
            lower: LevelId,
        }
        en "the edition does not put level `{upper}` above `{lower}`, but units on `{lower}` lie in units on `{upper}`: keep their order"
        zh "该版本未将层级 `{upper}` 置于 `{lower}` 之上,而 `{lower}` 的单位隶属于 `{upper}` 的单位:请保持其顺序"
    }
}

/// Why a command was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Whatever the domain.
    Ward(WardRefusal),
    /// By the grid.
    Grid(GridRefusal),
    /// By the cases.
    Cases(CaseRefusal),
    /// By the points.
    Points(PointsRefusal),
}

macro_rules! each {
    ($self:ident, $refusal:ident => $do:expr) => {
        match $self {
            Refusal::Ward($refusal) => $do,
            Refusal::Grid($refusal) => $do,
            Refusal::Cases($refusal) => $do,
            Refusal::Points($refusal) => $do,
        }
    };
}

impl Refusal {
    /// Code and name of every refusal there is, each domain in its order of precedence.
    pub fn codes() -> impl Iterator<Item = (&'static str, &'static str)> {
        [
            WardRefusal::CODES,
            GridRefusal::CODES,
            CaseRefusal::CODES,
            PointsRefusal::CODES,
        ]
        .into_iter()
        .flatten()
        .copied()
    }

    /// The stable code, such as `C207`.
    pub fn code(&self) -> &'static str {
        each!(self, refusal => refusal.code())
    }

    /// The stable name, such as `not_allowed`.
    pub fn name(&self) -> &'static str {
        each!(self, refusal => refusal.name())
    }

    /// The sentence a person should read.
    pub fn explain(&self, lang: Lang) -> String {
        each!(self, refusal => refusal.explain(lang))
    }

    /// The values, by name.
    pub fn data(&self) -> serde_json::Value {
        // An enum of structs of texts and numbers: writing it cannot fail.
        let value = each!(self, refusal => serde_json::to_value(refusal)).unwrap_or_default();
        match value {
            serde_json::Value::Object(variant) => variant
                .into_iter()
                .next()
                .map(|(_, data)| data)
                .unwrap_or_default(),
            other => other,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.code(), self.name(), self.explain(Lang::En))
    }
}

impl std::error::Error for Refusal {}

macro_rules! from {
    ($($refusal:ident in $variant:ident;)*) => {$(
        impl From<$refusal> for Refusal {
            fn from(refusal: $refusal) -> Self {
                Self::$variant(refusal)
            }
        }
    )*};
}

from! {
    WardRefusal in Ward;
    GridRefusal in Grid;
    CaseRefusal in Cases;
    PointsRefusal in Points;
}
