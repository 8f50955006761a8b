import Documents
import Foundation
import TumorBoard

/// What documents of one case are written from: the case, its board and the names of its people.
struct Presenter {
    let file: CaseFile
    let board: Board
    let roster: Roster
    let times: Times
    let patientLanguage: PatientLanguage

    var subject: Case { file.subject }

    func name(_ reviewer: ReviewerID) -> String { roster.reviewer(reviewer)?.name ?? reviewer.text }

    /// "Dr Ines Duarte, surgeon".
    func author<Value>(_ statement: Attributed<Value>) -> String {
        "\(name(statement.by)), \(statement.specialty.title)"
    }

    /// What several people say, the same words once; with names only where they say different things.
    func joined(_ statements: [Attributed<String>]) -> [String] {
        let said = statements.grouped(by: \.value)
        guard said.count > 1 else { return said.map(\.key) }
        return said.map { "\($0.key) (\($0.members.map(author).joined(separator: "; ")))" }
    }

    /// What several people say, each on a line of its own.
    func lines(_ statements: [Attributed<String>]) -> String { joined(statements).joined(separator: "\n") }

    /// The same in short, with specialties for names, as a table's cell has room for.
    func cell(_ statements: [Attributed<String>]) -> String {
        let said = statements.grouped(by: \.value)
        guard said.count > 1 else { return said.first?.key ?? "" }
        return said.map { one in
            "\(one.members.map(\.specialty.title).joined(separator: ", ").asSentenceStart): \(one.key)"
        }
        .joined(separator: "\n")
    }

    var contact: Documents.Contact {
        Documents.Contact(
            name: board.coordinator.name, phone: board.coordinator.phone ?? "the hospital's switchboard",
            role: "coordinator of the \(board.name)")
    }

    var identifiers: [Fact] { identifiers(of: subject) }

    var dateOfBirth: String { subject.patient.birthDate.map(times.day) ?? "not given" }

    var sessionDate: String {
        guard let listing = file.listing else { return "Not listed" }
        return listing.session == nil ? "Out of session" : times.moment(listing.sits)
    }

    var diagnosis: String { subject.diagnosis.line }

    var stage: String {
        let lines = subject.staging.map { "\($0.basis.rawValue.asSentenceStart): \($0.summary)" }
        return lines.isEmpty ? "Not presented" : lines.joined(separator: "; ")
    }

    /// The signature, its time as `words` tells it.
    func signature(_ words: (Date) -> String) -> Documents.Signature? {
        file.signature.map { signature in
            Documents.Signature(
                name: signature.name, role: "\(signature.role) of the \(board.name)",
                time: file.signed.map(words) ?? "")
        }
    }

    var withdrawn: String? {
        file.withdrawn.map { person in
            "It was withdrawn, since \(person.note ?? "new evidence came"). The board looks at the case again."
        }
    }
}

extension Diagnosis {
    /// The cancer, its side, site and histology in one line.
    package var line: String {
        var parts = [cancer.text]
        let words = { (text: String) in Set(text.comparable.split { !$0.isLetter }.map(String.init)) }
        // a part of the site that the cancer's name already says is not said again
        for piece in (site ?? "").split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) })
        where !words(piece).isSubset(of: words(cancer.text)) { parts.append(piece) }
        if let laterality, !words(parts.joined(separator: " ")).contains(laterality.rawValue) {
            parts.append(laterality.rawValue)
        }
        if let histology, !words(histology).subtracting(["nos"]).isSubset(of: words(cancer.text)) {
            parts.append(histology.startingSmall)
        }
        if !metastases.isEmpty { parts.append("spread to " + metastases.joined(separator: ", ")) }
        return parts.joined(separator: ", ")
    }
}

extension Array {
    /// The members by what a key makes of them, groups and members in the order of their coming.
    func grouped(by key: (Element) -> String) -> [(key: String, members: [Element])] {
        var groups: [(key: String, members: [Element])] = []
        for member in self {
            let own = key(member)
            if let index = groups.firstIndex(where: { $0.key == own }) {
                groups[index].members.append(member)
            } else {
                groups.append((own, [member]))
            }
        }
        return groups
    }
}

extension String {
    /// Without a capital at the start, where its first word is no abbreviation.
    var startingSmall: String {
        dropFirst().first?.isLowercase == true ? prefix(1).lowercased() + dropFirst() : self
    }
}
