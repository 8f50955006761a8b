import Foundation
import Synchronization

/// What the command line writes to, and how wide it is.
enum Terminal {
    /// Whether people read standard output as it comes.
    static var isOutputInteractive: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Whether people read standard error as it comes.
    static var isErrorInteractive: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether somebody can be asked something.
    static var isInputInteractive: Bool { isatty(STDIN_FILENO) == 1 }

    /// Columns of the terminal that shows standard output; nil where it goes to a file or a pipe.
    static var outputWidth: Int? { isOutputInteractive ? width(of: STDOUT_FILENO) : nil }

    /// Columns of the terminal behind a descriptor, 80 where it does not say.
    static func width(of descriptor: Int32) -> Int {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Writes text and nothing else to standard output.
    static func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

    /// Writes text and nothing else to standard error.
    static func writeError(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

/// One line on standard error, as every refusal of a command is told.
func printError(_ message: some CustomStringConvertible) {
    Terminal.writeError("tumorboard: \(message.description.oneLine)\n")
}

extension String {
    /// The text in one line, its white space made single spaces; a control character of a damaged file is shown as
    /// such and never reaches the terminal.
    var oneLine: String {
        let shown = String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    scalar.properties.generalCategory == .control && !scalar.properties.isWhitespace
                        ? "\u{FFFD}" : scalar
                }))
        return shown.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Columns that the text takes on a terminal.
    var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

    /// The text cut to a number of columns, an ellipsis at its end where something is missing.
    func truncated(to columns: Int) -> String {
        guard displayWidth > columns, columns > 0 else { return columns > 0 ? self : "" }
        return prefix(columns: columns - 1) + "…"
    }

    /// The text with spaces after it up to a number of columns.
    func padded(to columns: Int) -> String { self + String(repeating: " ", count: max(0, columns - displayWidth)) }

    /// Lines of at most so many columns, broken between words; a word that is longer is broken where it must be.
    func wrapped(to columns: Int) -> [String] {
        guard columns > 0 else { return [self] }
        var lines: [String] = []
        for paragraph in split(whereSeparator: \.isNewline) {
            var line = ""
            for piece in paragraph.split(separator: " ") {
                var word = String(piece)
                if !line.isEmpty, line.displayWidth + 1 + word.displayWidth <= columns {
                    line += " " + word
                    continue
                }
                if !line.isEmpty { lines.append(line) }
                while word.displayWidth > columns {
                    let head = word.prefix(columns: columns)
                    guard !head.isEmpty else { break }
                    lines.append(head)
                    word.removeFirst(head.count)
                }
                line = word
            }
            lines.append(line)
        }
        return lines.isEmpty ? [""] : lines
    }

    private func prefix(columns: Int) -> String {
        var text = "", width = 0
        for character in self {
            width += character.displayWidth
            if width > columns { break }
            text.append(character)
        }
        return text
    }
}

extension Character {
    /// Columns on a terminal: two for East Asian wide characters and emoji, none for what only combines.
    fileprivate var displayWidth: Int {
        guard let scalar = unicodeScalars.first else { return 0 }
        switch scalar.properties.generalCategory {
        case .control, .format, .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}

/// Rows under headings, aligned; wrapped to the terminal's width, and as wide as they need be in a file or a pipe.
struct TextTable {
    private let columns: [String]
    private var rows: [[String]] = []
    private static let gap = 2
    private static let narrowest = 6

    /// A table with those headings.
    init(columns: [String]) { self.columns = columns }

    /// Whether it has no row.
    var isEmpty: Bool { rows.isEmpty }

    /// Adds a row; cells that are missing stay empty.
    mutating func add(_ row: [String]) {
        rows.append(columns.indices.map { row.indices.contains($0) ? row[$0] : "" })
    }

    /// The table as text that ends with a line break.
    /// - Parameter width: columns to keep to; nil takes the terminal's, where there is one.
    func rendered(width: Int? = nil) -> String {
        let limit = width ?? Terminal.outputWidth
        let widths = fitted(to: limit)
        var text = line(columns, widths) + "\n"
        text += widths.map { String(repeating: "─", count: $0) }.joined(separator: Self.space) + "\n"
        for row in rows {
            let cells = zip(row, widths).map { cell, width in limit == nil ? [cell.oneLine] : cell.wrapped(to: width) }
            for index in 0..<(cells.map(\.count).max() ?? 0) {
                text += line(cells.map { $0.indices.contains(index) ? $0[index] : "" }, widths) + "\n"
            }
        }
        return text
    }

    private static let space = String(repeating: " ", count: gap)

    /// Every column as wide as its widest cell; the widest ones give way where that is too much.
    private func fitted(to limit: Int?) -> [Int] {
        var widths = columns.indices.map { index in
            ([columns] + rows).map { $0[index].oneLine.displayWidth }.max() ?? 0
        }
        guard let limit else { return widths }
        let room = max(limit - Self.gap * max(0, columns.count - 1), columns.count * Self.narrowest)
        while widths.reduce(0, +) > room, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }) {
            guard widths[widest] > Self.narrowest else { break }
            widths[widest] -= 1
        }
        return widths
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = zip(cells, widths).map { cell, width in cell.truncated(to: width).padded(to: width) }
        let text = padded.joined(separator: Self.space)
        return String(text.reversed().drop(while: { $0 == " " }).reversed())
    }
}

/// A bar that fills while something long goes on; on standard error, and only where somebody watches.
final class ProgressBar: Sendable {
    private let label: String
    private let total: Int
    private let done = Mutex(0)
    private let isShown: Bool

    /// A bar of so many steps, of which none is done.
    init(_ label: String, total: Int) {
        self.label = label
        self.total = max(total, 1)
        isShown = Terminal.isErrorInteractive
        draw(0, "")
    }

    /// One more step is done.
    func advance(_ detail: String = "") {
        draw(
            done.withLock { done in
                done += 1
                return done
            }, detail)
    }

    /// So many steps are done.
    func reach(_ count: Int, _ detail: String = "") {
        done.withLock { $0 = count }
        draw(count, detail)
    }

    /// Takes the bar away, so that the next line stands where it was.
    func finish() {
        if isShown { Terminal.writeError("\r\u{1B}[K") }
    }

    private func draw(_ count: Int, _ detail: String) {
        guard isShown else { return }
        let cells = 24
        let filled = min(cells, cells * count / total)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: cells - filled)
        let text = "\(label) \(bar) \(min(count, total))/\(total) \(detail.oneLine)"
        Terminal.writeError("\r\u{1B}[K" + text.truncated(to: Terminal.width(of: STDERR_FILENO) - 1))
    }
}
