import Documents
import TumorBoard

/// Numbers the sources of a packet's facts in the order in which they are first mentioned.
final class SourceBook {
    private let origins: [FactOrigin.Topic: [String: [FactOrigin]]]
    private var numbers: [String: Int] = [:]
    private(set) var entries: [SourceEntry] = []

    /// The sources that a case knows of.
    init(_ subject: Case) {
        origins = Dictionary(grouping: subject.origins, by: \.topic).mapValues { Dictionary(grouping: $0, by: \.fact) }
    }

    /// The marks of a fact, found by the case's own wording of it; none where its source is not known.
    func marks(_ topic: FactOrigin.Topic, _ wordings: String?...) -> [SourceMark] {
        guard let known = origins[topic] else { return [] }
        return wordings.compactMap { $0 }.flatMap { known[$0] ?? [] }.map(mark).reduce(into: []) { marks, mark in
            if !marks.contains(mark) { marks.append(mark) }
        }
    }

    /// The marks of everything of a topic, for a part of the case that is one fact.
    func marks(ofAll topic: FactOrigin.Topic) -> [SourceMark] {
        (origins[topic] ?? [:]).sorted { $0.key < $1.key }.flatMap(\.value).map(mark).reduce(into: []) { marks, mark in
            if !marks.contains(mark) { marks.append(mark) }
        }
    }

    private func mark(_ origin: FactOrigin) -> SourceMark {
        let title = [origin.path, origin.file.map { "in \($0)" }].compactMap { $0 }.joined(separator: " ")
        if let number = numbers[title] { return SourceMark(number: String(number), title: title) }
        let number = entries.count + 1
        numbers[title] = number
        entries.append(SourceEntry(number: String(number), path: origin.path, file: origin.file))
        return SourceMark(number: String(number), title: title)
    }
}
