import Foundation
import FoundationNetworking
import Synchronization
import TumorBoard

/// Why a site did not do what was asked of it through a link.
enum LinkError: Error, Equatable, Sendable, CustomStringConvertible {
    /// That is no link of a tumor board.
    case malformedLink
    /// The site does not answer.
    case unreachable(host: String, why: String)
    /// The site says no, in its own words: an unusable link, a wrong code, a closed ballot.
    case refused(status: Int, words: String)
    /// The opinion is not acceptable as it is; by field, in the order of the form.
    case problems([Problem])
    /// Another opinion was given before; the replacement must be confirmed.
    case needsConfirmation(String)
    /// What came back is no answer of a tumor board.
    case unexpected(status: Int)

    /// What is wrong with one field of an opinion.
    struct Problem: Codable, Equatable, Sendable {
        /// The field, as the file has it.
        let field: String
        /// What is wrong and what to do.
        let message: String
    }

    /// What was wrong and what to do.
    var description: String {
        switch self {
        case .malformedLink: "that is not a link of a tumor board: copy it whole from the email, with …/l/… in it"
        case .unreachable(let host, let why):
            "\(host) cannot be reached (\(why)): try again later, or call the coordinator"
        case .refused(_, let words): words
        case .problems(let problems):
            "the opinion was not taken: "
                + problems.map { $0.field.isEmpty ? $0.message : "\($0.field): \($0.message)" }.joined(separator: "; ")
        case .needsConfirmation(let words): "\(words) with --replace"
        case .unexpected(let status): "the site gave an answer that this version does not understand (HTTP \(status))"
        }
    }
}

/// A signed link as a program uses it: over HTTP, with the site's answers in JSON. It opens no database.
///
/// The session that the second factor opens lives as long as this value; its cookie is carried by hand.
struct LinkClient: Sendable {
    /// What the gate asks for.
    struct Gate: Decodable, Equatable, Sendable {
        /// What the link is for.
        let purpose: String
        /// `code`, `passphrase` or `nothing`.
        let needs: String
    }

    /// A ballot with the opinion to fill in.
    struct Ballot: Codable, Equatable, Sendable {
        /// The case.
        let `case`: String
        /// For which seat.
        let seat: String
        /// When it closes.
        let closes: Date?
        /// Who votes; nil from a site that takes no signatures.
        let reviewer: String?
        /// Which ballot of the case, from 1; nil from a site that takes no signatures.
        let ballot: Int?
        /// Which round; nil from a site that takes no signatures.
        let round: Int?
        /// The packet's digest.
        let packet: String
        /// The opinion to fill in, as YAML.
        let template: String
    }

    /// That an opinion was received.
    struct Receipt: Codable, Equatable, Sendable {
        /// The case.
        let `case`: String
        /// For which seat.
        let seat: String
        /// When.
        let receivedAt: Date
        /// The packet's digest.
        let packet: String
        /// What to quote.
        let receipt: String
        /// The commitment's digest, to be kept; nil for what was cast before there were any.
        let commitment: String?
        /// The key that signed it.
        let key: String?
        /// What makes the commitment checkable, once the ballot is closed.
        let nonce: Data?
        /// What was committed to, once the ballot is closed.
        let statement: String?
    }

    private let base: String
    private let token: String
    private let session: Cookie

    /// The client of a link.
    /// - Throws: `LinkError.malformedLink`.
    init(_ link: String) throws(LinkError) {
        let text = link.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let cut = text.range(of: "/l/", options: .backwards), let url = URL(string: text), url.host() != nil,
            url.scheme == "https" || url.scheme == "http"
        else { throw .malformedLink }
        let allowed = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-._~"))
        let rest = text[cut.upperBound...].prefix { $0.unicodeScalars.allSatisfy(allowed.contains) }
        guard !rest.isEmpty else { throw .malformedLink }
        base = String(text[..<cut.lowerBound])
        token = String(rest)
        session = Cookie()
    }

    /// Opens the gate: asks which second factor is needed. Where it is a code, the site mails a fresh one.
    func knock() async throws(LinkError) -> Gate {
        try await answer(to: request("POST", "/l/\(token)", form: [:]))
    }

    /// Opens a session with the second factor.
    func open(factor: String) async throws(LinkError) {
        let _: Opened = try await answer(to: request("POST", "/l/\(token)/open", form: ["factor": factor]))
    }

    /// The ballot, once a session is open.
    func ballot() async throws(LinkError) -> Ballot { try await answer(to: request("GET", "/ballot")) }

    /// The receipt of the opinion that counts now, once a session is open; also after the ballot has closed.
    func receipt() async throws(LinkError) -> Receipt { try await answer(to: request("GET", "/ballot?receipt=1")) }

    /// Casts an opinion, once a session is open.
    /// - Parameters:
    ///   - opinion: the file's bytes, YAML or JSON.
    ///   - replacing: whether another opinion that was given before is to be replaced.
    ///   - signature: the author's signature over it, where they cast with a key.
    func cast(
        _ opinion: Data, replacing: Bool, signature: OpinionSignature? = nil
    ) async throws(LinkError) -> Receipt {
        var request = try request("POST", replacing ? "/ballot?replace=yes" : "/ballot")
        request.setValue("application/yaml", forHTTPHeaderField: "Content-Type")
        if let signature {
            request.setValue(signature.key, forHTTPHeaderField: "Tumorboard-Key")
            request.setValue(signature.value.base64EncodedString(), forHTTPHeaderField: "Tumorboard-Signature")
        }
        request.httpBody = opinion
        return try await answer(to: request)
    }

    private final class Cookie: Sendable {
        let value = Mutex<String?>(nil)
    }

    private struct Opened: Decodable {}

    private struct Words: Decodable {
        var error: String?
        var confirm: String?
        var errors: [LinkError.Problem]?
    }

    private func request(_ method: String, _ path: String, form: [String: String]? = nil) throws(LinkError)
        -> URLRequest
    {
        guard let url = URL(string: base + path) else { throw .malformedLink }
        var request = URLRequest(url: url, cachePolicy: .reloadIgnoringLocalCacheData, timeoutInterval: 30)
        request.httpMethod = method
        request.httpShouldHandleCookies = false
        request.setValue("application/json", forHTTPHeaderField: "Accept")
        if let cookie = session.value.withLock({ $0 }) { request.setValue(cookie, forHTTPHeaderField: "Cookie") }
        if let form {
            request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
            let allowed = CharacterSet(
                charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
            let body = form.sorted { $0.key < $1.key }.map { key, value in
                "\(key)=\(value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")"
            }
            request.httpBody = Data(body.joined(separator: "&").utf8)
        }
        return request
    }

    private func answer<Value: Decodable>(to request: URLRequest) async throws(LinkError) -> Value {
        let (data, response) = try await send(request)
        if let cookie = response.value(forHTTPHeaderField: "Set-Cookie")?.split(separator: ";").first {
            session.value.withLock { $0 = String(cookie) }
        }
        let status = response.statusCode
        guard status == 200 else { throw Self.error(status, data) }
        do {
            return try Self.decoder.decode(Value.self, from: data)
        } catch {
            throw .unexpected(status: status)
        }
    }

    private func send(_ request: URLRequest) async throws(LinkError) -> (Data, HTTPURLResponse) {
        do {
            let (data, response) = try await URLSession.shared.data(for: request)
            guard let response = response as? HTTPURLResponse else { throw LinkError.unexpected(status: 0) }
            return (data, response)
        } catch let error as LinkError {
            throw error
        } catch {
            // a raw URL, and with it the token, must not be printed: the system's words hold none
            throw .unreachable(host: request.url?.host() ?? base, why: error.localizedDescription)
        }
    }

    private static func error(_ status: Int, _ data: Data) -> LinkError {
        guard let words = try? decoder.decode(Words.self, from: data) else { return .unexpected(status: status) }
        if let problems = words.errors, status == 422 { return .problems(problems) }
        if let confirm = words.confirm, status == 409 { return .needsConfirmation(confirm) }
        if let error = words.error { return .refused(status: status, words: error) }
        return .unexpected(status: status)
    }

    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return decoder
    }
}
