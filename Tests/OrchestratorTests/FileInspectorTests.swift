import Foundation
import Testing

@testable import Orchestrator

@Suite("What a file is, by its content")
struct FileInspectorTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: Data
        let kind: FileKind?
    }

    static let png =
        Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]) + Data("IHDR".utf8) + Data(count: 20)
        + Data("IEND".utf8) + Data([0xAE, 0x42, 0x60, 0x82])

    static let samples: [Sample] = [
        text("a PDF", "%PDF-1.7\n1 0 obj\n%%EOF\n", .pdf), text("a PDF without an end", "%PDF-1.7\n1 0 obj", nil),
        Sample(testDescription: "a JPEG", bytes: Data([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 0xFF, 0xD9]), kind: .jpeg),
        Sample(testDescription: "a cut JPEG", bytes: Data([0xFF, 0xD8, 0xFF, 0xE0, 1, 2]), kind: nil),
        Sample(testDescription: "a PNG", bytes: png, kind: .png),
        Sample(testDescription: "a cut PNG", bytes: png.prefix(30), kind: nil),
        Sample(testDescription: "DICOM", bytes: Data(count: 128) + Data("DICM".utf8) + Data(count: 8), kind: .dicom),
        Sample(
            testDescription: "a slide image that is a TIFF as well",
            bytes: Data([0x49, 0x49, 0x2A, 0]) + Data(count: 124) + Data("DICM".utf8), kind: .dicom),
        Sample(
            testDescription: "a program in a DICOM preamble",
            bytes: Data("MZ".utf8) + Data(count: 126) + Data("DICM".utf8), kind: nil),
        text("a report", "Biopsy of 12 October: moderately differentiated.\n", .text),
        text("a report in UTF-8", "Gewebe größer als 3 µm – “unklar”\n", .text),
        Sample(testDescription: "a report in Latin-1", bytes: Data([0x47, 0x72, 0xF6, 0xDF, 0x65, 0x0A]), kind: .text),
        text("a table", "date,marker,value\n2026-10-01,CEA,3.2\n2026-10-08,CEA,3.9\n", .csv),
        text("a table with quoted commas", "a;b\n\"x;y\";1\n\"z\";2\n", .csv),
        text("prose with commas", "one, two\nthree, four, five\n", .text),
        text("HTML", "<!DOCTYPE html><html><body>x</body></html>", nil),
        text("HTML after words", "report\n<script>alert(1)</script>\n", nil),
        text("HTML after a mark and spaces", "\u{FEFF}   <HTML>", nil), text("SVG", "<svg xmlns='x'></svg>", nil),
        text("SVG after XML", "<?xml version='1.0'?><svg ></svg>", nil), text("XML", "<?xml version='1.0'?><a/>", nil),
        text("PHP", "<?php echo 1;", nil), text("a script", "#!/bin/sh\nrm -rf /\n", nil),
        text("RTF", "{\\rtf1 x}", nil), text("nothing", "", nil),
        Sample(testDescription: "an .exe", bytes: Data([0x4D, 0x5A, 0x90, 0x00]), kind: nil),
        Sample(testDescription: "an ELF program", bytes: Data([0x7F, 0x45, 0x4C, 0x46]), kind: nil),
        Sample(testDescription: "an office file", bytes: Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1]), kind: nil),
        Sample(testDescription: "bytes", bytes: Data([1, 2, 3, 0, 9]), kind: nil),
        Sample(testDescription: "a zip", bytes: Data("PK\u{3}\u{4}".utf8) + Data(count: 30), kind: .dicomArchive),
    ]

    private static func text(_ name: String, _ text: String, _ kind: FileKind?) -> Sample {
        Sample(testDescription: name, bytes: Data(text.utf8), kind: kind)
    }

    @Test("only what is taken is told as what it is; all else is refused with a word", arguments: samples)
    func kinds(_ sample: Sample) async throws {
        try await inFolder { folder in
            // the name is a lie on purpose
            let file = folder.appending(path: "picture.jpg")
            try sample.bytes.write(to: file)
            do {
                let kind = try FileInspector.kind(of: file)
                #expect(kind == sample.kind)
            } catch let refusal as FileRefusal {
                #expect(sample.kind == nil, "\(refusal)")
                #expect(refusal.description.count > 20)
            }
        }
    }

    @Test(
        "names lose paths, control, invisible and turning characters, and get the ending of what they are",
        arguments: [
            ("report.pdf", FileKind.pdf, "report.pdf"), ("../../etc/passwd", .text, "passwd.txt"),
            ("C:\\temp\\scan.PDF", .pdf, "scan.pdf"), ("report\u{202E}fdp.exe", .pdf, "reportfdp.pdf"),
            ("a\u{0}b\u{7}\nc\u{200B}.csv", .csv, "abc.csv"), ("", .png, "file.png"),
            (".htaccess", .text, "htaccess.txt"),
            ("photo.JPEG", .jpeg, "photo.jpeg"), ("x.pdf.exe", .pdf, "x-pdf.pdf"), ("con", .pdf, "file.pdf"),
            ("Größe <b>.txt", .text, "Größe b.txt"), ("CT  Thorax .dcm", .dicom, "CT Thorax.dcm"),
            ("--output.pdf", .pdf, "output.pdf"), ("报告.pdf", .pdf, "报告.pdf"),
        ])
    func safeNames(given: String, kind: FileKind, safe: String) {
        #expect(SafeName(given, kind: kind).text == safe)
    }

    @Test(
        "whatever a name holds, it stays short, of one part, and keeps its ending",
        arguments: [7_552_888_922_174_171_849, 20_261_121] as [UInt64])
    func anyName(seed: UInt64) {
        var random = SeededBytes(seed: seed)
        for _ in 0..<2_000 {
            let scalars = (0..<Int.random(in: 0...300, using: &random)).compactMap { _ in
                UnicodeScalar(UInt32.random(in: 0...0x2_FFFF, using: &random))
            }
            let name = SafeName(String(String.UnicodeScalarView(scalars)), kind: .pdf).text
            let isSafe =
                name.utf8.count <= 204 && name.count <= 104 && name.utf8.count > 4
                // by scalars: some signs of rare scripts join a dot that follows them into one character
                && name.unicodeScalars.suffix(4).elementsEqual(".pdf".unicodeScalars)
                && !name.unicodeScalars.contains { "/\\:*?\"<>|;&$`'%".unicodeScalars.contains($0) }
                && name.unicodeScalars.allSatisfy { ![.control, .format].contains($0.properties.generalCategory) }
            #expect(isSafe, "seed \(seed): \(name.debugDescription)")
        }
    }
}

/// A generator that gives the same numbers for the same seed (SplitMix64).
struct SeededBytes: RandomNumberGenerator {
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
