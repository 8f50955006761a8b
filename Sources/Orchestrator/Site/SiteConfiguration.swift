import Configuration
package import Foundation
package import Mail
import SystemPackage
package import TumorBoard

/// Why a site cannot be opened.
package enum SiteError: Error, Sendable, CustomStringConvertible {
    /// There is no site in that folder.
    case noSite(String)
    /// There is one already.
    case exists(String)
    /// A setting is missing or malformed.
    case setting(key: String, problem: String)
    /// A file of the site cannot be read.
    case file(String, problem: String)

    /// What to do about it.
    package var description: String {
        switch self {
        case .noSite(let path): "there is no site in \(path): create one with “tumorboard init \(path)”"
        case .exists(let path): "\(path) already holds a site: choose an empty folder"
        case .setting(let key, let problem):
            "\(key): \(problem) (in tumorboard.yaml, or as \(SiteConfiguration.environmentName(of: key)))"
        case .file(let path, let problem): "\(path): \(problem)"
        }
    }
}

/// A site's settings, read once at start: the environment over `tumorboard.yaml`.
package struct SiteConfiguration: Sendable {
    /// `site.name`: the hospital's name.
    package var siteName: String
    /// `site.url`: where links lead, without a trailing slash.
    package var publicURL: String
    /// `site.address`: where letters and parcels go, on one line; letters leave a blank where it is not set.
    package var siteAddress: String?
    /// `site.timeZone`: IANA name; times in letters are in it.
    package var timeZone: TimeZone
    /// `mail.from`: the sender of every email.
    package var mailFrom: EmailAddress
    /// `mail.fromName`: the sender's name.
    package var mailFromName: String
    /// `mail.audit`: who gets the journal's signed head each day; nobody where it is not set.
    package var auditTo: EmailAddress?
    /// `smtp.*`: the mail server.
    package var smtp: SMTPSettings
    /// `web.host`: the address to listen on.
    package var webHost: String
    /// `web.port`: the port to listen on.
    package var webPort: Int
    /// `web.publicReferrals`: whether `/refer` takes referrals from anybody; off where it is not set.
    package var takesPublicReferrals: Bool
    /// `web.publicReferralsPerDay`: how many it takes in a day, 40 where it is not set.
    package var publicReferralsPerDay: Int
    /// `alert.command`: run for each alert of an emergency, with the case's reference as its argument.
    package var alertCommand: String?
    /// `pdf.command`: the PDF renderer; empty for none.
    package var pdfCommand: String
    /// `records.*`: what may come in as a file, and the tools that look into it.
    package var records: RecordSettings

    /// The mail server's port.
    package var smtpPort: Int { smtp.port }

    /// Reads the settings of a site.
    /// - Throws: `SiteError` naming the setting that is missing or malformed.
    package static func read(_ paths: SitePaths) async throws -> SiteConfiguration {
        guard FileManager.default.fileExists(atPath: paths.configuration.path) else {
            throw SiteError.noSite(paths.root.path)
        }
        let file: FileProvider<YAMLSnapshot>
        do {
            file = try await FileProvider<YAMLSnapshot>(filePath: FilePath(paths.configuration.path))
        } catch {
            throw SiteError.file(paths.configuration.path, problem: "\(error)")
        }
        let reader = ConfigReader(providers: [
            EnvironmentVariablesProvider(
                secretsSpecifier: .dynamic { name, _ in name.contains("PASSWORD") }
            ).prefixKeys(with: "tumorboard"), file,
        ])
        return try SiteConfiguration(reader)
    }

    /// The environment variable that overrides a setting.
    package static func environmentName(of key: String) -> String {
        var name = "TUMORBOARD_"
        for character in key {
            if character == "." {
                name += "_"
            } else if character.isUppercase {
                name += "_\(character)"
            } else {
                name += character.uppercased()
            }
        }
        return name
    }

    private init(_ reader: ConfigReader) throws {
        func required(_ key: String) throws -> String {
            guard let text = reader.string(forKey: ConfigKey(key)), !text.isEmpty else {
                throw SiteError.setting(key: key, problem: "is not set")
            }
            return text
        }
        func address(_ key: String, _ text: String) throws -> EmailAddress {
            do { return try EmailAddress(text) } catch { throw SiteError.setting(key: key, problem: "\(error)") }
        }
        siteName = try required("site.name")
        publicURL = try required("site.url")
        guard publicURL.hasPrefix("http://") || publicURL.hasPrefix("https://"), !publicURL.hasSuffix("/") else {
            throw SiteError.setting(key: "site.url", problem: "must begin with https:// and not end with a slash")
        }
        let zone = try required("site.timeZone")
        guard let timeZone = TimeZone(identifier: zone) else {
            throw SiteError.setting(key: "site.timeZone", problem: "“\(zone)” is not known on this machine")
        }
        self.timeZone = timeZone
        siteAddress = reader.string(forKey: "site.address").flatMap { $0.isEmpty ? nil : $0 }
        mailFrom = try address("mail.from", try required("mail.from"))
        mailFromName = reader.string(forKey: "mail.fromName") ?? siteName
        auditTo = try reader.string(forKey: "mail.audit").flatMap { $0.isEmpty ? nil : try address("mail.audit", $0) }
        let security = reader.string(forKey: "smtp.security") ?? SMTPSettings.Security.startTLS.rawValue
        guard let chosen = SMTPSettings.Security(rawValue: security) else {
            let known = SMTPSettings.Security.allCases.map(\.rawValue).joined(separator: ", ")
            throw SiteError.setting(key: "smtp.security", problem: "“\(security)” is not one of \(known)")
        }
        let password = reader.string(forKey: "smtp.password", isSecret: true)
        let user = reader.string(forKey: "smtp.username")
        smtp = SMTPSettings(
            host: try required("smtp.host"), port: reader.int(forKey: "smtp.port") ?? 587, security: chosen,
            username: user?.isEmpty == true ? nil : user, password: password?.isEmpty == true ? nil : password,
            caFile: reader.string(forKey: "smtp.caFile"))
        if let problem = smtp.problem { throw SiteError.setting(key: "smtp", problem: problem) }
        webHost = reader.string(forKey: "web.host") ?? "127.0.0.1"
        webPort = reader.int(forKey: "web.port") ?? 8080
        takesPublicReferrals = reader.bool(forKey: "web.publicReferrals") ?? false
        publicReferralsPerDay = reader.int(forKey: "web.publicReferralsPerDay") ?? 40
        alertCommand = reader.string(forKey: "alert.command").flatMap { $0.isEmpty ? nil : $0 }
        pdfCommand = reader.string(forKey: "pdf.command") ?? "weasyprint"
        records = try RecordSettings(reader)
    }
}
