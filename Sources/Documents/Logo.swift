package import Foundation

/// A hospital's logo: the file logo.svg or logo.png beside its templates, carried inside every document and page.
package enum Logo {
    /// A logo larger than this would swell every page.
    static let limit = 512 << 10

    /// The logo as a `data:` address; nil where there is none.
    /// - Throws: `unreadable` where the file is too large or is not what its name says.
    package static func address(in folder: URL) throws(TemplateError) -> String? {
        for (name, type) in [("logo.svg", "image/svg+xml"), ("logo.png", "image/png")] {
            let file = folder.appending(path: name)
            guard FileManager.default.fileExists(atPath: file.path) else { continue }
            let data: Data
            do { data = try Data(contentsOf: file) } catch {
                throw .unreadable(path: file.path, reason: error.localizedDescription)
            }
            guard data.count <= limit else {
                throw .unreadable(
                    path: file.path, reason: "a logo has at most \(limit >> 10) KB; this has \(data.count >> 10)")
            }
            let isPNG = data.starts(with: [0x89, 0x50, 0x4E, 0x47])
            guard name.hasSuffix("png") ? isPNG : data.range(of: Data("<svg".utf8)) != nil else {
                throw .unreadable(path: file.path, reason: "its content is not what its name says")
            }
            return "data:\(type);base64,\(data.base64EncodedString())"
        }
        return nil
    }
}
