import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard case show`
struct CaseShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a case: where it stands and what it waits for, who sits and why, what was decided and why.")

    @Argument(help: "The case.") var id: CaseID
    @OptionGroup var site: SiteOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let office = try await site.office()
        let sheet = try CaseSheet(try office.caseFile(id), office: office)
        try output.show(sheet) { sheet.text(in: office.configuration.timeZone) }
    }
}

/// A case as it is printed: where it stands, and the reasons for it. Sealed opinions stay sealed.
struct CaseSheet: Encodable {
    /// A seat with its holder.
    struct SeatLine: Encodable {
        let seat: Specialty
        let reviewer: ReviewerID
        let name: String
        let role: SeatRole
        let opinion: String
        let reasons: [String]
    }

    /// Somebody who was not seated.
    struct ExclusionLine: Encodable {
        let reviewer: ReviewerID
        let name: String
        let seat: Specialty
        let rule: EligibilityRule
        let detail: String
    }

    /// A decision with its reasons.
    struct DecisionLine: Encodable {
        let ballot: Int
        let round: Int
        let outcome: Outcome
        let words: [String]
    }

    /// Something that happened.
    struct Happening: Encodable {
        let at: Date
        let who: String
        let what: String
        let why: String?
    }

    /// What there is of a plan.
    struct PlanLine: Encodable {
        let version: Int
        let gaps: [String]
        let signedBy: String?
        let letterReleased: Bool
        let planReleased: Bool
        let withdrawn: String?
    }

    private enum CodingKeys: String, CodingKey {
        case patient, group, diagnosis, question, urgency, status, waitsFor, listing, seats, emptySeats, exclusions
        case decisions, plan, timeline, consent, tasks, clocks, coverage, insurerContacts
        case completeness, disputes, contradictions
        case choices, implementation, questions, presentedBefore
        case id = "case"
    }

    let id: CaseID
    let patient: String
    let group: DiseaseGroup
    let diagnosis: String
    let question: String?
    let urgency: UrgencyClass
    let status: CaseStatus
    let waitsFor: String?
    let listing: Listing?
    let seats: [SeatLine]
    let emptySeats: [Specialty]
    let exclusions: [ExclusionLine]
    let decisions: [DecisionLine]
    let plan: PlanLine?
    let timeline: [Happening]
    let consent: Consent
    let tasks: [CaseTask]
    let clocks: CaseClocks
    let coverage: Coverage?
    let insurerContacts: [InsurerContact]
    let completeness: [CompletenessScore]
    let disputes: [CaseChange]
    let contradictions: [String]
    let choices: [PatientChoice]
    let implementation: [ImplementationLine]
    let questions: [QuestionLine]
    let presentedBefore: [EarlierPresentation]

    /// The sheet of a case.
    init(_ file: CaseFile, office: BoardOffice) throws {
        let roster = try office.roster()
        func name(_ id: ReviewerID) -> String { roster.reviewer(id)?.name ?? id.text }
        let subject = file.subject
        let readiness = try office.readiness(of: file)
        id = subject.id
        patient = subject.patient.name
        group = subject.diseaseGroup
        diagnosis = subject.diagnosis.line
        question = subject.referral.question
        urgency = subject.urgency.level
        status = file.status(readiness: readiness)
        waitsFor = file.waitingFor(readiness: readiness, nameOf: name)
        listing = file.listing
        let given = Set(file.currentOpinions.map(\.reviewer))
        seats = try (file.panel?.seats ?? []).map { seat in
            let opinion =
                seat.role == .member
                ? "no ballot" : given.contains(seat.reviewer) ? "given" : file.isVoting ? "awaited" : "none"
            return SeatLine(
                seat: seat.specialty, reviewer: seat.reviewer, name: name(seat.reviewer), role: seat.role,
                opinion: opinion, reasons: try office.reasons(of: seat, in: file))
        }
        emptySeats = file.panel?.empty ?? []
        exclusions = (file.panel?.exclusions ?? []).map {
            ExclusionLine(
                reviewer: $0.reviewer, name: name($0.reviewer), seat: $0.specialty, rule: $0.rule, detail: $0.detail)
        }
        let isOpen = file.signature == nil && file.ending == nil
        decisions = file.decisions.map { decision in
            DecisionLine(
                ballot: decision.ballot, round: decision.round, outcome: decision.outcome,
                words: decision.outcome.sentences(
                    for: .coordinator, isLast: isOpen && decision.ballot == file.decision?.ballot
                ) { id in
                    roster.reviewers.first { $0.id.text == id }?.name ?? id
                })
        }
        plan = file.plan.map { plan in
            PlanLine(
                version: plan.version, gaps: plan.gaps.map(\.description),
                signedBy: file.signature.map { "\($0.name), \($0.role)" },
                letterReleased: file.released?.letter ?? false, planReleased: file.released?.patientPlan ?? false,
                withdrawn: file.withdrawn.map { $0.note ?? "new evidence came" })
        }
        timeline = try office.timeline(of: file).map {
            Happening(at: $0.at, who: $0.actor, what: $0.text, why: $0.reason)
        }
        consent = subject.consent
        tasks = try office.tasks(of: file)
        clocks = file.clocks(now: office.now, policy: try office.policy())
        coverage = subject.coverage
        insurerContacts = file.intake.insurerContacts.map(\.act)
        completeness = TumorBoard.completeness(
            of: subject, rules: try office.policy().intake, on: CivilDate(office.now, in: office.configuration.timeZone)
        )
        disputes = subject.disputes
        contradictions = subject.contradictions
        choices = file.after.choices.map(\.act)
        let times = Times(zone: office.configuration.timeZone)
        implementation = file.implementationPoints(try office.policy()).map { ImplementationLine($0, times) }
        questions = try QuestionLine.all(of: file, office)
        presentedBefore = subject.presentations
    }

    /// The sheet as text.
    func text(in zone: TimeZone) -> String {
        var facts = [
            ("Case", "\(id), \(group.title), \(urgency.title)"), ("Patient", patient), ("Diagnosis", diagnosis),
            ("Question", question ?? "none was put"), ("Status", status.title),
        ]
        if let waitsFor { facts.append(("Waits for", waitsFor)) }
        if let listing {
            let place = listing.session.map { "session \($0)" } ?? "out of session"
            facts.append(
                (
                    "Listed",
                    "\(place), \(listing.sits.inZone(zone)); list closes \(listing.cutoff.inZone(zone)), ballots close "
                        + listing.closes.inZone(zone)
                ))
        }
        if let plan { facts.append(("Plan", plan.words)) }
        facts += afterPlanFacts
        facts += navigatorFacts
        var text = facts.map { "\($0.0.padded(to: 10))\($0.1.oneLine)\n" }.joined()
        text += section("To do", taskTable)
        text += section("Contacts with the insurer", insurerContacts.table)
        text += section("Questions about the plan", questionTable(in: zone))
        text += section("Seats", seatTable)
        text += section("Not seated", exclusionTable)
        if !decisions.isEmpty {
            text += "\nDecisions\n"
            for decision in decisions {
                let round = decision.round > 1 ? ", round \(decision.round)" : ""
                text += "Ballot \(decision.ballot)\(round)\n" + decision.words.map { "  \($0)\n" }.joined()
            }
        }
        var history = TextTable(columns: ["when", "who", "what", "why"])
        for item in timeline { history.add([item.at.inZone(zone), item.who, item.what, item.why ?? ""]) }
        return text + section("Timeline", history)
    }

    private var seatTable: TextTable {
        var table = TextTable(columns: ["seat", "who", "opinion", "why"])
        for seat in seats {
            table.add([seat.seat.title, seat.name, seat.opinion, seat.reasons.joined(separator: "; ")])
        }
        for seat in emptySeats { table.add([seat.title, "nobody", "", "nobody on the roster can take it"]) }
        return table
    }

    /// Everyone by name whom a rule kept out; those who lack expertise in the site are only counted.
    private var exclusionTable: TextTable {
        var table = TextTable(columns: ["who", "seat", "rule", "why"])
        var others: [(seat: Specialty, detail: String, count: Int)] = []
        for item in exclusions {
            guard item.rule == .expertise else {
                table.add([item.name, item.seat.title, item.rule.title, item.detail])
                continue
            }
            if let index = others.firstIndex(where: { $0.seat == item.seat && $0.detail == item.detail }) {
                others[index].count += 1
            } else {
                others.append((item.seat, item.detail, 1))
            }
        }
        for other in others {
            let who = other.count == 1 ? "1 other" : "\(other.count) others"
            table.add([who, other.seat.title, EligibilityRule.expertise.rawValue, other.detail])
        }
        return table
    }

    private func section(_ title: String, _ table: TextTable) -> String {
        table.isEmpty ? "" : "\n\(title)\n\(table.rendered())"
    }
}

extension CaseSheet.PlanLine {
    /// Where the plan stands, in plain words.
    fileprivate var words: String {
        var parts = ["version \(version)"]
        parts += gaps
        if let withdrawn { parts.append("withdrawn: \(withdrawn)") }
        parts.append(signedBy.map { "signed by \($0)" } ?? "not signed")
        if letterReleased { parts.append("letter released") }
        if planReleased { parts.append("plan released to the patient") }
        return parts.joined(separator: "; ")
    }
}
