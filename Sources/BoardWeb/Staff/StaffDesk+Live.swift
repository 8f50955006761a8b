import Documents
import Foundation
import Orchestrator
import TumorBoard

extension StaffDesk {
    /// A session while it sits: the clock, the case before the board, the agenda, who is there.
    func live(_ file: SessionFile, refusal: String? = nil, refreshes: Bool = true) throws -> SessionLiveContext {
        let session = file.session
        let times = Times(zone: TimeZone(identifier: session.timeZone) ?? self.times.zone)
        let cases = try site.office.agenda(of: file)
        let items = cases.enumerated().map { item($1, number: $0 + 1, file, times) }
        let board = roster.board(session.board)
        let page = try site.frame("\(board?.name ?? session.board.text), \(times.day(session.starts))", for: staff)
        let expected = expected(cases)
        let isLive = file.sitting.isLive
        let canOpen = file.cancellation == nil && file.sitting.opened == nil && now >= opens(session)
        return SessionLiveContext(
            page: page, url: "/sessions/\(session.id)/live", backURL: "/sessions/\(session.id)",
            time: times.clock(now), clock: clock(file, times), seconds: seconds(of: file),
            ofSeconds: 60 * session.minutes, isLive: isLive, canOpen: canOpen,
            over: canOpen || isLive ? nil : over(file, times), refusal: refusal,
            running: items.filter(\.isRunning), together: items.filter(\.isTogether), agenda: items,
            people: people(expected, file, times), others: isLive ? others(expected, file) : [],
            refreshes: isLive && refreshes && refusal == nil)
    }

    private func opens(_ session: Session) -> Date {
        session.starts.addingTimeInterval(-60 * Double(BoardOffice.earlyMinutes))
    }

    private func seconds(of file: SessionFile) -> Int {
        guard let opened = file.sitting.opened else { return 0 }
        return Int((file.sitting.closed ?? now).timeIntervalSince(opened))
    }

    private func clock(_ file: SessionFile, _ times: Times) -> String {
        let session = file.session
        guard let opened = file.sitting.opened else { return "Begins at \(times.moment(session.starts))" }
        if let closed = file.sitting.closed {
            return "Sat from \(times.clock(opened)) to \(times.clock(closed)), "
                + "\(seconds(of: file) / 60) of \(session.minutes) minutes"
        }
        let gone = seconds(of: file) / 60
        let ends = opened.addingTimeInterval(60 * Double(session.minutes))
        return gone <= session.minutes
            ? "\(gone) of \(session.minutes) minutes gone, \(session.minutes - gone) left, until \(times.clock(ends))"
            : "\(gone - session.minutes) minutes over its \(session.minutes)"
    }

    private func over(_ file: SessionFile, _ times: Times) -> String {
        if let cancelled = file.cancellation { return "It was cancelled by \(cancelled.by)." }
        if file.sitting.closed != nil { return "The session is closed. What it came to for each case is on record." }
        return "It can be opened from \(times.moment(opens(file.session)))."
    }

    /// Whoever sits on a case of the agenda, with the seat and the number of cases, and the chair.
    private func expected(_ cases: [CaseFile]) -> [ReviewerID: (specialty: Specialty, cases: Int)] {
        var expected: [ReviewerID: (specialty: Specialty, cases: Int)] = [:]
        for seat in cases.flatMap({ $0.panel?.seats ?? [] }) {
            expected[seat.reviewer, default: (seat.specialty, 0)].cases += 1
        }
        return expected
    }

    private func people(
        _ expected: [ReviewerID: (specialty: Specialty, cases: Int)], _ file: SessionFile, _ times: Times
    ) -> [LivePerson] {
        let board = roster.board(file.session.board)
        var ids = Set(expected.keys).union(file.sitting.attendance.keys)
        if let chair = board?.chair { ids.insert(chair) }
        return ids.sorted { (name($0), $0) < (name($1), $1) }.map { id in
            let part = expected[id].map {
                "\($0.specialty.title.asSentenceStart), \($0.cases) \($0.cases == 1 ? "case" : "cases")"
            }
            let isChair = id == board?.chair ? "Chair" : nil
            let parts = [isChair, part].compactMap { $0 }.joined(separator: "; ")
            let spans = file.sitting.attendance[id] ?? []
            let isThere = file.sitting.isLive && file.sitting.present.contains(id)
            let state = spans.map { span in
                span.until.map { "\(times.clock(span.from))–\(times.clock($0))" } ?? "since \(times.clock(span.from))"
            }.joined(separator: ", ")
            return LivePerson(
                name: name(id), role: parts.isEmpty ? specialties(id) : parts,
                state: state.isEmpty ? "–" : state.asSentenceStart, isThere: isThere, id: id.text)
        }
    }

    private func others(
        _ expected: [ReviewerID: (specialty: Specialty, cases: Int)], _ file: SessionFile
    ) -> [LivePerson] {
        let known = Set(expected.keys).union(file.sitting.attendance.keys)
        return roster.reviewers.filter { !known.contains($0.id) }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }.map {
            LivePerson(name: $0.name, role: specialties($0.id), state: "–", isThere: false, id: $0.id.text)
        }
    }

    private func specialties(_ id: ReviewerID) -> String {
        (roster.reviewer(id)?.specialties ?? []).map(\.title).joined(separator: ", ").asSentenceStart
    }

    /// One case of the agenda, with its clock and its quorum.
    func item(_ one: CaseFile, number: Int, _ file: SessionFile, _ times: Times) -> LiveItem {
        let id = one.subject.id
        let item = file.sitting.items[id] ?? SessionSitting.Item()
        let seconds = Int(item.seconds(at: file.sitting.closed ?? now))
        let minutes = file.listed[id] ?? item.end?.minutes ?? one.listing?.minutes ?? 0
        let quorum = site.office.quorum(of: one, in: file, roster: roster, policy: policy)
        let remaining = 60 * minutes - seconds
        let rest = (abs(remaining) + 59) / 60
        return LiveItem(
            order: "\(number)", reference: id.text, url: "/sessions/\(file.session.id)/live/\(id)",
            site: one.subject.diseaseGroup.title.asSentenceStart,
            purpose: item.end.map { $0.result.words.asSentenceStart } ?? one.agendaState.words(one),
            planned: "\(minutes)", used: seconds == 0 && item.spans.isEmpty ? "–" : times.span(seconds),
            left: item.isRunning
                ? remaining >= 0
                    ? "\(rest) \(rest == 1 ? "minute" : "minutes") left, until "
                        + times.clock(now.addingTimeInterval(Double(remaining)))
                    : "\(rest) \(rest == 1 ? "minute" : "minutes") over" : nil,
            isOver: remaining < 0, seconds: min(seconds, max(60 * minutes, 1)), ofSeconds: max(60 * minutes, 1),
            quorum: (quorum.lack ?? "quorate: \(quorum.voices.count) of \(quorum.needed) needed seats").asSentenceStart,
            isQuorate: quorum.isQuorate, isRunning: item.isRunning && file.sitting.isLive, isDone: item.end != nil,
            isTogether: file.sitting.isLive && site.office.isToBeConfirmed(one, in: file),
            pulledBy: item.end == nil ? item.pulledBy : nil)
    }
}

extension CaseFile.AgendaState {
    /// What the case is on the agenda for.
    fileprivate func words(_ file: CaseFile) -> String {
        switch self {
        case .toBeConfirmed: "Unanimous, to be confirmed"
        case .forDiscussion:
            file.decision?.outcome.level == .equivalentOptions
                ? "Equivalent options, for discussion" : "Majority with dissent, for discussion"
        case .boardSits: "The full board discusses it"
        case .voting: file.ballot?.round == 2 ? "A third opinion is awaited" : "Opinions are still being given"
        case .nothingToDecide:
            file.signature != nil
                ? "Its plan is signed" : file.ending != nil ? "It has ended" : "Nothing to decide yet"
        }
    }
}

extension Times {
    /// "14:05".
    func clock(_ instant: Date) -> String {
        let parts = moment(instant).split(separator: ",").last?.split(separator: " ").first
        return parts.map(String.init) ?? moment(instant)
    }

    /// "7:20", minutes and seconds.
    func span(_ seconds: Int) -> String {
        let rest = String(seconds % 60)
        return "\(seconds / 60):\(rest.count == 1 ? "0" + rest : rest)"
    }
}
