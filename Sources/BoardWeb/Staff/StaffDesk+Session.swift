import Documents
import Foundation
import Orchestrator
import TumorBoard

extension StaffDesk {
    /// One session: its list in order, who takes part, whether it can decide.
    func detail(of session: SessionFile) throws -> SessionDetailContext {
        let board = roster.board(session.session.board)
        let files = try session.listed.keys.map { try site.office.caseFile($0) }.sorted { order($0) < order($1) }
        let empty = files.flatMap { file in
            (file.panel?.empty ?? []).map { "nobody can take the seat of the \($0.title) on \(file.subject.id)" }
        }
        let seats = files.reduce(0) { $0 + ($1.panel?.ballotSeats.count ?? 0) }
        let waiting = try site.office.caseViews().filter {
            $0.status == .ready && ($0.board ?? roster.board(for: $0.group)?.id) == session.session.board
        }
        return SessionDetailContext(
            page: try site.frame(
                "\(board?.name ?? session.session.board.text), \(times.day(session.session.starts))", for: staff),
            facts: facts(session, board), isQuorate: empty.isEmpty,
            quorumText: empty.isEmpty
                ? "All \(seats) seats of \(files.count == 1 ? "the case" : "\(files.count) cases") are filled."
                : empty.joined(separator: "; ").asSentenceStart + ".",
            cancelled: session.cancellation.map { "\($0.by) cancelled it on \(times.moment($0.at)): \($0.reason)" },
            agenda: files.enumerated().map { index, file in agenda(index + 1, file, session) }, members: members(files),
            waiting: try waiting.map { row($0, try site.office.caseFile($0.id)) },
            liveURL: session.cancellation == nil ? "/sessions/\(session.session.id)/live" : nil,
            liveLabel: session.sitting.closed == nil ? "The session, live" : "How the session went")
    }

    private func facts(_ file: SessionFile, _ board: Board?) -> [Fact] {
        let session = file.session
        return [
            Fact(label: "Time", value: "\(times.moment(session.starts)), \(session.minutes) minutes"),
            Fact(label: "Place", value: session.place ?? "Not given"),
            Fact(label: "Chair", value: board.map { name($0.chair) } ?? "–"),
            Fact(label: "List cut-off", value: times.moment(session.cutoff)),
            Fact(label: "Booked", value: "\(file.booked) of \(session.minutes) minutes"),
            Fact(label: "State", value: state(of: file)),
        ]
    }

    private func agenda(_ number: Int, _ file: CaseFile, _ session: SessionFile) -> AgendaRow {
        let state =
            switch file.decision?.outcome.level {
            case .unanimous: "Unanimous, to be confirmed"
            case .majorityWithDissent, .equivalentOptions: "For discussion"
            case nil: file.status(readiness: file.readiness(now: now, policy: policy)).title.asSentenceStart
            }
        return AgendaRow(
            order: "\(number)", reference: file.subject.id.text, url: "/cases/\(file.subject.id)",
            site: file.subject.diseaseGroup.title.asSentenceStart, minutes: "\(session.listed[file.subject.id] ?? 0)",
            state: state,
            reason: (file.listing?.reasons ?? []).sentence)
    }

    private func members(_ files: [CaseFile]) -> [AttendanceRow] {
        var parts: [ReviewerID: (specialty: Specialty, given: Int, of: Int)] = [:]
        for file in files {
            let given = Set(file.currentOpinions.map(\.reviewer))
            for seat in file.panel?.seats ?? [] {
                var part = parts[seat.reviewer] ?? (seat.specialty, 0, 0)
                if seat.role != .member { part.of += 1 }
                if given.contains(seat.reviewer) { part.given += 1 }
                parts[seat.reviewer] = part
            }
        }
        return parts.sorted { $0.key < $1.key }.map { reviewer, part in
            AttendanceRow(
                name: name(reviewer), role: part.specialty.title.asSentenceStart,
                state: part.of == 0 ? "Member without a vote" : "\(part.given) of \(part.of) opinions given")
        }
    }
}
