import Foundation
import Orchestrator
import Synchronization

/// The site's agent as the demo runs it: in this process, or in one of its own that can be killed.
protocol DemoAgent: Sendable {
    /// Returns when nothing is due at the site's present time.
    func settle() async throws
    /// Ends it.
    func stop() async
}

/// The agent in this process.
struct InProcessAgent: DemoAgent {
    let agent: BoardAgent

    func settle() async throws { try await agent.runUntilIdle() }
    func stop() async { await agent.release() }
}

/// The agent in a process of its own, killed at random moments while it has work to do.
final class KilledAgent: DemoAgent {
    private struct State {
        var process: Process?
        var killsLeft: Int
        var generator: SplitMix
    }

    private let office: BoardOffice
    private let site: URL
    private let state: Mutex<State>
    /// Kills so far.
    var kills: Int { total - state.withLock { $0.killsLeft } }
    private let total: Int

    init(office: BoardOffice, site: URL, kills: Int, seed: UInt64) {
        self.office = office
        self.site = site
        total = kills
        state = Mutex(State(killsLeft: kills, generator: SplitMix(state: seed)))
    }

    func settle() async throws {
        let deadline = ContinuousClock.now + .seconds(120)
        var nextKill = ContinuousClock.now + delay()
        while try !office.isIdle() {
            try startWhereGone()
            guard ContinuousClock.now < deadline else {
                throw DemoFailure("the agent did not finish within two minutes")
            }
            if ContinuousClock.now >= nextKill {
                kill()
                nextKill = ContinuousClock.now + delay()
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    func stop() async {
        state.withLock { state in
            state.process?.terminate()
            state.process?.waitUntilExit()
            state.process = nil
        }
    }

    /// Half of the kills come while the process is hardly up, the others deep in its work.
    private func delay() -> Duration {
        state.withLock { state in
            let early = state.generator.next() % 2 == 0
            return .milliseconds(Int(state.generator.next() % (early ? 120 : 900)) + 20)
        }
    }

    private func kill() {
        state.withLock { state in
            guard state.killsLeft > 0, let process = state.process, process.isRunning else { return }
            Foundation.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            state.process = nil
            state.killsLeft -= 1
        }
    }

    private func startWhereGone() throws {
        try state.withLock { state in
            if let process = state.process, process.isRunning { return }
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            process.arguments = ["agent", "--site", site.path, "--poll", "10"]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            state.process = process
        }
    }
}

/// Bytes that are the same in every demo of one seed: its keys, links and codes are for trying things out only.
enum SeededBytes {
    static func source(seed: UInt64) -> @Sendable (Int) -> [UInt8] {
        let generator = Mutex(SplitMix(state: seed))
        return { count in
            generator.withLock { generator in (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) } }
        }
    }
}
