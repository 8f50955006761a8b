import Documents
package import Foundation
package import TumorBoard

/// Why a letter is not made.
package enum LetterRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    /// The patient has not agreed that records are asked for, or has withdrawn it.
    case noConsent(CaseID)
    /// Every record is there.
    case nothingMissing(CaseID)
    /// A code that is none; it would be refused by whoever reads it.
    case malformedCode(String, kind: String)
    /// The patient has died.
    case died(CaseID)

    /// What to do about it.
    package var description: String {
        switch self {
        case .noConsent(let id):
            "the patient has not agreed to a review, or has withdrawn it: no record is requested without it; record "
                + "the consent with “tumorboard case consent \(id) --review”"
        case .nothingMissing(let id): "nothing is missing for case \(id): there is nothing to request"
        case .malformedCode(let code, let kind): "“\(code)” is no \(kind) code: give it as it stands in its catalogue"
        case .died(let id): "the patient of case \(id) has died: no letter of this kind is written any more"
        }
    }
}

/// A letter that is ready to be written to a file and recorded.
package struct PreparedLetter: Sendable {
    /// Which.
    package let kind: LetterKind
    let letter: NavigatorLetter
    /// What it is about.
    package var title: String { letter.title }
    /// Plain text.
    package var text: String { letter.text }
    /// The same words as a document, complete in itself.
    package var html: String { letter.html }
    /// Facts that nobody gave, each a blank to fill in by hand.
    package var blanks: [String] { letter.blanks }
    /// Whom it goes to, in one line.
    package let reader: String
    /// The tasks that it serves.
    package let tasks: [String]
    /// The day of the letter.
    package let created: Date
}

extension BoardOffice {
    /// Writes a letter from a case; nothing is recorded yet.
    /// - Throws: `LetterRefusal` where it must not be written; `TemplateError`.
    package func letter(_ request: LetterRequest, of id: CaseID) throws -> PreparedLetter {
        let file = try caseFile(id)
        guard file.ending?.kind != .died else { throw LetterRefusal.died(id) }
        try LetterCodes.check(request)
        let policy = try policy()
        let readiness = file.readiness(now: now, policy: policy)
        if [.recordHolder, .pathology].contains(request.kind.template.reader) {
            if let ending = file.ending { throw CommandRefusal.ended(ending.kind) }
            guard file.subject.consent.toReview, file.subject.consent.withdrawn == nil else {
                throw LetterRefusal.noConsent(id)
            }
        }
        let context = try presenter(file).letter(request, readiness: readiness, site: configuration, now: now)
        if request.kind == .recordRequest, context.records.isEmpty { throw LetterRefusal.nothingMissing(id) }
        let letter = try templates.letter(request.kind.template, context, language: context.language)
        let isKnown = !(context.recipients.first ?? "").contains(LetterBlank.mark("").prefix(1))
        return PreparedLetter(
            kind: request.kind, letter: letter,
            reader: isKnown ? context.recipients.joined(separator: ", ") : "a reader to be filled in",
            tasks: tasks(of: request.kind, readiness), created: now)
    }

    /// A letter as PDF.
    package func pdf(of prepared: PreparedLetter) async throws -> Data {
        try await pdf.pdf(html: prepared.letter.html, created: prepared.created)
    }

    /// Records that a letter was made, with each task that it serves.
    @discardableResult
    package func recordLetter(
        _ prepared: PreparedLetter, of id: CaseID, task: String? = nil, actor: String
    ) throws -> CaseFile {
        let served = task.map { [$0] } ?? prepared.tasks
        let tasks: [String?] = served.isEmpty ? [nil] : served
        return try change(id, actor: actor) { _ in
            tasks.map { task in
                CaseEvent.letterMade(
                    LetterMade(letter: prepared.kind.rawValue, task: task, to: prepared.reader, by: actor))
            }
        }
    }

    private func tasks(of kind: LetterKind, _ readiness: Readiness) -> [String] {
        switch kind {
        case .recordRequest: readiness.chaseable.map { "record.\($0.rawValue)" }
        case .slidesAndBlocks: ["slides"]
        case .preauthorisation, .networkGap: ["authorisation"]
        case .whatNext, .remoteReview, .travel: []
        }
    }
}

/// The forms of codes. Only the form is looked at: which code is right is for whoever gives it.
private enum LetterCodes {
    static func check(_ request: LetterRequest) throws(LetterRefusal) {
        for code in request.diagnosisCodes
        where head(code).wholeMatch(of: /[A-Z][0-9][0-9A-Z](\.[0-9A-Z\-]{1,4})?/) == nil {
            throw .malformedCode(code, kind: "ICD-10")
        }
        // five digits, or four and a letter; HCPCS codes, which payers take in the same place, begin with the letter
        for code in request.procedureCodes where head(code).wholeMatch(of: /[0-9]{4}[0-9A-Z]|[A-Z][0-9]{4}/) == nil {
            throw .malformedCode(code, kind: "CPT")
        }
    }

    private static func head(_ code: String) -> String { String(code.prefix { $0 != " " }) }
}
