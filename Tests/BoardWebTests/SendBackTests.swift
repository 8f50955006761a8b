import Documents
import Foundation
import MailCatcher
import Orchestrator
import Testing
import TumorBoard

extension Hospital {
    /// The panel is for surgery and the chair has the sign-off page open.
    fileprivate func chairAtSignOff(_ opinion: [String: [String]] = Patients.opinion) async throws -> Browser {
        try await vote(opinion, by: [Patients.surgeon, Patients.medicalOncologist, Patients.radiationOncologist])
        try await wait(until: Self.session)
        return try await opened(by: Patients.chair)
    }

    fileprivate func text(to address: String) throws -> String {
        try catcher.messages(to: address).map { try ReadMail($0.data).text ?? "" }.joined(separator: "\n---\n")
    }

    fileprivate static let signature = ["name": ["Prof. Carla Chair"], "confirm": ["yes"]]
}

@Suite("Sending a plan back unsigned")
struct SendBackPageTests {
    @Test("it goes back to an author, who changes just their words behind a link, and the signature is asked for again")
    func author() async throws {
        try await Hospital.run { hospital in
            let chair = try await hospital.chairAtSignOff()
            let page = try await chair.get("/signoff")
            #expect(page.holds("Send it back unsigned"))
            #expect(page.holds("Dr. Sonja Surgeon, surgeon"))
            let empty = try await chair.post("/signoff/back", ["reason": [""], "to": ["r-surgeon"]])
            #expect(empty.status == 422)
            let nobody = try await chair.post("/signoff/back", ["reason": ["Secret detail"], "to": ["r-path"]])
            #expect(nobody.status == 422)
            #expect(nobody.holds("Secret detail"), "what was typed is kept")
            let reason = ["reason": ["Secret detail: name the side"], "to": ["r-surgeon"]]
            #expect(try await chair.post("/signoff/back", reason).status == 303)
            #expect(try await chair.get("/signoff").holds("has not been changed since: Secret detail"))
            try await hospital.agent.runUntilIdle()
            let asks = hospital.catcher.messages(to: Patients.chair).count
            for address in [Patients.coordinator, Patients.surgeon] {
                #expect(try hospital.text(to: address).contains("sent back"), "\(address)")
                #expect(try !hospital.text(to: address).contains("Secret detail"), "no clinical text by mail")
            }
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            let form = try await surgeon.get("/answer")
            #expect(form.holds("Secret detail: name the side"))
            #expect(form.holds("Breast-conserving operation"))
            #expect(!form.holds("Dr. Mara Medonc, medical oncologist: to change"))
            let unchanged = try await surgeon.post("/answer", ["own-0": ["Breast-conserving operation"]])
            #expect(unchanged.status == 422, "nothing is changed")
            let answer = try await surgeon.post("/answer", ["own-0": ["Breast-conserving operation on the left"]])
            #expect(answer.status == 303)
            #expect(try await surgeon.get("/answer").holds("Nothing is asked of you"))
            try await hospital.agent.runUntilIdle()
            #expect(hospital.catcher.messages(to: Patients.chair).count == asks + 1, "the signature is asked for again")
            let old = ["about": ["C-0001/r-chair/plan-1"]]
            #expect(try await chair.post("/signoff", Hospital.signature.merging(old) { $1 }).status == 409)
            let again = try await hospital.opened(by: Patients.chair)
            #expect(try await again.get("/signoff").holds("Breast-conserving operation on the left"))
            #expect(try await again.post("/signoff", Hospital.signature).status == 303)
        }
    }

    @Test("the whole panel can be asked once more, and the chair's page says so meanwhile")
    func panel() async throws {
        try await Hospital.run { hospital in
            let chair = try await hospital.chairAtSignOff()
            #expect(
                try await chair.post("/signoff/back", ["reason": ["Look again"], "to": ["panel"]]).status == 303)
            #expect(try await chair.get("/signoff").holds("The panel is asked to answer once more"))
            try await hospital.agent.runUntilIdle()
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            #expect(
                try await surgeon.get("/ballot").holds("Breast-conserving operation"), "the last answer stands there")
            #expect(try await surgeon.post("/ballot", Patients.opinion).status == 303)
            #expect(try hospital.office.caseFile(Patients.id).opinions.count == 4)
        }
    }

    @Test("an unanswered question stops the sign-off, and its owner gets a link to answer just that")
    func gap() async throws {
        try await Hospital.run { hospital in
            var silent = Patients.opinion
            silent["answer-1"] = [""]
            try await hospital.vote(
                silent, by: [Patients.surgeon, Patients.medicalOncologist, Patients.radiationOncologist])
            try await hospital.wait(until: Hospital.session)
            #expect(hospital.catcher.messages(to: Patients.chair).isEmpty, "nothing to sign yet")
            #expect(try hospital.text(to: Patients.coordinator).contains("question q1 of the patient has no answer"))
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            let form = try await surgeon.get("/answer")
            #expect(form.holds("Will I keep my breast?"))
            #expect(!form.holds("name=\"own-0\""), "nothing else is asked")
            #expect(try await surgeon.post("/answer", ["question-0": ["Yes, all of it."]]).status == 303)
            try await hospital.agent.runUntilIdle()
            let chair = try await hospital.opened(by: Patients.chair)
            #expect(try await chair.get("/signoff").holds("Yes, all of it."))
            #expect(try await chair.post("/signoff", Hospital.signature).status == 303)
            #expect(try hospital.office.caseFile(Patients.id).signature != nil)
        }
    }
}

@Suite("Where each line of letter and plan comes from")
struct TracePageTests {
    @Test("every line of both documents has a source, and the sign-off page shows it on the line; what leaves does not")
    func traced() async throws {
        try await Hospital.run { hospital in
            let chair = try await hospital.chairAtSignOff()
            let file = try hospital.office.caseFile(Patients.id)
            let sentences = try hospital.office.trace(file)
            #expect(sentences.count > 15)
            for one in sentences { #expect(one.untraced == nil, "\(one.document) \(one.place): \(one.text)") }
            let benefits = try #require(sentences.first { $0.document == .plan && $0.text == "Cure in 90 of 100" })
            let surgeon = try #require(benefits.sources.first { $0.reviewer == "r-surgeon" })
            #expect(surgeon.kind == .opinion && surgeon.field == "benefits" && surgeon.ballot == 1)
            #expect(surgeon.at == file.opinions.first { $0.reviewer == "r-surgeon" }?.at)
            let page = try await chair.get("/signoff")
            #expect(page.holds("class=\"trace\" href=\"#source-\(benefits.number)\""))
            #expect(page.holds("Dr. Sonja Surgeon, surgeon: benefits; ballot 1, cast on"))
            #expect(!page.holds("\u{E000}"))
            #expect(!page.holds("Words that nobody on the panel said"))
            #expect(try await chair.post("/signoff", Hospital.signature).status == 303)
            try await hospital.agent.runUntilIdle()
            let letter = try await hospital.opened(by: Patients.doctor).get("/letter")
            #expect(!letter.holds("class=\"trace\""))
        }
    }

    @Test("words that nobody said are found wherever they stand", arguments: [CaseDocument.letter, .plan])
    func mutated(document: CaseDocument) async throws {
        try await Hospital.run { hospital in
            _ = try await hospital.chairAtSignOff()
            let office = hospital.office
            let file = try office.caseFile(Patients.id)
            let context =
                document == .letter ? try office.letterContext(file).value : try office.planContext(file).value
            let whole = try office.trace(document, context, file).sentences
            #expect(!whole.isEmpty && whole.allSatisfy { $0.untraced == nil })
            for one in whole {
                for changed in ["\(one.text) Proton therapy helps", "Proton therapy"] {
                    let mutated = context.replacing(one.text, with: changed)
                    let found = try office.trace(document, mutated, file).sentences.compactMap(\.untraced)
                    #expect(
                        found.contains { $0.contains("proton") || $0.contains("Proton") }, "\(one.place): \(changed)")
                }
            }
        }
    }
}

extension TemplateValue {
    /// The same with one text in it changed wherever a line says it.
    fileprivate func replacing(_ text: String, with other: String) -> TemplateValue {
        switch self {
        case .text(let mine):
            .text(
                mine.split(separator: "\n", omittingEmptySubsequences: false).map { $0 == text ? other : String($0) }
                    .joined(separator: "\n"))
        case .list(let list): .list(list.map { $0.replacing(text, with: other) })
        case .object(let values): .object(values.mapValues { $0.replacing(text, with: other) })
        case .flag, .none: self
        }
    }
}

@Suite("Versions, withdrawal and ends, as their readers see them")
struct PlanEndsTests {
    private func revise(_ hospital: Hospital, withdrawing: Bool = false) throws {
        try hospital.office.revise(
            Patients.id, by: "r-surgeon", .question("q1"), text: "Yes, all of it.", reason: "A slip",
            withdrawing: withdrawing, actor: "coordinator")
    }

    @Test("readers of a former version are told of the new one without a clinical word, and their links show it")
    func newVersion() async throws {
        try await Hospital.run { hospital in
            let chair = try await hospital.chairAtSignOff()
            #expect(try await chair.post("/signoff", Hospital.signature).status == 303)
            try await hospital.agent.runUntilIdle()
            let doctor = try await hospital.opened(by: Patients.doctor)
            try hospital.office.recordConversation(of: Patients.id, by: "Dr. Nora", note: nil)
            try revise(hospital)
            try await hospital.agent.runUntilIdle()
            #expect(try await doctor.get("/letter").holds("Yes, you keep it"), "the signed version is still valid")
            #expect(try await !doctor.get("/letter").holds("Yes, all of it."))
            let again = try await hospital.opened(by: Patients.chair)
            let page = try await again.get("/signoff")
            #expect(page.holds("What changed since version 1"))
            #expect(page.holds("Yes, all of it. (before: Yes, you keep it)"))
            let mails = hospital.catcher.messages(to: Patients.doctor).count
            #expect(try await again.post("/signoff", Hospital.signature).status == 303)
            try await hospital.agent.runUntilIdle()
            #expect(hospital.catcher.messages(to: Patients.doctor).count == mails + 1)
            let told = try #require(hospital.catcher.messages(to: Patients.doctor).last)
            let text = try #require(try ReadMail(told.data).text)
            #expect(text.contains("new version") && !text.contains("all of it") && !text.contains("Käfer"))
            let letter = try await doctor.get("/letter")
            #expect(letter.holds("Yes, all of it.") && letter.holds("What changed since version 1"))
            let staff = try await hospital.staff(Patients.coordinator)
            let detail = try await staff.get("/cases/C-0001")
            #expect(detail.holds("/cases/C-0001/versions/1/letter"))
            #expect(try await staff.get("/cases/C-0001/versions/1/letter").holds("Yes, you keep it"))
            #expect(try await staff.get("/cases/C-0001/versions/9/letter").status == 404)
            // the patient had the first version; the second is held for its own conversation
            let patient = hospital.catcher.messages(to: Patients.patient).count
            try hospital.office.recordConversation(of: Patients.id, by: "Dr. Nora", note: nil)
            try await hospital.agent.runUntilIdle()
            #expect(hospital.catcher.messages(to: Patients.patient).count == patient + 1)
            #expect(try hospital.text(to: Patients.patient).contains("There is a new version of your plan"))
        }
    }

    @Test("a version withdrawn at once is told by telephone first, and its links say that it is withdrawn")
    func withdrawn() async throws {
        try await Hospital.run { hospital in
            let chair = try await hospital.chairAtSignOff()
            #expect(try await chair.post("/signoff", Hospital.signature).status == 303)
            try await hospital.agent.runUntilIdle()
            let doctor = try await hospital.opened(by: Patients.doctor)
            try revise(hospital, withdrawing: true)
            try await hospital.agent.runUntilIdle()
            #expect(
                try hospital.text(to: Patients.coordinator).contains("elephone the referring doctor and the patient"))
            #expect(try hospital.text(to: Patients.doctor).contains("withdrawn"))
            let page = try await doctor.get("/letter")
            #expect(page.status == 410 && page.holds("withdrawn") && !page.holds("Yes, you keep it"))
        }
    }

    @Test("what the patient refuses stands beside the best plan without it, in both documents")
    func refusal() async throws {
        try await Hospital.run { hospital in
            var other = Patients.opinion
            other["phase-1"] = ["systemic"]
            other["rating-systemic"] = ["8"]
            other["rating-surgery"] = ["7"]
            other["benefits"] = ["Remission in 60 of 100"]
            var first = Patients.opinion
            first["rating-systemic"] = ["7"]
            try await hospital.vote(first, by: [Patients.surgeon])
            try await hospital.vote(Patients.opinion, by: [Patients.radiationOncologist])
            try await hospital.vote(other, by: [Patients.medicalOncologist])
            try await hospital.wait(until: Hospital.close)
            try await hospital.wait(until: Hospital.session)
            try hospital.office.refuse(TreatmentRefusal(modality: .surgery, by: "Dr. Nora"), of: Patients.id)
            try await hospital.agent.runUntilIdle()
            let page = try await hospital.opened(by: Patients.chair).get("/signoff")
            #expect(page.holds("Without what the patient refuses"))
            #expect(page.holds("Without what you do not want"))
            #expect(page.holds("Remission in 60 of 100") && page.holds("Cure in 90 of 100"))
            #expect(!page.holds("Words that nobody on the panel said"))
        }
    }

    @Test(
        "an end calls off all mail that waits and closes every link, which then says that the case has ended",
        arguments: Ending.Kind.allCases)
    func ends(kind: Ending.Kind) async throws {
        try await Hospital.run { hospital in
            let surgeonLink = try hospital.token(to: Patients.surgeon)
            let chair = try await hospital.chairAtSignOff()
            let chairLink = try hospital.token(to: Patients.chair)
            // signed, and ended before the agent's next round: letter and request for the conversation wait in the outbox
            try hospital.office.sign(Patients.id, by: "r-chair", name: "Prof. Carla Chair")
            try hospital.office.endCase(Patients.id, as: kind, by: "Dr. Nora", note: nil)
            try await hospital.wait(until: Hospital.session.addingTimeInterval(30 * 86_400))
            #expect(hospital.catcher.messages(to: Patients.doctor).isEmpty)
            #expect(hospital.catcher.messages(to: Patients.navigator).isEmpty)
            #expect(
                try hospital.office.caseFile(Patients.id).dueSteps(now: hospital.office.now, policy: .standard).isEmpty)
            for link in [surgeonLink, chairLink] {
                let gate = try await hospital.browser.get("/l/\(link)")
                #expect(gate.status == 410 && gate.holds("This case has ended"))
            }
            let page = try await chair.get("/signoff")
            #expect(page.status == 410 && page.holds("This case has ended"))
            #expect(try await chair.post("/signoff", Hospital.signature).status == 410)
        }
    }
}
