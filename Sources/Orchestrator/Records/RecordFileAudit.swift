import Foundation
import Journal
import TumorBoard

/// What a walk over the files behind records found.
package struct RecordFileFindings: Codable, Equatable, Sendable {
    /// Files that were read through and are what their records say.
    package var sound = 0
    /// Records whose file is not there: case and record.
    package var missing: [String] = []
    /// Records whose file was changed or cut off.
    package var damaged: [String] = []
    /// Erased cases whose files are still there.
    package var undestroyed: [String] = []
    /// Cases with an event that this version cannot read, so that a file of theirs may not have been looked at.
    package var unread: [String] = []

    /// Whether every file is where it should be.
    package var isSound: Bool { missing.isEmpty && damaged.isEmpty && undestroyed.isEmpty && unread.isEmpty }

    /// What is not as it should be, a line each.
    package var lines: [String] {
        var lines: [String] = []
        if !missing.isEmpty {
            lines.append("the file is missing of \(missing.joined(separator: ", ")): put it back from a backup")
        }
        if !damaged.isEmpty {
            lines.append("the file is damaged of \(damaged.joined(separator: ", ")): put it back from a backup")
        }
        if !undestroyed.isEmpty {
            lines.append("erased, but the files are still there: \(undestroyed.joined(separator: ", "))")
        }
        if !unread.isEmpty {
            lines.append("an event cannot be read, so not every file was looked at: \(unread.joined(separator: ", "))")
        }
        return lines
    }
}

/// Reads every file behind a record through, those of replaced records too.
struct RecordFileAudit {
    private let journal: Journal

    init(_ journal: Journal) { self.journal = journal }

    func examine() throws -> RecordFileFindings {
        var findings = RecordFileFindings()
        for stream in try journal.streams(kind: "case") {
            if try journal.isErased(stream) {
                if journal.files.holdsFiles(of: stream) { findings.undestroyed.append(stream.description) }
                continue
            }
            try examine(stream, &findings)
        }
        return findings
    }

    private func examine(_ stream: StreamID, _ findings: inout RecordFileFindings) throws {
        let events: [StoredEvent]
        do {
            events = try journal.read(stream)
        } catch is JournalError {
            // a stream that cannot be read is what the walk over the chain tells
            return
        }
        var seen: Set<String> = []
        for stored in events {
            let event: CaseEvent
            do {
                event = try CaseEvent(kind: stored.kind, schema: stored.schema, payload: stored.payload)
            } catch {
                if findings.unread.last != stream.id { findings.unread.append(stream.id) }
                continue
            }
            for record in event.records {
                guard let file = record.file, seen.insert(file.digest).inserted else { continue }
                let name = "\(stream.id) \(record.id)"
                do {
                    try journal.files.check(file.digest, of: stream)
                    findings.sound += 1
                } catch JournalError.file {
                    findings.missing.append(name)
                } catch JournalError.damaged {
                    findings.damaged.append(name)
                }
            }
        }
    }
}

extension CaseEvent {
    /// The records that an event brings.
    fileprivate var records: [ClinicalRecord] {
        switch self {
        case .referred(let subject): subject.records
        case .recordAdded(let addition): [addition.record]
        case .informationReceived(let result): [result.record]
        case .updated(let update): update.subject.records
        default: []
        }
    }
}
