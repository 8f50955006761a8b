import Foundation
import Mail
import MailCatcher
import TumorBoard

/// SplitMix64: the same numbers for the same seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Messages that the tests start from.
enum Sample {
    static let from = "board@hospital.example"
    static let to = "dr.keller@clinic.example"

    static func message(
        subject: String = "Your opinion is asked for", text: String = "Dear colleague,\n\nplease look at the packet.\n",
        senderName: String? = "Tumor Board"
    ) throws -> MailMessage {
        MailMessage(
            messageID: "case-17.round-1@hospital.example", date: Date(timeIntervalSince1970: 1_772_438_700),
            from: Mailbox(name: senderName, address: try EmailAddress(from)),
            to: Mailbox(address: try EmailAddress(to)), subject: subject, text: text)
    }

    static let invitation =
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tumorboard//EN", "METHOD:REQUEST", "BEGIN:VEVENT",
            "UID:session-4@hospital.example", "SEQUENCE:0", "DTSTAMP:20260302T080500Z", "DTSTART:20260309T150000Z",
            "SUMMARY:Tumor board", "END:VEVENT", "END:VCALENDAR",
        ].joined(separator: "\r\n") + "\r\n"
}

/// The message's header lines as they stand on the wire.
func headerLines(_ bytes: Data) -> [String] {
    let text = String(decoding: bytes, as: UTF8.self)
    let head = text.components(separatedBy: "\r\n\r\n").first ?? ""
    return head.components(separatedBy: "\r\n")
}

/// Runs a test against a catcher on a free port.
func withCatcher(
    _ faults: CatcherFaults = .none, _ body: (MailCatcher, SMTPSettings) async throws -> Void
) async throws {
    let catcher = MailCatcher(directory: nil, faults: faults)
    let port = try await catcher.start()
    let settings = SMTPSettings(
        host: "127.0.0.1", port: port, security: .plainLoopback, heloName: "board.hospital.example", responseTimeout: 20
    )
    do {
        try await body(catcher, settings)
    } catch {
        try await catcher.stop()
        throw error
    }
    try await catcher.stop()
}

extension SMTPSession {
    /// Delivers to one address, from the board's.
    func send(_ bytes: Data, to: String = Sample.to) async throws -> DeliveryOutcome {
        await deliver(bytes, from: try EmailAddress(Sample.from), to: try EmailAddress(to))
    }
}
