import Foundation
import Testing

@testable import TumorBoard

@Suite("What changed between two states of a case")
struct CaseComparisonTests {
    @Test("The same case has no difference")
    func same() {
        let subject = TestCase.lung()
        #expect(subject.changes(since: subject).isEmpty)
    }

    @Test("A record that came is added; one that was asked for and came is changed")
    func records() throws {
        let before = TestCase.lung { subject in
            subject.records.append(ClinicalRecord(id: "ct", kind: .imagingReport, title: "CT chest", pending: true))
        }
        let after = TestCase.lung { subject in
            subject.records.append(
                ClinicalRecord(
                    id: "ct", kind: .imagingReport, title: "CT chest", source: "Klinik am See", text: "New nodule."))
            subject.records.append(TestCase.record("pet"))
        }
        let changes = after.changes(since: before)
        #expect(changes.map(\.kind) == [.replaced, .added])
        #expect(changes[0].before?.contains("asked for, not here") == true)
        #expect(changes[0].after.contains("New nodule."))
        #expect(changes[0].source == "Klinik am See")
        #expect(changes[1].after.contains("record pet"))
        #expect(!changes[1].after.contains("asked for"))
    }

    @Test("A value that changed, one that came and one that went are told apart")
    func values() throws {
        let day = try CivilDate("2026-10-20")
        let before = TestCase.lung { subject in
            subject.biomarkers = [Biomarker(name: "CEA", result: "5", date: day)]
            subject.medication = ["Ramipril 5 mg"]
            subject.fitness.ecog = 1
        }
        let after = TestCase.lung { subject in
            subject.biomarkers = [Biomarker(name: "CEA", result: "6", date: day)]
            subject.diagnosis.laterality = .left
            subject.fitness.ecog = 1
        }
        let changes = Dictionary(uniqueKeysWithValues: after.changes(since: before).map { ($0.field, $0) })
        #expect(changes.keys.sorted() == ["biomarkers", "diagnosis.laterality", "medication"])
        #expect(changes["biomarkers"]?.kind == .replaced)
        #expect(changes["biomarkers"]?.before == "CEA, 5 (2026-10-20)")
        #expect(changes["biomarkers"]?.after == "CEA, 6 (2026-10-20)")
        #expect(changes["diagnosis.laterality"]?.kind == .added)
        #expect(changes["medication"]?.kind == .removed)
        #expect(changes["medication"]?.after == "")
    }

    @Test("Two equal lines stay two: taking one away is a difference")
    func repeated() {
        let before = TestCase.lung { $0.medication = ["Aspirin 100 mg", "Aspirin 100 mg"] }
        let after = TestCase.lung { $0.medication = ["Aspirin 100 mg"] }
        #expect(after.changes(since: before).map(\.kind) == [.removed])
        #expect(before.changes(since: after).map(\.kind) == [.added])
    }

    @Test("Age alone makes no new packet; a later record does, and the packet tells what is new")
    func packets() throws {
        let subject = TestCase.lung { $0.records[1].modality = .ct }
        var file = try #require(CaseFile([.init(event: .referred(subject), at: .day(0))]))
        let digest = { (content: PacketContent) in "\(content.stale.count) \(content.differences.count)" }
        let first = try #require(file.freeze(now: .day(1), policy: .standard, digest: digest))
        #expect(first.content.stale.isEmpty && first.content.differences.isEmpty)
        file = file.applying([.packetFrozen(first)], at: .day(1))
        #expect(file.freeze(now: .day(90), policy: .standard, digest: digest) == nil)
        let late = RecordAddition(record: TestCase.record("ct-2", .imagingReport), material: false, by: "Ada")
        file = file.applying([.recordAdded(late)], at: .day(90))
        let second = try #require(file.freeze(now: .day(90), policy: .standard, digest: digest))
        #expect(second.version == 2)
        #expect(second.content.differences.map(\.after) == ["record ct-2 (2026-10-30)"])
        #expect(second.content.stale.map(\.record) == ["r-imagingReport"])
        #expect(second.content.addedRecords == ["ct-2"])
    }

    @Test("A packet without news is written as before, so that its digest stays")
    func storedForm() throws {
        let content = PacketContent(subject: TestCase.lung(), notPresented: [])
        let text = String(decoding: try JSONEncoder().encode(content), as: UTF8.self)
        for key in ["differences", "stale", "completeness"] { #expect(!text.contains("\"\(key)\"")) }
    }

    @Test("Every seat is shown every part once", arguments: Specialty.allCases.map { $0 as Specialty? } + [nil])
    func sections(seat: Specialty?) {
        let order = PacketSection.ordered(for: seat)
        #expect(order.count == PacketSection.allCases.count)
        #expect(Set(order) == Set(PacketSection.allCases))
        #expect(Set(Modality.ordered(for: seat)) == Set(Modality.allCases))
    }

    @Test("The radiation oncologist finds former irradiation first, the medical oncologist the pathology")
    func firstThings() {
        #expect(PacketSection.ordered(for: .radiationOncologist)[1] == .treatments)
        #expect(Modality.ordered(for: .radiationOncologist).first == .radiotherapy)
        #expect(PacketSection.ordered(for: .medicalOncologist)[1] == .pathology)
        #expect(PacketSection.ordered(for: .surgeon)[1] == .imaging)
        #expect(PacketSection.ordered(for: .geneticist)[1] == .markers)
    }
}
