import ArgumentParser
import Foundation

/// Something that a command could not do, in one line.
struct Refusal: Error, CustomStringConvertible {
    /// What was wrong and what to do.
    let description: String

    /// A refusal in words.
    init(_ description: String) { self.description = description }
}

/// The one place where errors become exit codes: 0 done, 1 refused or failed, 64 used wrongly.
enum Failure {
    /// Ends the process as an error demands; the usage and help of a command are ArgumentParser's.
    static func exit(for error: any Error) -> Never {
        let code = TumorboardCommand.exitCode(for: error)
        if error is ExitCode || code == .success || code == .validationFailure {
            TumorboardCommand.exit(withError: error)
        }
        printError(words(of: error))
        Foundation.exit(ExitCode.failure.rawValue)
    }

    /// An error in one line.
    static func words(of error: any Error) -> String {
        switch error {
        case let error as any CustomStringConvertible & Error where !(error is CocoaError): error.description
        case let error as CocoaError:
            (error.filePath.map { "\($0): " } ?? "") + Self.words(of: error)
        default: "\(error)"
        }
    }

    private static func words(of error: CocoaError) -> String {
        switch error.code {
        case .fileReadNoSuchFile, .fileNoSuchFile: "there is no such file"
        case .fileReadNoPermission, .fileWriteNoPermission: "you have no permission for it"
        case .fileWriteFileExists: "it exists already"
        case .fileWriteOutOfSpace: "the disk is full"
        default: error.localizedDescription
        }
    }
}

/// What a person gives a command: files, and answers on the terminal.
enum Given {
    /// The bytes of a file, or of standard input for "-".
    static func bytes(_ path: String) throws -> Data {
        if path == "-" { return try FileHandle.standardInput.readToEnd() ?? Data() }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Refusal("\(path): there is no such file")
        }
        guard !isFolder.boolValue else { throw Refusal("\(path): it is a folder; name a file") }
        return try Data(contentsOf: URL(fileURLWithPath: path))
    }

    /// The file's name without its folders, for messages.
    static func name(_ path: String) -> String { path == "-" ? "standard input" : path }

    /// Words of several lines from standard input, up to its end.
    static func text(_ question: String) throws -> String {
        if Terminal.isInputInteractive { Terminal.writeError("\(question) (end with Ctrl-D)\n") }
        let text = String(decoding: try FileHandle.standardInput.readToEnd() ?? Data(), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { throw Refusal("standard input is empty: the words are read from it") }
        return text
    }

    /// A line that somebody types.
    static func line(_ question: String) throws -> String {
        Terminal.writeError(question + " ")
        guard let line = readLine(strippingNewline: true), !line.isEmpty else { throw Refusal("nothing was entered") }
        return line
    }

    /// A secret from standard input; on a terminal it is not shown.
    static func secret(_ question: String) throws -> String {
        guard Terminal.isInputInteractive else {
            guard let line = readLine(strippingNewline: true), !line.isEmpty else {
                throw Refusal("standard input is empty: the first line of it is taken")
            }
            return line
        }
        var shown = termios()
        guard tcgetattr(STDIN_FILENO, &shown) == 0 else { return try line(question) }
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            Terminal.writeError("\n")
        }
        return try line(question)
    }
}
