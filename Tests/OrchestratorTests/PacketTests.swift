import Documents
import Foundation
import Testing
import TumorBoard

@testable import Orchestrator

@Suite("Packets")
struct PacketTests {
    private let library: TemplateLibrary
    private let times = Times(zone: .gmt)

    init() throws { library = try TemplateLibrary(overrides: nil) }

    @Test("Every fact of a case stands in every seat's packet; nothing is lost by ordering")
    func nothingIsLost() throws {
        for seed in UInt64(1)...8 {
            var random = CaseGenerator(seed: seed)
            let subject = random.subject()
            for seat in [Specialty.surgeon, .medicalOncologist, .radiationOncologist, .pathologist, .radiologist, nil] {
                // bytes are searched many times faster than characters
                let text = Data(try words(html(subject, seat: seat)).utf8)
                func isThere(_ words: String) -> Bool { text.range(of: Data(normalised(words).utf8)) != nil }
                for fact in subject.facts {
                    for word in fact.words.flatMap({ $0.split(whereSeparator: \.isNewline) }) {
                        #expect(
                            isThere(String(word)),
                            "seed \(seed), \(seat?.rawValue ?? "everyone"): \(fact.field) “\(word)”")
                    }
                    for date in [fact.date, fact.end].compactMap({ $0 }) {
                        #expect(
                            isThere(times.short(date)) || isThere(times.day(date)),
                            "seed \(seed), \(seat?.rawValue ?? "everyone"): the date \(date) of \(fact.field)")
                    }
                }
            }
        }
    }

    @Test("A seat is given first what it asks for first")
    func order() throws {
        var random = CaseGenerator(seed: 3)
        let subject = random.subject()
        let imaging = { (html: String) in html.range(of: "id=\"packet-imaging\"")?.lowerBound }
        let treatments = { (html: String) in html.range(of: "id=\"packet-treatments\"")?.lowerBound }
        let surgeon = try html(subject, seat: .surgeon)
        let radiation = try html(subject, seat: .radiationOncologist)
        let surgeonsImaging = try #require(imaging(surgeon))
        let surgeonsTreatments = try #require(treatments(surgeon))
        let radiationsImaging = try #require(imaging(radiation))
        let radiationsTreatments = try #require(treatments(radiation))
        #expect(surgeonsImaging < surgeonsTreatments && radiationsTreatments < radiationsImaging)
        #expect(radiation.contains("for the radiation oncologist"))
    }

    @Test("The source of a fact is marked beside it and listed at the end, and no mark leads nowhere")
    func sources() throws {
        var random = CaseGenerator(seed: 5)
        var subject = random.subject()
        subject.biomarkers = [Biomarker(name: "HER2", result: "negative")]
        subject.origins = [
            FactOrigin(topic: .marker, fact: "HER2: negative", path: "Observation/her2", file: "bundle.json"),
            FactOrigin(topic: .marker, fact: "ER: positive", path: "Observation/er"),
        ]
        let html = try html(subject, seat: .pathologist)
        #expect(html.contains("title=\"Observation/her2 in bundle.json\""))
        #expect(html.contains("Where each fact comes from"))
        #expect(!html.contains("Observation/er"))
        for mark in html.matches(of: /href="#(source-\d+)"/) { #expect(html.contains("id=\"\(mark.1)\"")) }
        subject.origins = []
        let bare = try self.html(subject, seat: .pathologist)
        #expect(!bare.contains("Where each fact comes from"))
    }

    @Test("A second version shows at its top what is new, changed and gone")
    func differences() throws {
        var random = CaseGenerator(seed: 9)
        let before = random.subject()
        var after = before
        after.diagnosis.histology = "something else"
        after.records.append(ClinicalRecord(id: "late", kind: .imagingReport, title: "Late CT", text: "A new nodule."))
        var content = PacketContent(subject: after, notPresented: [], addedRecords: ["late"])
        content.differences = after.changes(since: before)
        let html = try html(Packet(version: 2, digest: "d", frozen: Self.frozen, content: content), seat: .surgeon)
        let top = try #require(html.range(of: "New since version 1")).lowerBound
        let glance = try #require(html.range(of: "At a glance")).lowerBound
        #expect(top < glance)
        #expect(html.contains("something else") && html.contains("Late CT"))
        #expect(html.matches(of: /A new nodule\./).count == 1, "the wording stands once")
        #expect(html.contains("new in version 2"))
    }

    @Test("Who answered on an older version is told what is new since that one")
    func answered() throws {
        var random = CaseGenerator(seed: 13)
        let first = random.subject()
        var second = first
        second.medication.append("Something begun between the first and the second version")
        var third = second
        third.goals.append("Something said between the second and the third version")
        let packets = [first, second, third].enumerated().map { index, subject in
            var content = PacketContent(subject: subject, notPresented: [])
            if index == 2 { content.differences = third.changes(since: second) }
            return Packet(version: index + 1, digest: "d\(index)", frozen: Self.frozen, content: content)
        }
        let presenter = try presenter(of: third)
        let sinceSecond = presenter.packet(packets[2], seat: .surgeon)
        #expect(sinceSecond.earlierVersion == "2")
        #expect(sinceSecond.differences.map(\.what) == ["What matters most"])
        let sinceFirst = presenter.packet(packets[2], seat: .surgeon, answered: packets[0])
        #expect(sinceFirst.earlierVersion == "1")
        #expect(sinceFirst.differences.map(\.what) == ["What matters most", "Medication"])
    }

    @Test("What was not presented has no score; disputes and stale records are named")
    func gaps() throws {
        var random = CaseGenerator(seed: 11)
        var subject = random.subject()
        subject.records = [
            ClinicalRecord(id: "ct", kind: .images, title: "CT chest", date: try CivilDate("2026-01-02"))
        ]
        subject.disputes = [
            CaseChange(
                kind: .disputed, field: "diagnosis.laterality", before: "left", after: "right", source: "Condition/2")
        ]
        var content = PacketContent(subject: subject, notPresented: ["imaging report"])
        content.completeness = [
            CompletenessScore(side: .psychosocial, score: nil, because: []),
            CompletenessScore(side: .imaging, score: 3, because: ["images without a report"]),
        ]
        content.stale = readiness(of: subject, rules: .standard, on: try CivilDate("2026-11-02")).stale
        let html = try html(Packet(version: 1, digest: "d", frozen: Self.frozen, content: content), seat: nil)
        #expect(html.contains("<em>not presented</em>") && html.contains("3 of 5"))
        #expect(html.contains("Values that contradict each other") && html.contains("Condition/2"))
        #expect(content.stale.isEmpty || html.contains("days old (limit"))
    }

    @Test(
        "A marker's value is drawn only where it is a plain number",
        arguments: [
            ("6.2 ng/ml", 6.2, "ng/ml", false), ("<0.1 ng/mL", 0.1, "ng/mL", true), ("12,5 U/ml", 12.5, "U/ml", false),
            ("4", 4, "", false), (">1000 kU/l", 1000, "kU/l", true), ("95 %", 95, "%", false),
        ])
    func numbers(text: String, number: Double, unit: String, isBound: Bool) throws {
        let value = try #require(MarkerValue(text))
        #expect(value.number == number && value.unit == unit && value.isBound == isBound)
    }

    @Test(
        "A marker's value that is a judgement, a ratio or ambiguous is not drawn",
        arguments: ["3+", "negative", "2/4", "1,234 U/l", "positive (90 %)", "1:80", "5-10", "exon 19 deletion", ""])
    func judgements(text: String) { #expect(MarkerValue(text) == nil) }

    private static let frozen = Date(timeIntervalSince1970: 1_793_577_600)

    private func html(_ subject: Case, seat: Specialty?) throws -> String {
        let content = PacketContent(subject: subject, notPresented: ["slides or blocks"])
        return try html(Packet(version: 1, digest: "d", frozen: Self.frozen, content: content), seat: seat)
    }

    private func html(_ packet: Packet, seat: Specialty?) throws -> String {
        let presenter = try presenter(of: packet.content.subject)
        return try library.html("packet", presenter.packet(packet, seat: seat).value)
    }

    private func presenter(of subject: Case) throws -> Presenter {
        let file = try #require(CaseFile([.init(event: .referred(subject), at: Self.frozen)]))
        let board = Board(
            id: "b", name: "Board", diseaseGroups: [.lung], chair: "chair", delegates: [],
            coordinator: TumorBoard.Contact(name: "Coordinator"), onCall: [], timeZone: "UTC")
        return Presenter(
            file: file, board: board, roster: Roster(reviewers: [], boards: [board]), times: times,
            patientLanguage: PatientLanguage(library, wanted: "en"))
    }

    /// The text between tags, without the picture and its table, whose words come a second time.
    private func words(_ html: String) -> String {
        var text = html
        for pattern in ["(?s)<svg.*?</svg>", "(?s)<section id=\"packet-course-table\".*?</section>", "<sup.*?</sup>"] {
            text = text.replacingOccurrences(of: pattern, with: " ", options: .regularExpression)
        }
        return normalised(text.replacingOccurrences(of: "<[^>]+>", with: "\u{1}", options: .regularExpression))
    }

    private func normalised(_ text: String) -> String {
        ["&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'", "&amp;": "&"].sorted { $0.key > $1.key }
            .reduce(text) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
            .lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// Random cases in which every kind of fact occurs, words in many scripts and with markup among them.
private struct CaseGenerator {
    private var state: UInt64
    private var count = 0

    init(seed: UInt64) { state = seed }

    private mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }

    /// Words that occur nowhere else in the case.
    private mutating func words() -> String {
        count += 1
        let pieces = ["<b>", "R&D", "乳腺癌", "سرطان", "स्तन", "“x”", "naïve", "5 < 6", "node", "lobe"]
        let more = (0...below(3)).map { _ in pieces[below(pieces.count)] }
        return (["w\(count)q"] + more).joined(separator: " ")
    }

    private mutating func date() -> CivilDate? {
        let year = 1990 + below(40)
        switch below(4) {
        case 0: return nil
        case 1: return CivilDate(year: year)
        case 2: return CivilDate(year: year, month: 1 + below(12))
        default: return CivilDate(year: year, month: 1 + below(12), day: 1 + below(28))
        }
    }

    private mutating func list(_ most: Int) -> [String] { (0...below(most)).map { _ in words() } }

    mutating func subject() -> Case {
        var subject = Case(
            id: "C-1", diseaseGroup: .lung,
            patient: Patient(name: words(), birthDate: CivilDate(year: 1961, month: 3, day: 14), sex: .female),
            referral: Referral(
                by: .patient, setting: .secondOpinion, question: words(), reasons: [.rareCancer, .watchfulWaiting]),
            diagnosis: Diagnosis(
                cancer: Coding(text: words()), histology: words(), site: words(), laterality: .left, date: date(),
                metastases: list(4)), urgency: Urgency(level: .expedited, reason: words()))
        subject.patient.identifiers = [PatientIdentifier(system: "MRN", value: words())]
        (subject.patient.knows, subject.patient.companion) = (words(), words())
        subject.referral.occasions = list(2)
        subject.firstOpinion = FirstOpinion(
            doctor: words(), institution: words(), diagnosis: words(), stage: words(), plan: words(), date: date())
        subject.staging = (0...below(4)).map { _ in
            StageAssessment(
                basis: [.clinical, .pathological, .other][below(3)], group: words(), t: words(), n: words(), m: words(),
                system: words(), date: date())
        }
        subject.biomarkers = (0...below(14)).map { index in
            let isNumber = index.isMultiple(of: 2)
            return Biomarker(
                name: isNumber ? "PSA" : words(), result: isNumber ? "\(1 + below(90)).5 ng/ml" : words(), date: date())
        }
        subject.fitness = Fitness(ecog: below(5), karnofsky: 10 * below(11), note: words(), date: date())
        subject.history = words() + "\n\n" + words() + "\n" + words()
        (subject.comorbidities, subject.medication, subject.allergies) = (list(9), list(9), list(3))
        (subject.familyHistory, subject.goals) = (list(3), list(3))
        subject.treatments = (0...below(9)).map { _ in
            PriorTreatment(
                modality: Modality.allCases[below(6)], detail: words(), started: date(), ended: date(),
                response: words())
        }
        subject.records = (0...below(20)).map { index in
            var record = ClinicalRecord(
                id: "r\(index)", kind: RecordClass.allCases[below(RecordClass.allCases.count)], title: words(),
                date: date(), source: words(), text: words() + "\n\n" + words(), legible: below(5) > 0,
                pending: below(5) == 0)
            record.fromOutside = below(2) == 0
            return record
        }
        subject.records += [
            ClinicalRecord(id: "i", kind: .imagingReport, title: words(), text: words())
        ]
        subject.questions = [PatientQuestion(id: "q1", text: words())]
        subject.preferences = [Preference(id: "p1", code: .other, text: words())]
        subject.sizes = [TumourSize(millimetres: [27, 14], note: words(), date: date())]
        subject.statuses = (0...below(4)).map { _ in DiseaseStatus(status: words(), basis: words(), date: date()) }
        subject.treatBy = date()
        subject.relatedCases = ["C-77"]
        return subject
    }
}
