package import Foundation

/// An invitation to a session, or its cancellation, as iCalendar (RFC 5545, iTIP RFC 5546).
///
/// An update has the same `uid`, `sequence` one higher and a new `stamp`; a cancellation likewise. Nothing about a
/// patient belongs in `summary`, `location` or `description`.
package struct CalendarInvite: Sendable, Equatable {
    /// What the receiving calendar is to do.
    package enum Method: String, Sendable {
        /// Enter it, or change what is there.
        case request = "REQUEST"
        /// Take it out.
        case cancel = "CANCEL"
    }

    /// Somebody's name and mail address.
    package struct Person: Sendable, Equatable {
        /// The name to show.
        package let name: String
        /// The mail address.
        package let address: String

        /// Somebody's name and mail address.
        package init(name: String, address: String) {
            self.name = name
            self.address = address
        }
    }

    private let uid: String
    private let sequence: Int
    private let method: Method
    private let start: Date
    private let durationMinutes: Int
    private let timeZone: TimeZone
    private let summary: String
    private let location: String
    private let description: String
    private let organizer: Person
    private let attendee: Person
    private let stamp: Date

    /// - Parameters:
    ///   - organizer: the email's From.
    ///   - attendee: the email's one recipient.
    ///   - stamp: when this version was made.
    package init(
        uid: String, sequence: Int, method: Method, start: Date, durationMinutes: Int, timeZone: TimeZone,
        summary: String, location: String, description: String, organizer: Person, attendee: Person, stamp: Date
    ) {
        self.uid = uid
        self.sequence = sequence
        self.method = method
        self.start = start
        self.durationMinutes = durationMinutes
        self.timeZone = timeZone
        self.summary = summary
        self.location = location
        self.description = description
        self.organizer = organizer
        self.attendee = attendee
        self.stamp = stamp
    }

    /// The object, folded at 75 octets, lines ended by CRLF.
    /// - Throws: `CalendarError` for a duration that is not positive, an address that is none, an empty `uid`.
    package func iCalendar() throws(CalendarError) -> String {
        guard durationMinutes > 0 else { throw .notPositive(minutes: durationMinutes) }
        guard !uid.isEmpty else { throw .emptyUID }
        let local = LocalTime(timeZone)
        let zone = timeZone.identifier
        let end = start.addingTimeInterval(Double(durationMinutes) * 60)
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tumorboard//sessions//EN", "CALSCALE:GREGORIAN",
            "METHOD:\(method.rawValue)",
        ]
        lines += ZoneDefinition(timeZone, around: start).lines
        lines += [
            "BEGIN:VEVENT", "UID:\(Self.escaped(uid))", "SEQUENCE:\(sequence)", "DTSTAMP:\(LocalTime.utc(stamp))",
            "DTSTART;TZID=\(zone):\(local.basic(start))", "DTEND;TZID=\(zone):\(local.basic(end))",
            "SUMMARY:\(Self.escaped(summary))", "LOCATION:\(Self.escaped(location))",
            "DESCRIPTION:\(Self.escaped(description))",
            "ORGANIZER;CN=\(Self.parameter(organizer.name)):mailto:\(try Self.address(organizer))",
            "ATTENDEE;CN=\(Self.parameter(attendee.name));ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE"
                + ":mailto:\(try Self.address(attendee))",
            "STATUS:\(method == .cancel ? "CANCELLED" : "CONFIRMED")", "TRANSP:OPAQUE", "END:VEVENT", "END:VCALENDAR",
        ]
        return lines.map(Self.folded).joined()
    }

    /// RFC 5545, 3.3.11.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\\": escaped += "\\\\"
            case ";": escaped += "\\;"
            case ",": escaped += "\\,"
            case _ where character.isNewline: escaped += "\\n"
            default:
                escaped.unicodeScalars += character.unicodeScalars.filter { $0.properties.generalCategory != .control }
            }
        }
        return escaped
    }

    /// RFC 5545, 3.2: quoted always, since a quoted value may hold comma, colon and semicolon; it cannot hold a quote.
    private static func parameter(_ name: String) -> String {
        let allowed = name.replacing("\"", with: "'").unicodeScalars.filter {
            $0.properties.generalCategory != .control
        }
        return "\"\(String(String.UnicodeScalarView(allowed)))\""
    }

    private static func address(_ person: Person) throws(CalendarError) -> String {
        let address = person.address
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = address.unicodeScalars.allSatisfy { scalar in
            !"<>\",;:\\ ".unicodeScalars.contains(scalar) && scalar.properties.generalCategory != .control
        }
        guard isPlain, parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { throw .notAnAddress(address) }
        return address
    }

    /// RFC 5545, 3.1: at most 75 octets a line, continued after CRLF and a space, never inside a character.
    private static func folded(_ line: String) -> String {
        var folded = ""
        var octets = 0
        for scalar in line.unicodeScalars {
            let width = String(scalar).utf8.count
            if octets + width > 75 {
                folded += "\r\n "
                octets = 1
            }
            folded.unicodeScalars.append(scalar)
            octets += width
        }
        return folded + "\r\n"
    }
}

/// Why there is no calendar object.
package enum CalendarError: Error, Equatable, CustomStringConvertible {
    /// A session must take some time.
    case notPositive(minutes: Int)
    /// An invitation needs an identity that lasts.
    case emptyUID
    /// The text is not a mail address.
    case notAnAddress(String)

    /// What was wrong and what to do.
    package var description: String {
        switch self {
        case .notPositive(let minutes): "an invitation's duration is \(minutes) minutes; it must be at least one"
        case .emptyUID: "an invitation's uid is empty; use the session's identifier"
        case .notAnAddress(let text): "“\(text)” is not a mail address; correct it in the roster"
        }
    }
}
