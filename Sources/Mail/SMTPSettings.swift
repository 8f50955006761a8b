/// Where mail is handed over, and how. The password never shows in a description.
package struct SMTPSettings: Sendable, Equatable {
    /// How the connection is protected.
    package enum Security: String, Sendable, CaseIterable {
        /// Plain text, and only to this machine itself.
        case plainLoopback
        /// Plain text to anywhere: the site has said that it wants this.
        case plain
        /// STARTTLS, or nothing is sent.
        case startTLS
        /// TLS from the first byte (SMTPS).
        case implicitTLS
    }

    /// The server's name or address.
    package var host: String
    /// Its port: 587 and 465 are usual.
    package var port: Int
    /// How the connection is protected.
    package var security: Security
    /// Login name; with one, a server that lets us send without logging in is a fault of configuration.
    package var username: String?
    /// Login password.
    package var password: String?
    /// A PEM file of certificate authorities to trust in place of the system's.
    package var caFile: String?
    /// The name this machine says in EHLO; nil leaves it to libcurl.
    package var heloName: String?
    /// Seconds to wait for a reply. Postfix takes up to 600 at the final dot.
    package var responseTimeout: Int
    /// Seconds to wait until connected, greeted and logged in.
    package var connectTimeout: Int

    /// Creates settings.
    package init(
        host: String, port: Int, security: Security, username: String? = nil, password: String? = nil,
        caFile: String? = nil, heloName: String? = nil, responseTimeout: Int = 600, connectTimeout: Int = 30
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.username = username
        self.password = password
        self.caFile = caFile
        self.heloName = heloName
        self.responseTimeout = responseTimeout
        self.connectTimeout = connectTimeout
    }

    /// What is wrong with the settings themselves, in words for the site's keeper; nil when nothing is.
    package var problem: String? {
        let isName = { (text: String) in
            !text.isEmpty && text.utf8.count <= 255
                && text.utf8.allSatisfy { HeaderText.isAtomCharacter($0) && !"#%?/".utf8.contains($0) || $0 == 0x2E }
        }
        if !isName(host), !isIPv6 { return "smtp host “\(host)” is not a host name or address" }
        if !(1...65_535).contains(port) { return "smtp port \(port) is not between 1 and 65535" }
        if security == .plainLoopback, !isLoopback {
            return "smtp security plainLoopback is for this machine only, not for “\(host)”: use startTLS"
        }
        if let heloName, !isName(heloName) { return "smtp helo name “\(heloName)” is not a host name" }
        if username == nil, password != nil { return "there is an smtp password without a user name" }
        if username != nil, password == nil { return "there is an smtp user name without a password" }
        if responseTimeout < 1 || connectTimeout < 1 { return "smtp timeouts are whole seconds from 1" }
        return nil
    }

    /// The URL that libcurl connects to; the path is the EHLO name.
    var url: String {
        let scheme = security == .implicitTLS ? "smtps" : "smtp"
        return "\(scheme)://\(isIPv6 ? "[\(host)]" : host):\(port)/\(heloName ?? "")"
    }

    private var isIPv6: Bool {
        host.contains(":") && host.utf8.allSatisfy { "0123456789abcdefABCDEF:.".utf8.contains($0) }
    }

    private var isLoopback: Bool {
        if host == "localhost" || host == "::1" { return true }
        let octets = host.split(separator: ".", omittingEmptySubsequences: false)
        return octets.count == 4 && octets[0] == "127" && octets.allSatisfy { UInt8($0) != nil }
    }
}

extension SMTPSettings: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Everything but the password.
    package var description: String {
        let login = username.map { "\($0), password \(password == nil ? "missing" : "redacted")" } ?? "no login"
        return "\(host):\(port) \(security.rawValue), \(login)"
    }

    /// Everything but the password.
    package var debugDescription: String { description }

    /// Keeps the password from `dump` and from test failures.
    package var customMirror: Mirror { Mirror(self, children: ["settings": description]) }
}
