package import Foundation
import Subprocess

/// WeasyPrint in a process of its own: HTML on its standard input, a tagged PDF/UA on its standard output.
///
/// It reads no file and no address: documents that refer to any are refused, and its proxies lead nowhere.
package struct WeasyPrint: PDFRendering {
    private let slots: Slots
    private let timeout: Duration
    private let command: String

    /// - Parameters:
    ///   - atOnce: how many processes may run at once.
    ///   - timeout: how long one document may take.
    ///   - command: the executable's name on the path.
    package init(atOnce: Int = 2, timeout: Duration = .seconds(60), command: String = "weasyprint") {
        Self.ignoreBrokenPipes
        slots = Slots(free: max(1, atOnce))
        self.timeout = timeout
        self.command = command
    }

    /// The PDF of a document; waits for a free slot.
    package func pdf(html: String, created: Date) async throws(PDFError) -> Data {
        if let resource = ExternalResource.first(in: html) { throw .externalResource(resource) }
        await slots.take()
        let result: Result<Data, PDFError>
        do throws(PDFError) {
            result = .success(try await render(html, created: created))
        } catch {
            result = .failure(error)
        }
        await slots.give()
        return try result.get()
    }

    /// The version that is installed, nil when none is.
    package static func version() async -> String? {
        let result = try? await run(
            .name("weasyprint"), arguments: ["--version"], environment: environment(created: nil),
            output: .string(limit: 4096), error: .discarded)
        guard let result, result.terminationStatus.isSuccess else { return nil }
        return result.standardOutput.split(whereSeparator: \.isWhitespace).last.map(String.init)
    }

    private func render(_ html: String, created: Date) async throws(PDFError) -> Data {
        let arguments: Arguments = [
            "--quiet", "--encoding", "utf-8", "--base-url", "about:blank", "--pdf-variant", "pdf/ua-1", "-", "-",
        ]
        let environment = Self.environment(created: created)
        let command = command
        let timeout = timeout
        do {
            // Whoever ends first decides; the other is cancelled, and cancelling kills the process.
            let outcome = try await withThrowingTaskGroup(of: Outcome.self) { group in
                group.addTask {
                    let result = try await run(
                        .name(command), arguments: arguments, environment: environment,
                        input: DocumentInput(html: html),
                        output: .data(limit: 64 << 20), error: .string(limit: 64 << 10))
                    return result.terminationStatus.isSuccess
                        ? .made(result.standardOutput) : .refused(result.standardError)
                }
                group.addTask {
                    try await Task.sleep(for: timeout)
                    return .late
                }
                defer { group.cancelAll() }
                return try await group.next() ?? .late
            }
            switch outcome {
            case .made(let pdf) where pdf.starts(with: Data("%PDF".utf8)): return pdf
            case .made: throw PDFError.failed("it wrote nothing that is a PDF")
            case .refused(let words): throw PDFError.failed(words.trimmingCharacters(in: .whitespacesAndNewlines))
            case .late: throw PDFError.timedOut(seconds: Int(timeout.components.seconds))
            }
        } catch let error as PDFError {
            throw error
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw .unavailable
        } catch {
            throw .failed("\(error)")
        }
    }

    /// A renderer that dies while it is being written to must not take this process with it.
    private static let ignoreBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

    private enum Outcome { case made(Data), refused(String), late }

    /// Only what the renderer needs of our own environment, which holds secrets.
    private static func environment(created: Date?) -> Environment {
        var values: [Environment.Key: String] = [
            "LC_ALL": "C.UTF-8", "TZ": "UTC", "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9",
            "ftp_proxy": "http://127.0.0.1:9",
        ]
        for key: Environment.Key in ["PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH"] {
            values[key] = ProcessInfo.processInfo.environment[key.rawValue]
        }
        if let created { values["SOURCE_DATE_EPOCH"] = String(Int(created.timeIntervalSince1970)) }
        return .custom(values)
    }
}

/// The document on its way to the renderer's standard input.
///
/// swift-subprocess 1.0 traps when an input's `write` throws, since it then drops the pipe unclosed. A renderer that
/// stops reading says why by its exit status and its words, so a broken pipe itself is no news and is not passed on.
private struct DocumentInput: InputProtocol {
    let html: String

    func write(with writer: StandardInputWriter) async throws {
        _ = try? await writer.write(Array(html.utf8))
    }
}

/// Lets so many in and makes the others wait their turn.
private actor Slots {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(free: Int) { self.free = free }

    func take() async {
        guard free == 0 else {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func give() {
        guard !waiting.isEmpty else {
            free += 1
            return
        }
        waiting.removeFirst().resume()
    }
}

/// Finds what a renderer would fetch: images, style sheets and the like that are not `data:` addresses.
private enum ExternalResource {
    static func first(in html: String) -> String? {
        let tag = /<(?:img|link|object|embed|iframe|source|video|audio|image|use|input)\b[^>]*>/.ignoresCase()
        let address = /\b(?:src|href|data|poster|srcset)\s*=\s*["']?(?!data:|#)([^"'\s>]+)/.ignoresCase()
        for match in html.matches(of: tag) {
            if let found = match.0.firstMatch(of: address) { return String(found.1) }
        }
        let sheet = /<style[^>]*>(.*?)<\/style>|\bstyle\s*=\s*"([^"]*)"/.ignoresCase().dotMatchesNewlines()
        let fetch = /(?:url\(\s*["']?(?!data:|#)([^"')]+)|@import\s+["']([^"']+))/.ignoresCase()
        for match in html.matches(of: sheet) {
            guard let found = (match.1 ?? match.2)?.firstMatch(of: fetch) else { continue }
            return (found.1 ?? found.2).map(String.init)
        }
        return nil
    }
}
