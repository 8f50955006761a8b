import Foundation
import MailCatcher
import Orchestrator
import TumorBoard

/// The people of the demo: each acts on the emails that come, as the samples' scripts say, through the site's pages.
final class DemoPeople {
    private let stage: DemoStage
    private let mailbox: DemoMailbox
    private let say: (CaseID, String) -> Void
    private let scripts: () -> [CaseID: SampleScript]
    private var queue: [(at: Date, order: Int, act: () async throws -> Void)] = []
    private var order = 0
    private var firstHolder: [String: String] = [:]

    init(
        _ stage: DemoStage, scripts: @escaping () -> [CaseID: SampleScript], say: @escaping (CaseID, String) -> Void
    ) {
        self.stage = stage
        self.scripts = scripts
        self.say = say
        mailbox = DemoMailbox(stage.catcher)
    }

    /// When someone acts next.
    var nextAct: Date? { queue.first?.at }

    /// Plans something for later.
    func plan(at: Date, _ act: @escaping () async throws -> Void) {
        order += 1
        queue.append((at, order, act))
        queue.sort { ($0.at, $0.order) < ($1.at, $1.order) }
    }

    /// Does what is planned for now.
    func actDue() async throws {
        while let next = queue.first, next.at <= stage.office.now {
            queue.removeFirst()
            try await next.act()
        }
    }

    /// Reads new mail and plans what each reader does.
    func readMail() throws {
        for mail in try mailbox.unread() {
            guard let id = try mail.caseID ?? caseOfPatient(mail), let script = scripts()[id] else { continue }
            try react(to: mail, id, script)
        }
    }

    private func react(to mail: DemoMail, _ id: CaseID, _ script: SampleScript) throws {
        guard let link = mail.link else { return }
        switch mail.kind {
        case "invite", "cover", "third-opinion", "reconfirm":
            plan(after: delay(mail, 2...9)) { try await self.vote(mail, link, id, script) }
        case "sign-off": plan(after: 3) { try await self.sign(mail, link, id) }
        case "conversation":
            guard let talk = script.conversation else { return }
            plan(after: talk.hours) { try await self.act(mail, link, id, name: talk.by, note: "") }
        case "re-review", "task":
            guard let result = script.results.first else { return }
            let name = try reviewer(mail)?.name ?? mail.to
            plan(after: result.hours) { try await self.act(mail, link, id, name: name, note: result.text) }
        case "emergency":
            for happening in script.happenings {
                guard case .acknowledge(let by) = happening.act else { continue }
                plan(at: max(happening.at, stage.office.now)) { try await self.acknowledge(link, id, by) }
            }
        case "letter": plan(after: 4) { try await self.readLetter(mail, link, id) }
        case "summary": plan(after: 6) { try await self.readSummary(mail, link, id) }
        case "plan": plan(after: 5) { try await self.readPlan(link, id, script) }
        default: break
        }
    }

    /// An email to a patient names no case: the reader knows whose it is.
    private func caseOfPatient(_ mail: DemoMail) throws -> CaseID? {
        try scripts().keys.first { try stage.office.caseFile($0).subject.patient.email?.text == mail.to }
    }

    private func plan(after hours: Double, _ act: @escaping () async throws -> Void) {
        plan(at: stage.office.now.addingTimeInterval(hours * 3_600), act)
    }

    /// A delay that is the same each time: from the case and the reader.
    private func delay(_ mail: DemoMail, _ hours: ClosedRange<Int>) -> Double {
        let sum = "\(mail.to)\(mail.caseID?.text ?? "")".utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
        return Double(hours.lowerBound + sum % hours.count)
    }

    private func reviewer(_ mail: DemoMail) throws -> Reviewer? {
        try stage.office.roster().reviewers.first { $0.email.text == mail.to }
    }

    // MARK: what people do

    private func vote(_ mail: DemoMail, _ link: String, _ id: CaseID, _ script: SampleScript) async throws {
        let file = try stage.office.caseFile(id)
        guard let reviewer = try reviewer(mail), let seat = file.panel?.seat(of: reviewer.id), file.isVoting,
            file.awaitedSeats.contains(where: { $0.reviewer == reviewer.id })
        else { return }
        let seatKey = "\(id)/\(seat.specialty)"
        let isFirst = (firstHolder[seatKey] ?? reviewer.id.text) == reviewer.id.text
        firstHolder[seatKey] = firstHolder[seatKey] ?? reviewer.id.text
        let isFirstPerson = isFirst && !seat.reasons.contains(.thirdOpinion)
        if isFirstPerson, script.silent.contains(seat.specialty) { return }
        if isFirstPerson, let reason = script.recuse[seat.specialty] {
            let browser = try await open(link, as: mail.to)
            let page = try await browser.get("/ballot")
            try expect(
                await browser.post("/ballot/recuse", page.hidden.adding("reason", reason)), [200, 303], "recusing")
            return
        }
        let isLater = file.packets.count > 1
        guard let opinion = try script.opinion(of: seat, isLater: isLater) else {
            throw DemoFailure("\(script.folder): no opinion is scripted for the \(seat.specialty.title)")
        }
        if script.byCLI.contains(seat.specialty) {
            try await castByCommandLine(opinion, link, mail.to, id)
        } else {
            let browser = try await open(link, as: mail.to)
            let page = try await browser.get("/ballot")
            try expect(page, [200], "reading the packet")
            guard page.body.contains(file.packet?.digest.prefix(12) ?? "?") else {
                throw DemoFailure("\(id): the ballot's page does not show the packet's digest")
            }
            let typed = opinion.formFields(for: file.packet?.content.subject ?? file.subject)
            let fields = page.hidden.merging(typed) { $1 }
            try expect(await browser.post("/ballot", fields), [303], "casting")
        }
    }

    private func castByCommandLine(_ opinion: Opinion, _ link: String, _ address: String, _ id: CaseID) async throws {
        let browser = DemoBrowser(base: stage.url)
        try expect(await browser.post(link), [200], "asking for a code")
        let code = try await self.code(for: address)
        let file = stage.site.appending(path: "opinion-\(id).yaml")
        try Data(OpinionWriter.yaml(opinion).utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["opinion", "cast", file.path, "--link", link, "--code", code, "--json"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw DemoFailure("tumorboard opinion cast failed: \(said)") }
        say(id, "cast with “tumorboard opinion cast FILE --link …”")
    }

    private func sign(_ mail: DemoMail, _ link: String, _ id: CaseID) async throws {
        guard let reviewer = try reviewer(mail), try stage.office.caseFile(id).signature == nil else { return }
        let browser = try await open(link, as: mail.to)
        let page = try await browser.get("/signoff")
        try expect(page, [200], "reading the plan to sign")
        let fields = page.hidden.adding("name", reviewer.name).adding("confirm", "yes")
        try expect(await browser.post("/signoff", fields), [200, 303], "signing")
    }

    private func act(_ mail: DemoMail, _ link: String, _ id: CaseID, name: String, note: String) async throws {
        let browser = try await open(link, as: mail.to)
        let page = try await browser.get("/act")
        let fields = page.hidden.adding("name", name).adding("note", note)
        try expect(await browser.post("/act", fields), [200, 303], "answering")
    }

    private func acknowledge(_ link: String, _ id: CaseID, _ name: String) async throws {
        guard try stage.office.caseFile(id).acknowledged == nil else { return }
        let browser = DemoBrowser(base: stage.url)
        try expect(await browser.post(link), [200, 303], "opening the alert")
        let page = try await browser.get("/act")
        let fields = page.hidden.adding("name", name).adding("note", "")
        try expect(await browser.post("/act", fields), [200, 303], "acknowledging")
    }

    private func readLetter(_ mail: DemoMail, _ link: String, _ id: CaseID) async throws {
        let browser = try await open(link, as: mail.to)
        try expect(await browser.get("/letter"), [200], "reading the letter")
        say(id, "The referring doctor reads the letter")
    }

    private func readSummary(_ mail: DemoMail, _ link: String, _ id: CaseID) async throws {
        let browser = try await open(link, as: mail.to)
        try expect(await browser.get("/summary"), [200], "reading the summary")
        say(id, "The patient's own doctor reads the summary")
    }

    private func readPlan(_ link: String, _ id: CaseID, _ script: SampleScript) async throws {
        let browser = DemoBrowser(base: stage.url)
        try expect(await browser.post(link), [200], "opening the patient's link")
        try expect(await browser.post(link + "/open", ["factor": ["not the passphrase"]]), [403], "a wrong passphrase")
        try expect(await browser.post(link + "/open", ["factor": [script.passphrase]]), [303], "giving the passphrase")
        let page = try await browser.get("/plan")
        try expect(page, [200], "reading the plan")
        let subject = try stage.office.caseFile(id).subject
        for text in subject.questions.map(\.text) + subject.preferences.map(\.text)
        where !page.words.contains(text.singleSpaced) {
            throw DemoFailure("\(id): the patient's plan does not hold “\(text)”")
        }
        say(id, "The patient reads the plan (\(page.body.utf8.count / 1024) KB page) with their passphrase")
    }

    /// Opens a link as its reader would: asks for the code, reads it in the mail, types it in.
    private func open(_ link: String, as address: String) async throws -> DemoBrowser {
        let browser = DemoBrowser(base: stage.url)
        try expect(await browser.get(link), [200], "opening a link")
        try expect(await browser.post(link), [200], "asking for a code")
        let code = try await self.code(for: address)
        try expect(await browser.post(link + "/open", ["factor": [code]]), [303], "giving the code")
        return browser
    }

    private func code(for address: String) async throws -> String {
        try await stage.agent.settle()
        let mails = try stage.catcher.messages(to: address).map(DemoMail.init)
        guard let code = mails.last(where: { $0.kind == "code" })?.code else {
            throw DemoFailure("no code was mailed to \(address)")
        }
        return code
    }

    private func expect(_ page: DemoBrowser.Page, _ statuses: [Int], _ what: String) throws {
        guard statuses.contains(page.status) else {
            throw DemoFailure("\(what): the site answered \(page.status): \(page.words.prefix(1_200))")
        }
    }
}

extension [String: [String]] {
    /// The fields with one more.
    fileprivate func adding(_ name: String, _ value: String) -> Self { merging([name: [value]]) { $1 } }
}
