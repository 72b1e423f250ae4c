/// The cases of a ward: `ward.cases.register(...)`.
public struct Cases: Sendable {
    let ward: Ward

    @discardableResult
    public func register(_ matter: String, unit: String, by: Meta) throws -> Case {
        try ward.register(matter: matter, unit: unit, by: by)
    }

    public func list(most: Int = 1000) throws -> [Case] {
        try ward.casesList(most: UInt32(clamping: most))
    }
}

extension Ward {
    public var cases: Cases { Cases(ward: self) }
}

extension Meta {
    public init(_ actor: String, _ recorded: Instant) {
        self.init(actor: actor, recorded: recorded)
    }
}
