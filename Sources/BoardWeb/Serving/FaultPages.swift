import Documents
import Foundation
import Hummingbird
import Logging
import Orchestrator

/// Turns whatever a handler throws into a calm page, and logs each request without its token.
struct FaultPages: RouterMiddleware {
    typealias Context = BasicRequestContext
    let site: BoardSite

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        let response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = try answer(to: error, request)
        }
        site.office.logger.info("request", metadata: metadata(request, status: response.status.code))
        return response
    }

    private func answer(to error: any Error, _ request: Request) throws -> Response {
        let fault = FaultAnswer(error)
        var reference: String?
        if fault.isOurs {
            let number = site.office.random(4).map { String($0, radix: 16) }.joined()
            var metadata = metadata(request, status: fault.status.code)
            metadata["reference"] = "\(number)"
            metadata["error"] = "\(type(of: error))"
            if let what = Self.words(of: error) { metadata["what"] = "\(what)" }
            site.office.logger.error("a page failed", metadata: metadata)
            reference = number
        }
        if request.wantsJSON {
            return try Response(
                json: ErrorBody(error: "\(fault.explanation) \(fault.suggestion)"), status: fault.status)
        }
        if fault == FaultAnswer(WebFault.unusable) { return try site.unusable() }
        return try site.page(
            "problem",
            ProblemContext(
                page: try site.frame(fault.title), explanation: fault.explanation, suggestion: fault.suggestion,
                reference: reference),
            status: fault.status)
    }

    /// What may be written down: these errors' words hold no names, tokens or clinical text.
    private static func words(of error: any Error) -> String? {
        switch error {
        case let error as OfficeError: error.description
        case let error as TemplateError: error.description
        default: nil
        }
    }

    private func metadata(_ request: Request, status: Int) -> Logger.Metadata {
        ["method": "\(request.method.rawValue)", "path": "\(Self.redacted(request.uri.path))", "status": "\(status)"]
    }

    /// The path as logs have it: a token is left out, wherever it stands, and so is the query.
    static func redacted(_ path: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let isLink = parts.count > 2 && parts[1].lowercased() == "l"
        return parts.enumerated().map { index, part in
            (isLink && index == 2) || part.utf8.count > 40 ? "…" : String(part)
        }.joined(separator: "/")
    }
}

/// A refusal for the command line.
struct ErrorBody: Codable {
    let error: String
}
