package import Foundation

/// The CSV files of a folder.
package enum ExtractFolder {
    /// The folder's CSV, TSV and text files, those in folders within it too, by their path.
    /// - Throws: `FileProblem` where there is no such folder; what the file system says of a file that cannot be read.
    package static func files(in folder: URL) throws -> [ExtractFile] {
        let root = folder.standardizedFileURL.resolvingSymlinksInPath()
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root.path, isDirectory: &isFolder), isFolder.boolValue else {
            throw FileProblem(
                file: folder.relativePath, line: nil, field: "",
                message: "there is no such folder; with a mapping name the folder that holds the CSV files")
        }
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { path in
            let name = path.lowercased()
            let isHidden = name.split(separator: "/").contains { $0.hasPrefix(".") }
            return !isHidden && [".csv", ".tsv", ".txt"].contains { name.hasSuffix($0) }
        }
        return try paths.sorted().map { path in
            ExtractFile(name: path, data: try Data(contentsOf: root.appending(path: path)))
        }
    }
}
