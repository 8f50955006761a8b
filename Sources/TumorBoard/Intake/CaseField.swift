/// A single-valued field of a case, by a name that a person can write: what an import compares, and what
/// `tumorboard case update --set` writes.
package struct CaseField: Sendable {
    /// Such as "diagnosis.histology".
    package let name: String
    /// Whether a disagreement about it keeps the case off the list: who the patient is, and which side is ill.
    package let isIdentity: Bool
    /// The value as text; nil where the case says nothing.
    package let read: @Sendable (Case) -> String?
    /// Puts a value in place of another.
    /// - Throws: `MalformedValue` where the text is no such value.
    package let write: @Sendable (inout Case, String) throws -> Void
    /// Whether two texts say the same.
    package let agrees: @Sendable (String, String) -> Bool

    private init(
        _ name: String, isIdentity: Bool = false, read: @escaping @Sendable (Case) -> String?,
        write: @escaping @Sendable (inout Case, String) throws -> Void,
        agrees: @escaping @Sendable (String, String) -> Bool = { $0.comparable == $1.comparable }
    ) {
        (self.name, self.isIdentity, self.read, self.write, self.agrees) = (name, isIdentity, read, write, agrees)
    }

    /// The field of that name.
    package static func named(_ name: String) -> CaseField? { all.first { $0.name == name } }

    /// Every field, in the order of a case.
    package static let all: [CaseField] = [
        CaseField(
            "patient.name", isIdentity: true, read: { $0.patient.name }, write: { $0.patient.name = $1 },
            agrees: { PersonName($0).agrees(with: PersonName($1)) }),
        CaseField(
            "patient.birthDate", isIdentity: true, read: { $0.patient.birthDate?.description },
            write: { $0.patient.birthDate = try CivilDate($1) }, agrees: sameDate),
        CaseField(
            "patient.sex", read: { $0.patient.sex == .unknown ? nil : $0.patient.sex.rawValue },
            write: { $0.patient.sex = try choice($1, "sex") }),
        CaseField(
            "patient.email", read: { $0.patient.email?.text }, write: { $0.patient.email = try EmailAddress($1) }),
        text("patient.phone", \.patient.phone), text("patient.region", \.patient.region),
        text("patient.companion", \.patient.companion), text("patient.knows", \.patient.knows),
        // a source that says nothing of a language is read as English, which contradicts no other
        CaseField(
            "patient.language", read: { $0.patient.language == "en" ? nil : $0.patient.language },
            write: { $0.patient.language = $1 }),
        CaseField(
            "patient.ownDoctor", read: { $0.patient.ownDoctor?.line },
            write: { $0.patient.ownDoctor = try Contact(line: $1, before: $0.patient.ownDoctor) }),
        CaseField(
            "diseaseGroup", read: { $0.diseaseGroup.rawValue },
            write: { $0.diseaseGroup = try choice($1, "disease group") }),
        CaseField(
            "diagnosis.cancer", read: { $0.diagnosis.cancer.text },
            write: { $0.diagnosis.cancer = Coding(text: $1) }),
        text("diagnosis.histology", \.diagnosis.histology), text("diagnosis.site", \.diagnosis.site),
        CaseField(
            "diagnosis.laterality", isIdentity: true, read: { $0.diagnosis.laterality?.rawValue },
            write: { $0.diagnosis.laterality = try choice($1, "side") }),
        date("diagnosis.date", \.diagnosis.date), date("treatBy", \.treatBy),
        text("referral.question", \.referral.question), text("referral.channel", \.referral.channel),
        text("referral.authority", \.referral.authority),
        CaseField(
            "urgency", read: { $0.urgency.level.rawValue },
            write: { $0.urgency = Urgency(level: try choice($1, "urgency"), reason: $0.urgency.reason) }),
        text("urgency.reason", \.urgency.reason),
    ]

    private static func text(_ name: String, _ path: any WritableKeyPath<Case, String?> & Sendable) -> CaseField {
        CaseField(name, read: { $0[keyPath: path] }, write: { $0[keyPath: path] = $1 })
    }

    private static func date(_ name: String, _ path: any WritableKeyPath<Case, CivilDate?> & Sendable) -> CaseField {
        CaseField(
            name, read: { $0[keyPath: path]?.description }, write: { $0[keyPath: path] = try CivilDate($1) },
            agrees: sameDate)
    }

    private static let sameDate: @Sendable (String, String) -> Bool = { one, other in
        guard let one = try? CivilDate(one), let other = try? CivilDate(other) else { return false }
        return one.agrees(with: other)
    }

    private static func choice<Choice: RawRepresentable & CaseIterable>(
        _ text: String, _ noun: String
    ) throws(MalformedValue) -> Choice where Choice.RawValue == String {
        if let choice = Choice(rawValue: text) { return choice }
        throw MalformedValue(
            expected: noun, text: text, hint: "choose " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
    }
}

extension Contact {
    /// "Dr. Johanna Lindner <praxis@lindner.example>", or the name alone.
    fileprivate var line: String { email.map { "\(name) <\($0.text)>" } ?? name }

    /// Reads a name, with an address in angle brackets where there is one; the rest stays as it was for the same name.
    fileprivate init(line: String, before: Contact?) throws(MalformedValue) {
        let parts = line.split(separator: "<", maxSplits: 1).map { $0.filter { $0 != ">" } }
        var words = Substring(parts.first ?? "")
        while words.last?.isWhitespace == true { words = words.dropLast() }
        let name = String(words)
        self = before?.name == name ? before ?? Contact(name: name) : Contact(name: name)
        email = parts.count > 1 ? try EmailAddress(parts[1]) : nil
    }
}
