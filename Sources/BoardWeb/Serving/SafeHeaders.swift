import Hummingbird

/// The headers that keep pages out of caches, frames and other sites' hands, on every answer.
struct SafeHeaders: RouterMiddleware {
    typealias Context = BasicRequestContext
    let isBehindTLS: Bool

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.cacheControl] = "no-store"
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "no-referrer"
        response.headers[.crossOriginOpenerPolicy] = "same-origin"
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = ContentPolicy.text()
        }
        if isBehindTLS { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        // an error page made for HEAD still has its body
        return request.method == .head ? response.createHeadResponse() : response
    }
}

/// What a page may load: the site's own style sheet and images, and nothing else.
enum ContentPolicy {
    /// - Parameter styles: hashes of the style elements that stand in the page itself.
    static func text(styles: [String] = []) -> String {
        let styleSources = (["'self'"] + styles.map { "'sha256-\($0)'" }).joined(separator: " ")
        return "default-src 'none'; style-src \(styleSources); img-src 'self' data:; form-action 'self'; "
            + "frame-ancestors 'none'; base-uri 'none'"
    }
}

extension HTTPFields.Element.Name {
    static let referrerPolicy = known("Referrer-Policy")
    static let crossOriginOpenerPolicy = known("Cross-Origin-Opener-Policy")
    static let refresh = known("Refresh")
    static let xForwardedFor = known("X-Forwarded-For")
    static let secFetchSite = known("Sec-Fetch-Site")

    /// A name written in the source; a malformed one is a programming error.
    private static func known(_ name: String) -> Self {
        guard let field = Self(name) else { preconditionFailure("malformed header name in the source") }
        return field
    }
}
