//! Why a command to the points is refused.

use super::AccountId;
use crate::vocabulary::{
    AwardId, Date, HoldId, HouseholdId, Instant, LevelId, List, PersonId, PostId, RewardId, RuleId, UnitId,
    refusals::refusals,
};

refusals! {
    /// Why a command to the points is refused, in order of precedence.
    pub enum PointsRefusal {
        /// The place has no points at all.
        P300 no_points NoPoints {}
        en "the rulebook in force has no points: adopt an edition that has a `[points]` part"
        zh "现行规则集没有积分部分:请先启用含 `[points]` 部分的版本"

        /// The rulebook in force has no such rule.
        P301 unknown_rule UnknownRule {
            /// The rule named.
            rule: RuleId,
        }
        en "the rulebook has no points rule `{rule}`: use one of its rules, or adopt an edition that has it"
        zh "规则集中没有积分规则 `{rule}`:请使用已有规则,或启用含该规则的版本"

        /// A bulk entry without a line.
        P302 no_lines NoLines {}
        en "there are no deeds in this entry: give at least one"
        zh "本次录入没有任何善行:请至少填写一行"

        /// A bulk entry longer than allowed.
        P303 too_many_lines TooManyLines {
            /// Lines found.
            lines: u64,
            /// Lines allowed.
            most: u64,
        }
        en "{lines} deeds in one entry, at most {most} are allowed: split it"
        zh "一次录入了 {lines} 行善行,最多允许 {most} 行:请分批录入"

        /// No such unit on that day.
        P304 unknown_unit UnknownUnit {
            /// The unit named.
            unit: UnitId,
            /// The day.
            day: Date,
        }
        en "there is no unit `{unit}` on {day}: check the id and the day, or add the unit first"
        zh "{day} 没有单位 `{unit}`:请核对编号和日期,或先添加该单位"

        /// No such award.
        P305 unknown_award UnknownAward {
            /// The award named.
            award: AwardId,
        }
        en "there is no award `{award}`: check the id in the passbook"
        zh "没有积分记录 `{award}`:请在存折中核对编号"

        /// No such hold.
        P306 unknown_hold UnknownHold {
            /// The hold named.
            hold: HoldId,
        }
        en "there is no redemption `{hold}`: check the id"
        zh "没有兑换记录 `{hold}`:请核对编号"

        /// The rulebook in force has no such reward.
        P307 unknown_reward UnknownReward {
            /// The reward named.
            reward: RewardId,
        }
        en "the catalogue has no reward `{reward}`: use one of its rewards, or adopt an edition that has it"
        zh "兑换目录中没有 `{reward}`:请选择目录中的兑换品,或启用含该兑换品的版本"

        /// The person does not belong to the household.
        P308 not_a_member NotAMember {
            /// The person.
            person: PersonId,
            /// The household.
            household: HouseholdId,
        }
        en "`{person}` does not belong to household `{household}`: check both ids"
        zh "`{person}` 不属于住户 `{household}`:请核对两个编号"

        /// What has not happened cannot be entered.
        P309 deed_ahead DeedAhead {
            /// The claimed instant.
            occurred: Instant,
            /// The recorded instant.
            recorded: Instant,
        }
        en "the deed is said to have been done at {occurred}, after it was recorded at {recorded}: check the time"
        zh "所称善行时间 {occurred} 晚于记录时间 {recorded}:请核对时间"

        /// Longer ago than the rulebook allows.
        P310 deed_too_late DeedTooLate {
            /// The claimed instant.
            occurred: Instant,
            /// The earliest instant allowed.
            earliest: Instant,
        }
        en "the deed is said to have been done at {occurred}; the rulebook takes nothing older than {earliest}: enter it without a time of its own"
        zh "所称善行时间 {occurred} 早于规则集允许的最早时间 {earliest}:请不带时间重新录入"

        /// Somebody else may do this.
        P311 not_allowed NotAllowed {
            /// Who asks.
            actor: PersonId,
            /// The posts that may; none where any post will do.
            posts: List<PostId>,
            /// The unit.
            unit: UnitId,
        }
        en "`{actor}` may not do this at `{unit}`: it takes a post there or above it, one of [{posts}] where posts are listed; ask somebody who holds one"
        zh "`{actor}` 不能在 `{unit}` 办理:须由该单位或其上级的任职人员办理(如列出岗位,则限于 [{posts}]);请联系任职人员"

        /// No quantity, or too much.
        P312 bad_quantity BadQuantity {
            /// The quantity.
            quantity: u64,
            /// The largest allowed.
            most: u64,
        }
        en "a quantity of {quantity} cannot be entered: 1 to {most} are allowed"
        zh "不能录入数量 {quantity}:允许 1 到 {most}"

        /// No pieces, or too many.
        P313 bad_pieces BadPieces {
            /// The pieces.
            pieces: i64,
            /// The largest number allowed.
            most: u64,
        }
        en "{pieces} pieces cannot be booked: at least 1 and at most {most} at a time"
        zh "不能登记 {pieces} 件:每次至少 1 件,最多 {most} 件"

        /// Nobody would issue the points.
        P314 no_fund NoFund {
            /// The deed's unit.
            unit: UnitId,
            /// The level whose fund issues.
            level: LevelId,
        }
        en "`{unit}` lies under no unit of the level `{level}`, whose fund issues these points: enter the deed at a unit that does"
        zh "`{unit}` 之上没有发放积分的层级 `{level}` 的单位:请在其下属单位录入"

        /// More than one award may be.
        P315 too_many_points TooManyPoints {
            /// The points.
            points: u64,
            /// The most allowed.
            most: u64,
        }
        en "this deed would earn {points} points, at most {most} are allowed in one award: check the quantity"
        zh "该善行将获得 {points} 分,单次最多 {most} 分:请核对数量"

        /// The reason is missing.
        P316 needs_reason NeedsReason {}
        en "a correction needs a reason: add the detail `reason`"
        zh "更正须说明理由:请填写详情 `reason`"

        /// Reviewed before.
        P317 already_reviewed AlreadyReviewed {
            /// The award.
            award: AwardId,
        }
        en "the deed `{award}` was reviewed already: a mistake is put right by a correction"
        zh "善行 `{award}` 已经评议:如有错误,请办理更正"

        /// Corrected before.
        P318 already_corrected AlreadyCorrected {
            /// The award.
            award: AwardId,
        }
        en "the award `{award}` was corrected already: nothing is left to take back"
        zh "积分记录 `{award}` 已经更正:没有可收回的积分"

        /// Handed out or given back before.
        P319 hold_ended HoldEnded {
            /// The hold.
            hold: HoldId,
        }
        en "the redemption `{hold}` has ended: it was handed out, given up or not fetched in time; redeem anew"
        zh "兑换 `{hold}` 已结束(已核销、已撤销或逾期未取):请重新兑换"

        /// One household at a time.
        P320 already_a_member AlreadyAMember {
            /// The person.
            person: PersonId,
            /// The household they belong to.
            household: HouseholdId,
        }
        en "`{person}` belongs to household `{household}` on that day or later: let them leave it first"
        zh "`{person}` 在该日或之后已属于住户 `{household}`:请先退出该住户"

        /// The household lives elsewhere.
        P321 household_elsewhere HouseholdElsewhere {
            /// The household.
            household: HouseholdId,
            /// Where it lives.
            unit: UnitId,
        }
        en "household `{household}` lives at `{unit}` and still has members: name that unit, or let all leave first"
        zh "住户 `{household}` 登记在 `{unit}` 且仍有成员:请使用该单位,或先让全部成员退出"

        /// As many as allowed were taken.
        P322 limit_reached LimitReached {
            /// The reward.
            reward: RewardId,
            /// Pieces allowed in the period.
            most: u64,
            /// Pieces still allowed.
            room: u64,
        }
        en "`{reward}` is limited to {most} pieces in the period, {room} of them are left: take fewer, or come again later"
        zh "`{reward}` 本期限兑 {most} 件,还可兑 {room} 件:请减少件数,或下期再来"

        /// Too few points.
        P323 not_enough_points NotEnoughPoints {
            /// The passbook.
            account: AccountId,
            /// The price of all pieces.
            price: u64,
            /// What can be spent that day.
            available: u64,
        }
        en "`{account}` has {available} points to spend, {price} are needed: choose something smaller, or earn more first"
        zh "`{account}` 可用积分 {available} 分,需要 {price} 分:请选择其他兑换品,或先积累积分"

        /// Too few pieces.
        P324 not_enough_stock NotEnoughStock {
            /// The reward.
            reward: RewardId,
            /// The counter.
            unit: UnitId,
            /// Pieces there.
            stock: u64,
            /// Pieces asked for.
            pieces: u64,
        }
        en "{stock} pieces of `{reward}` are left at `{unit}`, {pieces} were asked for: take fewer, or wait for new stock"
        zh "`{unit}` 的 `{reward}` 库存 {stock} 件,需要 {pieces} 件:请减少件数,或等待补货"

        /// A day outside the years the library counts in.
        P325 date_out_of_range DateOutOfRange {
            /// The day.
            date: Date,
        }
        en "the day {date} is out of range: days lie between the years 1900 and 2200"
        zh "日期 {date} 超出范围:应在 1900 年至 2200 年之间"
    }
}
