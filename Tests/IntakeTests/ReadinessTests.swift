import Foundation
import Testing
import TumorBoard

@Suite("Readiness for listing")
struct ReadinessTests {
    private static func subject(_ group: DiseaseGroup = .lung) -> Case {
        var subject = Case(
            id: "C-1", diseaseGroup: group, patient: Patient(name: "Anna Müller"),
            referral: Referral(by: .patient, setting: .secondOpinion), consent: Consent(toReview: true),
            diagnosis: Diagnosis(cancer: Coding(text: "cancer")))
        subject.records = [
            ClinicalRecord(id: "rec1", kind: .pathologyReport, title: "Biopsy"),
            ClinicalRecord(id: "rec2", kind: .imagingReport, title: "CT", modality: .ct),
            ClinicalRecord(id: "rec3", kind: .images, title: "CT images", modality: .ct),
        ]
        return subject
    }

    private static let day = CivilDate(year: 2026, month: 11, day: 1)

    private func judge(_ subject: Case, _ rules: IntakeRules = .standard) throws -> Readiness {
        readiness(of: subject, rules: rules, on: try #require(Self.day))
    }

    @Test("A case with consent and every required record is ready")
    func ready() throws {
        let found = try judge(Self.subject())
        #expect(found.isReady)
        #expect(found.reasons.isEmpty)
    }

    @Test("Without consent nothing is listed")
    func consent() throws {
        var subject = Self.subject()
        subject.consent = Consent()
        let found = try judge(subject)
        #expect(found.consentMissing && !found.isReady)
        #expect(found.reasons.first?.contains("obtain it") == true)
    }

    @Test("A record that is absent, pending or illegible is not there, and each is said differently")
    func records() throws {
        var subject = Self.subject()
        subject.records.removeFirst()
        #expect(try judge(subject).missing == [.pathologyReport])
        #expect(try judge(subject).reasons == ["The pathology report is missing: ask the referring doctor."])
        subject.records.append(ClinicalRecord(id: "rec9", kind: .pathologyReport, title: "Biopsy", legible: false))
        #expect(try judge(subject).reasons == ["The pathology report cannot be read: ask for a legible copy."])
        subject.records.append(ClinicalRecord(id: "rec8", kind: .pathologyReport, title: "Biopsy", pending: true))
        let found = try judge(subject)
        #expect(found.pending == [.pathologyReport] && found.missing.isEmpty && !found.isReady)
        #expect(found.notPresented.contains("pathology report (asked for)"))
    }

    @Test("Images are not the report, and slides are not the pathology report")
    func classes() throws {
        var subject = Self.subject(.sarcoma)
        #expect(try judge(subject).missing == [.slidesOrBlocks])
        subject.records[1].kind = .images
        #expect(try judge(subject).missing == [.slidesOrBlocks, .imagingReport])
    }

    /// A record's age and whether it is stale.
    struct Age: Sendable {
        let kind: RecordClass
        let modality: ImagingModality?
        let days: Int
        let stale: Bool
    }

    @Test(
        "A record is stale only after its limit",
        arguments: [
            Age(kind: .bloodCount, modality: nil, days: 14, stale: false),
            Age(kind: .bloodCount, modality: nil, days: 15, stale: true),
            Age(kind: .chemistry, modality: nil, days: 15, stale: true),
            Age(kind: .tumourMarkers, modality: nil, days: 28, stale: false),
            Age(kind: .tumourMarkers, modality: nil, days: 29, stale: true),
            Age(kind: .imagingReport, modality: .mri, days: 43, stale: true),
            Age(kind: .imagingReport, modality: .petCT, days: 42, stale: false),
            Age(kind: .images, modality: .ct, days: 57, stale: true),
            Age(kind: .imagingReport, modality: .ct, days: 56, stale: false),
            Age(kind: .imagingReport, modality: .mammography, days: 400, stale: false),
            Age(kind: .lungFunction, modality: nil, days: 91, stale: true),
            Age(kind: .echocardiography, modality: nil, days: 90, stale: false),
            Age(kind: .pathologyReport, modality: nil, days: 900, stale: false),
        ])
    func stale(_ age: Age) throws {
        var subject = Self.subject()
        let date = try #require(Self.day).adding(days: -age.days)
        subject.records.append(
            ClinicalRecord(id: "rec7", kind: age.kind, title: "Old", date: date, modality: age.modality))
        let found = try judge(subject)
        #expect(found.stale.map(\.record) == (age.stale ? ["rec7"] : []))
        #expect(found.isReady, "a stale record only marks, unless the disease's policy blocks")
        var strict = IntakeRules.standard
        strict.staleBlocks = [.lung]
        #expect(try judge(subject, strict).isReady == !age.stale)
    }

    @Test("A newer record of the same kind takes the place of a stale one")
    func superseded() throws {
        var subject = Self.subject()
        let day = try #require(Self.day)
        subject.records += [
            ClinicalRecord(id: "old", kind: .bloodCount, title: "Old", date: day.adding(days: -60)),
            ClinicalRecord(id: "new", kind: .bloodCount, title: "New", date: day.adding(days: -2)),
        ]
        #expect(try judge(subject).stale.isEmpty)
    }

    @Test(
        "Names are compared as people are, not as strings",
        arguments: [
            ("Müller, Anna", true), ("ANNA MUELLER", true), ("Frau Anna Muller", true), ("Anna Maria Müller", true),
            ("A. Müller", true), ("Anne Müller", false), ("Anna Möller", false), ("Müller", false),
            ("Otto Kern", false),
        ])
    func names(_ printed: String, _ agrees: Bool) throws {
        var subject = Self.subject()
        subject.records[0].printedName = printed
        #expect(try judge(subject).identityConflicts.isEmpty == agrees)
    }

    @Test("A disagreement names both sources and what each says")
    func conflict() throws {
        var subject = Self.subject()
        subject.patient.birthDate = try CivilDate("1961-04-02")
        subject.diagnosis.laterality = .left
        subject.records[0].printedBirthDate = try CivilDate("1961-02-04")
        subject.records[1].laterality = .right
        subject.records[2].laterality = .bilateral
        let found = try judge(subject)
        #expect(found.identityConflicts.map(\.field) == [.birthDate, .laterality])
        #expect(!found.isReady)
        let side = try #require(found.reasons.last)
        #expect(side.contains("the referral says “left”") && side.contains("“CT” (rec2) says “right”"))
    }

    @Test("Records disagree among themselves where the referral is silent")
    func amongRecords() throws {
        var subject = Self.subject()
        subject.records[0].laterality = .left
        subject.records[1].laterality = .right
        let conflict = try #require(try judge(subject).identityConflicts.first)
        #expect(conflict.one.name.contains("rec1") && conflict.other.name.contains("rec2"))
    }

    @Test("What was not presented is listed and nothing imputed")
    func notPresented() throws {
        let found = try judge(Self.subject())
        #expect(found.notPresented.contains("slides or blocks"))
        #expect(found.notPresented.contains("performance status"))
        #expect(found.notPresented.contains("first opinion"))
        #expect(!found.notPresented.contains("pathology report"))
    }

    @Test("Rules and readiness survive being stored")
    func codable() throws {
        let rules = try JSONEncoder().encode(IntakeRules.standard)
        #expect(try JSONDecoder().decode(IntakeRules.self, from: rules) == .standard)
        let found = try judge(Self.subject(.sarcoma))
        #expect(try JSONDecoder().decode(Readiness.self, from: try JSONEncoder().encode(found)) == found)
    }

    @Test(
        "Of the samples only the one with missing records is not ready",
        arguments: IntakeFiles.samples(holding: "case.json"))
    func samples(_ folder: URL) throws {
        let name = folder.lastPathComponent
        let subject = try IntakeFiles.read(folder.appending(path: "case.json"))
        let found = readiness(of: subject, rules: .standard, on: try CivilDate("2026-11-06"))
        if name.hasPrefix("03") {
            #expect(found.missing == [.pathologyReport])
        } else if !name.hasPrefix("11") {
            #expect(found.isReady, "\(name): \(found.reasons)")
        }
    }
}
