import Foundation
import Journal
package import TumorBoard

/// Who is asked to send records by an upload link.
package enum RecordSender: String, CaseIterable, Sendable {
    case patient, doctor

    /// What a record's source says of it.
    package var source: String {
        switch self {
        case .patient: "uploaded by the patient"
        case .doctor: "uploaded by the referring doctor"
        }
    }
}

/// What stands behind an upload link.
package struct UploadDesk: Sendable {
    /// The case.
    package let file: CaseFile
    /// Who sends.
    package let sender: RecordSender
    /// What the board cannot begin without and does not have, and what this person was asked for and has not sent.
    package let missing: [RecordClass]
    /// The names of the files that came by such a link, oldest first.
    package let arrived: [String]
}

/// A request for records by mail, as the event of a letter holds it.
enum RecordRequest {
    static let letter = "mail-record-ask"
    static let days = 14

    /// The tasks that a request serves: `record.images,record.pathologyReport`.
    static func task(_ kinds: [RecordClass]) -> String? {
        kinds.isEmpty ? nil : kinds.map { "record.\($0.rawValue)" }.joined(separator: ",")
    }

    static func kinds(_ task: String?) -> [RecordClass] {
        (task ?? "").split(separator: ",").compactMap { RecordClass(rawValue: String($0.dropFirst(7))) }
    }
}

extension BoardOffice {
    /// Asks the patient or the referring doctor for records, by a mail with an upload link.
    /// - Parameter kinds: what is asked for; whatever is missing where empty.
    /// - Throws: `OfficeError.missing` without consent, without an address, or where nothing is missing.
    @discardableResult
    package func askForRecords(
        of id: CaseID, from sender: RecordSender, _ kinds: [RecordClass], actor: String
    ) throws -> [RecordClass] {
        let policy = try policy()
        var asked = kinds
        try change(id, actor: actor) { file in
            try file.refuseWhenEnded()
            guard file.subject.consent.toReview else {
                throw OfficeError.missing(
                    "the patient has not consented to a review: no record may be asked for before")
            }
            let address =
                sender == .patient ? file.subject.patient.email : file.subject.referral.doctor?.email
            guard address != nil else {
                throw OfficeError.missing(
                    "the \(sender == .patient ? "patient" : "referring doctor") has no email address: ask by telephone")
            }
            if kinds.isEmpty {
                let readiness = file.readiness(now: now, policy: policy)
                asked = (readiness.missing + readiness.pending).filter { $0 != .slidesOrBlocks }
            }
            guard !asked.contains(.slidesOrBlocks) else {
                throw OfficeError.missing("slides or blocks cannot be uploaded: have them released and sent by courier")
            }
            guard !asked.isEmpty else {
                throw OfficeError.missing("nothing is missing that could be uploaded: name what you want with --class")
            }
            return [
                .letterMade(
                    LetterMade(
                        letter: RecordRequest.letter, task: RecordRequest.task(asked), to: sender.rawValue, by: actor))
            ]
        }
        return asked
    }

    /// What stands behind an upload link.
    /// - Throws: `DeskError.wrongPurpose`; `CommandRefusal.ended`.
    package func uploadDesk(_ grant: LinkGrant) throws -> UploadDesk {
        guard grant.purpose == .upload, let sender = RecordSender(rawValue: grant.person) else {
            throw DeskError.wrongPurpose
        }
        let file = try caseFile(grant.caseID)
        try file.refuseWhenEnded()
        let readiness = file.readiness(now: now, policy: try policy())
        let missing = readiness.missing + readiness.pending
        let asked = file.unanswered(by: sender, zone: configuration.timeZone).filter { !missing.contains($0) }
        let arrived = file.subject.records.filter { $0.source.map(Self.isUpload) ?? false }.compactMap(\.file?.name)
        return UploadDesk(
            file: file, sender: sender,
            missing: (missing + asked).filter { $0 != .slidesOrBlocks }, arrived: arrived)
    }

    /// Takes files that came by an upload link: each is looked into by itself, and those that are taken are added
    /// together, so that the coordinator gets one message.
    package func takeUploads(
        through grant: LinkGrant, _ incoming: [IncomingFile], as kind: RecordClass
    ) async throws -> [ArrivedFile] {
        let desk = try uploadDesk(grant)
        var contents: [(examination: FileExamination, digest: String)] = []
        var results: [(name: String, refusal: FileRefusal?)] = []
        for file in incoming {
            do {
                let examination = try await examine(file, for: desk.file.subject)
                _ = try examination.recordClass(chosen: kind)
                let (digest, _) = try journal.files.store(file.url, of: .ofCase(grant.caseID))
                contents.append((examination, digest))
                results.append((examination.name.text, nil))
            } catch let refusal as FileRefusal {
                results.append((SafeName.shown(file.name), refusal))
            }
        }
        var records = try add(contents, as: kind, desk.sender, to: grant.caseID)[...]
        return results.map {
            ArrivedFile(name: $0.name, record: $0.refusal == nil ? records.popFirst() : nil, refusal: $0.refusal)
        }
    }

    private func add(
        _ contents: [(examination: FileExamination, digest: String)], as kind: RecordClass, _ sender: RecordSender,
        to id: CaseID
    ) throws -> [ClinicalRecord] {
        guard !contents.isEmpty else { return [] }
        let policy = try policy()
        let today = CivilDate(now, in: configuration.timeZone)
        var records: [ClinicalRecord] = []
        try change(id, actor: sender.rawValue) { file in
            records = []
            var file = file
            var events: [CaseEvent] = []
            for content in contents {
                let kind = try content.examination.recordClass(chosen: kind)
                // the same file as the same thing once more: a page that was sent twice
                let known = file.subject.records.first { $0.file?.digest == content.digest && $0.kind == kind }
                if let known {
                    records.append(known)
                    continue
                }
                var draft = RecordDraft(kind)
                draft.source = sender.source
                draft.fromOutside = true
                var record = draft.record(draft.kind, in: file.subject, study: content.examination.study)
                content.examination.fill(&record, digest: content.digest)
                record.received = today
                let added = try file.addRecord(
                    record, material: false, by: sender.rawValue, now: now, policy: policy, digest: digest)
                file = file.applying(added, at: now)
                events += added
                records.append(record)
            }
            return events
        }
        return records
    }

    private static func isUpload(_ source: String) -> Bool { RecordSender.allCases.contains { $0.source == source } }
}

extension CaseFile {
    /// What somebody was asked for, of which nothing came since.
    fileprivate func unanswered(by sender: RecordSender, zone: TimeZone) -> [RecordClass] {
        var kinds: [RecordClass] = []
        for letter in intake.letters where letter.act.letter == RecordRequest.letter && letter.act.to == sender.rawValue
        {
            let day = CivilDate(letter.at, in: zone)
            for kind in RecordRequest.kinds(letter.act.task) where !kinds.contains(kind) {
                let came = subject.records.contains { record in
                    record.kind == kind && (record.received.map { $0.daysSince1970 >= day.daysSince1970 } ?? false)
                }
                if !came { kinds.append(kind) }
            }
        }
        return kinds
    }

    fileprivate func refuseWhenEnded() throws(CommandRefusal) {
        if let ending { throw .ended(ending.kind) }
    }
}

extension SafeName {
    /// A name that was given, as far as it is safe to show, with its own ending.
    static func shown(_ given: String) -> String {
        let parts = given.split(separator: ".")
        let ending =
            parts.count > 1 ? String(parts.last?.filter { $0.isASCII && ($0.isLetter || $0.isNumber) } ?? "") : ""
        let stem = SafeName(given, kind: .pdf).text.dropLast(4)
        return ending.isEmpty || ending.count > 5 ? String(stem) : "\(stem).\(ending)"
    }
}
