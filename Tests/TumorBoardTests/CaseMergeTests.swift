import Foundation
import Testing

@testable import TumorBoard

@Suite("The same patient again updates the open case, and nothing is overwritten")
struct CaseMergeTests {
    @Test("The same file again changes nothing")
    func again() throws {
        let subject = Self.full
        let merge = try CaseMerge(subject, with: subject, source: "again.json")
        #expect(merge.changes.isEmpty)
        #expect(merge.subject == subject)
    }

    @Test("New facts are added, each named with where it comes from")
    func added() throws {
        var incoming = Self.full
        incoming.biomarkers.append(Biomarker(name: "KRAS", result: "G12C", date: try CivilDate("2026-10-30")))
        incoming.metastases(["liver"])
        incoming.comorbidities = ["Diabetes", "ARTERIAL hypertension"]
        incoming.records.append(ClinicalRecord(id: "r9", kind: .genetics, title: "Panel", text: "KRAS G12C"))
        incoming.origins = [.init(topic: .marker, fact: "KRAS: G12C", path: "Observation/kras")]
        let merge = try CaseMerge(Self.full, with: incoming, source: "late.json")
        #expect(merge.changes.allSatisfy { $0.kind == .added && $0.source == "late.json" && $0.before == nil })
        #expect(
            merge.changes.map(\.field) == ["metastases", "biomarkers", "comorbidities", "records"])
        #expect(merge.subject.comorbidities == ["arterial hypertension", "Diabetes"])
        #expect(merge.subject.origins(of: .marker, "KRAS: G12C").map(\.path) == ["Observation/kras"])
    }

    @Test(
        "A value that contradicts the case's is disputed and not taken",
        arguments: [
            ("diagnosis.histology", "squamous cell carcinoma"), ("diagnosis.laterality", "left"),
            ("patient.birthDate", "1961-02-03"), ("patient.name", "Someone Else"), ("diseaseGroup", "breast"),
            ("treatBy", "2027-01-01"), ("referral.question", "Anything else?"),
        ])
    func disputed(name: String, value: String) throws {
        let field = try #require(CaseField.named(name))
        var incoming = Self.full
        try field.write(&incoming, value)
        let merge = try CaseMerge(Self.full, with: incoming, source: "other.json")
        #expect(merge.changes.map(\.kind) == [.disputed])
        #expect(merge.changes.map(\.field) == [name])
        #expect(field.read(merge.subject) == field.read(Self.full))
        #expect(merge.subject.disputes == merge.changes)
        let ready = readiness(of: merge.subject, rules: .standard, on: try CivilDate("2026-11-02"))
        #expect(ready.isReady == !field.isIdentity)
        // the same dispute is not raised twice
        let again = try CaseMerge(merge.subject, with: incoming, source: "other.json")
        #expect(again.changes.isEmpty)
    }

    @Test("Another name and another date of birth are another patient")
    func anotherPatient() throws {
        var incoming = Self.full
        incoming.patient.name = "Someone Else"
        incoming.patient.birthDate = try CivilDate("1961-02-03")
        #expect(throws: CommandRefusal.anotherPatient("c1")) {
            try CaseMerge(Self.full, with: incoming, source: "other.json")
        }
    }

    @Test("Consent is only ever narrowed, and a greater urgency holds at once")
    func safeSides() throws {
        var incoming = Self.full
        incoming.consent.documentsByEmail = true
        incoming.consent.withdrawn = try CivilDate("2026-11-01")
        incoming.urgency = Urgency(level: .emergency, reason: "cord compression")
        let merge = try CaseMerge(Self.full, with: incoming, source: "x")
        #expect(!merge.subject.consent.documentsByEmail)
        #expect(merge.subject.consent.withdrawn == incoming.consent.withdrawn)
        #expect(merge.subject.urgency == incoming.urgency)
        var later = Self.full
        later.urgency = Urgency(level: .days)
        #expect(try CaseMerge(later, with: Self.full, source: "x").subject.urgency == later.urgency)
    }

    @Test("A later assessment of fitness replaces an earlier one, and both stay visible")
    func fitness() throws {
        var incoming = Self.full
        incoming.fitness = Fitness(ecog: 2, date: try CivilDate("2026-11-01"))
        let merge = try CaseMerge(Self.full, with: incoming, source: "x")
        #expect(merge.subject.fitness.ecog == 2)
        #expect(merge.changes.map(\.kind) == [.replaced])
        #expect(merge.changes.first?.before == "ECOG 1, of 2026-10-01")
        #expect(try CaseMerge(merge.subject, with: Self.full, source: "x").subject.fitness.ecog == 2)
    }

    @Test("A record that was asked for is here once it comes, and another under its id gets an id of its own")
    func records() throws {
        var known = Self.full
        known.records.append(ClinicalRecord(id: "ct", kind: .imagingReport, title: "CT", pending: true))
        var incoming = Self.full
        incoming.records = [ClinicalRecord(id: "ct", kind: .imagingReport, title: "CT", text: "4 cm")]
        let came = try CaseMerge(known, with: incoming, source: "x").subject
        #expect(came.records.filter { $0.id == "ct" }.map(\.isPresent) == [true])
        incoming.records[0].text = "5 cm"
        let more = try CaseMerge(came, with: incoming, source: "y").subject
        #expect(more.records.filter { $0.id.hasPrefix("ct") }.map(\.id) == ["ct", "ct-2"])
    }

    @Test("Whatever comes in, in whatever order, no fact of the case is lost, and nothing comes in twice")
    func properties() throws {
        let seed: UInt64 = 20_261_121
        print("case merge seed \(seed)")
        var random = SplitMix64(seed: seed)
        for _ in 0..<2_000 {
            let known = Self.random(&random)
            let incoming = Self.random(&random)
            let merge = try CaseMerge(known, with: incoming, source: "x")
            for field in CaseField.all where field.name != "urgency" {
                if let before = field.read(known) { #expect(field.read(merge.subject) == before, "\(field.name)") }
            }
            #expect(known.biomarkers.allSatisfy(merge.subject.biomarkers.contains))
            #expect(incoming.biomarkers.allSatisfy(merge.subject.biomarkers.contains))
            #expect(known.comorbidities.allSatisfy(merge.subject.comorbidities.contains))
            #expect(known.records.allSatisfy(merge.subject.records.contains))
            #expect(Set(merge.subject.records.map(\.id)).count == merge.subject.records.count)
            #expect(try CaseMerge(merge.subject, with: incoming, source: "x").changes.isEmpty)
            #expect(try CaseMerge(merge.subject, with: known, source: "x").changes.isEmpty)
        }
    }

    @Test("A correction by a person settles the dispute and names what it replaced")
    func correction() throws {
        var incoming = Self.full
        incoming.diagnosis.laterality = .left
        let file = try #require(CaseFile([.init(event: .referred(Self.full), at: .day(0))]))
        let update = try file.update(
            with: incoming, source: "other.json", material: false, by: "c", now: .day(0), policy: .standard,
            digest: { _ in "d" })
        let disputed = file.applying(update, at: .day(0))
        #expect(!disputed.readiness(now: .day(0), policy: .standard).isReady)
        let settled = disputed.applying(
            try disputed.correct(
                [("diagnosis.laterality", "right")], source: "telephone", material: false, by: "c", now: .day(0),
                policy: .standard, digest: { _ in "d" }), at: .day(0))
        #expect(settled.subject.disputes.isEmpty)
        #expect(settled.readiness(now: .day(0), policy: .standard).isReady)
        #expect(settled.intake.updates.count == 2)
        #expect(throws: CommandRefusal.unknownField("shoe.size")) {
            try settled.correct(
                [("shoe.size", "42")], source: "x", material: false, by: "c", now: .day(0), policy: .standard,
                digest: { _ in "d" })
        }
    }

    @Test("What a source contradicts itself in stands in the packet and among the tasks until a person settles it")
    func contradictions() throws {
        var incoming = Self.full
        incoming.contradictions = ["ECOG 0 against Karnofsky 0"]
        let merge = try CaseMerge(Self.full, with: incoming, source: "x")
        #expect(merge.subject.contradictions == incoming.contradictions)
        let file = try #require(CaseFile([.init(event: .referred(merge.subject), at: .day(0))]))
        let packet = file.freeze(now: .day(0), policy: .standard, digest: { _ in "d" })
        #expect(packet?.content.contradictions == incoming.contradictions)
        #expect(file.navigatorTasks(now: .day(0), policy: .standard).contains { $0.id == "disputes" })
        let events = try file.settle(
            contradiction: 1, how: "Karnofsky was 100", by: "nora", now: .day(0), policy: .standard,
            digest: { _ in "d" })
        let settled = file.applying(events, at: .day(0))
        #expect(settled.subject.contradictions.isEmpty)
        #expect(settled.intake.updates.last?.act.changes.first?.before == "ECOG 0 against Karnofsky 0")
        #expect(throws: CommandRefusal.noSuchContradiction(1, of: 0)) {
            try settled.settle(
                contradiction: 1, how: "x", by: "n", now: .day(0), policy: .standard, digest: { _ in "d" })
        }
    }

    @Test("Every field reads back what is written to it")
    func fields() throws {
        let values = [
            "patient.birthDate": "1960-05-06", "patient.sex": "female", "patient.email": "a@example.org",
            "diseaseGroup": "lung", "diagnosis.laterality": "left", "diagnosis.date": "2026-01",
            "treatBy": "2026-12-24",
            "urgency": "days",
        ]
        for field in CaseField.all {
            var subject = TestCase.lung()
            let value = values[field.name] ?? "some words"
            try field.write(&subject, value)
            #expect(field.read(subject) == value, "\(field.name)")
        }
        #expect(Set(CaseField.all.map(\.name)).count == CaseField.all.count)
    }

    private static var full: Case {
        TestCase.lung {
            $0.patient.birthDate = CivilDate(year: 1960, month: 5, day: 6)
            $0.patient.identifiers = [PatientIdentifier(system: "urn:h", value: "1")]
            $0.diagnosis.laterality = .right
            $0.treatBy = CivilDate(year: 2026, month: 12, day: 24)
            $0.fitness = Fitness(ecog: 1, date: CivilDate(year: 2026, month: 10, day: 1))
            $0.comorbidities = ["arterial hypertension"]
            $0.history = "Cough since March."
            $0.allergies = []
        }
    }

    private static func random(_ random: inout SplitMix64) -> Case {
        TestCase.lung { subject in
            if random.chance(50) { subject.diagnosis.histology = ["a", "b"].randomElement(using: &random) }
            if random.chance(50) {
                subject.diagnosis.site = ["upper lobe", "lower lobe"].randomElement(using: &random)
            }
            if random.chance(50) { subject.patient.phone = ["1", "2"].randomElement(using: &random) }
            if random.chance(30) { subject.allergies = random.chance(50) ? [] : ["penicillin"] }
            subject.comorbidities = ["x", "y", "z"].filter { _ in random.chance(50) }
            subject.biomarkers = ["EGFR", "ALK"].filter { _ in random.chance(50) }.map {
                Biomarker(name: $0, result: random.chance(50) ? "positive" : "negative")
            }
            subject.records += (0..<2).map { index in
                ClinicalRecord(
                    id: "n\(index)", kind: .other, title: "note", text: ["one", "two"].randomElement(using: &random))
            }
        }
    }
}

extension Case {
    fileprivate mutating func metastases(_ sites: [String]) { diagnosis.metastases = sites }
}
