extension Ward {
    /// Adopts an edition of the rulebook.
    @discardableResult
    public func adopt(_ bundle: RulebookBundle, by: Meta) throws -> Answer { try done(by, .adopt(bundle: bundle.json())) }

    /// Erases the text of a detail of an entry, or of all of them. The journal keeps their digests, and that they were
    /// erased.
    @discardableResult
    public func erase(_ sequence: Int, name: DetailName? = nil, by: Meta) throws -> Answer {
        try done(by, .erase(sequence: sequence, name: name))
    }
}
