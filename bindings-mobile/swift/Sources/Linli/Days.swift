/// A calendar day in the ward's own zone: `"2025-03-03"`.
public struct CalendarDay: Hashable, Comparable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// As `2025-03-03`. What is no day is refused by the ward that is asked about it.
    public let description: String

    /// A day as written.
    public init(text: String) { description = text }

    /// A day as written.
    public init(stringLiteral text: String) { description = text }

    /// A day by year, month and day of the month.
    public init(_ year: Int, _ month: Int, _ day: Int) {
        func padded(_ number: Int, _ digits: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        description = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    public static func < (one: CalendarDay, other: CalendarDay) -> Bool { one.description < other.description }
}
