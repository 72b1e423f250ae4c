package linli

import java.time.Instant
import java.time.LocalDate

/** The points 积分 of a ward. */
val Ward.points: Ledger get() = Ledger(this)

/** The points of a ward: `ward.points.award(...)`. */
class Ledger internal constructor(private val ward: Ward) {
    /** Enters a deed. The award may wait for review or be withheld; the journal says which. */
    fun award(
        rule: RuleId,
        person: PersonId,
        unit: UnitId,
        by: Meta,
        quantity: Long? = null,
        team: BodyId? = null,
        occurred: Instant? = null,
    ): AwardId = ward.done(by, Command.Award(Deed(rule, person, unit, quantity, team, occurred))).madeId()

    /** Enters deeds in bulk; each line is answered for itself. */
    fun awardAll(deeds: List<Deed>, by: Meta): Answer = ward.done(by, Command.AwardAll(deeds))

    /** Approves or turns down a deed that waits. */
    fun review(award: AwardId, approve: Boolean, by: Meta): Answer = ward.done(by, Command.Review(award, approve))

    /** Takes back an award made in error as far as it is unspent. Needs the detail `reason`. */
    fun correct(award: AwardId, by: Meta): Answer = ward.done(by, Command.Correct(award))

    /** Sets points and stock aside for a reward 兑换. */
    fun redeem(reward: RewardId, unit: UnitId, by: Meta, pieces: Long = 1, person: PersonId? = null): HoldId =
        ward.done(by, Command.Redeem(reward, unit, pieces, person)).madeId()

    /** Hands a reward out 核销. */
    fun capture(hold: HoldId, by: Meta): Answer = ward.done(by, Command.Capture(hold))

    /** Gives held points back 撤销. */
    fun void(hold: HoldId, by: Meta): Answer = ward.done(by, Command.Void(hold))

    /** Changes the stock at a counter; below zero, pieces are written off. */
    fun restock(reward: RewardId, unit: UnitId, pieces: Long, by: Meta): Answer =
        ward.done(by, Command.Restock(reward, unit, pieces))

    /** Lets somebody join a household's passbook. */
    fun join(household: HouseholdId, person: PersonId, unit: UnitId, from: LocalDate, by: Meta): Answer =
        ward.done(by, Command.Join(household, person, unit, from))

    /** Lets somebody leave it. */
    fun leave(household: HouseholdId, person: PersonId, until: LocalDate, by: Meta): Answer =
        ward.done(by, Command.Leave(household, person, until))

    /** What stands in an account: funds at or below zero, everything else at or above. */
    fun balance(account: AccountId): Long = ward.pointsBalance(account)

    /** A passbook 存折 on a day: balance, what can be spent, and its lots. */
    fun passbook(account: AccountId, on: LocalDate): Passbook = ward.pointsPassbook(account, on)

    /** The passbook a deed of that day would fill; null where there are no points that day. */
    fun passbookOf(person: PersonId, on: LocalDate): AccountId? = ward.pointsPassbookOf(person, on)

    /** A passbook over a period. Reads the whole journal. */
    fun statement(account: AccountId, from: LocalDate, to: LocalDate): Statement? =
        ward.pointsStatement(account, from, to)

    /** The books 账簿: balances, what falls due when, and what moved month by month. Reads the whole journal. */
    fun books(): Books? = ward.pointsBooks()

    /** A hold, open or ended. */
    fun hold(hold: HoldId): Hold? = ward.pointsHold(hold)

    /** The pieces of a reward at a counter. */
    fun stock(reward: RewardId, unit: UnitId): Long = ward.pointsStock(reward, unit)

    /** The deeds that wait for review. */
    fun awaitingReview(skip: Long = 0, limit: Long = 100): List<Waiting> = ward.pointsAwaitingReview(skip, limit)

    /** Every account that has something in it; they sum to zero. */
    fun trialBalance(): List<AccountBalance> = ward.pointsTrialBalance()

    /** Points in passbooks by the month in which they expire. */
    fun liability(): List<Liability> = ward.pointsLiability()

    /** What each fund issued in the year of a day under each rule, beside its budget. */
    fun budgetUse(on: LocalDate): List<BudgetUse> = ward.pointsBudgetUse(on)
}
