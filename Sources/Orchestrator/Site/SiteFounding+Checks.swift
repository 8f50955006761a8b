import Documents
import Foundation
import Mail
import TumorBoard

extension SiteFounding {
    /// What is wrong with the settings of a site to be, with the setting's name; nil when nothing is.
    package var problem: String? {
        for (setting, text) in [("name", name), ("url", url), ("time zone", timeZone), ("sender", mailFrom)] {
            guard !text.isEmpty, text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0 != "\"" && $0 != "\\" }) else {
                return "the \(setting) must not be empty or hold quotes, backslashes or line breaks"
            }
        }
        guard url.hasPrefix("https://") || url.hasPrefix("http://"), !url.hasSuffix("/"),
            URL(string: url)?.host() != nil
        else { return "the url “\(url)” must begin with https:// and not end with a slash" }
        guard TimeZone(identifier: timeZone) != nil else {
            return "the time zone “\(timeZone)” is not known on this machine; write it as Europe/Berlin"
        }
        do throws(MalformedValue) { _ = try EmailAddress(mailFrom) } catch { return "the sender: \(error)" }
        guard let security = SMTPSettings.Security(rawValue: smtpSecurity) else {
            let known = SMTPSettings.Security.allCases.map(\.rawValue).joined(separator: ", ")
            return "the smtp security “\(smtpSecurity)” is not one of \(known)"
        }
        guard (1...65_535).contains(webPort) else { return "the web port is between 1 and 65535" }
        return SMTPSettings(host: smtpHost, port: smtpPort, security: security).problem
    }

    /// Puts a copy of every template into a site, to be edited.
    package static func writeTemplates(to paths: SitePaths) throws {
        try FileManager.default.createDirectory(at: paths.templates, withIntermediateDirectories: true)
        for file in TemplateLibrary.defaultFiles + TemplateLibrary.defaultWordLists {
            try file.contents.write(to: paths.templates.appending(path: file.name), options: .atomic)
        }
    }
}
