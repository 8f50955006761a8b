import Documents
import Foundation
import Hummingbird
import Orchestrator
import TumorBoard

extension BoardSite {
    /// The packet with the opinion's form, the receipt, and the two ways of not giving an opinion.
    func addBallot(to router: Router<BasicRequestContext>) {
        router.get("ballot") { [self] request, _ in try ballot(request) }
        router.post("ballot") { [self] request, _ in
            request.holdsFile ? try await castFile(request) : try await castForm(request)
        }
        router.post("ballot/abstain") { [self] request, _ in try await abstain(request) }
        router.post("ballot/recuse") { [self] request, _ in try await recuse(request) }
        addDrafts(to: router)
    }

    private func ballot(_ request: Request) throws -> Response {
        let desk = try office.ballotDesk(try grant(request, for: .ballot))
        if request.wantsJSON {
            if request.query("receipt") != nil {
                guard let given = desk.given else { throw WebFault.notFound }
                return try Response(json: CastReceipt(given, desk))
            }
            guard desk.isOpen else { throw WebFault.ballotClosed }
            return try Response(json: BallotSheet(desk, template: office.opinionTemplate(desk)))
        }
        if let given = desk.given, !desk.isOpen || request.query("replace") == nil { return try receipt(given, desk) }
        guard desk.isOpen else { throw WebFault.ballotClosed }
        return try ballotPage(desk, try begun(desk))
    }

    /// What the form begins with: what was typed before, else an opinion that is to be confirmed or replaced, else
    /// nothing.
    func begun(_ desk: BallotDesk) throws -> BallotEntry {
        if let draft = try office.draft(at: desk) { return BallotEntry(entered: draft.fields, draftKept: draft.kept) }
        return BallotEntry(entered: prefilled(desk))
    }

    private func prefilled(_ desk: BallotDesk) -> [String: [String]] {
        guard let earlier = (desk.given ?? desk.stale)?.opinion, earlier.vote.status == .cast else { return [:] }
        return earlier.formFields(for: desk.packet.content.subject)
    }

    private func castForm(_ request: Request) async throws -> Response {
        let grant = try grant(request, for: .ballot)
        let form = try await request.form()
        let desk = try desk(for: form, through: grant)
        var reader = OpinionFormReader(form.fields, subject: desk.packet.content.subject, seat: desk.seat)
        var entry = BallotEntry(entered: form.fields)
        let opinion: Opinion
        do throws(OpinionProblems) {
            opinion = try reader.read()
        } catch {
            entry.errors = error.fields
            return try refused(entry, desk, grant)
        }
        return try submit(opinion, desk, grant, entry, action: "/ballot")
    }

    /// The form again, with what is wrong; what was typed is kept, should the page be left now.
    private func refused(_ entry: BallotEntry, _ desk: BallotDesk, _ grant: LinkGrant) throws -> Response {
        try office.keepDraft(entry.entered, through: grant)
        return try ballotPage(desk, entry)
    }

    private func abstain(_ request: Request) async throws -> Response {
        let grant = try grant(request, for: .ballot)
        let desk = try office.ballotDesk(grant)
        let form = try await request.form()
        try form.mustBeAbout(FormSubject(desk))
        var entry = try begun(desk)
        entry.take(form, ["reason"])
        guard !form.text("reason").isEmpty else {
            entry.abstainError = "say why you give no opinion"
            return try ballotPage(desk, entry)
        }
        let vote = try Vote(
            reviewer: desk.reviewer.id.text, specialty: desk.seat.specialty, status: .abstain,
            rationale: form.text("reason"))
        let sent = BallotEntry(entered: form.fields)
        return try submit(Opinion(vote: vote), desk, grant, sent, action: "/ballot/abstain")
    }

    private func recuse(_ request: Request) async throws -> Response {
        let grant = try grant(request, for: .ballot)
        let desk = try office.ballotDesk(grant)
        let form = try await request.form()
        try form.mustBeAbout(FormSubject(desk))
        guard desk.isOpen else { throw WebFault.ballotClosed }
        guard !form.text("reason").isEmpty else {
            var entry = try begun(desk)
            entry.take(form, ["reason"])
            entry.recuseError = "say what the conflict is"
            return try ballotPage(desk, entry)
        }
        try office.recuse(through: grant, reason: form.text("reason"))
        var response = try done(
            "You have stepped back", of: desk.file,
            [
                "Your seat on case \(desk.file.subject.id) is given to somebody else at once, and this link is over.",
                "Thank you for saying so.",
            ])
        SessionCookie.link.remove(from: &response, isBehindTLS: isBehindTLS)
        return response
    }

    /// Casts what was read. The same opinion again leads to the same receipt; another one must be confirmed.
    func submit(
        _ opinion: Opinion, _ desk: BallotDesk, _ grant: LinkGrant, _ entry: BallotEntry, action: String
    ) throws -> Response {
        if desk.given?.opinion == opinion { return .seeOther("/ballot") }
        guard desk.isOpen else { throw WebFault.ballotClosed }
        do {
            switch try office.cast(opinion, through: grant, replacing: entry.isConfirmed) {
            case .received: return .seeOther("/ballot")
            case .needsConfirmation(let before):
                if opinion.vote.status == .cast { try office.keepDraft(entry.entered, through: grant) }
                return try confirmation(of: opinion, replacing: before, desk, entry, action: action)
            }
        } catch let refusal as CommandRefusal {
            guard let problem = refusal.formProblem else { throw refusal }
            var entry = entry
            entry.errors = [problem]
            return try refused(entry, desk, grant)
        }
    }

    /// An opinion written as a file, from the command line.
    private func castFile(_ request: Request) async throws -> Response {
        let grant = try grant(request, for: .ballot)
        let desk = try office.ballotDesk(grant)
        do {
            let opinion = try office.readOpinion(try await request.bytes(), for: desk)
            guard opinion.vote.status != .recused else {
                throw FileProblem(
                    file: "opinion", line: nil, field: "status", message: "to step back, open the link in a browser")
            }
            let signature = try request.opinionSignature()
            if signature == nil, let given = desk.given, given.opinion == opinion {
                return try Response(json: CastReceipt(given, desk))
            }
            guard desk.isOpen else { throw WebFault.ballotClosed }
            switch try office.cast(
                opinion, through: grant, replacing: request.query("replace") == "yes", signature: signature)
            {
            case .received(let cast): return try Response(json: CastReceipt(cast, desk))
            case .needsConfirmation(let before):
                let confirm = "you gave another opinion on \(try times(of: desk.file).moment(before.at)): "
                return try Response(
                    json: ConfirmBody(confirm: confirm + "say that it is to be replaced"), status: .conflict)
            }
        } catch let problems as OpinionProblems {
            return try Response(json: ProblemsBody(problems.fields), status: .unprocessableContent)
        } catch let problem as FileProblem {
            let place = problem.line.map { "line \($0): " } ?? ""
            return try Response(
                json: ProblemsBody([(field: problem.field, message: place + problem.message)]),
                status: .unprocessableContent)
        } catch let refusal as KeyRefusal {
            return try Response(
                json: ProblemsBody([(field: "", message: refusal.description)]), status: .unprocessableContent)
        } catch let refusal as CommandRefusal {
            guard let problem = refusal.fileProblem else { throw refusal }
            return try Response(json: ProblemsBody([problem]), status: .unprocessableContent)
        }
    }
}

/// What was typed into a ballot's page, and what is wrong with it.
struct BallotEntry {
    var entered: [String: [String]] = [:]
    var errors: [(field: String, message: String)] = []
    var abstainError: String?
    var recuseError: String?
    /// When what is entered was kept as a draft; nil where it is no draft.
    var draftKept: Date?

    /// Adds fields of another form of the page to what stands in the opinion's.
    mutating func take(_ form: PostedForm, _ names: [String]) {
        for name in names { entered[name] = form.fields[name] }
    }

    var isConfirmed: Bool { entered["confirm"] == ["yes"] }
    var isRefused: Bool { !errors.isEmpty || abstainError != nil || recuseError != nil }
}

extension CommandRefusal {
    /// What is wrong with an opinion, by the field of the form where it is mended; nil where it is something else.
    var formProblem: (field: String, message: String)? {
        guard let problem = fileProblem else { return nil }
        return (Self.formField(problem.field), problem.message)
    }

    /// What is wrong with an opinion, by the field of its file.
    var fileProblem: (field: String, message: String)? {
        switch self {
        case .opinion(let error): (error.field, Self.remedy(in: error))
        case .unknownReference, .wrongAuthor: ("form", description)
        default: nil
        }
    }

    /// The error's words without the place, which the form shows itself.
    private static func remedy(in error: VoteError) -> String {
        let words = error.description
        guard let colon = words.range(of: ": ") else { return words }
        return String(words[colon.upperBound...])
    }

    private static func formField(_ field: String) -> String {
        if field == "plan" { return "phase-1" }
        if field.hasPrefix("ratings.") { return "rating-" + field.dropFirst("ratings.".count) }
        if let match = field.wholeMatch(of: /contraindications\[(\d+)\]\.(.+)/), let index = Int(match.1) {
            return "contraindication-\(index + 1)-\(match.2)"
        }
        return field
    }
}
