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
        return marks(wordings.compactMap { $0 }.flatMap { known[$0] ?? [] })
    }

    /// The marks of everything of a topic, for a part of the case that is one fact.
    func marks(ofAll topic: FactOrigin.Topic) -> [SourceMark] {
        marks((origins[topic] ?? [:]).sorted { $0.key < $1.key }.flatMap(\.value))
    }

    /// A mark for each source; sources that are many, such as the values of one blood count, share a mark.
    private func marks(_ found: [FactOrigin]) -> [SourceMark] {
        var places: [Place] = []
        for origin in found {
            let place = Place(path: origin.path, file: origin.file)
            if !places.contains(place) { places.append(place) }
        }
        guard places.count > 3 else { return places.map(mark) }
        return places.grouped(by: { $0.file ?? "" }).map { group in
            mark(Place(path: group.members.map(\.path).joined(separator: ", "), file: group.members.first?.file))
        }
    }

    private struct Place: Equatable {
        var path: String
        var file: String?
    }

    private func mark(_ place: Place) -> SourceMark {
        let title = [place.path, place.file.map { "in \($0)" }].compactMap { $0 }.joined(separator: " ")
        if let number = numbers[title] { return SourceMark(number: String(number), title: title) }
        let number = entries.count + 1
        numbers[title] = number
        entries.append(SourceEntry(number: String(number), path: place.path, file: place.file))
        return SourceMark(number: String(number), title: title)
    }
}
