import Foundation
import MailCatcher
import Orchestrator
import Testing
import TumorBoard

@Suite("What comes after the plan")
struct AfterPlanTests {
    @Test("the patient asks, the surgeon answers by link and signs, and the patient reads it on the plan's page")
    func question() async throws {
        try await Hospital.run { hospital in
            try await hospital.releasePlan()
            let patient = try await hospital.patient()
            let page = try await patient.get("/plan")
            #expect(page.holds("Ask a question about your plan"))
            #expect(page.holds("three working days") && page.holds("costs you nothing"))
            let empty = try await patient.post("/plan/ask", ["text": [""]])
            #expect(empty.status == 422)
            #expect(empty.holds("write your question"))
            let ask = [
                "text": ["May I <b>swim</b>\r\nafter the operation?"], "topic": ["operation"], "asker": ["patient"],
            ]
            let sent = try await patient.post("/plan/ask", ask)
            #expect(sent.location == "/plan?asked=1#questions")
            let events = try hospital.events()
            _ = try await patient.post("/plan/ask", ask)
            #expect(try hospital.events() == events, "the same POST again is harmless")
            let waiting = try await patient.get("/plan?asked=1")
            #expect(waiting.holds("Your question has arrived"))
            #expect(waiting.holds("May I &lt;b&gt;swim&lt;/b&gt;"))
            #expect(!waiting.holds("<b>swim"))

            try await hospital.agent.runUntilIdle()
            let mail = try #require(hospital.catcher.messages(to: Patients.surgeon).last)
            let text = try #require(try ReadMail(mail.data).text)
            #expect(text.contains("asked a question") && !text.contains("swim") && !text.contains("Käfer"))
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            let form = try await surgeon.get("/question")
            #expect(form.holds("about the operation") && form.holds("swim"))
            let unanswered = try await surgeon.post("/question", ["answer": [""], "decision": ["sign"], "name": [""]])
            #expect(unanswered.status == 422)
            let answer = [
                "answer": ["Yes, two weeks after it."], "decision": ["sign"], "name": ["Dr. Sonja Surgeon"],
                "about": ["C-0001/r-surgeon/f1/0"],
            ]
            let wrong = try await surgeon.post("/question", answer.merging(["name": ["Dr. Else"]]) { $1 })
            #expect(wrong.status == 422)
            #expect(try await patient.get("/plan").holds("Yes, two weeks") == false)
            #expect(try await surgeon.post("/question", answer).location == "/question?done=signed")
            #expect(try await surgeon.post("/question", answer).status == 303, "the same POST again is harmless")
            #expect(try hospital.office.caseFile(Patients.id).question("f1")?.answers.count == 1)
            #expect(try await surgeon.get("/question?done=signed").holds("The answer is signed"))

            try await hospital.agent.runUntilIdle()
            let told = try #require(hospital.catcher.messages(to: Patients.patient).last)
            let words = try #require(try ReadMail(told.data).text)
            #expect(words.contains("answered") && !words.contains("swim"))
            let again = try await hospital.patient()
            let answered = try await again.get("/plan")
            #expect(answered.holds("Yes, two weeks after it."))
            #expect(answered.holds("Signed by Dr. Sonja Surgeon, surgeon"))
        }
    }

    @Test("a question about something else goes to the navigator, who answers; the chair sends back, and then signs")
    func navigator() async throws {
        try await Hospital.run { hospital in
            try await hospital.releasePlan()
            let patient = try await hospital.patient()
            let ask = ["text": ["Who pays for the taxi?"], "topic": ["other"], "asker": ["companion"]]
            _ = try await patient.post("/plan/ask", ask)
            try await hospital.agent.runUntilIdle()
            let navigator = try await hospital.opened(by: Patients.navigator)
            let form = try await navigator.get("/question")
            #expect(form.holds("The patient’s companion asks"))
            #expect(form.holds("Dr. Mara Medonc, medical oncologist"), "the navigator can pass it on")
            #expect(!form.holds("Breast-conserving"), "the navigator needs no plan for it")
            let draft = ["answer": ["Your insurer."], "name": ["Ida Sommer"]]
            #expect(try await navigator.post("/question", draft).location == "/question?done=answered")
            #expect(try await patient.get("/plan").holds("Your insurer.") == false, "nobody has signed it")
            try await hospital.agent.runUntilIdle()
            let chair = try await hospital.opened(by: Patients.chair)
            #expect(try await chair.get("/question").holds("Your insurer."))
            #expect(try await chair.post("/question", ["decision": ["back"], "note": [""]]).status == 422)
            let back = ["decision": ["back"], "note": ["Which form do they need?"]]
            #expect(try await chair.post("/question", back).location == "/question?done=back")
            try await hospital.agent.runUntilIdle()
            let second = try await hospital.opened(by: Patients.navigator)
            let returned = try await second.get("/question")
            #expect(returned.holds("Which form do they need?") && returned.holds("Your insurer."))
            _ = try await second.post("/question", ["answer": ["Your insurer, by form 4."], "name": ["Ida Sommer"]])
            try await hospital.agent.runUntilIdle()
            let signing = try await hospital.opened(by: Patients.chair)
            let signed = try await signing.post("/question", ["decision": ["sign"], "name": ["Prof. Carla Chair"]])
            #expect(signed.status == 303)
            let one = try #require(try hospital.office.caseFile(Patients.id).question("f1"))
            #expect(one.state == .signed && one.answers.count == 2 && one.signature?.act.role == "chair")
            #expect(try await patient.get("/plan").holds("by form 4"))
        }
    }

    @Test("an unanswered question reminds its owner, then alarms the coordinator, and stands as late in the overview")
    func late() async throws {
        try await Hospital.run { hospital in
            try await hospital.releasePlan()
            let patient = try await hospital.patient()
            _ = try await patient.post(
                "/plan/ask", ["text": ["May I swim?"], "topic": ["operation"], "asker": ["patient"]])
            try await hospital.agent.runUntilIdle()
            let due = try #require(try hospital.office.caseFile(Patients.id).question("f1")?.question.due)
            let before = hospital.catcher.messages(to: Patients.surgeon).count
            try await hospital.wait(until: due.addingTimeInterval(-86_400))
            #expect(hospital.catcher.messages(to: Patients.surgeon).count == before + 1)
            try await hospital.wait(until: due)
            let alarm = try #require(hospital.catcher.messages(to: Patients.coordinator).last)
            #expect(try ReadMail(alarm.data).text?.contains("question about the plan is late") == true)
            try hospital.office.clock.set(due.addingTimeInterval(60))
            let staff = try await hospital.staff(Patients.coordinator)
            let home = try await staff.get("/")
            #expect(home.holds("question f1") && home.holds("(late)"))
            let detail = try await staff.get("/cases/C-0001")
            #expect(detail.holds("Questions about the plan, 1 open") && detail.holds("May I swim?"))
            let later = try await hospital.patient()
            for number in 2...5 {
                _ = try await later.post(
                    "/plan/ask", ["text": ["Question \(number)?"], "topic": ["other"], "asker": ["patient"]])
            }
            let full = try await hospital.patient().get("/plan")
            #expect(full.holds("You have asked 5 questions") && !full.holds("Send my question"))
            let more = ["text": ["One more?"], "topic": ["other"], "asker": ["patient"]]
            #expect(try await hospital.patient().post("/plan/ask", more).status == 409)
        }
    }

    @Test("what the patient decided is recorded with the conversation, and later by whoever learns of a change")
    func choice() async throws {
        try await Hospital.run { hospital in
            try await hospital.signPlan()
            let navigator = try await hospital.opened(by: Patients.navigator)
            #expect(try await navigator.get("/act").holds("What has the patient decided?"))
            let untold = ["name": ["Dr. Nora"], "choice": ["alternative"]]
            #expect(try await navigator.post("/act", untold).status == 422)
            let told = [
                "name": ["Dr. Nora"], "choice": ["accepts"], "choice-reasons": ["I want it over before Christmas"],
            ]
            #expect(try await navigator.post("/act", told).status == 303)
            let file = try hospital.office.caseFile(Patients.id)
            #expect(file.conversation?.by == "Dr. Nora" && file.released?.patientPlan == true)
            #expect(file.choice?.kind == .accepts && file.choice?.talkedWith == "Dr. Nora")
            try hospital.office.recordChoice(
                ChoiceDraft(.anotherOpinion, talkedWith: "Dr. Rosa Weber"), of: Patients.id, actor: "coordinator")
            #expect(try hospital.office.caseFile(Patients.id).after.choices.count == 2)
            let staff = try await hospital.staff(Patients.coordinator)
            let page = try await staff.get("/cases/C-0001")
            #expect(page.holds("Wants another opinion first") && page.holds("before Christmas"))
        }
    }

    @Test("the referring doctor is asked after 30 days and tells it in one form, which can be changed")
    func implementation() async throws {
        try await Hospital.run { hospital in
            try await hospital.releasePlan()
            let signed = try #require(try hospital.office.caseFile(Patients.id).signed)
            try await hospital.wait(until: signed.addingTimeInterval(30 * 86_400))
            let mail = try #require(hospital.catcher.messages(to: Patients.doctor).last)
            #expect(try ReadMail(mail.data).text?.contains("how far it was carried out") == true)
            let doctor = try await hospital.opened(by: Patients.doctor)
            let form = try await doctor.get("/implementation")
            #expect(
                form.holds("30 days before") && form.holds("Surgery") && form.holds("What has the patient decided?"))
            #expect(try await doctor.post("/implementation", ["name": ["Dr. Weber"]]).status == 422)
            let unexplained = ["status": ["partial"], "name": ["Dr. Weber"]]
            #expect(try await doctor.post("/implementation", unexplained).status == 422)
            let future = ["status": ["full"], "name": ["Dr. Weber"], "started": ["2030-01-01"]]
            #expect(try await doctor.post("/implementation", future).status == 422)
            let told = [
                "status": ["deviation"], "reason": ["progression"], "instead": ["Systemic treatment"],
                "started": ["2026-11-20"], "name": ["Dr. Weber"], "choice": ["accepts"],
            ]
            #expect(try await doctor.post("/implementation", told).status == 303)
            let events = try hospital.events()
            #expect(try await doctor.post("/implementation", told).status == 303)
            #expect(try hospital.events() == events, "the same POST again is harmless")
            #expect(try await doctor.get("/implementation").holds("the disease progressed"))
            let file = try hospital.office.caseFile(Patients.id)
            #expect(file.after.reports.map(\.act.status) == [.deviation])
            #expect(file.choice?.kind == .accepts)
            let change = try await doctor.get("/implementation?change=1")
            #expect(change.holds("Systemic treatment"))
            _ = try await doctor.post(
                "/implementation", ["status": ["partial"], "reason": ["death"], "name": ["Dr. Weber"]])
            try await hospital.agent.runUntilIdle()
            let word = try #require(hospital.catcher.messages(to: Patients.coordinator).last)
            let text = try #require(try ReadMail(word.data).text)
            #expect(text.contains("ends the case") && !text.contains("died"), "nobody writes to the patient any more")
            let corrected = ["status": ["full"], "name": ["Dr. Weber"]]
            #expect(try await doctor.post("/implementation", corrected).status == 303)
            #expect(
                try hospital.office.caseFile(Patients.id).after.reports.map(\.act.status) == [
                    .deviation, .partial, .full,
                ])
        }
    }

    @Test("nobody tells: unknown by rule, the coordinator is told, and a later answer takes its place")
    func unknown() async throws {
        try await Hospital.run { hospital in
            try await hospital.releasePlan()
            let signed = try #require(try hospital.office.caseFile(Patients.id).signed)
            for day in [30, 37, 44, 58] {
                try await hospital.wait(until: signed.addingTimeInterval(Double(day) * 86_400))
            }
            let asked = hospital.catcher.messages(to: Patients.doctor).filter { mail in
                (try? ReadMail(mail.data).text?.contains("how far it was carried out")) == true
            }
            #expect(asked.count == 3)
            let policy = try hospital.office.policy()
            let point = try #require(try hospital.office.caseFile(Patients.id).implementationPoints(policy).first)
            #expect(point.report?.isByRule == true && point.report?.status == .unknown)
            let word = try #require(hospital.catcher.messages(to: Patients.coordinator).last)
            #expect(try ReadMail(word.data).text?.contains("recorded as unknown") == true)
            let doctor = try await hospital.opened(by: Patients.doctor)
            #expect(try await doctor.get("/implementation").holds("In full"), "the form still takes an answer")
            _ = try await doctor.post("/implementation", ["status": ["full"], "name": ["Dr. Weber"]])
            let later = try #require(try hospital.office.caseFile(Patients.id).implementationPoints(policy).first)
            #expect(later.reports.map(\.act.status) == [.unknown, .full])
        }
    }

    @Test("the end of a case stops the questions and the asking, and no link shows anything any more")
    func end() async throws {
        try await Hospital.run { hospital in
            try await hospital.releasePlan()
            let patient = try await hospital.patient()
            let ask = ["text": ["May I swim?"], "topic": ["operation"], "asker": ["patient"]]
            _ = try await patient.post("/plan/ask", ask)
            try await hospital.agent.runUntilIdle()
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            try hospital.office.endCase(Patients.id, as: .died, by: "coordinator", note: nil)
            let mails = hospital.catcher.messages.count
            let signed = try #require(try hospital.office.caseFile(Patients.id).signed)
            try await hospital.wait(until: signed.addingTimeInterval(40 * 86_400))
            #expect(hospital.catcher.messages.count(where: { !$0.recipients.contains(Patients.coordinator) }) <= mails)
            #expect(try await surgeon.get("/question").status == 403)
            #expect(try await patient.post("/plan/ask", ask).status == 403)
            let file = try hospital.office.caseFile(Patients.id)
            #expect(file.openQuestions.count == 1, "it is kept")
            #expect(file.implementationPoints(try hospital.office.policy()).map(\.notAsked) == [.died, .died])
        }
    }

    @Test("a case presented again shows its panel what was decided, chosen and carried out")
    func again() async throws {
        try await Hospital.run { hospital in
            try await hospital.releasePlan()
            let office = hospital.office
            try office.recordChoice(
                ChoiceDraft(.accepts, reasons: "Soon over", talkedWith: "Dr. Nora"), of: Patients.id, actor: "c")
            let signed = try #require(try office.caseFile(Patients.id).signed)
            try office.clock.set(signed.addingTimeInterval(31 * 86_400))
            let report = ImplementationDraft(day: 30, status: .partial, reason: .comorbidity, by: "Dr. Weber")
            try office.reportImplementation(report, of: Patients.id, actor: "coordinator")
            let again = try office.presentAgain(Patients.id, question: "What now?", actor: "coordinator")
            let earlier = try #require(again.file.subject.presentations.first)
            #expect(earlier.caseID == Patients.id && earlier.wasSigned && earlier.level == .unanimous)
            #expect(earlier.choice?.reasons == "Soon over")
            #expect(earlier.implementation.map(\.status) == [.partial])
            #expect(again.carried.contains { $0.contains("carried out in part") })
            let html = try office.preview(.packet, of: again.file, seat: nil).html
            for words in [
                "Presented before as C-0001", "Soon over", "Carried out in part; other illness, or not fit enough",
                "Surgery",
            ] { #expect(html.contains(words), "\(words)") }
        }
    }
}

extension Hospital {
    /// The whole panel is for surgery, and the chair signs; the plan is held.
    fileprivate func signPlan() async throws {
        try await vote(
            Patients.opinion, by: [Patients.surgeon, Patients.medicalOncologist, Patients.radiationOncologist])
        try await wait(until: Self.close)
        try await wait(until: Self.session)
        try office.sign(Patients.id, by: "r-chair", name: "Prof. Carla Chair")
        try await agent.runUntilIdle()
    }

    /// Somebody has talked with the patient, who can read the plan.
    fileprivate func releasePlan() async throws {
        try await signPlan()
        try office.recordConversation(of: Patients.id, by: "Dr. Nora", note: nil)
        try await agent.runUntilIdle()
    }

    /// A browser in which the patient has opened the newest link to the plan.
    fileprivate func patient() async throws -> Browser {
        let token = try token(to: Patients.patient)
        let open = try await browser.post("/l/\(token)/open", ["factor": [Patients.passphrase]])
        guard open.status == 303, let cookie = open.cookie else { throw HospitalError.closed(open.status) }
        var browser = browser
        browser.cookie = cookie
        return browser
    }
}
