import Foundation

/// Tells what a file is by its content; its name and what a browser says about it count for nothing.
struct FileInspector {
    private let handle: FileHandle
    private let size: Int

    /// - Throws: Foundation's errors where the file cannot be read.
    init(_ file: URL) throws {
        handle = try FileHandle(forReadingFrom: file)
        size = Int(try handle.seekToEnd())
        try handle.seek(toOffset: 0)
    }

    /// What a file is.
    /// - Throws: `FileRefusal` for everything else, saying what it looks like where that is known.
    static func kind(of file: URL) throws -> FileKind {
        let inspector = try FileInspector(file)
        defer { try? inspector.handle.close() }
        return try inspector.kind()
    }

    private func kind() throws -> FileKind {
        guard size > 0 else { throw FileRefusal.empty }
        let head = [UInt8](try handle.read(upToCount: 1_024) ?? Data())
        if head.begins("%PDF-") { return try pdf(head) }
        if head.starts(with: [0xFF, 0xD8, 0xFF]) { return try jpeg() }
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return try png(head) }
        // a DICOM file may hold anything in its first 128 bytes, an executable or a page as well
        if head.count >= 132, head[128..<132].elementsEqual("DICM".utf8) { return try dicom(head) }
        if head.begins("PK\u{3}\u{4}") { return .dicomArchive }
        if let guess = Self.guess(head) { throw FileRefusal.unknownKind(looksLike: guess) }
        return try wording()
    }

    private func tail(_ count: Int) throws -> [UInt8] {
        try handle.seek(toOffset: UInt64(max(0, size - count)))
        return [UInt8](try handle.read(upToCount: count) ?? Data())
    }

    private func pdf(_ head: [UInt8]) throws -> FileKind {
        let end = try tail(2_048)
        guard end.holds("%%EOF") else { throw FileRefusal.damaged(.pdf, "it has no end: make it again") }
        return .pdf
    }

    private func jpeg() throws -> FileKind {
        let end = try tail(65_536)
        guard end.holds([0xFF, 0xD9]) else { throw FileRefusal.damaged(.jpeg, "it has no end: make it again") }
        return .jpeg
    }

    private func png(_ head: [UInt8]) throws -> FileKind {
        guard head.count >= 33, head[12..<16].elementsEqual("IHDR".utf8), try tail(64).holds("IEND") else {
            throw FileRefusal.damaged(.png, "it has no end: make it again")
        }
        return .png
    }

    private func dicom(_ head: [UInt8]) throws -> FileKind {
        // the preamble of slide images may make a TIFF of them as well (DICOM PS3.10, 7.1)
        if let guess = Self.guess(Array(head[..<128])), guess != Self.tiff {
            throw FileRefusal.unknownKind(looksLike: "\(guess) with a DICOM mark")
        }
        return .dicom
    }

    private static let tiff = "a TIFF picture"

    /// What a file that is not taken looks like, for the message; nil where nothing is known.
    private static func guess(_ head: [UInt8]) -> String? {
        let marks: [([UInt8], String)] = [
            (Array("MZ".utf8), "a program for Windows"), ([0x7F, 0x45, 0x4C, 0x46], "a program"),
            ([0xCF, 0xFA, 0xED, 0xFE], "a program for macOS"), ([0xCA, 0xFE, 0xBA, 0xBE], "a program"),
            ([0xD0, 0xCF, 0x11, 0xE0], "a document of an office program"), (Array("{\\rtf".utf8), "an RTF document"),
            (Array("#!".utf8), "a script"), (Array("GIF8".utf8), "a GIF picture"),
            (Array("Rar!".utf8), "a RAR archive"), ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive"),
            ([0x1F, 0x8B], "a gzip archive"), (Array("BZh".utf8), "a bzip2 archive"),
            ([0x49, 0x49, 0x2A, 0x00], tiff), ([0x4D, 0x4D, 0x00, 0x2A], tiff),
            (Array("PK\u{5}\u{6}".utf8), "an empty zip"),
        ]
        return marks.first { head.starts(with: $0.0) }?.1
    }
}

extension FileInspector {
    /// Text to its end, UTF-8 or Latin-1 with what Windows adds to it, without a trace of markup that a browser could act on.
    private func wording() throws -> FileKind {
        var reading = WordingCheck()
        try handle.seek(toOffset: 0)
        while let bytes = try handle.read(upToCount: 1 << 20), !bytes.isEmpty {
            guard reading.take(bytes) else { throw FileRefusal.unknownKind(looksLike: nil) }
        }
        if let markup = reading.markup { throw FileRefusal.unknownKind(looksLike: markup) }
        return reading.isTable ? .csv : .text
    }
}

/// Reads text piece by piece and says whether it is a table.
struct WordingCheck {
    private var columns: [UInt8: [Int]] = [:]
    private var counts: [UInt8: Int] = [:]
    private var lines = 0
    private var isQuoted = false
    private var head: [UInt8] = []
    private static let separators: [UInt8] = Array(",;\t".utf8)

    /// False where a byte is none of any text's.
    mutating func take(_ bytes: Data) -> Bool {
        if head.count < 4_096 { head += bytes.prefix(4_096 - head.count) }
        for byte in bytes {
            switch byte {
            case 0x09, 0x20...0x7E, 0x80...0xFF: count(byte)
            case 0x0A: endLine()
            case 0x0C, 0x0D: continue
            default: return false
            }
        }
        return true
    }

    private mutating func count(_ byte: UInt8) {
        if byte == 0x22 { isQuoted.toggle() }
        if !isQuoted, Self.separators.contains(byte) { counts[byte, default: 0] += 1 }
    }

    private mutating func endLine() {
        guard !isQuoted else { return }
        if lines < 50 { for mark in Self.separators { columns[mark, default: []].append(counts[mark] ?? 0) } }
        lines += 1
        counts = [:]
    }

    /// Whether the first lines have the same number of columns, two at least.
    var isTable: Bool {
        guard lines >= 2 else { return false }
        return Self.separators.contains { mark in
            let found = columns[mark] ?? []
            return (found.first ?? 0) > 0 && Set(found).count == 1
        }
    }

    /// Markup or code at the beginning, which a careless program would act on.
    var markup: String? {
        let beginning = String(decoding: head, as: UTF8.self).lowercased()
        let begins = beginning.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        if begins.hasPrefix("<svg") || beginning.contains("<svg ") { return "an SVG picture" }
        let tags = ["<!doctype html", "<html", "<head", "<body", "<script", "<iframe", "<object", "<embed"]
        if tags.contains(where: beginning.contains) { return "a web page" }
        if begins.hasPrefix("<?xml") || begins.hasPrefix("<?php") { return "markup" }
        return nil
    }
}

extension [UInt8] {
    fileprivate func begins(_ text: String) -> Bool { starts(with: text.utf8) }

    fileprivate func holds(_ text: String) -> Bool { holds(Array(text.utf8)) }

    fileprivate func holds(_ part: [UInt8]) -> Bool {
        guard count >= part.count else { return false }
        return (0...(count - part.count)).contains { self[$0..<($0 + part.count)].elementsEqual(part) }
    }
}
