import Foundation
import MailCatcher
import Orchestrator
import Testing
import TumorBoard

@Suite("The public referral form")
struct ReferralTests {
    private static let sender = "anna@mail.example"
    private static let name = "Anna Ólafsdóttir"

    /// A form that a patient filled in.
    private static func filled(_ number: String, _ changes: [String: [String]] = [:]) -> [String: [String]] {
        let form: [String: [String]] = [
            "form": [number], "website": [""], "by": ["patient"], "senderEmail": [sender],
            "senderPhone": ["+49 30 5550 9"], "patientName": [name], "birthDate": ["1961-03-14"], "language": ["en"],
            "cancer": ["A lump in the left breast, found in October"], "group": ["breast"],
            "question": ["Must the whole breast go?"], "occasions": ["Just diagnosed"],
            "firstDoctor": ["Dr. Rosa Weber"], "firstPlan": ["Mastectomy"], "goals": ["Sing again\nSee the sea"],
            "question1": ["Will I keep my breast?"], "question3": ["Can I work?"],
            "preferences": ["limitTravel", "avoidChemotherapy"], "preferenceText": ["No visit on Fridays"],
            "payer": ["Northern Mutual"], "member": ["NM-1"], "consent": ["yes"],
        ]
        return form.merging(changes) { $1 }
    }

    /// The number that the page itself sends along.
    private static func number(of page: Answer) throws -> String {
        String(try #require(page.body.firstMatch(of: /name="form" value="([0-9a-f]{32})"/)).1)
    }

    private static func reference(of page: Answer) throws -> CaseID {
        try CaseID(String(try #require(page.body.firstMatch(of: /(C-\d{4})/)).1))
    }

    @Test("a site that does not open it has no such page")
    func offByDefault() async throws {
        try await Hospital.run { hospital in
            let page = try await hospital.browser.get("/refer")
            let answer = try await hospital.browser.post("/refer", Self.filled("0"))
            #expect(page.status == 404 && answer.status == 404)
        }
    }

    @Test("a patient's form becomes a case that waits for the navigator, with all that was written")
    func becomesCase() async throws {
        try await Hospital.run(publicReferrals: true) { hospital in
            let page = try await hospital.browser.get("/refer")
            #expect(page.status == 200)
            #expect(!page.body.contains("<script") && !page.body.contains("checked"))
            let answer = try await hospital.browser.post("/refer", Self.filled(try Self.number(of: page)))
            #expect(answer.status == 200)
            let id = try Self.reference(of: answer)
            #expect(id == "C-0002")
            let subject = try hospital.office.caseFile(id).subject
            #expect(subject.referral.isUnchecked && subject.referral.channel == Referral.publicForm)
            #expect(subject.referral.by == .patient && subject.referral.occasions == ["Just diagnosed"])
            #expect(subject.patient.name == Self.name && subject.patient.email?.text == Self.sender)
            #expect(subject.consent.toReview && subject.consent.scope != nil && !subject.consent.documentsByEmail)
            #expect(subject.goals == ["Sing again", "See the sea"])
            #expect(subject.questions.map(\.text) == ["Will I keep my breast?", "Can I work?"])
            #expect(subject.preferences.map(\.code) == [.avoidChemotherapy, .limitTravel, .other])
            #expect(subject.firstOpinion?.plan == "Mastectomy" && subject.coverage?.payer == "Northern Mutual")
            try await hospital.agent.runUntilIdle()
            #expect(try hospital.office.caseFile(id).listing == nil)
            #expect(try hospital.office.caseFile(id).chases == 0)
        }
    }

    @Test("the sender gets a receipt without a name in it, the coordinator a task without clinical text")
    func mails() async throws {
        try await Hospital.run(publicReferrals: true) { hospital in
            let page = try await hospital.browser.get("/refer")
            _ = try await hospital.browser.post("/refer", Self.filled(try Self.number(of: page)))
            try await hospital.agent.runUntilIdle()
            let receipts = try hospital.catcher.messages(to: Self.sender).map { try ReadMail($0.data) }
            #expect(receipts.map { $0.header("X-Tumorboard-Kind") } == ["referral-receipt"])
            #expect(receipts.first?.text?.contains("C-0002") == true)
            let tasks = try hospital.catcher.messages(to: Patients.coordinator).map { try ReadMail($0.data) }
            #expect(tasks.last?.text?.contains("came by the public form") == true)
            for mail in receipts + tasks {
                for secret in ["Anna", "breast", "Mastectomy", "lump"] {
                    #expect(mail.text?.contains(secret) == false && mail.header("Subject")?.contains(secret) == false)
                }
            }
            for secret in [Self.name, Self.sender, "Mastectomy", "NM-1"] {
                #expect(!hospital.log.text.contains(secret))
            }
        }
    }

    @Test("what is wrong is said at its field, and what was typed stays")
    func problems() async throws {
        try await Hospital.run(publicReferrals: true) { hospital in
            let number = try Self.number(of: try await hospital.browser.get("/refer"))
            let answer = try await hospital.browser.post(
                "/refer",
                Self.filled(
                    number,
                    [
                        "by": ["caregiver"], "senderEmail": ["no address"], "birthDate": ["2061-01-01"], "consent": [],
                        "group": [], "cancer": ["<b>unsure</b>"],
                    ]))
            #expect(answer.status == 422)
            for words in [
                "this is no email address", "cannot be a date of birth", "without this consent", "write your own name",
                "in what role you ask", "I don’t know", "value=\"no address\"", "&lt;b&gt;unsure&lt;/b&gt;",
                "value=\"\(Self.name)\"", "aria-describedby=\"birthDate-hint birthDate-error\"", number,
            ] { #expect(answer.holds(words), "\(words)") }
            #expect(!answer.holds("<b>unsure"))
            #expect(try hospital.office.caseIDs() == [Patients.id])
        }
    }

    @Test(
        "each part that is needed is asked for",
        arguments: ["by", "patientName", "birthDate", "language", "cancer", "group", "question", "consent"])
    func needed(field: String) async throws {
        try await Hospital.run(publicReferrals: true) { hospital in
            let number = try Self.number(of: try await hospital.browser.get("/refer"))
            let answer = try await hospital.browser.post("/refer", Self.filled(number, [field: []]))
            #expect(answer.status == 422 && answer.holds("href=\"#\(field)\"") && answer.holds("id=\"\(field)-error\""))
        }
    }

    @Test("who does not know the disease group is taken in; a navigator chooses it, and the case goes its way")
    func withoutGroup() async throws {
        try await Hospital.run(publicReferrals: true) { hospital in
            let number = try Self.number(of: try await hospital.browser.get("/refer"))
            let id = try Self.reference(
                of: try await hospital.browser.post("/refer", Self.filled(number, ["group": ["unknown"]])))
            try await hospital.agent.runUntilIdle()
            #expect(try hospital.office.caseFile(id).subject.diseaseGroup == .other)
            #expect(try hospital.office.caseFile(id).intake.taskChanges.map(\.act.task) == ["disease-group"])
            #expect(hospital.catcher.messages(to: Patients.coordinator).isEmpty == false)
            #expect(throws: OfficeError.noBoard(.lung)) {
                try hospital.office.chooseGroup(.lung, of: id, actor: "navigator")
            }
            try hospital.office.chooseGroup(.breast, of: id, actor: "navigator")
            try hospital.office.change(id, actor: "navigator") { _ in [.intakeChecked(ByPerson(by: "navigator"))] }
            try await hospital.agent.runUntilIdle()
            let file = try hospital.office.caseFile(id)
            #expect(file.subject.diseaseGroup == .breast && !file.subject.referral.isUnchecked)
        }
    }

    @Test("a patient who is known by a number is the navigator's to see, and the sender learns nothing of it")
    func knownPatient() async throws {
        try await Hospital.run(publicReferrals: true) { hospital in
            let number = try Self.number(of: try await hospital.browser.get("/refer"))
            let changes = ["identifier": ["77-C-0001"], "earlier": ["C-0001"]]
            let answer = try await hospital.browser.post("/refer", Self.filled(number, changes))
            #expect(answer.status == 200 && !answer.holds("C-0001"))
            let file = try hospital.office.caseFile(try Self.reference(of: answer))
            #expect(file.intake.taskChanges.map(\.act.task) == ["same-patient", "earlier-case"])
            #expect(file.intake.taskChanges.first?.act.title?.contains("C-0001") == true)
            #expect(file.subject.relatedCases.isEmpty)
        }
    }

    @Test("the same page sent twice is one case")
    func twice() async throws {
        try await Hospital.run(publicReferrals: true) { hospital in
            let form = Self.filled(try Self.number(of: try await hospital.browser.get("/refer")))
            let first = try await hospital.browser.post("/refer", form)
            let second = try await hospital.browser.post("/refer", form)
            #expect(try Self.reference(of: first) == Self.reference(of: second))
            #expect(try hospital.office.caseIDs().count == 2)
        }
    }

    @Test("a program that fills in every field is thanked, and nothing is kept")
    func trap() async throws {
        try await Hospital.run(publicReferrals: true) { hospital in
            let number = try Self.number(of: try await hospital.browser.get("/refer"))
            let answer = try await hospital.browser.post(
                "/refer", Self.filled(number, ["website": ["https://spam.example"]]))
            #expect(answer.status == 200)
            #expect(try hospital.office.caseIDs() == [Patients.id])
        }
    }

    @Test("one address gets no more than its share of a day, others still do, and tomorrow it may again")
    func rate() async throws {
        try await Hospital.run(publicReferrals: true) { hospital in
            func send(_ address: String) async throws -> Int {
                let number = try Self.number(of: try await hospital.browser.get("/refer"))
                return try await hospital.browser.post(
                    "/refer", Self.filled(number), headers: ["X-Forwarded-For": "10.0.0.1, \(address)"]
                ).status
            }
            for _ in 0..<6 { #expect(try await send("192.0.2.1") == 200) }
            #expect(try await send("192.0.2.1") == 429)
            #expect(try await send("192.0.2.2") == 200)
            try hospital.office.clock.set(hospital.office.now.addingTimeInterval(86_400))
            #expect(try await send("192.0.2.1") == 200)
        }
    }

    @Test("a form that is too large, or sent from another site's page, is refused")
    func refused() async throws {
        try await Hospital.run(publicReferrals: true) { hospital in
            let number = try Self.number(of: try await hospital.browser.get("/refer"))
            let huge = Self.filled(number, ["cancer": [String(repeating: "a", count: 200_000)]])
            #expect(try await hospital.browser.post("/refer", huge).status == 413)
            let long = Self.filled(number, ["cancer": [String(repeating: "a", count: 5_000)]])
            #expect(try await hospital.browser.post("/refer", long).holds("at most 4000 characters"))
            let foreign = try await hospital.browser.post(
                "/refer", Self.filled(number), headers: ["Origin": "https://evil.example"])
            #expect(foreign.status == 403)
            #expect(try hospital.office.caseIDs() == [Patients.id])
        }
    }
}
