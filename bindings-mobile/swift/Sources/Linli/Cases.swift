import Foundation

extension Ward {
    /// The cases 事件 of the ward.
    public var cases: Cases { Cases(ward: self) }
}

extension Ward {
    /// The cases of a ward: `ward.cases.register(...)`.
    public struct Cases: Sendable {
        let ward: Ward

        /// Raises a matter at a unit 登记.
        @discardableResult
        public func register(
            _ matter: MatterId, unit: UnitId, by: Meta, channel: ChannelId? = nil, anonymous: Bool = false
        ) throws -> CaseId {
            try ward.made(by, .register(matter: matter, unit: unit, channel: channel, anonymous: anonymous))
        }

        /// Takes an action on a case. What it needs, `may` says: a rating, to whom the case is handed, those called in, the
        /// case it merges into, whom a mark names, a sitting.
        @discardableResult
        public func act(
            _ id: CaseId, _ action: ActionId, by: Meta, rating: Int? = nil, to: Assignee? = nil,
            parties: [Assignee] = [], into: CaseId? = nil, names: PersonId? = nil, sitting: Sitting? = nil
        ) throws -> Answer {
            try ward.done(
                by,
                .act(
                    case: id, action: action, rating: rating, to: to, parties: parties, into: into, names: names,
                    sitting: sitting))
        }

        /// Moves all running cases that follow a procedure in an earlier edition to that procedure in the edition in force
        /// 迁移: all of them, or none if one has no place to go. A state that is not named keeps its name.
        @discardableResult
        public func migrate(_ procedure: ProcedureId, by: Meta, states: [StateId: StateId] = [:]) throws -> Answer {
            try ward.done(
                by, .migrate(procedure: procedure, states: states.map { StateMove(from: $0.key, to: $0.value) }))
        }

        /// A case as it stands, with who answers for it on the day of `at`; nil where there is no such case, or `seenBy` may not
        /// see it.
        public func get(_ id: CaseId, at: Date, seenBy: PersonId? = nil) throws -> Case? {
            try ward.casesGet(id: id, at: at, seenBy: seenBy)
        }

        /// My cases: the open ones a person has taken, of those that `seenBy` may see.
        public func heldBy(
            _ person: PersonId, at: Date, skip: Int = 0, limit: Int = 100, seenBy: PersonId? = nil
        ) throws -> [Case] {
            try ward.casesHeldBy(person: person, at: at, skip: skip, limit: limit, seenBy: seenBy)
        }

        /// The open cases that a unit, or any unit in it, has now, of those that `seenBy` may see.
        public func openAt(
            _ unit: UnitId, at: Date, skip: Int = 0, limit: Int = 100, seenBy: PersonId? = nil
        ) throws -> [Case] {
            try ward.casesOpenAt(unit: unit, at: at, skip: skip, limit: limit, seenBy: seenBy)
        }

        /// What somebody could do with a case, and what each action needs.
        public func may(_ id: CaseId, _ actor: PersonId, at: Date) throws -> [ActionInfo] {
            try ward.casesMay(id: id, actor: actor, at: at)
        }

        /// Why somebody may not take an action on a case, or that they may; nil for an unknown case or action.
        public func whyNot(_ id: CaseId, _ action: ActionId, _ actor: PersonId, at: Date) throws -> WhyNot? {
            try ward.casesWhyNot(id: id, action: action, actor: actor, at: at)
        }

        /// Whether a person may see a case: a confidential one is for those it belongs to.
        public func maySee(_ id: CaseId, _ viewer: PersonId, at: Date) throws -> Bool {
            try ward.casesMaySee(id: id, viewer: viewer, at: at)
        }

        /// The entries a case appears in, oldest first, after a sequence number; none where `seenBy` may not see the case.
        public func history(
            _ id: CaseId, after: Int = 0, limit: Int = 100, seenBy: PersonId? = nil
        ) throws -> [Change] {
            try ward.casesHistory(id: id, after: after, limit: limit, seenBy: seenBy)
        }

        /// Counts cases raised in a period, as of `at`: where they were solved, and the three rates. `counted` says for whom.
        public func figures(_ counted: Counted, at: Date) throws -> Figures {
            try ward.casesFigures(counted: counted, at: at)
        }

        /// The same, told apart: each case counts in one part, so that the parts add up to the whole.
        public func figuresBy(_ counted: Counted, by: GroupBy, at: Date) throws -> [FiguresOf] {
            try ward.casesFiguresBy(counted: counted, by: by, at: at)
        }

        /// How their clocks ended, clock by clock, as the ward stands 按时. Reads the whole journal.
        public func onTime(_ counted: Counted) throws -> [ClockKept] { try ward.casesOnTime(counted: counted) }
    }
}
