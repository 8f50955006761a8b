import Foundation

/// Two sources that disagree about who the patient is or which side is ill.
package struct IdentityConflict: Codable, Equatable, Sendable {
    /// What they disagree about.
    package enum Field: String, Codable, Sendable { case name, birthDate, laterality, lobe }

    /// One source and what it says.
    package struct Source: Codable, Equatable, Sendable {
        /// The referral, or a record by its title and id.
        package var name: String
        /// The value as it stands there.
        package var value: String

        /// A source and its value.
        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// What they disagree about.
    package var field: Field
    /// The source that is taken as given: the referral, or the first record that says anything.
    package var one: Source
    /// The source that disagrees with it.
    package var other: Source

    /// A disagreement.
    package init(field: Field, one: Source, other: Source) {
        self.field = field
        self.one = one
        self.other = other
    }

    /// One line for a coordinator.
    package var reason: String {
        let what =
            switch field {
            case .name: "The patient's name"
            case .birthDate: "The date of birth"
            case .laterality: "The side"
            case .lobe: "The lobe"
            }
        return "\(what) disagrees: \(one.name) says “\(one.value)”, \(other.name) says “\(other.value)”. "
            + "Ask both sources which is right before the case is listed."
    }
}

/// Every record whose explicit identity or side disagrees with the referral, or, where that is silent, with the first
/// record that speaks.
func identityConflicts(in subject: Case) -> [IdentityConflict] {
    var conflicts: [IdentityConflict] = []
    let referral = "the referral"
    var side = StatedValue(subject.diagnosis.laterality, by: referral)
    var birth = StatedValue(subject.patient.birthDate, by: referral)
    var lobe = StatedValue(subject.diagnosis.site.flatMap(Lobe.init(in:)), by: referral)
    for record in subject.records {
        let source = "“\(record.title)” (\(record.id))"
        if let printed = record.printedName, !PersonName(printed).agrees(with: PersonName(subject.patient.name)) {
            conflicts.append(
                IdentityConflict(
                    field: .name, one: .init(name: referral, value: subject.patient.name),
                    other: .init(name: source, value: printed)))
        }
        conflicts += [
            birth.conflict(record.printedBirthDate, in: source, field: .birthDate) { $0.agrees(with: $1) },
            lobe.conflict(record.lobe.flatMap(Lobe.init(in:)), in: source, field: .lobe) { $0 == $1 },
            side.conflict(record.laterality, in: source, field: .laterality) { !$0.contradicts($1) },
        ].compactMap { $0 }
    }
    return conflicts
}

/// A value as its first source states it: the referral, or, where that is silent, the first record that speaks.
private struct StatedValue<Value: CustomStringConvertible> {
    private var first: (value: Value, source: String)?

    init(_ value: Value?, by source: String) { first = value.map { ($0, source) } }

    /// The disagreement of another source with the first one; nil where they agree, or where either says nothing.
    mutating func conflict(
        _ value: Value?, in source: String, field: IdentityConflict.Field, agrees: (Value, Value) -> Bool
    ) -> IdentityConflict? {
        guard let value else { return nil }
        guard let first else {
            self.first = (value, source)
            return nil
        }
        guard !agrees(first.value, value) else { return nil }
        return IdentityConflict(
            field: field, one: .init(name: first.source, value: first.value.description),
            other: .init(name: source, value: value.description))
    }
}

extension Laterality: CustomStringConvertible {
    /// The side's name.
    package var description: String { rawValue }
}

/// A name as a set of words, so that case, accents, titles and the order of given and family name do not matter.
struct PersonName: Equatable {
    private let words: [String]

    /// The name as written.
    init(_ text: String) {
        let plain = text.lowercased().replacingOccurrences(of: "ß", with: "ss").folding(
            options: [.diacriticInsensitive, .widthInsensitive], locale: nil)
        // "Müller", "Mueller" and "Muller" are one name in German records.
        let folded = ["ae": "a", "oe": "o", "ue": "u", "ø": "o", "æ": "a", "œ": "o", "ł": "l"].reduce(plain) {
            $0.replacingOccurrences(of: $1.key, with: $1.value)
        }
        let titles: Set<String> = ["dr", "prof", "med", "mr", "mrs", "ms", "miss", "frau", "herr", "born", "geb"]
        words = folded.split { !$0.isLetter }.map(String.init).filter { !titles.contains($0) }.sorted()
    }

    /// Whether both can be the same person: every word of the shorter name is in the longer one, an initial standing for
    /// its word, and at least two words meet (one, where a name is a single word).
    func agrees(with other: PersonName) -> Bool {
        let (short, long) = words.count <= other.words.count ? (words, other.words) : (other.words, words)
        guard !short.isEmpty else { return false }
        var rest = long
        // Whole words first, so that an initial does not take the word that another needs.
        for word in short.sorted(by: { $0.count > $1.count }) {
            let match =
                rest.firstIndex(of: word)
                ?? rest.firstIndex { ($0.count == 1 || word.count == 1) && $0.first == word.first }
            guard let match else { return false }
            rest.remove(at: match)
        }
        return short.count >= 2 || long.count == 1
    }
}

extension CivilDate {
    /// Whether both can be the same day, as far as each is known.
    func agrees(with other: CivilDate) -> Bool {
        guard year == other.year else { return false }
        guard let month, let otherMonth = other.month else { return true }
        guard month == otherMonth else { return false }
        guard let day, let otherDay = other.day else { return true }
        return day == otherDay
    }
}

/// A lobe of the lung or of the thyroid, as far as a text names one and no other.
enum Lobe: String, CustomStringConvertible {
    case upper = "upper lobe"
    case middle = "middle lobe"
    case lower = "lower lobe"

    /// The lobe's name.
    var description: String { rawValue }

    /// The one lobe that a text names; nil where it names none or several.
    init?(in text: String) {
        let words = text.lowercased().split { !$0.isLetter }
        guard words.contains(where: { $0.hasPrefix("lobe") }) else { return nil }
        let named = [("upper", Lobe.upper), ("middle", .middle), ("lower", .lower)].filter { name, _ in
            words.contains { $0 == name }
        }
        guard named.count == 1 else { return nil }
        self = named[0].1
    }
}

extension Laterality {
    /// Left against right; bilateral and midline disease may be recorded one side at a time.
    fileprivate func contradicts(_ other: Laterality) -> Bool {
        (self == .left && other == .right) || (self == .right && other == .left)
    }
}
