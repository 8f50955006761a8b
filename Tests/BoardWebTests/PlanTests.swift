import Documents
import Foundation
import Orchestrator
import Testing
import TumorBoard

@Suite("From sign-off to the patient")
struct PlanTests {
    @Test("the chair signs what they were shown, by their own name and with the box ticked")
    func signOff() async throws {
        try await Hospital.run { hospital in
            try await hospital.voteForSurgery()
            try await hospital.wait(until: Hospital.session)
            let chair = try await hospital.opened(by: Patients.chair)
            let page = try await chair.get("/signoff")
            #expect(page.status == 200)
            #expect(page.holds("Will I keep my breast?"))
            let unticked = try await chair.post("/signoff", ["name": ["Prof. Carla Chair"]])
            #expect(unticked.status == 422)
            #expect(unticked.holds("value=\"Prof. Carla Chair\""), "what was typed is kept")
            let other = try await chair.post("/signoff", ["name": ["Dr. Somebody Else"], "confirm": ["yes"]])
            #expect(other.status == 422)
            #expect(other.holds("not the name on the roster"))
            let older = ["name": ["Prof. Carla Chair"], "confirm": ["yes"], "about": ["C-0001/r-chair/plan-0"]]
            #expect(try await chair.post("/signoff", older).status == 409, "another version than the one shown")
            let signed = try await chair.post("/signoff", ["name": ["Prof. Carla Chair"], "confirm": ["yes"]])
            #expect(signed.status == 303)
            let events = try hospital.events()
            let confirmation = try await chair.get("/signoff")
            #expect(confirmation.holds("Signed by Prof. Carla Chair, chair"))
            #expect(confirmation.holds("held until a clinician has talked"))
            _ = try await chair.post("/signoff", ["name": ["Prof. Carla Chair"], "confirm": ["yes"]])
            #expect(try hospital.events() == events, "the same signature again is harmless")
        }
    }

    @Test("the letter reaches the referring doctor, page and PDF, and nobody else's session")
    func letter() async throws {
        try await Hospital.run { hospital in
            try await hospital.signSurgery()
            let doctor = try await hospital.opened(by: Patients.doctor)
            let page = try await doctor.get("/letter")
            #expect(page.status == 200)
            #expect(page.holds("Breast-conserving operation"))
            #expect(!page.holds("<script"))
            let pdf = try await doctor.get("/letter.pdf")
            #expect(pdf.headers["content-type"] == "application/pdf")
            #expect(pdf.body.hasPrefix("%PDF"))
            #expect(try await doctor.get("/plan").status == 404)
        }
    }

    @Test("a PDF that cannot be made is an apology with a reference, which the log has too")
    func brokenPDF() async throws {
        try await Hospital.run(pdf: NoPDF()) { hospital in
            try await hospital.signSurgery()
            let doctor = try await hospital.opened(by: Patients.doctor)
            let answer = try await doctor.get("/letter.pdf")
            #expect(answer.status == 503)
            let reference = try #require(answer.body.firstMatch(of: /class="digest">([0-9a-f]+)</)?.1)
            #expect(hospital.log.text.contains(String(reference)))
            #expect(!answer.holds("weasyprint"), "nothing of the machine is shown")
        }
    }

    @Test("the patient's plan opens after the conversation, by the passphrase, and the first reading is noted")
    func patientPlan() async throws {
        try await Hospital.run { hospital in
            try await hospital.signSurgery()
            let navigator = try await hospital.opened(by: Patients.navigator)
            let form = try await navigator.get("/act")
            #expect(form.status == 200)
            #expect(!form.holds("carcinoma"), "the navigator records a conversation, and needs no packet for it")
            #expect(try await navigator.post("/act", ["name": [""]]).status == 422)
            let told = try await navigator.post("/act", ["name": ["Dr. Nora Navigator"], "note": ["by telephone"]])
            #expect(told.status == 303)
            #expect(try await navigator.get("/act").holds("Dr. Nora Navigator"))
            try await hospital.agent.runUntilIdle()

            let token = try hospital.token(to: Patients.patient)
            let gate = try await hospital.browser.get("/l/\(token)")
            #expect(gate.holds("passphrase"))
            #expect(!gate.holds("Käfer"))
            let wrong = try await hospital.browser.post("/l/\(token)/open", ["factor": ["not this one at all"]])
            #expect(wrong.status == 403)
            #expect(try hospital.office.caseFile(Patients.id).read == nil)
            let open = try await hospital.browser.post("/l/\(token)/open", ["factor": ["  Heron over  still water "]])
            #expect(open.location == "/plan")
            var patient = hospital.browser
            patient.cookie = open.cookie
            let events = try hospital.events()
            let plan = try await patient.get("/plan")
            #expect(plan.status == 200)
            #expect(plan.holds("Will I keep my breast?"))
            #expect(plan.holds("No chemotherapy if it can be helped"))
            #expect(plan.holds("Mia &lt;script&gt;"))
            #expect(try await patient.get("/plan.pdf").body.hasPrefix("%PDF"))
            #expect(try hospital.events() == events, "reading again changes nothing")
            #expect(try hospital.office.caseFile(Patients.id).read != nil)
        }
    }

    @Test("an alert is taken by one POST of a name, and GET alone takes nothing")
    func emergency() async throws {
        let subject = Patients.case(urgency: .emergency)
        try await Hospital.run(subject: subject) { hospital in
            let token = try hospital.token(to: Patients.onCall)
            let gate = try await hospital.browser.get("/l/\(token)")
            #expect(gate.holds("Go on"))
            let onCall = try await hospital.openedAtOnce(by: Patients.onCall)
            let page = try await onCall.get("/act")
            #expect(page.holds("C-0001"))
            #expect(!page.holds("Käfer") && !page.holds("cord compression"), "there was no second factor")
            #expect(try hospital.office.caseFile(Patients.id).acknowledged == nil)
            #expect(try await onCall.post("/act", ["name": ["Dr. Otto Oncall"]]).status == 303)
            #expect(try hospital.office.caseFile(Patients.id).acknowledged?.by == "Dr. Otto Oncall")
            #expect(try await onCall.post("/act", ["name": ["Somebody Else"]]).status == 303)
            #expect(try hospital.office.caseFile(Patients.id).acknowledged?.by == "Dr. Otto Oncall")
        }
    }

    @Test("a disputed diagnosis goes to the pathologist, whose finding sends the case back to the board")
    func reReview() async throws {
        try await Hospital.run { hospital in
            var doubt = Patients.opinion
            doubt["diagnosisAgree"] = ["no"]
            doubt["diagnosisWhy"] = ["Could be a phyllodes tumour"]
            try await hospital.vote(doubt, by: [Patients.surgeon])
            try await hospital.vote(Patients.opinion, by: [Patients.medicalOncologist, Patients.radiationOncologist])
            try await hospital.wait(until: Hospital.close)
            let pathologist = try await hospital.opened(by: Patients.pathologist)
            let page = try await pathologist.get("/act")
            #expect(page.holds("Pathology re-review"))
            #expect(page.holds("Invasive ductal carcinoma"), "the packet is shown")
            let empty = try await pathologist.post("/act", ["name": ["Dr. Pia Path"], "note": [""]])
            #expect(empty.status == 422)
            let finding = ["name": ["Dr. Pia Path"], "note": ["Invasive ductal carcinoma confirmed."]]
            #expect(try await pathologist.post("/act", finding).status == 303)
            #expect(try await pathologist.get("/act").holds("has been received"))
            #expect(try hospital.office.caseFile(Patients.id).tasks.allSatisfy { $0.received != nil })
        }
    }
}
