package import Foundation

/// A folder that only its owner may enter, for what is in clear for a moment. It is gone, with all it holds, when the
/// last who has it lets go.
package final class PrivateFolder: Sendable {
    /// Where it is.
    package let url: URL

    /// Makes one in the system's folder for temporary files.
    package init() throws {
        let place = FileManager.default.temporaryDirectory.appending(path: "tumorboard-XXXXXX")
        var template = Array(place.path.utf8CString)
        // mkdtemp gives mode 0700 and a name that no other process has.
        guard mkdtemp(&template) != nil else {
            throw SiteError.file(place.path, problem: String(cString: strerror(errno)))
        }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        url = URL(fileURLWithPath: path, isDirectory: true)
    }

    deinit {
        // a folder that cannot be removed holds nothing that others may read
        try? FileManager.default.removeItem(at: url)
    }
}
