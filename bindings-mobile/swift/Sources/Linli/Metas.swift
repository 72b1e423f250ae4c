import Foundation

extension Meta {
    /// By whom and when.
    public init(_ actor: PersonId, _ recorded: Date) {
        self.init(actor: actor, recorded: recorded)
    }

    /// A copy with something changed. Records do not change once made, so that they may cross threads.
    public func with(
        capacity: Capacity? = nil, onBehalfOf: PersonId? = nil, id: CommandId? = nil, occurred: Date? = nil,
        salt: Salt? = nil, details: [Detail]? = nil, attachments: [Attachment]? = nil
    ) -> Meta {
        Meta(
            actor: actor, recorded: recorded, capacity: capacity ?? self.capacity,
            onBehalfOf: onBehalfOf ?? self.onBehalfOf, id: id ?? self.id, occurred: occurred ?? self.occurred,
            salt: salt ?? self.salt, details: details ?? self.details, attachments: attachments ?? self.attachments)
    }

    /// With a text that goes with the command, such as a reply.
    public func detail(_ name: DetailName, _ text: String) -> Meta {
        with(details: details + [Detail(name: name, text: text)])
    }

    /// With a file the app keeps, by the SHA-256 of its bytes.
    public func attachment(_ name: DetailName, _ digest: Digest) -> Meta {
        with(attachments: attachments + [Attachment(name: name, digest: digest)])
    }

    /// Texts need a salt. Who gives an id may send the command again, and must keep the salt too; anybody else is given one.
    var salted: Meta {
        if details.isEmpty || salt != nil || id != nil { return self }
        var random = SystemRandomNumberGenerator()
        return with(salt: Data((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &random) }))
    }
}

extension Ward {
    /// Performs with a salt where one is needed.
    func done(_ by: Meta, _ command: Command) throws -> Answer {
        try perform(by: by.salted, command: command)
    }

    func made(_ by: Meta, _ command: Command) throws -> String {
        try done(by, command).created[0].id
    }
}

extension DisplayName: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) { self.init(zh: text) }
}

/// Whole milliseconds. A `Date` is a Double: rounding gives back the very millisecond that came out, and what no number of
/// milliseconds can say is held within range, for the ward to refuse.
func millis(_ date: Date) -> Int64 {
    let millis = (date.timeIntervalSince1970 * 1000).rounded()
    return Int64(exactly: millis) ?? (millis < 0 ? .min : .max)
}
