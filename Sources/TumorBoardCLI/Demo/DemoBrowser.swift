import Foundation
import FoundationNetworking
import Synchronization

/// A browser without script, as a reader of email would have: follows nothing by itself and keeps one cookie.
final class DemoBrowser: Sendable {
    /// What a page answered.
    struct Page: Sendable {
        let status: Int
        let location: String?
        let body: String

        /// The page's words as a reader sees them.
        var words: String {
            let entities = [
                ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&"),
            ]
            let text = body.replacing(/<[^>]+>/, with: " ")
            return entities.reduce(text) { $0.replacing($1.0, with: $1.1) }.singleSpaced
        }

        /// The hidden fields of the page's forms, which a browser sends along.
        var hidden: [String: [String]] {
            var fields: [String: [String]] = [:]
            for input in body.matches(of: /<input[^>]*type="hidden"[^>]*>/) {
                let tag = String(input.output)
                guard let name = tag.firstMatch(of: /name="([^"]*)"/)?.1,
                    let value = tag.firstMatch(of: /value="([^"]*)"/)?.1
                else { continue }
                fields[String(name)] = [String(value)]
            }
            return fields
        }
    }

    private let base: String
    private let cookie = Mutex<String?>(nil)
    private let session = URLSession(configuration: .ephemeral, delegate: StayHere(), delegateQueue: nil)

    /// A fresh browser for the site at an address.
    init(base: String) { self.base = base }

    deinit { session.finishTasksAndInvalidate() }

    /// Reads a page.
    func get(_ path: String) async throws -> Page { try await send("GET", path, fields: nil) }

    /// Sends a form.
    func post(_ path: String, _ fields: [String: [String]] = [:]) async throws -> Page {
        try await send("POST", path, fields: fields)
    }

    private func send(_ method: String, _ path: String, fields: [String: [String]]?) async throws -> Page {
        guard let url = URL(string: path.hasPrefix("http") ? path : base + path) else {
            throw DemoFailure("“\(path)” is no address")
        }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.timeoutInterval = 30
        request.httpShouldHandleCookies = false
        if let cookie = cookie.withLock({ $0 }) { request.setValue(cookie, forHTTPHeaderField: "Cookie") }
        if let fields {
            request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
            request.httpBody = Data(Self.encoded(fields).utf8)
        }
        let (data, response) = try await session.data(for: request)
        guard let response = response as? HTTPURLResponse else { throw DemoFailure("the site did not answer in HTTP") }
        if let set = response.value(forHTTPHeaderField: "Set-Cookie")?.split(separator: ";").first {
            cookie.withLock { $0 = String(set) }
        }
        return Page(
            status: response.statusCode, location: response.value(forHTTPHeaderField: "Location"),
            body: String(decoding: data, as: UTF8.self))
    }

    private static func encoded(_ fields: [String: [String]]) -> String {
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-._~")
        func escape(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: allowed) ?? "" }
        return fields.sorted { $0.key < $1.key }
            .flatMap { field in field.value.map { "\(escape(field.key))=\(escape($0))" } }.joined(separator: "&")
    }
}

/// Redirects are shown to the reader, not followed.
private final class StayHere: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
    ) { completionHandler(nil) }
}

/// Why the demo stopped.
struct DemoFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

extension String {
    /// With single spaces, as text is compared.
    var singleSpaced: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
