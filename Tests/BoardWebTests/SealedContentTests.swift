import Documents
import Foundation
import Journal
import MailCatcher
import Orchestrator
import Testing
import TumorBoard

/// Nobody but its author learns anything of an opinion before the ballot closes.
@Suite("Sealed opinions stay sealed") struct SealedContentTests {
    /// A word in each field that takes words.
    private static let marked: [String: [String]] = {
        var opinion = Patients.opinion
        for field in [
            "detail-surgery", "benefits", "sideEffects", "duration", "burden", "boardAnswer", "answer-1",
            "preference-1-text", "rationale",
        ] { opinion[field] = ["\(marker) \(field)"] }
        return opinion
    }()
    private static let marker = "Zaunkoenig"

    @Test("A marked opinion appears in no page, document, export, email, log or file of the site before the close")
    func marker() async throws {
        try await Hospital.run { hospital in
            try await hospital.vote(Self.marked, by: [Patients.surgeon])
            try await hospital.agent.runUntilIdle()
            let outputs = try await hospital.everythingShown()
            #expect(outputs.count > 10)
            for (name, text) in outputs { #expect(!text.contains(Self.marker), "\(name)") }
            #expect(!hospital.log.text.contains(Self.marker))
            for name in ["journal.sqlite", "journal.sqlite-wal"] {
                let file = hospital.office.paths.database.deletingLastPathComponent().appending(path: name)
                let bytes = try Data(contentsOf: file)
                #expect(bytes.range(of: Data(Self.marker.utf8)) == nil, "what is stored is sealed too")
            }
            let own = try await hospital.opened(by: Patients.surgeon)
            #expect(try await own.get("/ballot").holds(Self.marker), "its author reads it")
            try await hospital.vote(Patients.opinion, by: [Patients.medicalOncologist, Patients.radiationOncologist])
            try await hospital.wait(until: Hospital.close)
            let opened = try await hospital.everythingShown()
            #expect(opened.contains { $0.text.contains(Self.marker) }, "after the close the plan says it")
        }
    }

    @Test("Two opposite opinions leave everything that others see the same, counts and times included")
    func noInterference() async throws {
        var against = Patients.opinion
        against["diagnosisAgree"] = ["no"]
        against["diagnosisWhy"] = ["It looks like something else"]
        against["phase-1"] = ["systemic"]
        against["rating-surgery"] = ["2"]
        against["rating-systemic"] = ["9"]
        against["intent"] = ["palliative"]
        let (one, other) = (try await Self.shown(after: Patients.opinion), try await Self.shown(after: against))
        #expect(one.map(\.name) == other.map(\.name))
        for (mine, theirs) in zip(one, other) { #expect(mine.text == theirs.text, "\(mine.name)") }
        let abstained = try await Self.shown(after: nil)
        for (mine, theirs) in zip(one, abstained) { #expect(mine.text == theirs.text, "\(mine.name), abstention") }
    }

    @Test("A third opinion is shown others' opinions only from ballots that are closed")
    func openBallotOfAThird() throws {
        let file = try Self.fileWithTwoBallots()
        let earlier = try #require(file.opinions.first)
        var current = earlier
        current.ballot = 2
        #expect(file.isUnsealed(earlier) && !file.isUnsealed(current))
    }

    private static func shown(after opinion: [String: [String]]?) async throws -> [(name: String, text: String)] {
        let shown = SharedText()
        try await Hospital.run { hospital in
            if let opinion {
                try await hospital.vote(opinion, by: [Patients.surgeon])
            } else {
                _ = try await hospital.opened(by: Patients.surgeon).post("/ballot/abstain", ["reason": ["no view"]])
            }
            try await hospital.agent.runUntilIdle()
            await shown.set(
                try await hospital.everythingShown().map { name, text in
                    // digests, codes and tokens are random
                    (name, text.replacing(/[0-9a-f]{12,}|\d{3} \d{3}|[A-Za-z0-9_.~\-]{40,}/, with: "…"))
                })
        }
        return await shown.texts
    }

    private static func fileWithTwoBallots() throws -> CaseFile {
        let vote = try Vote(reviewer: "r-surgeon", specialty: .surgeon, status: .abstain)
        let cast = CastOpinion(
            reviewer: "r-surgeon", specialty: .surgeon, ballot: 1, packetDigest: "d", opinion: Opinion(vote: vote),
            at: Hospital.monday, grade: .linkOnly)
        let events: [CaseEvent] = [
            .referred(Patients.case()), .opinionCast(cast),
        ]
        let file = try #require(CaseFile(events.map { CaseFile.Entry(event: $0, at: Hospital.monday) }))
        #expect(!file.isUnsealed(cast))
        let stored = Data(#"{"number":1}"#.utf8)
        return file.applying(
            [try CaseEvent(kind: "case.ballotClosed", schema: 1, payload: stored)], at: Hospital.monday)
    }
}

private actor SharedText {
    var texts: [(name: String, text: String)] = []
    func set(_ texts: [(name: String, text: String)]) { self.texts = texts }
}

extension Hospital {
    /// Everything that anyone but the surgeon can see, each under its name.
    fileprivate func everythingShown() async throws -> [(name: String, text: String)] {
        var shown: [(name: String, text: String)] = []
        let coordinator = try await staff(Patients.coordinator)
        var waiting = ["/"]
        var seen: Set<String> = []
        while let path = waiting.popLast(), seen.count < 80 {
            guard seen.insert(path).inserted else { continue }
            let answer = try await coordinator.get(path)
            shown.append(("page \(path)", answer.body))
            waiting += answer.body.matches(of: /href="(\/[^"#]*)/).map { String($0.1) }
                .filter { !$0.hasPrefix("/logout") && !$0.hasSuffix(".css") }
        }
        let file = try office.caseFile(Patients.id)
        for address in [Patients.medicalOncologist, Patients.radiationOncologist] where file.isVoting {
            shown.append(("ballot of \(address)", try await opened(by: address).get("/ballot").body))
        }
        shown.append(("timeline", "\(try office.timeline(of: file))"))
        shown.append(
            ("views", String(decoding: try JSONEncoder.canonical.encode(try office.caseViews()), as: UTF8.self)))
        shown.append(("proofs", "\(try office.proofs(of: Patients.id).opinions.map { ($0.reviewer, $0.commitment) })"))
        shown.append(("FHIR", String(decoding: try office.exportFHIR(Patients.id, as: .document).data, as: UTF8.self)))
        for (index, mail) in catcher.messages(to: Patients.coordinator).enumerated() {
            shown.append(("mail \(index) to the coordinator", try ReadMail(mail.data).text ?? ""))
        }
        for address in [Patients.patient, Patients.doctor, Patients.medicalOncologist, Patients.chair] {
            for (index, mail) in catcher.messages(to: address).enumerated() {
                shown.append(("mail \(index) to \(address)", try ReadMail(mail.data).text ?? ""))
            }
        }
        return shown
    }
}
