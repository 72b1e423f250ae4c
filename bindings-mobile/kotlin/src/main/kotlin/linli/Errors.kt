package linli

/** Stable: programs may compare it. */
val LinliException.code: String
    get() = when (this) {
        is LinliException.Refused -> code
        is LinliException.Failed -> code
    }

/** What the sentence speaks of, as JSON. */
val LinliException.dataJson: String
    get() = when (this) {
        is LinliException.Refused -> dataJson
        is LinliException.Failed -> dataJson
    }
