import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard case send-back`
struct CaseSendBackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send-back",
        abstract: "Send a plan back unsigned, as the board's chair or a delegate.",
        discussion: """
            The coordinator is told by mail, and the reviewer named with --to gets a link to change or complete their own \
            words; with --ballot the whole panel is asked to answer once more. Nothing is lost, and the signature is asked \
            for again when the plan has changed. The reason stands on the case's page and behind that link, in no mail.
            """)

    @Argument(help: "The case.") var id: CaseID
    @Option(help: "Chair or delegate, by their id on the roster.") var by: ReviewerID
    @Option(help: "What is to be changed.") var reason: String
    @Option(help: "The reviewer whose words are to be changed. Default: the coordinator.") var to: ReviewerID?
    @Flag(help: "Ask the whole panel to answer once more.") var ballot = false
    @OptionGroup var site: SiteOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason says nothing.") }
        if ballot, to != nil { throw ValidationError("--ballot asks everyone: leave --to out.") }
    }

    func run() async throws {
        let office = try await site.office()
        let file = try office.sendBack(
            id, by: by, reason: reason, to: to.map { .author($0) } ?? .coordinator, askingPanel: ballot)
        let whom = ballot ? "the whole panel" : to?.text ?? "the coordinator"
        let words = "Version \(file.plan?.version ?? 0) of the plan of case \(id) goes back unsigned to \(whom)"
        try output.show(try office.done(words, file)) { words + ".\n" }
    }
}

/// `tumorboard case revise`
struct CaseReviseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revise",
        abstract: "Correct what a plan says in the name of a reviewer of its panel; a signed plan gets a new version.",
        discussion: """
            The new version is compiled and not signed. The signed one stays on record and stays valid until the new one is \
            signed, or is withdrawn at once with --withdraw: its readers are then told, by telephone first. When the new \
            version is signed, whoever had the former one is told that there is a new one.
            """)

    @Argument(help: "The case.") var id: CaseID
    @Option(help: "The reviewer whose words they are, by their id on the roster.") var by: ReviewerID
    @Option(help: "The answer to the patient's question of that id, such as q1.") var question: String?
    @Option(help: "What the plan makes of the preference of that id, such as p1.") var preference: String?
    @Flag(inversion: .prefixedNo, help: "Whether the plan keeps to the preference.") var met: Bool?
    @Option(help: "What exactly is done in that treatment, such as surgery.") var detail: Modality?
    @Option(help: "Another part: benefits, sideEffects, duration, burden or boardAnswer.") var part: Part?
    @Option(help: "What it says instead.") var text: String
    @Option(help: "Why a signed plan is changed.") var reason = ""
    @Flag(help: "Withdraw the signed version at once.") var withdraw = false
    @OptionGroup var site: SiteOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var output: OutputOptions

    /// Parts that need no id.
    enum Part: String, ExpressibleByArgument, CaseIterable {
        case benefits, sideEffects, duration, burden, boardAnswer

        fileprivate var subject: PlanSupplement.Subject {
            switch self {
            case .benefits: .benefits
            case .sideEffects: .sideEffects
            case .duration: .duration
            case .burden: .burden
            case .boardAnswer: .boardAnswer
            }
        }
    }

    func validate() throws {
        let named = [question != nil, preference != nil, detail != nil, part != nil].count { $0 }
        guard named == 1 else { throw ValidationError("Name one: --question, --preference, --detail or --part.") }
        guard (preference == nil) == (met == nil) else {
            throw ValidationError("With --preference say --met or --no-met; with anything else neither.")
        }
        if text.allSatisfy(\.isWhitespace) { throw ValidationError("--text says nothing.") }
    }

    private var subject: PlanSupplement.Subject {
        if let question { return .question(question) }
        if let preference, let met { return .preference(preference, met: met) }
        if let detail { return .detail(detail) }
        return part?.subject ?? .boardAnswer
    }

    func run() async throws {
        let office = try await site.office()
        let file = try office.revise(
            id, by: by, subject, text: text, reason: reason, withdrawing: withdraw, actor: actor.name)
        let version = file.plan?.version ?? 0
        let former = file.validPlan.map { "; version \($0.version) stays valid until it is signed" } ?? ""
        let words = "Version \(version) of the plan of case \(id) is compiled and waits for its signature\(former)"
        try output.show(try office.done(words, file)) { words + ".\n" }
    }
}

/// `tumorboard case refuse`
struct CaseRefuseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse",
        abstract: "Record that the patient refuses a treatment outright, before the decision or after it.",
        discussion: """
            What the board recommends stays; beside it letter and plan show the best plan without that treatment, as members \
            of the panel gave it. Where nobody gave one, the panel is asked with the refusal known. A signed plan gets a new \
            version with its own sign-off.
            """)

    @Argument(help: "The case.") var id: CaseID
    @Option(help: "Which treatment.") var modality: Modality
    @Option(help: "Who records it.") var by: String
    @Option(help: "What the patient said.") var note: String?
    @Flag(help: "The patient no longer refuses it.") var lift = false
    @OptionGroup var site: SiteOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let office = try await site.office()
        let file = try office.refuse(TreatmentRefusal(modality: modality, by: by, note: note, lifted: lift), of: id)
        let words =
            "Recorded: the patient of case \(id) \(lift ? "no longer refuses" : "refuses") \(modality.inPlainWords)"
        try output.show(try office.done(words, file)) { "\(words). \(Self.consequence(file))\n" }
    }

    private static func consequence(_ file: CaseFile) -> String {
        if file.isVoting { return "The panel is asked with the refusal known." }
        guard file.compiled != nil, let plan = file.plan else { return "The panel will see it in the packet." }
        guard let answer = plan.refusal else { return "The plan needs nothing of it." }
        let ways = answer.without.map(\.option.plan.inPlainWords)
        return ways.isEmpty
            ? "Nobody on the panel gave a plan without it."
            : "Version \(plan.version) shows beside what was recommended: \(ways.joined(separator: "; or "))."
    }
}

extension Modality: ExpressibleByArgument {}
