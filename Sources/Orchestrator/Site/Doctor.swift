import Documents
import Foundation
import Journal
import Mail

/// One thing that a site needs, and whether it is there.
package struct DoctorCheck: Codable, Equatable, Sendable {
    /// What was looked at.
    package var name: String
    /// Whether it is as it should be.
    package var isGood: Bool
    /// What was found.
    package var finding: String
    /// What to do, where it is not.
    package var mend: String?

    static func good(_ name: String, _ finding: String) -> DoctorCheck {
        DoctorCheck(name: name, isGood: true, finding: finding)
    }

    static func bad(_ name: String, _ finding: String, mend: String) -> DoctorCheck {
        DoctorCheck(name: name, isGood: false, finding: finding, mend: mend)
    }
}

/// Looks at everything that a site depends on, and says how to mend what is wrong; changes nothing.
package struct Doctor: Sendable {
    private let paths: SitePaths
    private let freeBytesNeeded: Int64

    /// The doctor of a site.
    package init(_ paths: SitePaths, freeBytesNeeded: Int64 = 1 << 30) {
        self.paths = paths
        self.freeBytesNeeded = freeBytesNeeded
    }

    /// Every check, in the order in which they are to be mended.
    package func examine() async -> [DoctorCheck] {
        let configuration: SiteConfiguration
        var checks: [DoctorCheck] = []
        do {
            configuration = try await SiteConfiguration.read(paths)
            checks.append(.good("site", "\(configuration.siteName), \(paths.root.path)"))
        } catch {
            let mend = "correct \(paths.configuration.path); what depends on it was not looked at"
            return [.bad("site", "\(error)", mend: mend), keys(), database(), curl(), disk(), clock()]
        }
        checks += [keys(), database(), templates(), address(configuration), zone(configuration), curl()]
        if configuration.takesPublicReferrals { checks.append(publicForm(configuration)) }
        checks += [await mailServer(configuration), await renderer(configuration), await fonts()]
        checks += [imageTools(configuration), disk(), clock()]
        return checks
    }

    /// That whoever runs the site knows that it is open, and that it can take anything at all.
    private func publicForm(_ configuration: SiteConfiguration) -> DoctorCheck {
        guard configuration.publicReferralsPerDay > 0 else {
            return .bad(
                "public form", "it is open and takes \(configuration.publicReferralsPerDay) referrals a day",
                mend: "set web.publicReferralsPerDay to 1 or more, or web.publicReferrals to false")
        }
        let limit = configuration.publicReferralsPerDay
        return .good("public form", "\(configuration.publicURL)/refer takes up to \(limit) referrals a day")
    }

    private func keys() -> DoctorCheck {
        do {
            _ = try Keyring(directory: paths.keys)
            let streams = paths.keys.appending(path: "streams")
            for name in try FileManager.default.contentsOfDirectory(atPath: streams.path).sorted() {
                let file = streams.appending(path: name).path
                let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? NSNumber
                guard let mode, mode.intValue & 0o077 == 0 else {
                    return .bad("keys", "\(file) can be read by others", mend: "chmod 600 \(streams.path)/*")
                }
            }
            return .good("keys", "only their owner can read them")
        } catch KeyringError.open(let path, let mode, let mend) {
            return .bad("keys", "\(path) can be reached by others (mode \(mode))", mend: mend)
        } catch {
            return .bad("keys", "\(error)", mend: "put the keys' own backup back into \(paths.keys.path)")
        }
    }

    /// That it opens with these keys and its newest state can be read; the whole is walked by `audit verify`.
    private func database() -> DoctorCheck {
        guard FileManager.default.fileExists(atPath: paths.database.path) else {
            return .bad(
                "database", "\(paths.database.path) is not there",
                mend: "restore a backup: tumorboard restore BACKUP --site NEW")
        }
        do {
            let journal = try Journal(database: paths.database, keyring: try Keyring(directory: paths.keys))
            let head = try journal.head()
            let cases = try journal.streams(kind: "case").count
            _ = try journal.read(.roster)
            return .good("database", "\(head.position) events, \(cases) cases; “audit verify” walks them all")
        } catch {
            return .bad(
                "database", "\(error)", mend: "run tumorboard audit verify; where it is damaged, restore a backup")
        }
    }

    private func templates() -> DoctorCheck {
        guard FileManager.default.fileExists(atPath: paths.templates.path) else {
            return .good("templates", "the built-in ones")
        }
        do {
            _ = try TemplateLibrary(overrides: paths.templates)
            return .good("templates", "those in \(paths.templates.path)")
        } catch {
            return .bad("templates", "\(error)", mend: "correct that file, or remove it to have the built-in one again")
        }
    }

    private func address(_ configuration: SiteConfiguration) -> DoctorCheck {
        let host = URL(string: configuration.publicURL)?.host() ?? ""
        if configuration.publicURL.hasPrefix("https://") { return .good("address", configuration.publicURL) }
        if ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host) {
            return .good("address", "\(configuration.publicURL), for this machine only")
        }
        return .bad(
            "address", "\(configuration.publicURL) sends codes and opinions in clear",
            mend: "put a reverse proxy with TLS before it and set site.url to its https:// address")
    }

    private func zone(_ configuration: SiteConfiguration) -> DoctorCheck {
        for name in ["UTC", "Europe/Berlin", configuration.timeZone.identifier] where TimeZone(identifier: name) == nil
        {
            return .bad("time zone", "“\(name)” is not known on this machine", mend: "apt-get install tzdata")
        }
        return .good("time zone", configuration.timeZone.identifier)
    }

    private func curl() -> DoctorCheck {
        guard CurlSupport.supportsSMTP, CurlSupport.supportsTLS else {
            let lacks = CurlSupport.supportsSMTP ? "TLS" : "SMTP"
            return .bad(
                "libcurl", "\(CurlSupport.versionLine) lacks \(lacks)", mend: "apt-get install libcurl4-openssl-dev")
        }
        let version = CurlSupport.versionLine.split(separator: " ").first.map(String.init)
        return .good("libcurl", "\(version ?? CurlSupport.versionLine), with SMTP and TLS")
    }

    private func mailServer(_ configuration: SiteConfiguration) async -> DoctorCheck {
        var settings = configuration.smtp
        settings.connectTimeout = min(settings.connectTimeout, 10)
        settings.responseTimeout = min(settings.responseTimeout, 10)
        let probe = await probeSMTP(settings)
        guard let reason = probe.outcome.reason else {
            let login = settings.username == nil ? "" : ", logged in"
            return .good(
                "mail server", "\(settings.host):\(settings.port) answers (\(settings.security.rawValue)\(login))")
        }
        return .bad(
            "mail server", "\(settings.host):\(settings.port): \(reason.text)",
            mend: "look at smtp.* in \(paths.configuration.lastPathComponent), and whether the server can be reached")
    }

    private func renderer(_ configuration: SiteConfiguration) async -> DoctorCheck {
        if configuration.pdfCommand.isEmpty {
            return .bad(
                "PDF renderer", "none is set: there are no PDFs and nothing can be attached",
                mend: "apt-get install weasyprint, and set pdf.command to weasyprint")
        }
        if configuration.pdfCommand == "weasyprint" {
            guard let version = await WeasyPrint.version() else {
                return .bad("PDF renderer", "weasyprint is not installed", mend: "apt-get install weasyprint")
            }
            return .good("PDF renderer", "WeasyPrint \(version)")
        }
        do {
            let page = "<!DOCTYPE html><html lang=\"en\"><title>Test</title><p>Test</p></html>"
            _ = try await WeasyPrint(command: configuration.pdfCommand).pdf(
                html: page, created: Date(timeIntervalSince1970: 0))
            return .good("PDF renderer", "\(configuration.pdfCommand) makes a page")
        } catch {
            return .bad("PDF renderer", "\(configuration.pdfCommand): \(error)", mend: "correct pdf.command")
        }
    }

    private func fonts() async -> DoctorCheck {
        guard let missing = await PDFFonts.missing() else {
            return .bad("fonts", "fc-list does not answer", mend: "apt-get install fontconfig")
        }
        guard missing.scripts.isEmpty else {
            return .bad(
                "fonts", "in a PDF these scripts would print as boxes: \(missing.scripts.joined(separator: ", "))",
                mend: "apt-get install \(missing.packages.joined(separator: " "))")
        }
        return .good("fonts", "Latin, Arabic, Devanagari, Hebrew, Chinese, Japanese and Korean print")
    }

    private func imageTools(_ configuration: SiteConfiguration) -> DoctorCheck {
        let tools = [configuration.records.dicomCommand, configuration.records.unzipCommand, "prlimit"]
        let missing = tools.filter { BoundedTool.path(of: $0) == nil }
        guard missing.isEmpty else {
            return .bad(
                "image tools", "\(missing.joined(separator: ", ")) not installed: no images can be taken in",
                mend: "apt-get install dcmtk unzip util-linux, or correct records.* in "
                    + paths.configuration.lastPathComponent)
        }
        return .good("image tools", "\(tools[0]) and \(tools[1]) read what comes in")
    }

    private func disk() -> DoctorCheck {
        let folder = FileManager.default.fileExists(atPath: paths.data.path) ? paths.data : paths.root
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder.path)
        guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else {
            return .bad("disk", "the space of \(folder.path) cannot be read", mend: "check that the folder is there")
        }
        let tenths = free / (1 << 30) * 10 + free % (1 << 30) * 10 / (1 << 30)
        let words = "\(tenths / 10).\(tenths % 10) GiB free"
        guard free < freeBytesNeeded else { return .good("disk", words) }
        return .bad("disk", words, mend: "make room: at least 1 GiB, or mail and opinions can no longer be kept")
    }

    private func clock() -> DoctorCheck {
        guard FileManager.default.fileExists(atPath: paths.clock.path) else {
            return .good("clock", "the machine's own")
        }
        return .bad(
            "clock", "\(paths.clock.path) holds the site at another time, as a demo does",
            mend: "where this is no demo: rm \(paths.clock.path)")
    }
}
