import Foundation
import Orchestrator
import Testing
import TumorBoard

@Suite("An opinion on older evidence")
struct ReconfirmTests {
    /// A hospital where the surgeon has answered and new evidence came then.
    private static func run(
        _ given: [String: [String]] = Patients.opinion, at path: String = "/ballot",
        _ body: (Hospital, Browser) async throws -> Void
    ) async throws {
        try await Hospital.run { hospital in
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            #expect(try await surgeon.post(path, given).status == 303)
            try hospital.office.addRecord(
                ClinicalRecord(
                    id: "late-ct", kind: .imagingReport, title: "CT chest", date: try CivilDate("2026-10-31"),
                    text: "A nodule."), to: Patients.id, material: true, actor: "coordinator")
            try await hospital.agent.runUntilIdle()
            try await body(hospital, try await hospital.opened(by: Patients.surgeon))
        }
    }

    @Test("the page shows what is new, what was said, and both ways on; one button confirms it word for word")
    func stands() async throws {
        try await Self.run { hospital, surgeon in
            let page = try await surgeon.get("/ballot")
            #expect(page.holds("Please look at this case once more"))
            #expect(page.holds("<caption>What is new</caption>") && page.holds("CT chest"))
            #expect(!page.holds("id=\"packet-new\""), "what is new stands there once")
            #expect(
                page.holds("<dt>Rationale</dt><dd>Small and far from the skin &amp; &lt;b&gt;muscle&lt;/b&gt;.</dd>"))
            #expect(page.holds("<button>My opinion stands</button>") && page.holds("href=\"#opinion\">Change it</a>"))
            let before = try #require(try hospital.office.caseFile(Patients.id).opinions.last)
            #expect(try hospital.office.caseFile(Patients.id).currentOpinions.isEmpty)
            let about = try #require(page.body.firstMatch(of: /name="about" value="([^"]+)"/)?.1)
            let confirmed = try await surgeon.post("/ballot/stands", ["about": [String(about)]])
            #expect(confirmed.status == 303 && confirmed.location == "/ballot")
            let file = try hospital.office.caseFile(Patients.id)
            let now = try #require(file.currentOpinions.first)
            #expect(now.opinion == before.opinion)
            #expect(now.packetDigest == file.packet?.digest && now.packetDigest != before.packetDigest)
            #expect(file.opinions.count == 2, "both stay on record")
            #expect(try await surgeon.get("/ballot").holds("It has arrived."))
            let events = try hospital.events()
            #expect(try await surgeon.post("/ballot/stands", ["about": [String(about)]]).status == 303)
            #expect(try hospital.events() == events, "once is enough")
        }
    }

    @Test("a form of an older packet, or of another link, confirms nothing")
    func bound() async throws {
        try await Self.run { hospital, surgeon in
            let events = try hospital.events()
            let old = try hospital.office.caseFile(Patients.id).packets.first?.digest ?? ""
            let stale = try await surgeon.post("/ballot/stands", ["about": ["C-0001/r-surgeon/\(old)"]])
            #expect(stale.status == 409)
            #expect(try hospital.events() == events)
        }
    }

    @Test("whoever gave none has nothing that could stand")
    func nothingToConfirm() async throws {
        try await Self.run { hospital, _ in
            let other = try await hospital.opened(by: Patients.medicalOncologist)
            #expect(!(try await other.get("/ballot")).holds("/ballot/stands"))
            let events = try hospital.events()
            #expect(try await other.post("/ballot/stands").status == 303)
            #expect(try hospital.events() == events)
        }
    }

    @Test("an abstention can stand as well")
    func abstention() async throws {
        try await Self.run(["reason": ["not my field"]], at: "/ballot/abstain") { hospital, surgeon in
            let page = try await surgeon.get("/ballot")
            #expect(page.holds("<button>My abstention stands</button>") && page.holds("<dd>not my field</dd>"))
            #expect(try await surgeon.post("/ballot/stands").status == 303)
            #expect(try hospital.office.caseFile(Patients.id).currentOpinions.first?.opinion.vote.status == .abstain)
        }
    }

    @Test("nobody can vote for somebody else: the seat is the link's, whatever is posted")
    func noDelegation() async throws {
        try await Hospital.run { hospital in
            let radonc = try await hospital.opened(by: Patients.radiationOncologist)
            var opinion = Patients.opinion
            opinion["reviewer"] = ["r-surgeon"]
            opinion["specialty"] = ["surgeon"]
            #expect(try await radonc.post("/ballot", opinion).status == 303)
            let file = try hospital.office.caseFile(Patients.id)
            #expect(file.currentOpinions.map(\.reviewer) == ["r-radonc"])
            #expect(file.currentOpinions.map(\.specialty) == [.radiationOncologist])
            let named = Patients.opinionFile + "\nreviewer: r-surgeon"
            let surgeon = try await hospital.opened(by: Patients.medicalOncologist)
            #expect(try await surgeon.post("/ballot", file: named).status == 422)
        }
    }

    @Test("a pathologist gives findings, compares pathology and stage, and answers what the patient asks them")
    func findings() async throws {
        var subject = Patients.case()
        subject.referral.reasons.append(.uncertainPathology)
        subject.firstOpinion = FirstOpinion(diagnosis: "Invasive ductal carcinoma", plan: "Mastectomy")
        subject.questions.append(PatientQuestion(id: "q2", text: "Is it surely cancer?", specialty: .pathologist))
        try await Hospital.run(subject: subject) { hospital in
            let pathologist = try await hospital.opened(by: Patients.pathologist)
            let page = try await pathologist.get("/ballot")
            #expect(page.holds("Your findings") && page.holds("name=\"change-stage\""))
            #expect(!page.holds("change-treatment") && !page.holds("rating-") && !page.holds("preference-1-met"))
            #expect(page.holds("Is it surely cancer?</label>"))
            let given = try await pathologist.post(
                "/ballot",
                [
                    "diagnosisAgree": ["yes"], "stageAgree": ["yes"], "change-pathology": ["minor"],
                    "change-stage": ["confirmed"], "answer-2": ["Yes, it is."], "rationale": ["Grade 2, not 3."],
                    "contraindication-1-modality": ["systemic"], "contraindication-1-severity": ["relative"],
                    "contraindication-1-why": ["A DPYD variant"], "nonBlockingNeeds": ["molecular"],
                ])
            #expect(given.status == 303)
            let receipt = try await pathologist.get("/ballot")
            #expect(receipt.holds("<dd>pathology: minor change, stage: confirmed</dd>"))
            #expect(receipt.holds("Findings") && receipt.holds("Yes, it is."))
            let cast = try #require(try hospital.office.caseFile(Patients.id).currentOpinions.first)
            #expect(cast.opinion.changes.greatest == .minor)
            #expect(cast.opinion.vote.plan == nil && cast.opinion.vote.ratings.isEmpty)
        }
    }
}
