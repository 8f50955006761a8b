import Foundation
import Testing

@testable import BoardWeb

@Suite("Multipart forms, read as their bytes come")
struct MultipartTests {
    private static let type = "multipart/form-data; boundary=----x7"

    private struct Part: Equatable {
        var name: String
        var filename: String?
        var content: [UInt8]
    }

    private static func body(_ parts: [Part], boundary: String = "----x7", preface: String = "") -> [UInt8] {
        var bytes = Array(preface.utf8)
        for part in parts {
            let file = part.filename.map { "; filename=\"\($0)\"\r\nContent-Type: text/html" } ?? ""
            bytes += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(part.name)\"\(file)\r\n\r\n".utf8)
            bytes += part.content + Array("\r\n".utf8)
        }
        return bytes + Array("--\(boundary)--\r\n".utf8)
    }

    /// Reads a body in pieces and puts its parts together again.
    private static func read(_ body: [UInt8], cuts: [Int] = [], type: String = type) throws -> [Part] {
        var reader = try MultipartReader(contentType: type)
        var parts: [Part] = []
        var isOpen = false
        var start = 0
        for end in cuts.sorted() + [body.count] {
            for event in try reader.read(Array(body[start..<end])) {
                switch event {
                case .part(let head):
                    #expect(!isOpen)
                    isOpen = true
                    parts.append(Part(name: head.name, filename: head.filename, content: []))
                case .bytes(let bytes):
                    #expect(isOpen && !bytes.isEmpty)
                    parts[parts.count - 1].content += bytes
                case .endOfPart: isOpen = false
                }
            }
            start = end
        }
        try reader.finish()
        return parts
    }

    @Test("fields and files come back as they were sent, wherever the bytes are cut")
    func randomSplits() throws {
        let seed: UInt64 = 20_261_121
        var random = SplitMix(state: seed)
        // content that looks like boundaries as much as it can without being one
        let bits = ["\r\n", "--", "\r\n------x", "----x7", "\r", "\n", "a", "\0", "\r\n--", "Content-Disposition: x"]
        for _ in 0..<1_500 {
            let parts = (0..<Int.random(in: 0...5, using: &random)).map { index in
                let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                    bits.randomElement(using: &random) ?? ""
                }
                let content = text.joined().replacingOccurrences(of: "\r\n------x7", with: "!")
                return Part(
                    name: "f\(index)", filename: Bool.random(using: &random) ? "n \(index).pdf" : nil,
                    content: Array(content.utf8))
            }
            let body = Self.body(parts)
            let cuts = (0..<Int.random(in: 0...20, using: &random)).map { _ in
                Int.random(in: 0...body.count, using: &random)
            }
            if parts.isEmpty {
                #expect(throws: Never.self, "seed \(seed)") { _ = try Self.read(body, cuts: cuts) }
                continue
            }
            #expect(try Self.read(body, cuts: cuts) == parts, "seed \(seed)")
            #expect(try Self.read(body, cuts: Array(0...body.count)) == parts, "seed \(seed), byte by byte")
        }
    }

    @Test("a body that was cut short, changed or made up never crashes, never loops and never holds much back")
    func mutations() throws {
        let seed: UInt64 = 20_261_121
        var random = SplitMix(state: seed)
        let sound = Self.body([
            Part(name: "about", content: Array("C-1".utf8)),
            Part(name: "file", filename: "a.pdf", content: Array(0...255)),
        ])
        for _ in 0..<6_000 {
            var body = sound
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                guard !body.isEmpty else { break }
                let place = Int.random(in: 0..<body.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: body[place] = UInt8.random(in: .min ... .max, using: &random)
                case 1: body.remove(at: place)
                case 2: body.insert(UInt8.random(in: .min ... .max, using: &random), at: place)
                default: body.removeSubrange(place...)
                }
            }
            do throws(MultipartFault) {
                var reader = try MultipartReader(contentType: Self.type)
                var given = 0
                for event in try reader.read(body) { if case .bytes(let bytes) = event { given += bytes.count } }
                #expect(given <= body.count, "seed \(seed)")
                try reader.finish()
            } catch {
                continue
            }
        }
    }

    @Test("what is no form of ours is refused")
    func refusals() throws {
        for type in [
            "", "text/plain", "multipart/form-data", "multipart/mixed; boundary=x", "multipart/form-data; boundary=",
        ] {
            #expect(throws: MultipartFault.boundary, "\(type)") { _ = try MultipartReader(contentType: type) }
        }
        let long = String(repeating: "b", count: 71)
        #expect(throws: MultipartFault.boundary) {
            _ = try MultipartReader(contentType: "multipart/form-data; boundary=\(long)")
        }
        func fault(_ text: String) -> MultipartFault? {
            do throws(MultipartFault) {
                var reader = try MultipartReader(contentType: Self.type)
                _ = try reader.read(Array(text.utf8))
                try reader.finish()
                return nil
            } catch {
                return error
            }
        }
        let start = "------x7\r\n"
        #expect(fault("hello") == .malformed)
        #expect(fault(start + "Content-Disposition: form-data\r\n\r\nx\r\n------x7--") == .headers)
        #expect(fault(start + "Content-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n------x7--") == .headers)
        #expect(fault(start + "No header\r\n\r\nx\r\n------x7--") == .headers)
        #expect(fault(start + String(repeating: "A", count: 9_000)) == .headers)
        #expect(fault(start + "Content-Disposition: form-data; name=\"a\"\r\n\r\nx") == .cutOff)
        #expect(fault("------x7xx") == .malformed)
        let one = start + "Content-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n"
        #expect(fault(String(repeating: one, count: 65) + "------x7--") == .tooManyParts)
        #expect(fault(one + "------x7--") == nil)
    }

    @Test("names with quotes, semicolons, other scripts and paths are read as browsers write them")
    func names() throws {
        for (written, meant) in [
            ("a;b.pdf", "a;b.pdf"), ("%22x%22.pdf", "\"x\".pdf"), ("Größe.pdf", "Größe.pdf"), ("..\\a", "..\\a"),
        ] {
            let parts = try Self.read(Self.body([Part(name: "file", filename: written, content: [1])]))
            #expect(parts.first?.filename == meant)
        }
        let quoted = try Self.read(
            Self.body([Part(name: "a", content: [])], boundary: "q=q"),
            type: "Multipart/Form-Data; charset=utf-8; Boundary=\"q=q\"")
        #expect(quoted == [Part(name: "a", content: [])])
    }
}

/// A generator that gives the same numbers for the same seed.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
