/// What is wrong with a keyring, and how to mend it.
package enum KeyringError: Error, Equatable, CustomStringConvertible {
    /// There is no keyring at this path.
    case missing(path: String)
    /// There is one already.
    case exists(path: String)
    /// Others than its owner may reach it.
    case open(path: String, mode: String, mend: String)
    /// A key file is not what this program wrote, or belongs to another master key.
    case damaged(path: String, why: String)
    /// The source of randomness gave too little.
    case randomness(wanted: Int, got: Int)
    /// A file operation failed.
    case file(path: String, operation: String, reason: String)

    /// The message for a person.
    package var description: String {
        switch self {
        case .missing(let path): "there is no key at \(path); restore the keyring from its own backup"
        case .exists(let path): "\(path) exists already; a keyring is never overwritten"
        case .open(let path, let mode, let mend):
            "\(path) can be reached by others than its owner (mode \(mode)); run: \(mend)"
        case .damaged(let path, let why): "\(path) is no key of this keyring: \(why); restore it from its backup"
        case .randomness(let wanted, let got): "the source of randomness gave \(got) bytes where \(wanted) are needed"
        case .file(let path, let operation, let reason): "\(operation) \(path): \(reason)"
        }
    }
}
