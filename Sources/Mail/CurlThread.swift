import Foundation
import Synchronization

/// A thread that owns one libcurl handle and does one job after another: libcurl blocks, and the cooperative pool must not.
final class CurlThread: Sendable {
    /// A job gets the handle, may replace it, and must answer whoever waits for it.
    struct Job: Sendable {
        let abort: AbortFlag
        let work: @Sendable (inout CurlHandle?) -> Void
    }

    private struct State {
        var waiting: [Job] = []
        var current: AbortFlag?
        var isClosed = false
        var isStarted = false
    }

    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)

    /// Queues a job; the thread starts with the first.
    /// - Returns: false when the thread was closed; the job will not run.
    func submit(_ job: Job) -> Bool {
        let (isTaken, mustStart) = state.withLock { state in
            guard !state.isClosed else { return (false, false) }
            state.waiting.append(job)
            defer { state.isStarted = true }
            return (true, !state.isStarted)
        }
        guard isTaken else { return false }
        if mustStart {
            let thread = Thread { self.run() }
            thread.name = "smtp"
            thread.start()
        }
        wake.signal()
        return true
    }

    /// Stops the job that runs and those that wait.
    func abort() {
        let flags = state.withLock { state in state.waiting.map(\.abort) + [state.current].compactMap { $0 } }
        for flag in flags { flag.raise() }
    }

    /// Lets the thread finish its jobs, take leave of the server and end. Does not wait for that.
    func close() {
        let isFirst = state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
        if isFirst { wake.signal() }
    }

    private func run() {
        var handle: CurlHandle?
        while let job = next() { job.work(&handle) }
        handle = nil
    }

    private func next() -> Job? {
        state.withLock { $0.current = nil }
        wake.wait()
        return state.withLock { state in
            guard !state.waiting.isEmpty else { return nil }
            let job = state.waiting.removeFirst()
            state.current = job.abort
            return job
        }
    }
}
