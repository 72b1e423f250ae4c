//! Why a ward refuses.

use core::fmt;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::cases::CaseRefusal;
use crate::grid::GridRefusal;
use crate::points::PointsRefusal;
use crate::vocabulary::{
    CommandId, Date, DetailName, Instant, Lang, LevelId, List, UnitId, refusals::refusals,
};

refusals! {
    /// Why any command may be refused, whatever its domain. From `W011` to `W019` it is the envelope that is wrong:
    /// such a command is not taken in at all, nothing is recorded, and its id stays free.
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
            /// When the newest edition is in force: on its first day, or once it was adopted.
            since: Instant,
        }
        en "the edition from {from} would be in force no later than the newest one (from {newest}, in force at {since}): give it a later first day, or adopt it later"
        zh "自 {from} 起的版本不会晚于最新版本生效(该版本自 {newest} 起,于 {since} 生效):请给出更晚的起始日,或稍后再启用"

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

        /// A bundle that was not made by the checks, or by those of another version.
        W007 unsound_rulebook UnsoundRulebook {
            /// The problems' codes and places.
            problems: List<SmolStr>,
        }
        en "the rulebook is unsound: {problems}; resolve it again from its source and mend what is reported there"
        zh "规则集有问题:{problems};请从源文件重新解析并按提示修正"

        /// Work and goods at a unit must find another place before it goes.
        W008 unit_in_use UnitInUse {
            /// The unit.
            unit: UnitId,
            /// Open cases raised there or standing with it.
            cases: u64,
            /// Open redemptions.
            holds: u64,
            /// Pieces in stock.
            stock: u64,
            /// Households that live there.
            households: u64,
        }
        en "the unit `{unit}` has {cases} open cases, {holds} open redemptions, {stock} pieces in stock and {households} households: close or settle them, take the stock out and let the households leave first"
        zh "单位 `{unit}` 尚有未结事件 {cases} 件、未完成兑换 {holds} 笔、库存 {stock} 件、住户 {households} 户:请先办结、核销、清空库存并迁出住户"

        /// A unit must fit the editions adopted already, not only the one in force.
        W009 no_place_later NoPlaceLater {
            /// The unit.
            unit: UnitId,
            /// Its level.
            level: LevelId,
            /// The first day of the edition.
            from: Date,
        }
        en "unit `{unit}` would have no place in the edition from {from}, which is adopted already: there its level `{level}` is missing, or not below its parent's; choose a level that stays"
        zh "单位 `{unit}` 在已启用的自 {from} 起的版本中没有位置:该版本没有层级 `{level}`,或其不在上级单位的层级之下;请选择保留的层级"

        /// There is no such detail to erase.
        W010 unknown_detail UnknownDetail {
            /// The entry.
            sequence: u64,
            /// The names asked for; empty where all were.
            names: List<DetailName>,
        }
        en "entry {sequence} has no such detail [{names}]: check the sequence number and the name"
        zh "第 {sequence} 条记录没有该详情 [{names}]:请核对序号和名称"

        /// An instant outside the years the library counts in.
        W011 instant_out_of_range InstantOutOfRange {
            /// The instant.
            at: Instant,
        }
        en "the instant {at} is out of range: instants lie between the years 1900 and 2200"
        zh "时间 {at} 超出范围:应在 1900 年至 2200 年之间"

        /// Time went on since.
        W012 time_runs_backwards TimeRunsBackwards {
            /// The instant given.
            recorded: Instant,
            /// The last recorded instant.
            last: Instant,
        }
        en "it is recorded at {recorded}, before the last entry at {last}: check the clock of the host, and give what happened earlier as `occurred`"
        zh "记录时间 {recorded} 早于上一条记录 {last}:请检查主机时钟;早先发生的事请填写 `occurred`"

        /// A name the ward keeps for itself.
        W013 reserved_name ReservedName {
            /// The name.
            name: SmolStr,
        }
        en "`{name}` is a name the ward keeps for itself: give another actor, or another origin"
        zh "`{name}` 是辖区保留的名称:请改用其他操作人或来源"

        /// The number of a command id is too large.
        W014 number_too_large NumberTooLarge {
            /// The id.
            id: CommandId,
        }
        en "the number of the id `{id}` is too large: at most 9223372036854775807 is allowed"
        zh "编号 `{id}` 的序号过大:最大为 9223372036854775807"

        /// More details or attachments than a form has fields.
        W015 too_many_details TooManyDetails {
            /// How many.
            found: u64,
            /// How many are allowed.
            most: u64,
        }
        en "{found} details or attachments are too many: at most {most} of each are allowed with one command"
        zh "详情或附件共 {found} 项,过多:每条指令各最多 {most} 项"

        /// A name was given twice.
        W016 detail_twice DetailTwice {
            /// The name.
            name: DetailName,
        }
        en "the detail `{name}` is given twice: give each name once"
        zh "详情 `{name}` 重复:每个名称只能出现一次"

        /// A text too long.
        W017 detail_too_long DetailTooLong {
            /// The name.
            name: DetailName,
            /// Its bytes.
            found: u64,
            /// The bytes allowed.
            most: u64,
        }
        en "the detail `{name}` has {found} bytes: at most {most} are allowed; give a longer text as an attachment"
        zh "详情 `{name}` 有 {found} 字节:最多 {most} 字节,更长的文本请作为附件"

        /// Texts must be salted, or they could be guessed from their digests after they were erased.
        W018 salt_missing SaltMissing {}
        en "details need a salt: give 16 random bytes with the command, and the same ones when it is sent again"
        zh "详情需要盐值:请随指令提供 16 个随机字节,重发时使用同一盐值"

        /// A command too long to be kept.
        W019 command_too_long CommandTooLong {
            /// Its bytes as JSON.
            found: u64,
            /// The bytes allowed.
            most: u64,
        }
        en "the command has {found} bytes as JSON: at most {most} are allowed; give long texts as details"
        zh "指令的 JSON 有 {found} 字节:最多 {most} 字节,长文本请作为详情"
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
        each!(self, refusal => refusal.data())
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
