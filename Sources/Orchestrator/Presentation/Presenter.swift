import Documents
import Foundation
import TumorBoard

/// What documents of one case are written from: the case, its board and the names of its people.
struct Presenter {
    let file: CaseFile
    let board: Board
    let roster: Roster
    let times: Times

    var subject: Case { file.subject }

    func name(_ reviewer: ReviewerID) -> String { roster.reviewer(reviewer)?.name ?? reviewer.text }

    /// "Dr Ines Duarte, surgeon".
    func author<Value>(_ statement: Attributed<Value>) -> String {
        "\(name(statement.by)), \(statement.specialty.title)"
    }

    /// What several people say; with names only where they say different things.
    func joined(_ statements: [Attributed<String>]) -> [String] {
        let texts = Set(statements.map(\.value))
        if texts.count == 1, let only = texts.first { return [only] }
        return statements.map { "\($0.value) (\(author($0)))" }
    }

    /// The first words on it, for a table's cell; empty where nobody said anything.
    func cell(_ statements: [Attributed<String>]) -> String { joined(statements).joined(separator: " ") }

    var contact: Documents.Contact {
        Documents.Contact(
            name: board.coordinator.name, phone: board.coordinator.phone ?? "the hospital's switchboard",
            role: "coordinator of the \(board.name)")
    }

    var identifiers: [Fact] {
        subject.patient.identifiers.map { identifier in
            Fact(
                label: identifier.system.contains("/") ? "Hospital number" : identifier.system, value: identifier.value)
        }
    }

    var dateOfBirth: String { subject.patient.birthDate?.description ?? "not given" }

    var sessionDate: String {
        guard let listing = file.listing else { return "not listed" }
        return listing.session == nil ? "out of session" : times.moment(listing.sits)
    }

    var diagnosis: String { subject.diagnosis.line }

    var stage: String {
        let lines = subject.staging.map { "\($0.basis.rawValue): \($0.summary)" }
        return lines.isEmpty ? "Not presented" : lines.joined(separator: "; ")
    }

    var signature: Documents.Signature? {
        file.signature.map { signature in
            Documents.Signature(
                name: signature.name, role: "\(signature.role) of the \(board.name)",
                time: file.signed.map(times.moment) ?? "")
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
        if let site, !words(site).isSubset(of: words(cancer.text)) { parts.append(site) }
        if let laterality, !words(parts.joined(separator: " ")).contains(laterality.rawValue) {
            parts.append(laterality.rawValue)
        }
        if let histology, histology != cancer.text { parts.append(histology) }
        if !metastases.isEmpty { parts.append("spread to " + metastases.joined(separator: ", ")) }
        return parts.joined(separator: ", ")
    }
}

extension String {
    /// With a capital at the start.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
