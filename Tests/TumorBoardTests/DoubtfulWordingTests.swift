import Testing

@testable import TumorBoard

@Suite("Doubtful wording in pathology reports proposes a re-review")
struct DoubtfulWordingTests {
    struct Report: CustomTestStringConvertible, Sendable {
        let text: String
        let phrases: [String]
        var testDescription: String { text }
    }

    @Test(
        "Phrases are found, and negations are respected",
        arguments: [
            Report(text: "An invasive component cannot be ruled out.", phrases: ["cannot be ruled out"]),
            Report(text: "We cannot rule out a metastasis.", phrases: ["cannot rule out"]),
            Report(text: "Lymphoma can not entirely be excluded.", phrases: ["can not entirely be excluded"]),
            Report(text: "Malignancy is not ruled out.", phrases: ["not ruled out"]),
            Report(text: "Invasion is difficult to exclude on this biopsy.", phrases: ["difficult to exclude"]),
            Report(text: "Malignancy was ruled out.", phrases: []),
            Report(text: "Invasion is excluded.", phrases: []),
            Report(text: "Atypical glands, crowded.", phrases: ["atypical"]),
            Report(text: "No atypical cells.", phrases: []),
            Report(text: "No tumour, but atypical cells at the margin.", phrases: ["atypical"]),
            Report(text: "Negative for atypia; borderline nuclear size.", phrases: ["borderline"]),
            Report(text: "Free of atypia.", phrases: []),
            Report(text: "Atypia is absent.", phrases: []),
            Report(text: "Atypical cells are not seen.", phrases: []),
            Report(text: "Serous borderline tumour of 4.5 cm.", phrases: ["borderline"]),
            Report(text: "Atypical carcinoid of the lung.", phrases: []),
            Report(text: "Borderline resectable by imaging.", phrases: []),
            Report(text: "Adenocarcinoma, grade 2, margins clear.", phrases: []),
            Report(text: "Not seen before. Atypical mitoses.", phrases: ["atypical"]),
            Report(text: "", phrases: []),
        ])
    func phrases(_ report: Report) {
        #expect(PathologyText(report.text).doubts.map(\.phrase) == report.phrases)
    }

    @Test("Only pathology that is here is read, each phrase once, with its sentence")
    func records() {
        let subject = TestCase.lung {
            $0.records[0].text = "Clear margins. Atypical glands here. Atypical glands there."
            $0.records[1].text = "A borderline heart size cannot be excluded."
            var pending = TestCase.record("p2", .biopsy)
            pending.text = "borderline"
            pending.pending = true
            $0.records.append(pending)
        }
        let doubts = doubtfulWording(in: subject)
        #expect(doubts.map(\.sentence) == ["Atypical glands here."])
        #expect(doubts.map(\.record) == ["r-pathologyReport"])
    }

    @Test("Confirmed, it asks for the re-review before the case is listed, and seats a pathologist")
    func confirmed() throws {
        let file = try Self.file()
        let decision = TriageDecision(record: "r-pathologyReport", phrase: "atypical", confirmed: true, by: "Dr. Fern")
        let events = try file.decideDoubt(decision, asking: "p1")
        let next = file.applying(events, at: .day(0))
        #expect(next.openDoubts.isEmpty)
        #expect(next.tasks.map(\.request.need) == [.pathologyReReview])
        #expect(next.dueSteps(now: .day(0), policy: .standard).map(\.action) == [.chaseInformation])
        #expect(BoardPolicy.standard.seats.seats(for: next.subject).contains(.pathologist))
        #expect(throws: CommandRefusal.noSuchDoubt("r-pathologyReport", "atypical")) {
            try next.decideDoubt(decision, asking: "p1")
        }
    }

    @Test("Dismissed, nothing follows but that it is on record")
    func dismissed() throws {
        let file = try Self.file()
        let decision = TriageDecision(
            record: "r-pathologyReport", phrase: "atypical", confirmed: false, by: "Dr. Fern", note: "reactive")
        let next = file.applying(try file.decideDoubt(decision, asking: nil), at: .day(0))
        #expect(next.openDoubts.isEmpty)
        #expect(next.tasks.isEmpty)
        #expect(next.dueSteps(now: .day(0), policy: .standard).map(\.action) == [.list])
    }

    private static func file() throws -> CaseFile {
        let subject = TestCase.lung { $0.records[0].text = "Atypical glands." }
        return try #require(CaseFile([.init(event: .referred(subject), at: .day(0))]))
    }
}
