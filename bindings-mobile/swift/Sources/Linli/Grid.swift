import Foundation

extension Ward {
    /// The grid 网格 of the ward.
    public var grid: Grid { Grid(ward: self) }
}

extension Ward {
    /// The grid of a ward: `ward.grid.whoAnswers(...)`.
    public struct Grid: Sendable {
        let ward: Ward

        /// Adds units, parents before their children; all of them or none.
        @discardableResult
        public func addUnits(_ units: [NewUnit], by: Meta) throws -> Answer { try ward.done(by, .addUnits(units: units)) }

        /// Changes what is said of a unit; what is left out stays.
        @discardableResult
        public func updateUnit(
            _ unit: UnitId, by: Meta, name: DisplayName? = nil, households: Int? = nil, residents: Int? = nil
        ) throws -> Answer {
            try ward.done(by, .updateUnit(unit: unit, name: name, households: households, residents: residents))
        }

        /// Ends a unit that has no open children, appointments or bodies left on that day.
        @discardableResult
        public func closeUnit(_ unit: UnitId, until: CalendarDay, by: Meta) throws -> Answer {
            try ward.done(by, .closeUnit(unit: unit, until: until))
        }

        /// Gives somebody a seat of a post at a unit. Past days may be entered late.
        @discardableResult
        public func appoint(
            _ person: PersonId, post: PostId, unit: UnitId, from: CalendarDay, by: Meta, until: CalendarDay? = nil
        ) throws -> AppointmentId {
            try ward.made(by, .appoint(person: person, post: post, unit: unit, from: from, until: until))
        }

        /// Ends an appointment. An end not after its first day says it never held.
        @discardableResult
        public func endAppointment(_ appointment: AppointmentId, until: CalendarDay, by: Meta) throws -> Answer {
            try ward.done(by, .endAppointment(appointment: appointment, until: until))
        }

        /// Attaches a body (a branch, council, team or partner organisation) to a unit. One of no kind holds no sittings.
        @discardableResult
        public func addBody(
            _ id: BodyId, name: DisplayName, unit: UnitId, from: CalendarDay, by: Meta, kind: BodyKindId? = nil
        ) throws -> Answer {
            try ward.done(by, .addBody(id: id, name: name, unit: unit, from: from, kind: kind))
        }

        /// Ends a body. Its memberships and agreements end with it.
        @discardableResult
        public func endBody(_ body: BodyId, until: CalendarDay, by: Meta) throws -> Answer {
            try ward.done(by, .endBody(body: body, until: until))
        }

        /// Makes somebody a member of a body 成员, once at a time. Past days may be entered late.
        @discardableResult
        public func addMember(
            _ body: BodyId, _ person: PersonId, from: CalendarDay, by: Meta, seat: SeatId? = nil,
            until: CalendarDay? = nil
        ) throws -> MemberId {
            try ward.made(by, .addMember(body: body, person: person, from: from, seat: seat, until: until))
        }

        /// Ends a membership. An end not after its first day says it never held.
        @discardableResult
        public func endMember(_ member: MemberId, until: CalendarDay, by: Meta) throws -> Answer {
            try ward.done(by, .endMember(member: member, until: until))
        }

        /// Records that a body serves a unit, and all below it 协议. The unit need not be its own.
        @discardableResult
        public func agree(
            _ body: BodyId, unit: UnitId, from: CalendarDay, by: Meta, until: CalendarDay? = nil
        ) throws -> AgreementId {
            try ward.made(by, .agree(body: body, unit: unit, from: from, until: until))
        }

        /// Ends an agreement. An end not after its first day says it never held.
        @discardableResult
        public func endAgreement(_ agreement: AgreementId, until: CalendarDay, by: Meta) throws -> Answer {
            try ward.done(by, .endAgreement(agreement: agreement, until: until))
        }

        /// A unit, whether it exists today, no longer, or not yet.
        public func unit(_ id: UnitId) throws -> GridUnit? { try ward.gridUnit(id: id) }

        /// The unit that bears a division code, or bore it last.
        public func unitByCode(_ code: DivisionCode) throws -> GridUnit? { try ward.gridUnitByCode(code: code) }

        /// The units without a parent on a day.
        public func roots(on: CalendarDay) throws -> [GridUnit] { try ward.gridRoots(on: on) }

        /// The units above, nearest first, without the unit itself.
        public func ancestors(_ unit: UnitId) throws -> [GridUnit] { try ward.gridAncestors(unit: unit) }

        /// The units directly below on a day.
        public func children(_ unit: UnitId, on: CalendarDay, skip: Int = 0, limit: Int = 100) throws -> [GridUnit] {
            try ward.gridChildren(unit: unit, on: on, skip: skip, limit: limit)
        }

        /// All units below on a day, each before its own children.
        public func descendants(_ unit: UnitId, on: CalendarDay, skip: Int = 0, limit: Int = 100) throws -> [GridUnit] {
            try ward.gridDescendants(unit: unit, on: on, skip: skip, limit: limit)
        }

        /// The units of a level on a day.
        public func unitsAt(_ level: LevelId, on: CalendarDay, skip: Int = 0, limit: Int = 100) throws -> [GridUnit] {
            try ward.gridUnitsAt(level: level, on: on, skip: skip, limit: limit)
        }

        /// Whether a unit lies in another, or is it.
        public func contains(_ outer: UnitId, _ inner: UnitId) throws -> Bool {
            try ward.gridContains(outer: outer, inner: inner)
        }

        /// Who answers for a post at a unit on a day, as known at an instant or now; nil where nobody does.
        public func whoAnswers(_ post: PostId, unit: UnitId, on: CalendarDay, knownAt: Date? = nil) throws -> Answering? {
            try ward.gridWhoAnswers(post: post, unit: unit, on: on, knownAt: knownAt)
        }

        /// The notice at the stairway 公示牌; nil where the unit does not exist that day.
        public func directory(_ unit: UnitId, on: CalendarDay, knownAt: Date? = nil) throws -> Directory? {
            try ward.gridDirectory(unit: unit, on: on, knownAt: knownAt)
        }

        /// The posts with fewer holders on a day than the rulebook asks for 岗位空缺.
        public func vacancies(on: CalendarDay, skip: Int = 0, limit: Int = 100) throws -> [Vacancy] {
            try ward.gridVacancies(on: on, skip: skip, limit: limit)
        }

        /// The units on a day whose known number of households is outside the band of their level.
        public func householdsOutOfBand(on: CalendarDay, skip: Int = 0, limit: Int = 100) throws -> [OutOfBand] {
            try ward.gridHouseholdsOutOfBand(on: on, skip: skip, limit: limit)
        }

        /// The appointments of a person on a day.
        public func postsOf(_ person: PersonId, on: CalendarDay) throws -> [Appointment] {
            try ward.gridPostsOf(person: person, on: on)
        }

        /// Where cases would stick on a day for want of somebody 人员缺口, in order of matter and unit.
        public func staffing(on: CalendarDay, skip: Int = 0, limit: Int = 100) throws -> [Gap] {
            try ward.gridStaffing(on: on, skip: skip, limit: limit)
        }

        /// A body, whether it exists today, no longer, or not yet.
        public func body(_ id: BodyId) throws -> Body? { try ward.gridBody(id: id) }

        /// The bodies of a unit on a day.
        public func bodiesAt(_ unit: UnitId, on: CalendarDay) throws -> [Body] {
            try ward.gridBodiesAt(unit: unit, on: on)
        }

        /// The bodies of a kind on a day, at the unit or above it, nearest first.
        public func bodiesOfKind(_ kind: BodyKindId, unit: UnitId, on: CalendarDay) throws -> [Body] {
            try ward.gridBodiesOfKind(kind: kind, unit: unit, on: on)
        }

        /// The members of a body on a day.
        public func members(_ body: BodyId, on: CalendarDay) throws -> [Member] {
            try ward.gridMembers(body: body, on: on)
        }

        /// The memberships of a person on a day.
        public func membershipsOf(_ person: PersonId, on: CalendarDay) throws -> [Member] {
            try ward.gridMembershipsOf(person: person, on: on)
        }

        /// The agreement under which a body serves a unit on a day, with it or the nearest above it; nil where there is none.
        public func agreement(_ body: BodyId, unit: UnitId, on: CalendarDay) throws -> Agreement? {
            try ward.gridAgreement(body: body, unit: unit, on: on)
        }

        /// The agreements under which a unit is served on a day: its own first, then those of the units above.
        public func agreements(_ unit: UnitId, on: CalendarDay) throws -> [Agreement] {
            try ward.gridAgreements(unit: unit, on: on)
        }

        /// Whether a sitting on a day may decide, and what it came to; nil before the first edition.
        public func judge(_ sitting: Sitting, on: CalendarDay) throws -> Verdict? {
            try ward.gridJudge(sitting: sitting, on: on)
        }
    }
}
