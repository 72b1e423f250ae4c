package linli

/** Adopts an edition of the rulebook. */
fun Ward.adopt(bundle: RulebookBundle, by: Meta): Answer = done(by, Command.Adopt(bundle.json()))

/** Erases the text of a detail of an entry, or of all of them. The journal keeps their digests, and that they were erased. */
fun Ward.erase(sequence: Long, by: Meta, name: DetailName? = null): Answer = done(by, Command.Erase(sequence, name))
