/// Why a message cannot be written as MIME. Every case is a fault of what was handed in, so a retry changes nothing.
package enum MailError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A header's name or value holds something that a header cannot.
    case header(name: String, problem: String)
    /// The Message-ID is not `left@right` without brackets.
    case messageID(String)
    /// The date has no four-digit year.
    case date
    /// The address needs SMTPUTF8, which the mail servers of hospitals rarely speak.
    case address(String)
    /// The calendar part and what it says of itself disagree.
    case calendar(problem: String)
    /// An attachment's name or content type cannot be written.
    case attachment(filename: String, problem: String)

    /// One line for a person: what was wrong, where, and what to do.
    package var description: String {
        switch self {
        case .header(let name, let problem): "header “\(name)”: \(problem)"
        case .messageID(let text):
            "message id “\(text)” is not left@right in at most 200 printable ASCII characters without angle brackets"
        case .date: "the message's date has no year between 1900 and 9999: pass a real date"
        case .address(let text): "“\(text)” holds characters outside ASCII: ask for an address in plain ASCII"
        case .calendar(let problem): "calendar part: \(problem)"
        case .attachment(let filename, let problem): "attachment “\(filename)”: \(problem)"
        }
    }
}
