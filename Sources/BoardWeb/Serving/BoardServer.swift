import Hummingbird
import Logging
package import Orchestrator
import ServiceLifecycle

/// The pages of a site over HTTP; a reverse proxy in front of it does TLS.
package struct BoardServer: Service {
    private let office: BoardOffice
    private let host: String
    private let port: Int
    private let onListening: @Sendable (Int) async -> Void

    /// A server of a site's pages.
    /// - Parameters:
    ///   - port: 0 takes any free one.
    ///   - onListening: told the port once connections are taken.
    package init(
        office: BoardOffice, host: String, port: Int, onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        self.office = office
        self.host = host
        self.port = port
        self.onListening = onListening
    }

    /// Serves until the service group shuts down; answers under way are finished first.
    package func run() async throws {
        // the framework's own messages are kept down: at debug level they hold whole requests
        var logger = office.logger
        logger.logLevel = max(logger.logLevel, .notice)
        let application = Application(
            responder: BoardSite(office: office).router().buildResponder(),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
            onServerRunning: { [onListening, port] channel in
                await onListening(channel.localAddress?.port ?? port)
            },
            logger: logger)
        try await application.run()
    }
}

extension BoardServer: CustomStringConvertible {
    /// How logs name it; left to itself a log would print the whole site, templates and settings included.
    package var description: String { "pages on \(host):\(port)" }
}
