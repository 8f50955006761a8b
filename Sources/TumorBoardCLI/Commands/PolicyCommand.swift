import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard policy`
struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "The rules of the site.", subcommands: [Adopt.self, Show.self])

    /// `tumorboard policy adopt`
    struct Adopt: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a policy file in force; whatever it touches is looked at again.",
            discussion: "Samples/policy.yaml names every rule. What a file leaves out stays as it is there.")

        @Argument(help: "The policy as YAML.") var file: String
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let policy = try PolicyReader().read(try Given.bytes(file), fileName: Given.name(file))
            try await site.office().adoptPolicy(policy, actor: by.name)
            let changed = try PolicyLines(policy).differing(from: PolicyLines(.standard))
            let words =
                changed.isEmpty
                ? "the standard policy is in force"
                : "the policy is in force; not as in the standard: "
                    + changed.joined(separator: ", ")
            try output.show(Done(done: words)) { words.prefix(1).uppercased() + words.dropFirst() + ".\n" }
        }
    }

    /// `tumorboard policy show`
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show every rule in force; a star marks what differs from the standard.")

        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let policy = try await site.office().policy()
            try output.show(policy) {
                let lines = try PolicyLines(policy)
                let changed = try Set(lines.differing(from: PolicyLines(.standard)))
                var table = TextTable(columns: ["", "rule", "value"])
                for line in lines.lines { table.add([changed.contains(line.rule) ? "*" : "", line.rule, line.value]) }
                return table.rendered()
            }
        }
    }
}

/// A policy as one line a rule.
struct PolicyLines: Equatable {
    /// The rules by their path, such as "ballots.coverHoursBeforeClose".
    private(set) var lines: [(rule: String, value: String)] = []

    /// The lines of a policy.
    init(_ policy: BoardPolicy) throws {
        let value = try JSONDecoder().decode(JSONLine.self, from: try JSONEncoder.canonical.encode(policy))
        add(value, at: "")
        // a part that is not stored while it is the standard one is shown all the same
        lines.removeAll { $0.rule.hasPrefix("notices.") }
        add(
            try JSONDecoder().decode(JSONLine.self, from: try JSONEncoder.canonical.encode(policy.notices)),
            at: "notices")
    }

    /// Rules that are not as in another policy, those that only one has included.
    func differing(from other: PolicyLines) -> [String] {
        let mine = Dictionary(lines.map { ($0.rule, $0.value) }, uniquingKeysWith: { $1 })
        let others = Dictionary(other.lines.map { ($0.rule, $0.value) }, uniquingKeysWith: { $1 })
        return Set(mine.keys).union(others.keys).filter { mine[$0] != others[$0] }.sorted()
    }

    static func == (left: PolicyLines, right: PolicyLines) -> Bool { left.differing(from: right).isEmpty }

    private mutating func add(_ value: JSONLine, at path: String) {
        switch value {
        case .text(let text): lines.append((path, text))
        case .list(let values): lines.append((path, values.isEmpty ? "none" : values.joined(separator: ", ")))
        case .map(let map):
            if map.isEmpty { lines.append((path, "none")) }
            for (key, value) in map.sorted(by: { $0.key < $1.key }) {
                add(value, at: path.isEmpty ? key : "\(path).\(key)")
            }
        }
    }

    private enum JSONLine: Decodable {
        case text(String), list([String]), map([String: JSONLine])

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let flag = try? value.decode(Bool.self) {
                self = .text(flag ? "yes" : "no")
            } else if let number = try? value.decode(Int.self) {
                self = .text(String(number))
            } else if let text = try? value.decode(String.self) {
                self = .text(text)
            } else if let numbers = try? value.decode([Int].self) {
                self = .list(numbers.map(String.init))
            } else if let texts = try? value.decode([String].self) {
                self = .list(texts)
            } else {
                self = .map(try value.decode([String: JSONLine].self))
            }
        }
    }
}
