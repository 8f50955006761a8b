/// An invitation or its cancellation (RFC 5545, RFC 6047).
package struct CalendarPart: Sendable {
    /// `REQUEST` or `CANCEL`, as the object itself says in its METHOD line.
    package var method: String
    /// The whole iCalendar object.
    package var body: String

    /// Creates a calendar part.
    package init(method: String, body: String) {
        self.method = method
        self.body = body
    }

    /// Refuses a part that mail clients would show as something else than it says.
    func check() throws(MailError) {
        guard method == "REQUEST" || method == "CANCEL" else {
            throw .calendar(problem: "method “\(method)” is neither REQUEST nor CANCEL")
        }
        let lines = body.split(whereSeparator: Self.endsLine)
        guard lines.first == "BEGIN:VCALENDAR", lines.last == "END:VCALENDAR" else {
            throw .calendar(problem: "the body is not one object from BEGIN:VCALENDAR to END:VCALENDAR")
        }
        guard lines.filter({ $0.hasPrefix("METHOD:") }) == ["METHOD:\(method)"] else {
            throw .calendar(problem: "the object needs the one line METHOD:\(method)")
        }
    }

    /// The object with CRLF line ends, as files of this kind have them.
    var fileText: String {
        body.split(omittingEmptySubsequences: false, whereSeparator: Self.endsLine).joined(separator: "\r\n")
    }

    private static func endsLine(_ character: Character) -> Bool {
        character == "\r\n" || character == "\n" || character == "\r"
    }
}
