import ArgumentParser
import Foundation
import Logging
import Orchestrator
import TumorBoard

/// Which site, and how much is told about what happens inside.
struct SiteOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The site's folder. Default: the environment's TUMORBOARD_SITE, else the current folder.", valueName: "dir")
    )
    var site: String?

    @Flag(help: "Tell on standard error what happens inside; TUMORBOARD_LOG_LEVEL sets any other level.")
    var verbose = false

    /// The site's folder.
    var folder: URL {
        let environment = ProcessInfo.processInfo.environment["TUMORBOARD_SITE"]
        let path = site ?? environment.flatMap { $0.isEmpty ? nil : $0 } ?? FileManager.default.currentDirectoryPath
        return URL(fileURLWithPath: path, isDirectory: true)
    }

    /// Where the site keeps what.
    var paths: SitePaths { SitePaths(root: folder) }

    /// A logger to standard error.
    /// - Parameter quiet: the level where nobody asked for another.
    func logger(_ quiet: Logger.Level = .warning) throws -> Logger {
        var logger = Logger(label: "tumorboard")
        logger.logLevel = verbose ? .debug : try Self.levelOfEnvironment() ?? quiet
        return logger
    }

    /// Opens the site.
    func office(log quiet: Logger.Level = .warning) async throws -> BoardOffice {
        try await BoardOffice.open(folder, logger: try logger(quiet))
    }

    private static func levelOfEnvironment() throws -> Logger.Level? {
        guard let text = ProcessInfo.processInfo.environment["TUMORBOARD_LOG_LEVEL"], !text.isEmpty else { return nil }
        guard let level = Logger.Level(rawValue: text.lowercased()) else {
            let known = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal("TUMORBOARD_LOG_LEVEL: “\(text)” is not one of \(known)")
        }
        return level
    }
}

/// Who does it.
struct ActorOptions: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Who does this, for the record. Default: the user of the system.", valueName: "name"))
    var actor: String?

    /// The name that the journal keeps.
    var name: String { actor ?? ProcessInfo.processInfo.userName }
}

/// How results are printed.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON.")
    var json = false

    /// Prints a value as JSON, or else the text.
    func show(_ value: some Encodable, _ text: () throws -> String) throws {
        guard json else { return Terminal.write(try text()) }
        let encoder = JSONEncoder.canonical
        encoder.outputFormatting.insert(.prettyPrinted)
        Terminal.write(String(decoding: try encoder.encode(value), as: UTF8.self) + "\n")
    }
}

/// What a command that did its work prints as JSON.
struct Done: Encodable {
    /// One line about what was done.
    let done: String
    /// The case that it was done to.
    var caseID: CaseID?
    /// Where the case stands now.
    var status: CaseStatus?

    private enum CodingKeys: String, CodingKey {
        case done, status
        case caseID = "case"
    }
}

extension BoardOffice {
    /// What was done to a case, with where it stands now and what it waits for.
    func done(_ words: String, _ file: CaseFile) throws -> Done {
        Done(done: words, caseID: file.subject.id, status: file.status(readiness: try readiness(of: file)))
    }

    /// What a case has and lacks today.
    func readiness(of file: CaseFile) throws -> Readiness { file.readiness(now: now, policy: try policy()) }
}

extension CaseID: ExpressibleByArgument {
    /// Reads a case id.
    init?(argument: String) { try? self.init(argument) }
}

extension SessionID: ExpressibleByArgument {
    /// Reads a session id.
    init?(argument: String) { try? self.init(argument) }
}

extension BoardID: ExpressibleByArgument {
    /// Reads a board id.
    init?(argument: String) { try? self.init(argument) }
}

extension ReviewerID: ExpressibleByArgument {
    /// Reads a reviewer id.
    init?(argument: String) { try? self.init(argument) }
}

extension CivilDate: ExpressibleByArgument {
    /// Reads a date.
    init?(argument: String) { try? self.init(argument) }
}

extension RecordClass: ExpressibleByArgument {}
extension ImagingModality: ExpressibleByArgument {}
extension InformationNeed: ExpressibleByArgument {}
extension Ending.Kind: ExpressibleByArgument {}
extension CaseStatus: ExpressibleByArgument {}
