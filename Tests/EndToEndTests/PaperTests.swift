import Foundation
import MailCatcher
import Testing

extension EndToEnd {
    @Suite("What patients get, and what emails do not tell") struct PaperTests {
        // Reading a PDF takes pdftotext (poppler-utils); without it this test says so and is skipped.
        @Test(
            "The PDF of each patient's plan holds every question and every preference of that patient",
            .enabled(if: Place.program("pdftotext") != nil, "no pdftotext"), .timeLimit(.minutes(6)))
        func plans() async throws {
            let demo = try await Demos.shared.plain()
            let pdftotext = try #require(Place.program("pdftotext"))
            let patients = Dictionary(grouping: try SamplePatient.all(), by: \.folder)
            let released = try demo.outcomes().filter { $0["status"] as? String == "released" }
            #expect(!released.isEmpty)
            for outcome in released {
                let sample = try #require(outcome["sample"] as? String)
                let caseID = try #require(outcome["caseID"] as? String)
                let patient = try #require(patients[sample]?.first)
                let plan = demo.documents(of: caseID).appending(path: "plan.pdf")
                let text = try await demo.tool.succeed(program: pdftotext, [plan.path, "-"]).output
                let words = Self.withoutRunningLines(text, of: caseID).lettersAndDigits
                #expect(!patient.questions.isEmpty && !patient.preferences.isEmpty, "\(sample)")
                for said in patient.questions + patient.preferences {
                    #expect(words.contains(said.lettersAndDigits), "\(sample) does not hold “\(said)”")
                }
            }
        }

        @Test("No email carries clinical text, and no subject a name or a case", .timeLimit(.minutes(6)))
        func emails() async throws {
            let demo = try await Demos.shared.plain()
            let patients = try SamplePatient.all()
            for patient in patients { #expect(patient.diagnoses.count >= 3, "\(patient.folder)") }
            let sentences = try Self.sentences(of: demo)
            #expect(sentences.count > 500)
            for one in try demo.mail() {
                let subject = try #require(one.mail.header("Subject"))
                #expect(subject.firstMatch(of: /C-\d{4}/) == nil, "\(one.name): \(subject)")
                let bodies = one.bodies.map(\.lettersAndDigits)
                for patient in patients {
                    let isOwn = one.to.contains(patient.name)
                    for part in [patient.name] + patient.name.split(separator: " ").map(String.init) {
                        #expect(!subject.contains(part), "\(one.name): \(subject)")
                    }
                    if !isOwn {
                        #expect(
                            !bodies.contains { $0.contains(patient.name.lettersAndDigits) },
                            "\(one.name) names \(patient.name)")
                    }
                    for text in patient.diagnoses + patient.questions + patient.preferences {
                        let letters = text.lettersAndDigits
                        #expect(
                            !subject.contains(text) && !bodies.contains { $0.contains(letters) },
                            "\(one.name) holds “\(text)”")
                    }
                }
                for sentence in sentences where bodies.contains(where: { $0.contains(sentence) }) {
                    Issue.record("\(one.name) holds a line of a document: \(sentence)")
                }
            }
        }

        @Test("Only patients who consented to email have a document attached, letter or plan", .timeLimit(.minutes(6)))
        func attachments() async throws {
            let demo = try await Demos.shared.plain()
            let consented = Set(try SamplePatient.all().filter(\.documentsByEmail).map(\.folder))
            let allowed = Set(
                try demo.outcomes().filter { consented.contains($0["sample"] as? String ?? "") }
                    .compactMap { $0["caseID"] as? String })
            var attached: Set<String> = []
            for one in try demo.mail() {
                for file in one.mail.attachments where file.contentType != "application/ics" {
                    #expect(file.contentType == "application/pdf" && file.data.starts(with: Data("%PDF-".utf8)))
                    #expect(["letter", "summary", "plan"].contains(one.kind), "\(one.name) is of kind \(one.kind)")
                    let caseID = try #require(file.filename.firstMatch(of: /C-\d{4}/).map { String($0.output) })
                    #expect(allowed.contains(caseID), "\(one.name) carries \(file.filename)")
                    if one.kind == "plan" { attached.insert(caseID) }
                }
            }
            #expect(attached == allowed && !allowed.isEmpty)
        }

        /// Without the lines at the head and foot of each page, which may stand within a question.
        private static func withoutRunningLines(_ text: String, of caseID: String) -> String {
            text.split(whereSeparator: \.isNewline)
                .filter { !$0.contains("· \(caseID) ·") && $0.wholeMatch(of: /\s*\d+\s*\/\s*\d+\s*/) == nil }
                .joined(separator: "\n")
        }

        /// Every line of every document that is long enough to tell something.
        private static func sentences(of demo: DemoRun) throws -> Set<String> {
            var sentences: Set<String> = []
            for outcome in try demo.outcomes() {
                let folder = demo.documents(of: try #require(outcome["caseID"] as? String))
                for document in ["packet", "letter", "plan", "summary", "decision-aid"] {
                    let file = folder.appending(path: "\(document).html")
                    guard FileManager.default.fileExists(atPath: file.path) else { continue }
                    let page = try String(contentsOf: file, encoding: .utf8)
                        .replacing(/<style[^>]*>[\s\S]*?<\/style>/, with: "").withoutTags
                    let lines = page.split(whereSeparator: \.isNewline).map { String($0).lettersAndDigits }
                    sentences.formUnion(lines.filter { $0.count >= 40 })
                }
            }
            return sentences
        }
    }
}
