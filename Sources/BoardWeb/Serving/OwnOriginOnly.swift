import Hummingbird

/// Refuses a POST that another site's page sent.
///
/// Browsers say where a POST comes from; the command line does not, and needs no protection from itself. Since our pages
/// forbid referrers, a browser sends `Origin: null` with their forms, and `Sec-Fetch-Site` tells ours from others';
/// browsers too old to send that keep to `SameSite=Strict` of the session's cookie.
struct OwnOriginOnly: RouterMiddleware {
    typealias Context = BasicRequestContext
    let publicURL: String

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard request.method == .get || request.method == .head || isOwn(request) else { throw WebFault.foreignOrigin }
        return try await next(request, context)
    }

    private func isOwn(_ request: Request) -> Bool {
        if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" { return false }
        guard let origin = request.headers[.origin], origin != "null" else { return true }
        let hosts = [publicURL] + (request.head.authority.map { ["http://\($0)", "https://\($0)"] } ?? [])
        return hosts.contains { Self.origin(of: $0) == origin.lowercased() }
    }

    /// Scheme, host and port of an address.
    private static func origin(of address: String) -> String {
        let parts = address.lowercased().split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let host = parts[2].split(separator: "/").first else { return address }
        return "\(parts[0])//\(host)"
    }
}
