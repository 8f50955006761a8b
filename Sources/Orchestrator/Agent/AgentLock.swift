import Foundation

/// The lock that the one active agent of a site holds: when it is free, whoever held it is gone.
final class AgentLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock; nil where another agent holds it.
    init?(_ file: URL) throws {
        let descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw SiteError.file(file.path, problem: "cannot be opened: \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }
}
