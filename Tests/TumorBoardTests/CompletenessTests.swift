import Testing

@testable import TumorBoard

@Suite("Completeness is rated by what is there")
struct CompletenessTests {
    @Test("Nothing presented is no score; everything presented is five")
    func ends() throws {
        let day = try CivilDate("2026-11-02")
        var bare = TestCase.lung {
            $0.records = []
            $0.preferences = []
            $0.questions = []
            $0.firstOpinion = nil
            $0.diagnosis.histology = nil
        }
        let none = completeness(of: bare, rules: .standard, on: day)
        #expect(none.map(\.side) == CompletenessScore.Side.allCases)
        #expect(none.allSatisfy { $0.score == nil })
        #expect(none.allSatisfy { $0.because.count == 5 && $0.because.allSatisfy { $0.hasPrefix("not presented") } })
        bare.records = [
            ClinicalRecord(id: "1", kind: .imagingReport, title: "CT", date: day, modality: .ct),
            ClinicalRecord(id: "2", kind: .images, title: "CT", date: day, modality: .ct),
        ]
        bare.staging = [StageAssessment(basis: .clinical, group: "II")]
        bare.sizes = [TumourSize(millimetres: [12])]
        let imaging = completeness(of: bare, rules: .standard, on: day).first { $0.side == .imaging }
        #expect(imaging?.score == 5)
    }

    @Test(
        "Imaging that is stale, illegible or only asked for counts for less, and a score is never above what is there")
    func less() throws {
        let day = try CivilDate("2026-11-02")
        let subject = TestCase.lung {
            $0.records = [
                ClinicalRecord(
                    id: "1", kind: .imagingReport, title: "CT", date: CivilDate(year: 2026, month: 1, day: 2),
                    modality: .ct),
                ClinicalRecord(id: "2", kind: .images, title: "CT", date: day, modality: .ct, pending: true),
            ]
        }
        let imaging = try #require(completeness(of: subject, rules: .standard, on: day).first { $0.side == .imaging })
        #expect(imaging.score == 1)
        #expect(imaging.because.contains("not presented: images"))
        #expect(imaging.because.contains("not presented: imaging within its age limit"))
    }
}
