import Foundation
import Hummingbird
import Orchestrator

/// What an upload's form brought: its fields, and its files on disk.
struct PostedUpload: Sendable {
    /// Fields that are no files, by name.
    var fields: [String: String] = [:]
    /// Files that are not empty, in their order.
    var files: [IncomingFile] = []
    /// The folder that the files are in; gone with this value.
    let folder: PrivateFolder
}

/// Writes an upload to disk as it comes. Nothing is read into memory as a whole, and what is too much ends it.
struct UploadIntake {
    /// What a field that is no file may have.
    private static let longestField = 4 << 10
    static let mostFiles = 20
    private let limit: Int
    private let isExpected: (String?) -> Bool
    private var posted: PostedUpload
    private var reader: MultipartReader
    private var part: MultipartHead?
    private var field: [UInt8] = []
    private var handle: FileHandle?
    private var written = 0
    private var total = 0

    /// - Parameters:
    ///   - limit: bytes of the whole body.
    ///   - isExpected: whether the form is about the session's link; asked before the first file is written.
    /// - Throws: `WebFault.malformedForm`; `SiteError.file` where there is no room for temporary files.
    init(contentType: String?, limit: Int, isExpected: @escaping (String?) -> Bool) throws {
        do throws(MultipartFault) {
            reader = try MultipartReader(contentType: contentType ?? "")
        } catch {
            throw WebFault.malformedForm
        }
        self.limit = limit
        self.isExpected = isExpected
        posted = PostedUpload(folder: try PrivateFolder())
    }

    /// Takes a body to its end.
    /// - Throws: `WebFault.malformedForm`, `.tooLarge`, `.otherForm`.
    mutating func take(_ body: RequestBody) async throws -> PostedUpload {
        defer { try? handle?.close() }
        for try await buffer in body {
            total += buffer.readableBytes
            guard total <= limit else { throw WebFault.tooLarge(limitMB: limit >> 20) }
            do {
                for event in try reader.read(buffer.wholeContent) { try take(event) }
            } catch is MultipartFault {
                throw WebFault.malformedForm
            }
        }
        guard reader.isComplete else { throw WebFault.malformedForm }
        return posted
    }

    private mutating func take(_ event: MultipartEvent) throws {
        switch event {
        case .part(let head): try begin(head)
        case .bytes(let bytes):
            if let handle {
                try handle.write(contentsOf: bytes)
                written += bytes.count
            } else {
                field += bytes
                guard field.count <= Self.longestField else { throw WebFault.malformedForm }
            }
        case .endOfPart: try end()
        }
    }

    private mutating func begin(_ head: MultipartHead) throws {
        (part, field, written) = (head, [], 0)
        guard head.filename != nil else { return }
        guard isExpected(posted.fields[FormSubject.field]) else { throw WebFault.otherForm }
        guard posted.files.count < Self.mostFiles else { throw WebFault.tooManyFiles(most: Self.mostFiles) }
        let file = posted.folder.url.appending(path: "file-\(posted.files.count)")
        guard FileManager.default.createFile(atPath: file.path, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw SiteError.file(file.path, problem: "it cannot be written") }
        handle = try FileHandle(forWritingTo: file)
    }

    private mutating func end() throws {
        guard let head = part else { return }
        part = nil
        guard let open = handle else {
            posted.fields[head.name] = posted.fields[head.name] ?? String(decoding: field, as: UTF8.self)
            return
        }
        try open.close()
        handle = nil
        let name = head.filename ?? ""
        // a browser sends an empty part without a name where no file was chosen
        guard head.name == "file", written > 0 || !name.isEmpty else { return }
        posted.files.append(
            IncomingFile(
                url: posted.folder.url.appending(path: "file-\(posted.files.count)"), name: name, in: posted.folder))
    }
}

extension ByteBuffer {
    /// What is left to be read, copied at once.
    fileprivate var wholeContent: [UInt8] { getBytes(at: readerIndex, length: readableBytes) ?? [] }
}
