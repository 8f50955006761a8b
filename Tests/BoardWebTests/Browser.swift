import Foundation
import FoundationNetworking

/// What came back.
struct Answer: Sendable {
    let status: Int
    let headers: [String: String]
    let body: String

    var location: String? { headers["location"] }
    /// The session that the answer gives, as the browser would send it back.
    var cookie: String? { headers["set-cookie"].map { String($0.prefix { $0 != ";" }) } }
    func holds(_ text: String) -> Bool { body.contains(text) }
}

/// A browser that follows nothing and keeps a cookie only when told to.
struct Browser: Sendable {
    let base: String
    var cookie: String?
    private let session = URLSession(configuration: Self.configuration, delegate: NoRedirects(), delegateQueue: nil)

    init(base: String) { self.base = base }

    private static var configuration: URLSessionConfiguration {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpShouldSetCookies = false
        configuration.httpCookieStorage = nil
        return configuration
    }

    func get(_ path: String, method: String = "GET", headers: [String: String] = [:]) async throws -> Answer {
        try await send(method, path, headers, body: nil)
    }

    func post(
        _ path: String, _ fields: [String: [String]] = [:], headers: [String: String] = [:]
    ) async throws -> Answer {
        let pairs = fields.sorted { $0.key < $1.key }.flatMap { name, values in
            values.map { "\(Self.encoded(name))=\(Self.encoded($0))" }
        }
        let type = ["Content-Type": "application/x-www-form-urlencoded"]
        return try await send(
            "POST", path, type.merging(headers) { $1 }, body: Data(pairs.joined(separator: "&").utf8))
    }

    func post(_ path: String, file: String, type: String = "application/yaml") async throws -> Answer {
        try await send(
            "POST", path, ["Content-Type": type, "Accept": "application/json"], body: Data(file.utf8))
    }

    func post(_ path: String, body: Data, type: String, headers: [String: String] = [:]) async throws -> Answer {
        try await send("POST", path, ["Content-Type": type].merging(headers) { $1 }, body: body)
    }

    private func send(_ method: String, _ path: String, _ headers: [String: String], body: Data?) async throws -> Answer
    {
        guard let url = URL(string: base + path) else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.httpBody = body
        if let cookie { request.setValue(cookie, forHTTPHeaderField: "Cookie") }
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await session.data(for: request)
        guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        var fields: [String: String] = [:]
        for (name, value) in response.allHeaderFields { fields["\(name)".lowercased()] = "\(value)" }
        return Answer(status: response.statusCode, headers: fields, body: String(decoding: data, as: UTF8.self))
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

private final class NoRedirects: NSObject, URLSessionTaskDelegate, Sendable {
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
