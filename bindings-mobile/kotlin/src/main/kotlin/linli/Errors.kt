package linli

/** Why, in every form a program or a person may want it. */
val LinliException.reason: Reason
    get() = when (this) {
        is LinliException.Refused -> reason
        is LinliException.NotTaken -> reason
        is LinliException.Invalid -> reason
        is LinliException.Failed -> reason
    }

/** Stable, such as `C207`: programs may compare it. */
val LinliException.code: String get() = reason.code

/** Stable, such as `not_allowed`. */
val LinliException.name: String get() = reason.name

/** The sentence in Chinese; [Exception.message] is the English one. */
val LinliException.sentenceZh: String get() = reason.sentenceZh

/** What the sentence speaks of, as JSON. */
val LinliException.dataJson: String get() = reason.dataJson
