package import Foundation
package import TumorBoard

/// A series of deliveries over one connection: one thread, one libcurl handle.
///
/// Deliveries run one at a time in the order they came. The connection is kept after a clean success and thrown away after
/// anything else, since a late reply to one message could pass for the verdict on the next.
package final class SMTPSession: Sendable {
    private let settings: SMTPSettings
    private let thread = CurlThread()

    /// Creates a session; nothing connects before the first delivery.
    package init(settings: SMTPSettings) { self.settings = settings }

    /// As `close()`.
    deinit { thread.close() }

    /// Hands one message to the server, for one recipient. Cancelling the task aborts the delivery.
    package func deliver(_ bytes: Data, from: EmailAddress, to: EmailAddress) async -> DeliveryOutcome {
        let delivery = SMTPDelivery(settings: settings, bytes: bytes, from: from.text, to: to.text)
        return await thread.answer { delivery.run(on: &$0, abort: $1) }
            ?? .deferred(reason: DeliveryReason(text: "the session was closed before the delivery began"))
    }

    /// Aborts the delivery in flight and those that wait: ambiguous where the body had begun, else deferred.
    package func abort() { thread.abort() }

    /// Ends the session: deliveries already handed in are finished, then the connection is closed. Does not wait.
    package func close() { thread.close() }
}

extension CurlThread {
    /// Runs a job on the thread and waits for its answer; nil when the thread was closed.
    func answer<Answer: Sendable>(
        _ work: @escaping @Sendable (inout CurlHandle?, AbortFlag) -> Answer
    ) async -> Answer? {
        let abort = AbortFlag()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let job = Job(abort: abort) { handle in continuation.resume(returning: work(&handle, abort)) }
                if !submit(job) { continuation.resume(returning: nil) }
            }
        } onCancel: {
            abort.raise()
        }
    }
}
