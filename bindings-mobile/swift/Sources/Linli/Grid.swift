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

        /// Attaches a body (a branch, council or team) to a unit.
        @discardableResult
        public func addBody(_ id: BodyId, name: DisplayName, unit: UnitId, from: CalendarDay, by: Meta) throws -> Answer {
            try ward.done(by, .addBody(id: id, name: name, unit: unit, from: from))
        }

        /// Ends a body.
        @discardableResult
        public func endBody(_ body: BodyId, until: CalendarDay, by: Meta) throws -> Answer {
            try ward.done(by, .endBody(body: body, until: until))
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

        /// The bodies of a unit on a day.
        public func bodiesAt(_ unit: UnitId, on: CalendarDay) throws -> [Body] {
            try ward.gridBodiesAt(unit: unit, on: on)
        }
    }
}
