import Foundation

extension Ward {
    /// The points 积分 of the ward.
    public var points: Ledger { Ledger(ward: self) }
}

extension Ward {
    /// The points of a ward: `ward.points.award(...)`.
    public struct Ledger: Sendable {
        let ward: Ward

        /// Enters a deed. The award may wait for review or be withheld; the journal says which.
        @discardableResult
        public func award(
            _ rule: RuleId, to person: PersonId, unit: UnitId, by: Meta, quantity: Int? = nil, team: BodyId? = nil,
            occurred: Date? = nil
        ) throws -> AwardId {
            let deed = Deed(
                rule: rule, person: person, unit: unit, quantity: quantity, team: team, occurred: occurred)
            return try ward.made(by, .award(deed: deed))
        }

        /// Enters deeds in bulk; each line is answered for itself.
        @discardableResult
        public func awardAll(_ deeds: [Deed], by: Meta) throws -> Answer { try ward.done(by, .awardAll(deeds: deeds)) }

        /// Approves or turns down a deed that waits.
        @discardableResult
        public func review(_ award: AwardId, approve: Bool, by: Meta) throws -> Answer {
            try ward.done(by, .review(award: award, approve: approve))
        }

        /// Takes back an award made in error as far as it is unspent. Needs the detail `reason`.
        @discardableResult
        public func correct(_ award: AwardId, by: Meta) throws -> Answer { try ward.done(by, .correct(award: award)) }

        /// Sets points and stock aside for a reward 兑换.
        @discardableResult
        public func redeem(
            _ reward: RewardId, unit: UnitId, by: Meta, pieces: Int = 1, person: PersonId? = nil
        ) throws -> HoldId {
            try ward.made(by, .redeem(reward: reward, unit: unit, pieces: pieces, person: person))
        }

        /// Hands a reward out 核销.
        @discardableResult
        public func capture(_ hold: HoldId, by: Meta) throws -> Answer { try ward.done(by, .capture(hold: hold)) }

        /// Gives held points back 撤销.
        @discardableResult
        public func void(_ hold: HoldId, by: Meta) throws -> Answer { try ward.done(by, .void(hold: hold)) }

        /// Changes the stock at a counter; below zero, pieces are written off.
        @discardableResult
        public func restock(_ reward: RewardId, unit: UnitId, pieces: Int, by: Meta) throws -> Answer {
            try ward.done(by, .restock(reward: reward, unit: unit, pieces: pieces))
        }

        /// Lets somebody join a household's passbook.
        @discardableResult
        public func join(
            _ household: HouseholdId, person: PersonId, unit: UnitId, from: CalendarDay, by: Meta
        ) throws -> Answer {
            try ward.done(by, .join(household: household, person: person, unit: unit, from: from))
        }

        /// Lets somebody leave it.
        @discardableResult
        public func leave(_ household: HouseholdId, person: PersonId, until: CalendarDay, by: Meta) throws -> Answer {
            try ward.done(by, .leave(household: household, person: person, until: until))
        }

        /// What stands in an account: funds at or below zero, everything else at or above.
        public func balance(_ account: AccountId) throws -> Int { try ward.pointsBalance(account: account) }

        /// A passbook 存折 on a day: balance, what can be spent, and its lots.
        public func passbook(_ account: AccountId, on: CalendarDay) throws -> Passbook {
            try ward.pointsPassbook(account: account, on: on)
        }

        /// The passbook a deed of that day would fill; nil where there are no points that day.
        public func passbookOf(_ person: PersonId, on: CalendarDay) throws -> AccountId? {
            try ward.pointsPassbookOf(person: person, on: on)
        }

        /// A passbook over a period. Reads the whole journal.
        public func statement(_ account: AccountId, from: CalendarDay, to: CalendarDay) throws -> Statement? {
            try ward.pointsStatement(account: account, from: from, to: to)
        }

        /// The books 账簿: balances, what falls due when, and what moved month by month. Reads the whole journal.
        public func books() throws -> Books? { try ward.pointsBooks() }

        /// A hold, open or ended.
        public func hold(_ hold: HoldId) throws -> Hold? { try ward.pointsHold(hold: hold) }

        /// The pieces of a reward at a counter.
        public func stock(_ reward: RewardId, unit: UnitId) throws -> Int {
            try ward.pointsStock(reward: reward, unit: unit)
        }

        /// The deeds that wait for review.
        public func awaitingReview(skip: Int = 0, limit: Int = 100) throws -> [Waiting] {
            try ward.pointsAwaitingReview(skip: skip, limit: limit)
        }

        /// Every account that has something in it; they sum to zero.
        public func trialBalance() throws -> [AccountBalance] { try ward.pointsTrialBalance() }

        /// Points in passbooks by the month in which they expire.
        public func liability() throws -> [Liability] { try ward.pointsLiability() }

        /// What each fund issued in the year of a day under each rule, beside its budget.
        public func budgetUse(on: CalendarDay) throws -> [BudgetUse] { try ward.pointsBudgetUse(on: on) }
    }
}
