import Foundation
import Hummingbird
import TumorBoard

extension Response {
    /// A page.
    init(html: String, status: HTTPResponse.Status = .ok) {
        self.init(text: html, type: "text/html; charset=utf-8", status: status)
    }

    /// Text of a type.
    init(text: String, type: String, status: HTTPResponse.Status = .ok) {
        self.init(
            status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// A value for the command line.
    init(json value: some Encodable, status: HTTPResponse.Status = .ok) throws {
        let data = try JSONEncoder.canonical.encode(value)
        self.init(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
    }

    /// A file to keep.
    init(pdf data: Data, named name: String) {
        self.init(
            status: .ok,
            headers: [.contentType: "application/pdf", .contentDisposition: "attachment; filename=\"\(name)\""],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
    }

    /// Sends a browser on with GET.
    static func seeOther(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path])
    }
}

extension Request {
    /// Whether a program asks, not a browser.
    var wantsJSON: Bool { headers[.accept]?.contains("application/json") ?? false }

    /// Whether the body is an opinion written as a file, and not a form.
    var holdsFile: Bool {
        let type = headers[.contentType]?.split(separator: ";").first?.lowercased() ?? ""
        return ["application/yaml", "application/x-yaml", "text/yaml", "application/json"].contains(type)
    }

    /// A value of the query; the first of that name.
    func query(_ name: String) -> String? { uri.queryParameters[Substring(name)].map(String.init) }

    /// The body, of at most 1 MiB.
    func bytes() async throws -> Data { Data(try await body.collect(upTo: 1 << 20).readableBytesView) }

    /// The body as the form that it is.
    func form() async throws -> PostedForm { try PostedForm(try await bytes()) }
}

/// What a form posted: the values of each field in their order.
struct PostedForm: Equatable, Sendable {
    let fields: [String: [String]]

    /// Reads `application/x-www-form-urlencoded`.
    /// - Throws: `WebFault.malformedForm`.
    init(_ data: Data) throws(WebFault) {
        guard let body = String(data: data, encoding: .utf8) else { throw .malformedForm }
        var fields: [String: [String]] = [:]
        for pair in body.split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(halves[0]), let value = halves.count > 1 ? Self.decoded(halves[1]) : "" else {
                throw .malformedForm
            }
            fields[name, default: []].append(value)
        }
        self.fields = fields
    }

    /// The first value of a field, without white space around it; empty where there is none.
    func text(_ name: String) -> String {
        (fields[name]?.first ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Refuses a form that another link's page holds: with two links open, an answer must not land on the other case.
    func mustBeAbout(_ subject: FormSubject) throws(WebFault) {
        if let given = fields[FormSubject.field]?.first, given != subject.text { throw .otherForm }
    }

    private static func decoded(_ text: Substring) -> String? {
        text.split(separator: "+", omittingEmptySubsequences: false).joined(separator: " ").removingPercentEncoding
    }
}
