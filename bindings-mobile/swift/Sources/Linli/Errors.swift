import Foundation

extension LinliError: LocalizedError {
    /// The sentence a person should read.
    public var errorDescription: String? { reason.sentence }

    /// Why, in every form a program or a person may want it.
    public var reason: Reason {
        switch self {
        case .Refused(let reason), .NotTaken(let reason), .Invalid(let reason), .Failed(let reason): reason
        }
    }

    /// Stable, such as `C207`: programs may compare it.
    public var code: String { reason.code }

    /// Stable, such as `not_allowed`.
    public var name: String { reason.name }

    /// The sentence in Chinese; `localizedDescription` is the English one.
    public var sentenceZh: String { reason.sentenceZh }

    /// What the sentence speaks of, as JSON.
    public var dataJson: String { reason.dataJson }
}
