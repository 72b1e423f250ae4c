import Foundation

extension LinliError: LocalizedError {
    public var errorDescription: String? { sentence }

    /// Stable: programs may compare it.
    public var code: String {
        switch self {
        case .Refused(let code, _, _), .Failed(let code, _, _): code
        }
    }

    public var sentence: String {
        switch self {
        case .Refused(_, let sentence, _), .Failed(_, let sentence, _): sentence
        }
    }

    /// What the sentence speaks of, as JSON.
    public var dataJson: String {
        switch self {
        case .Refused(_, _, let dataJson), .Failed(_, _, let dataJson): dataJson
        }
    }
}
