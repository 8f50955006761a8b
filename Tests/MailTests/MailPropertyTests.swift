import Foundation
import Mail
import MailCatcher
import Testing
import TumorBoard

@Suite("Any message") struct MailPropertyTests {
    @Test("of random Unicode is 7-bit, CRLF only, within the line limits, and reads back the same")
    func roundTrip() throws {
        let seed: UInt64 = 20_260_302
        var random = SeededGenerator(seed: seed)
        for round in 0..<300 {
            let message = try randomMessage(round, &random)
            let bytes = try message.encoded()
            let context: Comment = "seed \(seed), round \(round)"
            checkWire(bytes, context)
            let mail = try ReadMail(bytes)
            #expect(mail.header("Subject").map { Array($0.utf8) } == Array(message.subject.utf8), context)
            #expect(mail.text.map { Array($0.utf8) } == Array(ended(message.text).utf8), context)
            #expect(mail.html.map { Array($0.utf8) } == message.html.map { Array(ended($0).utf8) }, context)
            #expect(
                mail.attachments.map { Array($0.filename.utf8) } == message.attachments.map { Array($0.filename.utf8) },
                context)
            #expect(mail.attachments.map(\.data) == message.attachments.map(\.data), context)
        }
    }

    private func checkWire(_ bytes: Data, _ context: Comment) {
        let array = Array(bytes)
        let isClean = array.indices.allSatisfy { index in
            switch array[index] {
            case 0x0A: index > 0 && array[index - 1] == 0x0D
            case 0x0D: index + 1 < array.count && array[index + 1] == 0x0A
            case 0x20...0x7E, 0x09: true
            default: false
            }
        }
        #expect(isClean, context)
        let longest = array.split(separator: 0x0A).map { $0.count - 1 }.max() ?? 0
        #expect(longest <= 78, context)
        #expect(headerLines(bytes).allSatisfy { $0.contains { $0 != " " } }, context)
    }

    /// The text with `\n` for every line end and one at its end, as the other side reads it.
    private func ended(_ text: String) -> String {
        var bytes: [UInt8] = []
        var afterReturn = false
        for byte in text.utf8 {
            if byte == 0x0A, afterReturn { bytes.removeLast() }
            bytes.append(byte == 0x0D ? 0x0A : byte)
            afterReturn = byte == 0x0D
        }
        if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func randomMessage(_ round: Int, _ random: inout SeededGenerator) throws -> MailMessage {
        var message = try Sample.message(
            subject: text(&random, upTo: 120, lines: false), text: text(&random, upTo: 900, lines: true),
            senderName: text(&random, upTo: 60, lines: false))
        message.messageID = "m\(round).\(random.next())@hospital.example"
        if Bool.random(using: &random) { message.html = text(&random, upTo: 900, lines: true) }
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            let name = text(&random, upTo: 40, lines: false).unicodeScalars.filter { $0 != "/" && $0 != "\\" }
            let count = Int.random(in: 0...400, using: &random)
            let data = Data((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
            let filename = "f" + String(String.UnicodeScalarView(name))
            guard filename.utf8.count <= 255 else { continue }
            message.attachments.append(Attachment(filename: filename, contentType: "application/pdf", data: data))
        }
        return message
    }

    private func text(_ random: inout SeededGenerator, upTo limit: Int, lines: Bool) -> String {
        var scalars = String.UnicodeScalarView()
        let special: [Unicode.Scalar] = [".", "=", " ", "?", "\"", ",", ";", "'", "*", "%", "_", "(", "@", "\\"]
        let breaks: [Unicode.Scalar] = ["\n", "\r", "\t", "\u{0}", "\u{2028}", "\u{85}"]
        for _ in 0..<Int.random(in: 0...limit, using: &random) {
            switch Int.random(in: 0..<10, using: &random) {
            case 0...4: scalars.append(Unicode.Scalar(UInt8.random(in: 0x21...0x7E, using: &random)))
            case 5, 6: scalars.append(special.randomElement(using: &random) ?? ".")
            case 7 where lines: scalars.append(breaks.randomElement(using: &random) ?? "\n")
            default:
                let value = UInt32.random(in: 0xA0...0x10_FFFF, using: &random)
                scalars.append(Unicode.Scalar(value) ?? "é")
            }
        }
        return String(scalars)
    }
}
