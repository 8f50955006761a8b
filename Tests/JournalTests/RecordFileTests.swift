import Foundation
import Testing

@testable import Journal

@Suite("The files behind records") struct RecordFileTests {
    private static let sizes = [0, 1, 5_000, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20]

    private func site() throws -> Site {
        let site = try Site()
        try site.journal.note(aCase(), after: 0, "x")
        try site.journal.note(aCase(2), after: 0, "y")
        return site
    }

    private func clear(_ bytes: Data, in site: Site) throws -> URL {
        let file = site.directory.appendingPathComponent("clear-\(UUID().uuidString)")
        try bytes.write(to: file)
        return file
    }

    private func noise(_ count: Int, seed: UInt64 = 7) -> Data {
        var random = Seeded(seed)
        return Data((0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) })
    }

    private func stored(_ site: Site) throws -> [URL] {
        let walk = FileManager.default.enumerator(at: site.journal.files.folder, includingPropertiesForKeys: nil)
        return (walk?.allObjects as? [URL] ?? []).filter { !$0.hasDirectoryPath && $0.lastPathComponent.contains(".") }
    }

    private func read(_ digest: String, _ site: Site, of stream: StreamID = aCase()) throws -> Data {
        var reader = try site.journal.files.read(digest, of: stream)
        var all = Data()
        while let bytes = try reader.next() { all += bytes }
        return all
    }

    @Test("what is stored comes back byte for byte, whatever its size", arguments: sizes)
    func roundTrip(size: Int) throws {
        let site = try site()
        let bytes = noise(size)
        let (digest, measured) = try site.journal.files.store(try clear(bytes, in: site), of: aCase())
        #expect(measured == size)
        #expect(try read(digest, site) == bytes)
        let copy = site.directory.appendingPathComponent("copy")
        try site.journal.files.copy(digest, of: aCase(), to: copy)
        #expect(try Data(contentsOf: copy) == bytes)
        #expect(throws: JournalError.self) { try site.journal.files.copy(digest, of: aCase(), to: copy) }
    }

    @Test("one content is kept once, for its owner alone, and neither its bytes nor its digest can be seen")
    func keptOnce() throws {
        let site = try site()
        let bytes = Data(String(repeating: "Invasive ductal carcinoma. ", count: 100).utf8)
        let first = try site.journal.files.store(try clear(bytes, in: site), of: aCase())
        let again = try site.journal.files.store(try clear(bytes, in: site), of: aCase())
        #expect(first == again)
        let files = try stored(site)
        #expect(files.count == 1)
        let mode = try FileManager.default.attributesOfItem(atPath: try #require(files.first).path)[.posixPermissions]
        #expect((mode as? NSNumber)?.intValue == 0o600)
        #expect(try Data(contentsOf: files[0]).range(of: Data("carcinoma".utf8)) == nil)
        #expect(!files[0].path.contains(first.digest))
        let other = try site.journal.files.store(try clear(bytes, in: site), of: aCase(2))
        #expect(other.digest == first.digest)
        let names = Set(try stored(site).map(\.lastPathComponent))
        #expect(names.count == 2, "the same content of another case has another name: guesses cannot be compared")
    }

    @Test("a changed, cut, lengthened, swapped or moved file is noticed and none of its end is given")
    func damage() throws {
        let site = try site()
        let bytes = noise((2 << 20) + 77)
        let (digest, _) = try site.journal.files.store(try clear(bytes, in: site), of: aCase())
        let file = try #require(try stored(site).first)
        let sound = try Data(contentsOf: file)
        let frame = RecordFrame.clearSize + RecordFrame.overhead
        let start = RecordFrame.headerSize
        var damaged: [(String, Data)] = []
        var random = Seeded(20_261_121)
        for _ in 0..<60 {
            var copy = sound
            let place = Int.random(in: 0..<copy.count, using: &random)
            copy[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &random))
            damaged.append(("a bit at \(place)", copy))
        }
        damaged.append(("cut in a frame", sound.dropLast(10)))
        damaged.append(("cut after a frame", sound.prefix(start + frame)))
        damaged.append(("longer", sound + Data([0])))
        let frames = sound.dropFirst(start)
        damaged.append(
            (
                "swapped",
                sound.prefix(start) + frames.dropFirst(frame).prefix(frame) + frames.prefix(frame)
                    + frames.dropFirst(2 * frame)
            ))
        damaged.append(("empty", Data()))
        for (what, bytes) in damaged {
            try Data(bytes).write(to: file)
            #expect(throws: JournalError.self, "\(what)") { try site.journal.files.check(digest, of: aCase()) }
        }
        _ = try site.journal.files.store(try clear(bytes, in: site), of: aCase())
        #expect(try read(digest, site) == bytes, "storing it again mends it")
        let foreign = try site.journal.files.store(try clear(bytes, in: site), of: aCase(2))
        let moved = try #require(try stored(site).first { $0 != file })
        try FileManager.default.removeItem(at: moved)
        try FileManager.default.copyItem(at: file, to: moved)
        #expect(throws: JournalError.self) { try site.journal.files.check(foreign.digest, of: aCase(2)) }
    }

    @Test("erasing a case removes its files and leaves the others'; nothing can be stored for it again")
    func erased() throws {
        let site = try site()
        let file = try clear(Data("a".utf8), in: site)
        let mine = try site.journal.files.store(file, of: aCase())
        let theirs = try site.journal.files.store(file, of: aCase(2))
        try site.journal.erase(subject: aCase())
        #expect(!site.journal.files.holdsFiles(of: aCase()))
        #expect(throws: JournalError.keyDestroyed(aCase())) { try site.journal.files.check(mine.digest, of: aCase()) }
        #expect(throws: JournalError.keyDestroyed(aCase())) { try site.journal.files.store(file, of: aCase()) }
        try site.journal.files.check(theirs.digest, of: aCase(2))
        try site.journal.erase(subject: aCase())
    }

    @Test("what is not there is named as missing, and a draft of a crash is no file")
    func missing() throws {
        let site = try site()
        let absent = String(repeating: "0", count: 64)
        #expect {
            try site.journal.files.check(absent, of: aCase())
        } throws: { error in
            if case JournalError.file = error { true } else { false }
        }
        #expect(throws: (any Error).self) {
            try site.journal.files.store(site.directory.appendingPathComponent("nothing"), of: aCase())
        }
        #expect(try stored(site).isEmpty)
    }
}
