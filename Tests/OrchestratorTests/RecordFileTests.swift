import Foundation
import Testing
import TumorBoard

@testable import Orchestrator

@Suite("Records as files")
struct RecordFileTests {
    private static let id: CaseID = "C-0001"

    private func incoming(_ data: Data, _ name: String, in folder: URL) throws -> IncomingFile {
        let file = folder.appending(path: "in-\(UUID().uuidString)")
        try data.write(to: file)
        return IncomingFile(url: file, name: name)
    }

    private func refusal(_ data: Data, _ kind: RecordClass, _ office: BoardOffice) async throws
        -> FileRefusal?
    {
        let folder = office.paths.root
        do {
            _ = try await office.addRecord(
                RecordDraft(kind), file: try incoming(data, "x.zip", in: folder), to: Self.id, actor: "test")
            return nil
        } catch let refusal as FileRefusal {
            return refusal
        }
    }

    @Test("a report is kept encrypted, read back, audited, backed up with the site and restored")
    func report() async throws {
        try await inFolder { folder in
            let office = try await site(in: folder.appending(path: "site"))
            let bytes = Data("Invasive carcinoma, grade 2.\n".utf8)
            var draft = RecordDraft(.pathologyReport)
            draft.fromOutside = true
            let (file, record) = try await office.addRecord(
                draft, file: try incoming(bytes, "../Befund.txt", in: folder), to: Self.id, actor: "test")
            #expect(record.file?.name == "Befund.txt")
            #expect(record.text == "Invasive carcinoma, grade 2.\n")
            #expect(file.subject.records.map(\.id) == ["pathologyReport-1"])
            #expect(file.subject.records.first?.received != nil)
            let copy = folder.appending(path: "copy")
            _ = try office.copyFile(of: record.id, in: Self.id, to: copy)
            #expect(try Data(contentsOf: copy) == bytes)
            #expect(try office.audit().files == RecordFileFindings(sound: 1))

            let backup = SiteBackup(folder.appending(path: "backup"))
            try backup.make(of: office)
            let restored = SitePaths(root: folder.appending(path: "new"))
            let report = try backup.restore(to: restored)
            #expect(report.isSound && report.files.sound == 1)

            let stored = try #require(
                FileManager.default.enumerator(atPath: office.paths.records.path)?.allObjects as? [String])
            let name = try #require(stored.first { $0.hasSuffix(".record") })
            let kept = office.paths.records.appending(path: name)
            var changed = try Data(contentsOf: kept)
            changed[changed.count - 1] ^= 1
            try changed.write(to: kept)
            #expect(try office.audit().files.damaged == ["C-0001 pathologyReport-1"])
            try FileManager.default.removeItem(at: kept)
            let findings = try office.audit()
            #expect(findings.files.missing == ["C-0001 pathologyReport-1"])
            #expect(!findings.isSound && !findings.files.lines.isEmpty)
        }
    }

    @Test("a report cannot be the images, nor a file the slides, and an awaited record is filled by what comes")
    func classes() async throws {
        try await inFolder { folder in
            let office = try await site(in: folder.appending(path: "site"))
            let text = Data("words\n".utf8)
            #expect(try await refusal(text, .images, office) == .wrongClass(.text, .images))
            #expect(try await refusal(text, .slidesOrBlocks, office) == .wrongClass(.text, .slidesOrBlocks))
            var awaited = RecordDraft(.genetics)
            (awaited.pending, awaited.title) = (true, "BRCA panel")
            _ = try await office.addRecord(awaited, file: nil, to: Self.id, actor: "test")
            let (file, _) = try await office.addRecord(
                RecordDraft(.genetics), file: try incoming(text, "brca.txt", in: folder), to: Self.id, actor: "test")
            #expect(file.subject.records.count == 1)
            #expect(file.subject.records.first?.title == "BRCA panel")
            #expect(file.subject.records.first?.isPresent == true)
        }
    }

    @Test("a zip of DICOM becomes images with what their headers say", .enabled(if: ImageFiles.canBeMade))
    func images() async throws {
        try await inFolder { folder in
            let office = try await site(in: folder.appending(path: "site"))
            var zip = TestZip()
            for (series, image) in [(1, 1), (1, 2), (2, 1)] {
                zip.add("DICOM/S\(series)/I\(image)", try ImageFiles.dicom(series: series, image: image))
            }
            zip.add("README.TXT", Data("A disc of images.\n".utf8))
            let (file, record) = try await office.addRecord(
                RecordDraft(.imagingReport), file: try incoming(zip.data, "disc.zip", in: folder), to: Self.id,
                actor: "test")
            #expect(record.kind == .images, "images are told from the report")
            let study = try #require(record.study)
            #expect((study.images, study.series) == (3, 2))
            #expect([study.modality, study.bodyPart, study.institution] == ["CT", "CHEST", "Klinik am Fluss"])
            #expect(record.date == CivilDate(year: 2026, month: 10, day: 12))
            #expect(record.modality == .ct)
            #expect(study.patientName == "Ada Test")
            #expect(file.readiness(now: office.now, policy: try office.policy()).identityConflicts.isEmpty)
        }
    }

    @Test("images of somebody else are flagged, also when only one of them is", .enabled(if: ImageFiles.canBeMade))
    func otherPatient() async throws {
        try await inFolder { folder in
            let office = try await site(in: folder.appending(path: "site"))
            var zip = TestZip()
            zip.add("1", try ImageFiles.dicom(image: 1))
            zip.add("2", try ImageFiles.dicom(name: "Gänger^Doppel^^Dr.", image: 2))
            let (file, record) = try await office.addRecord(
                RecordDraft(.images), file: try incoming(zip.data, "a.zip", in: folder), to: Self.id, actor: "test")
            #expect(record.printedName == "Dr. Doppel Gänger")
            let conflicts = file.readiness(now: office.now, policy: try office.policy()).identityConflicts
            #expect(conflicts.map(\.field) == [.name])
        }
    }

    @Test("a structured report and a disc's table of contents are no images", .enabled(if: ImageFiles.canBeMade))
    func noImages() async throws {
        try await inFolder { folder in
            let office = try await site(in: folder.appending(path: "site"))
            let report = try ImageFiles.dicom(pixels: false)
            #expect(try await refusal(report, .images, office)?.description.contains("no image in it") == true)
            let nested = try ImageFiles.dicom(
                more: "(0008,1140) SQ\n(fffe,e000) na\n(0010,0010) PN [Other^One]\n(fffe,e00d) na\n(fffe,e0dd) na")
            let (_, record) = try await office.addRecord(
                RecordDraft(.images), file: try incoming(nested, "a.dcm", in: folder), to: Self.id, actor: "test")
            #expect(record.printedName == "Ada Test", "a name inside a sequence is somebody else's business")
        }
    }

    @Test("a zip that is a danger is refused, says why, and leaves nothing behind", .enabled(if: ImageFiles.canBeMade))
    func dangerousZips() async throws {
        let image = try ImageFiles.dicom()
        let zeros = try ImageFiles.deflated(Data(count: 40 << 20))
        func zip(_ fill: (inout TestZip) -> Void) -> Data {
            var zip = TestZip()
            zip.add("image", image)
            fill(&zip)
            return zip.data
        }
        let cases: [(Data, String)] = [
            (zip { $0.add("../evil", image) }, "leads out"), (zip { $0.add("/etc/evil", image) }, "leads out"),
            (zip { $0.add("..\\evil", image) }, "leads out"),
            (zip { $0.add("link", Data("/etc/passwd".utf8), mode: 0o120777) }, "a link"),
            (zip { $0.add("viewer.exe", Data("MZ\u{1}".utf8)) }, "program"),
            (zip { $0.add("index.html", Data("<html><body>".utf8)) }, "web page"),
            (zip { $0.add("more.zip", Data("PK\u{3}\u{4}xxxx".utf8)) }, "a zip in it"),
            (zip { $0.add("bomb", Data(), packed: zeros, declared: 40 << 20) }, "times its size"),
            (zip { $0.add("liar", Data(), packed: zeros, declared: 1_000) }, "damaged"),
            (zip { $0.add("huge", Data(), packed: zeros, declared: Int(UInt32.max) - 1) }, "more than 4096 MB"),
            (Data("PK\u{3}\u{4} not a zip at all".utf8), "damaged"), (zip { _ in }.dropLast(30), "damaged"),
        ]
        try await inFolder { folder in
            let office = try await site(in: folder.appending(path: "site"))
            let before = Self.leftovers()
            for (data, word) in cases {
                let refusal = try await refusal(data, .images, office)
                #expect(refusal?.description.contains(word) == true, "\(word): \(refusal?.description ?? "taken")")
            }
            var reports = TestZip()
            reports.add("a.txt", Data("no image here\n".utf8))
            #expect(try await refusal(reports.data, .images, office)?.description.contains("no DICOM image") == true)
            #expect(try office.caseFile(Self.id).subject.records.isEmpty)
            #expect(Self.leftovers().subtracting(before).isEmpty)
        }
    }

    private static func leftovers() -> Set<String> {
        let names = try? FileManager.default.contentsOfDirectory(atPath: FileManager.default.temporaryDirectory.path)
        return Set((names ?? []).filter { $0.hasPrefix("tumorboard-") })
    }

    @Test("a tool that is missing is said to be, and what takes too long or says too much is ended")
    func tools() async throws {
        await #expect(throws: FileRefusal.self) { try await BoundedTool(command: "no-such-tool").run([]) }
        await #expect(throws: FileRefusal.self) { try await BoundedTool(command: "sleep", seconds: 1).run(["30"]) }
        await #expect(throws: FileRefusal.self) {
            try await BoundedTool(command: "yes", seconds: 20, outputLimit: 4_096).run([])
        }
        let ended = try await BoundedTool(command: "echo", seconds: 10).run(["a b", ";", "$HOME"])
        #expect(String(decoding: ended.output, as: UTF8.self) == "a b ; $HOME\n")
    }

    @Test("asking needs consent, an address and something to ask for; slides are never uploaded")
    func asking() async throws {
        try await inFolder { folder in
            let office = try await site(in: folder.appending(path: "site"))
            #expect(throws: OfficeError.self) {
                try office.askForRecords(of: Self.id, from: .patient, [.images], actor: "test")
            }
            try office.recordConsent(Consent(toReview: true), of: Self.id, actor: "test")
            #expect(throws: OfficeError.self) {
                try office.askForRecords(of: Self.id, from: .doctor, [.images], actor: "test")
            }
        }
    }
}
