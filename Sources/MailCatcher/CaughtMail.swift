package import Foundation

/// One mail that a catcher took.
package struct CaughtMail: Sendable {
    /// Its number in order of arrival, counted on from the files that were there before.
    package let sequence: Int
    /// The envelope's sender.
    package let mailFrom: String
    /// The envelope's recipients.
    package let recipients: [String]
    /// The message as it came, dots unstuffed.
    package let data: Data
    /// Where it was written, if the catcher has a folder.
    package let file: URL?
}
