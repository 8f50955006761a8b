package import Foundation
import Journal
package import TumorBoard

/// What became of one file that somebody sent.
package struct ArrivedFile: Sendable, Equatable {
    /// Its name: the safe one where it was taken, else as much of the given one as is safe.
    package let name: String
    /// The record that it became; nil where it was not taken.
    package let record: ClinicalRecord?
    /// Why it was not taken.
    package let refusal: FileRefusal?
}

/// The clear content of a record's file, a piece at a time.
package struct FileContent {
    /// What is kept of the file.
    package let file: RecordFile
    private var reader: RecordFileReader

    fileprivate init(file: RecordFile, reader: RecordFileReader) {
        self.file = file
        self.reader = reader
    }

    /// The next bytes; nil at the end, when all of it was what it should be.
    /// - Throws: `JournalError.damaged`.
    package mutating func next() throws -> Data? { try reader.next() }
}

extension BoardOffice {
    /// Adds a record to a case, with its file where there is one: looked into, encrypted, and kept once.
    /// - Throws: `FileRefusal`; `CommandRefusal`.
    package func addRecord(
        _ draft: RecordDraft, file incoming: IncomingFile?, to id: CaseID, actor: String
    ) async throws -> (file: CaseFile, record: ClinicalRecord) {
        guard let incoming else { return try add(draft, nil, to: id, actor: actor) }
        let examination = try await examine(incoming, for: try caseFile(id).subject)
        _ = try examination.recordClass(chosen: draft.kind)
        let (digest, _) = try journal.files.store(incoming.url, of: .ofCase(id))
        return try add(draft, (examination, digest), to: id, actor: actor)
    }

    /// Records what a decision waits for, with its file: looked into, encrypted, and kept.
    /// - Throws: `FileRefusal`; `CommandRefusal`.
    @discardableResult
    package func receive(
        _ need: InformationNeed, record: ClinicalRecord, file incoming: IncomingFile, of id: CaseID, actor: String
    ) async throws -> CaseFile {
        let examination = try await examine(incoming, for: try caseFile(id).subject)
        var record = record
        record.kind = try examination.recordClass(chosen: record.kind)
        let (digest, _) = try journal.files.store(incoming.url, of: .ofCase(id))
        examination.fill(&record, digest: digest)
        return try receive(need, record: record, of: id, actor: actor)
    }

    private func add(
        _ draft: RecordDraft, _ content: (examination: FileExamination, digest: String)?, to id: CaseID, actor: String
    ) throws -> (file: CaseFile, record: ClinicalRecord) {
        let policy = try policy()
        var record = draft.record(draft.kind, in: try caseFile(id).subject)
        let today = CivilDate(now, in: configuration.timeZone)
        let file = try change(id, actor: actor) { file in
            let kind = try content?.examination.recordClass(chosen: draft.kind) ?? draft.kind
            record = draft.record(kind, in: file.subject, study: content?.examination.study)
            if let content { content.examination.fill(&record, digest: content.digest) }
            record.received = record.pending ? nil : today
            return try file.addRecord(
                record, material: draft.material, by: actor, now: now, policy: policy, digest: self.digest)
        }
        return (file, record)
    }

    /// Looks into a file, with an eye on whose it is.
    func examine(_ incoming: IncomingFile, for subject: Case) async throws -> FileExamination {
        let rules = try policy().intake
        let day = CivilDate(now, in: configuration.timeZone)
        return try await FileExamination(incoming, configuration.records) { name, birth in
            var probe = subject
            var record = ClinicalRecord(id: "probe", kind: .images, title: "probe")
            (record.printedName, record.printedBirthDate) = (name, birth)
            probe.records = [record]
            return readiness(of: probe, rules: rules, on: day).identityConflicts.isEmpty
        }
    }

    /// The clear content of a record's file.
    /// - Throws: `OfficeError.missing` where the record has none; `JournalError.damaged` while it is read.
    package func openFile(of record: String, in id: CaseID) throws -> FileContent {
        let file = try recordFile(of: record, in: id)
        return FileContent(file: file, reader: try journal.files.read(file.digest, of: .ofCase(id)))
    }

    /// Writes a record's file, decrypted, into a new file that only its owner may read.
    package func copyFile(of record: String, in id: CaseID, to target: URL) throws -> RecordFile {
        let file = try recordFile(of: record, in: id)
        try journal.files.copy(file.digest, of: .ofCase(id), to: target)
        return file
    }

    private func recordFile(of record: String, in id: CaseID) throws -> RecordFile {
        guard let found = try caseFile(id).subject.records.first(where: { $0.id == record }) else {
            throw OfficeError.missing("the case has no record “\(record)”: “tumorboard record list \(id)” shows them")
        }
        guard let file = found.file else {
            throw OfficeError.missing("no file is kept of “\(record)”")
        }
        return file
    }

    /// Records a step of slides or blocks on their way.
    @discardableResult
    package func recordCustody(_ step: CustodyStep, of id: CaseID, actor: String) throws -> CaseFile {
        let today = CivilDate(now, in: configuration.timeZone)
        return try change(id, actor: actor) { try $0.recordCustody(step, today: today) }
    }
}
