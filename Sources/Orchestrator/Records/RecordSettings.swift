import Configuration

/// `records.*`: what may come in as a file, and the tools that look into it.
package struct RecordSettings: Sendable, Equatable {
    /// `records.maxFileMB`: the largest file that is no zip, in MiB.
    package var maxFileMB = 50
    /// `records.maxArchiveMB`: the largest zip of images, in MiB.
    package var maxArchiveMB = 512
    /// `records.maxUnpackedMB`: what a zip may unpack to, in MiB.
    package var maxUnpackedMB = 4_096
    /// `records.dicomCommand`: dcmtk's `dcmdump`.
    package var dicomCommand = "dcmdump"
    /// `records.unzipCommand`: Info-ZIP's `unzip`.
    package var unzipCommand = "unzip"

    /// The usual settings.
    package init() {}

    /// Reads the settings of a site.
    /// - Throws: `SiteError.setting` for a limit that is none.
    init(_ reader: ConfigReader) throws {
        func megabytes(_ key: String, _ usual: Int) throws -> Int {
            let value = reader.int(forKey: ConfigKey(key)) ?? usual
            guard (1...1_048_576).contains(value) else {
                throw SiteError.setting(key: key, problem: "\(value) is not between 1 and 1048576 MiB")
            }
            return value
        }
        maxFileMB = try megabytes("records.maxFileMB", maxFileMB)
        maxArchiveMB = try megabytes("records.maxArchiveMB", maxArchiveMB)
        maxUnpackedMB = try megabytes("records.maxUnpackedMB", maxUnpackedMB)
        dicomCommand = reader.string(forKey: "records.dicomCommand") ?? dicomCommand
        unzipCommand = reader.string(forKey: "records.unzipCommand") ?? unzipCommand
    }

    /// Bytes that a zip may have.
    package var maxArchiveBytes: Int { maxArchiveMB << 20 }
    /// Bytes that any other file may have.
    package var maxFileBytes: Int { maxFileMB << 20 }
    var maxUnpackedBytes: Int { maxUnpackedMB << 20 }
}
