package import Documents
package import Foundation
package import Journal
package import Logging
import SignedLinks
package import TumorBoard

/// The application: each command of a person and each due step of the agent, once.
///
/// It holds no state of its own. Everything is read from the journal, decided by the domain, and appended with the
/// versions that were read; where someone was faster, it is read and decided again.
package struct BoardOffice: Sendable {
    /// Where the site keeps what.
    package let paths: SitePaths
    /// The site's settings.
    package let configuration: SiteConfiguration
    /// The site's clock.
    package let clock: SiteClock
    /// The store.
    package let journal: Journal
    /// The keys that other rooms' keys are derived from.
    package let keyring: Keyring
    /// Everything that a person reads.
    package let templates: TemplateLibrary
    /// HTML to PDF.
    package let pdf: any PDFRendering
    /// Random bytes for tokens and codes.
    package let random: Keyring.RandomBytes
    /// Constant messages with metadata; never a name, a token or clinical text.
    package let logger: Logger
    let linkKeys: LinkKeys
    let secrets: OfficeSecrets

    /// Opens the office of the site in a folder.
    /// - Throws: `SiteError`, `KeyringError`, `JournalError` or `TemplateError`, each saying what to do.
    package static func open(
        _ root: URL, logger: Logger, pdf: (any PDFRendering)? = nil,
        random: @escaping Keyring.RandomBytes = Keyring.systemRandom
    ) async throws -> BoardOffice {
        let paths = SitePaths(root: root)
        let configuration = try await SiteConfiguration.read(paths)
        let keyring = try Keyring(directory: paths.keys)
        let journal = try Journal(database: paths.database, keyring: keyring)
        let hasTemplates = FileManager.default.fileExists(atPath: paths.templates.path)
        let renderer: any PDFRendering =
            configuration.pdfCommand.isEmpty ? NoPDF() : WeasyPrint(command: configuration.pdfCommand)
        return BoardOffice(
            paths: paths, configuration: configuration, clock: SiteClock(file: paths.clock), journal: journal,
            keyring: keyring, templates: try TemplateLibrary(overrides: hasTemplates ? paths.templates : nil),
            pdf: pdf ?? renderer, random: random, logger: logger,
            linkKeys: try LinkKeys(derived: keyring.derive(purpose: "links")), secrets: OfficeSecrets(keyring))
    }

    /// Now, by the site's clock.
    package var now: Date { clock.now }
}

/// Keys derived from the site's master key, one a purpose.
struct OfficeSecrets: Sendable {
    let messageIDs: Data
    let codes: Data
    let sessions: Data
    let searchTokens: Data
    let head: Data

    init(_ keyring: Keyring) {
        messageIDs = keyring.derive(purpose: "message ids")
        codes = keyring.derive(purpose: "one-time codes")
        sessions = keyring.derive(purpose: "web sessions")
        searchTokens = keyring.derive(purpose: "search tokens")
        head = keyring.derive(purpose: "journal head")
    }
}

/// Why a person's command could not be carried out, beside what the domain refuses.
package enum OfficeError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No case of that id.
    case unknownCase(CaseID)
    /// No session of that id.
    case unknownSession(SessionID)
    /// No board of that id on the roster.
    case unknownBoard(BoardID)
    /// No reviewer of that id on the roster.
    case unknownReviewer(String)
    /// No board decides that disease group.
    case noBoard(DiseaseGroup)
    /// There is a session of that id already.
    case duplicateSession(SessionID)
    /// That case, or that patient's case of the same cancer, is there already.
    case duplicateCase(CaseID)
    /// Nobody imported a roster yet.
    case noRoster
    /// Others were faster eight times in a row.
    case busy
    /// The journal holds an event that cannot be read.
    case unreadable(String)
    /// The command needs something that is not there.
    case missing(String)

    /// What to do about it.
    package var description: String {
        switch self {
        case .unknownCase(let id): "there is no case \(id): “tumorboard case list” shows the cases"
        case .unknownSession(let id): "there is no session \(id): “tumorboard session list” shows the sessions"
        case .unknownBoard(let id): "there is no board \(id) on the roster: import the roster that names it first"
        case .unknownReviewer(let id): "there is no reviewer \(id) on the roster"
        case .noBoard(let group): "no board on the roster decides \(group.title): add the group to a board"
        case .duplicateSession(let id): "there is a session \(id) already: choose another id"
        case .duplicateCase(let id):
            "it is open already as \(id): add what is new with “tumorboard record add \(id) …”"
        case .noRoster: "there is no roster yet: import one with “tumorboard roster import FILE”"
        case .busy: "the case is being changed by others at this moment: try again"
        case .unreadable(let what): what
        case .missing(let what): what
        }
    }
}
