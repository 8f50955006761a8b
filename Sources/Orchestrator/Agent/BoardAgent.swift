import Foundation
import Journal
import Logging
import Mail
import ServiceLifecycle
import TumorBoard

/// Does what falls due: takes steps, sends mail, and remembers nothing.
///
/// One agent of a site is active at a time, told by a lock that dies with its process; others stand by.
package actor BoardAgent: Service {
    private let office: BoardOffice
    private let owner: String
    private let poll: Duration
    private let courier: SMTPSession
    private let postman: Postman
    private var lock: AgentLock?
    private let observe: @Sendable (StepReport) -> Void

    /// An agent of a site.
    /// - Parameters:
    ///   - poll: how long it waits before it looks again when nothing is due.
    ///   - observe: told of every step that led to something.
    package init(
        office: BoardOffice, poll: Duration = .seconds(1),
        observe: @escaping @Sendable (StepReport) -> Void = { _ in }
    ) {
        self.office = office
        self.poll = poll
        self.observe = observe
        owner = "agent-\(ProcessInfo.processInfo.processIdentifier)"
        courier = SMTPSession(settings: office.configuration.smtp)
        postman = Postman(office: office)
    }

    /// Works until the service group shuts down; a delivery under way is aborted and counted as what it is.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskCancellationHandler {
                while !Task.isCancelled {
                    let busy = await self.roundOrFault()
                    if !busy { try? await Task.sleep(for: self.poll) }
                }
            } onCancel: {
                self.courier.abort()
            }
        }
        courier.close()
        lock = nil
    }

    /// Lets another agent take the site; this one takes it again when it next has a round.
    package func release() { lock = nil }

    /// Does everything that is due now, until nothing is.
    /// - Returns: how many steps and messages that was; zero also where another agent is active.
    @discardableResult
    package func runUntilIdle() async throws -> Int {
        var done = 0
        while true {
            let round = try await self.round()
            if round == 0 { return done }
            done += round
        }
    }

    private func roundOrFault() async -> Bool {
        do {
            return try await round() > 0
        } catch {
            office.logger.error(
                "the agent's round failed", metadata: ["error": "\(type(of: error))", "what": "\(error)"])
            return false
        }
    }

    private func round() async throws -> Int {
        guard try claimSite() else { return 0 }
        try office.queueDailyHead()
        let steps = try await takeSteps()
        return steps + (try await deliverMail())
    }

    private func claimSite() throws -> Bool {
        if lock != nil { return true }
        guard let taken = try AgentLock(office.paths.agentLock) else { return false }
        lock = taken
        try office.journal.voidLeases(exceptOwner: owner)
        return true
    }

    private func takeSteps() async throws -> Int {
        var taken = 0
        let steps = try office.dueSteps()
        let alerts = steps.prefix { $0.action == .alert }
        for step in alerts where !Task.isCancelled { taken += try take(step.action, of: step.id) }
        if try !Task.isCancelled && office.mustReplan() { taken += try replan() }
        for step in steps.dropFirst(alerts.count) where !Task.isCancelled {
            taken += try take(step.action, of: step.id)
            await Task.yield()
        }
        return taken
    }

    /// What people, sessions, rules or wishes that changed mean for lists and panels.
    private func replan() throws -> Int {
        do {
            try office.replan().forEach(observe)
        } catch {
            office.logger.error(
                "planning again failed and is tried again in ten minutes", metadata: ["what": "\(error)"])
            try office.postponeReplan(by: 600)
        }
        return 1
    }

    private func take(_ action: DueAction, of id: CaseID) throws -> Int {
        let now = office.now
        let stream = StreamID.ofCase(id)
        guard let lease = try office.journal.lease(stream, owner: owner, until: now.addingTimeInterval(60), now: now)
        else { return 0 }
        defer { try? office.journal.release(lease) }
        do {
            let reports = try office.take(action, of: id)
            if action == .alert, !reports.isEmpty { try runAlertCommand(id) }
            reports.forEach(observe)
            return 1
        } catch {
            office.logger.error(
                "a due step failed and is tried again in ten minutes",
                metadata: ["case": "\(id)", "step": "\(action.rawValue)", "what": "\(error)"])
            try office.postpone(id, action, by: 600)
            return 0
        }
    }

    private func deliverMail() async throws -> Int {
        let now = office.now
        let lease = now.addingTimeInterval(Double(office.configuration.smtp.responseTimeout) + 300)
        let claims = try office.journal.claimOutbox(owner: owner, now: now, leaseUntil: lease, limit: 8)
        for claim in claims where !Task.isCancelled { try await deliver(claim) }
        return claims.count
    }

    private func deliver(_ claim: ClaimedMail) async throws {
        let mail: ComposedMail
        do {
            guard let composed = try await composed(claim) else { return }
            mail = composed
        } catch  where Task.isCancelled {
            // the agent is ending and took the renderer with it: that is nobody's fault
            _ = try office.journal.complete(
                claim.id, epoch: claim.epoch, result: .untried("the agent was ending"), now: office.now, nextTry: nil)
            return
        } catch {
            office.logger.error(
                "a message could not be composed", metadata: ["kind": "\(claim.kind)", "error": "\(type(of: error))"])
            _ = try office.journal.complete(
                claim.id, epoch: claim.epoch, result: .failed("\(error)"), now: office.now, nextTry: nil)
            return
        }
        guard try office.journal.holds(claim.id, epoch: claim.epoch) else { return }
        let outcome = await courier.deliver(
            mail.bytes, from: try EmailAddress(mail.sender), to: try EmailAddress(mail.recipient))
        if outcome.needsAlarm {
            office.logger.warning(
                "mail delivery needs a look", metadata: ["kind": "\(claim.kind)", "reply": "\(outcome.words)"])
        }
        _ = try office.journal.complete(
            claim.id, epoch: claim.epoch, result: outcome.result, now: office.now,
            nextTry: office.now.addingTimeInterval(
                Backoff.seconds(afterAttempts: claim.attempts, random: office.random)))
    }

    private func composed(_ claim: ClaimedMail) async throws -> ComposedMail? {
        if let composed = claim.composed { return composed }
        let made = try await postman.compose(claim)
        let kept = try office.journal.compose(
            claim.id, epoch: claim.epoch, messageID: made.messageID, recipient: made.recipient.text,
            sender: office.configuration.mailFrom.text, bytes: made.bytes, links: made.links)
        return kept ? try office.journal.composed(claim.id) : nil
    }

    private func runAlertCommand(_ id: CaseID) throws {
        guard let command = office.configuration.alertCommand else { return }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command)
        process.arguments = [id.text]
        try process.run()
    }
}

/// When a deferred message is tried again: 5 minutes, doubling to 67, give or take a tenth.
enum Backoff {
    static func seconds(afterAttempts attempts: Int, random: @Sendable (Int) -> [UInt8]) -> Double {
        let base = min(67.0, 5.0 * Double(1 << min(max(0, attempts), 4))) * 60
        let jitter = Double(random(1).first ?? 0) / 255 * 0.2 - 0.1
        return base * (1 + jitter)
    }
}

extension DeliveryOutcome {
    /// What is written down: the server's words.
    var words: String {
        switch self {
        case .accepted(_, let reply): reply
        case .deferred(let reason), .failed(let reason), .ambiguous(let reason), .configuration(let reason): reason.text
        }
    }

    var result: MailResult {
        switch self {
        case .accepted(_, let reply): .accepted(reply)
        case .deferred(let reason): .deferred(reason.text)
        case .failed(let reason): .failed(reason.text)
        case .ambiguous(let reason): .ambiguous(reason.text)
        case .configuration(let reason): .deferred(reason.text)
        }
    }
}
