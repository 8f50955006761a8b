import Foundation
package import TumorBoard

/// Why a session is not changed or cancelled. Nothing has changed when one is thrown.
package enum SessionRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    /// It has begun, or is over.
    case begun(SessionID)
    /// It is cancelled.
    case isCancelled(SessionID)
    /// Nobody says why.
    case noReason
    /// It is as it should become already.
    case nothingToChange(SessionID)
    /// It would begin in the past.
    case past(SessionID)
    /// Its list would have closed already, with cases on it.
    case listWouldBeClosed(SessionID)
    /// Opinions are being given, or have been, on cases of its list.
    case ballotsOpen(SessionID, [CaseID])
    /// It would have less time than cases need whose ballots are open.
    case tooShort(SessionID, needed: Int)
    /// It is long until it begins.
    case tooEarly(SessionID)
    /// It sits already, or has sat.
    case openAlready(SessionID)
    /// Nobody has opened it.
    case notOpen(SessionID)
    /// It has sat and is closed.
    case isClosed(SessionID)
    /// The case is not on its list.
    case notOnAgenda(SessionID, CaseID)
    /// The session has recorded what it did with the case.
    case doneWith(SessionID, CaseID)

    /// What to do instead.
    package var description: String {
        switch self {
        case .begun(let id):
            "session \(id) has begun or is over: what was discussed is recorded with “tumorboard case discussed”, and what "
                + "was not with “tumorboard case again”"
        case .isCancelled(let id): "session \(id) is cancelled: add another one with “tumorboard session add”"
        case .noReason: "the reason says nothing: write it in words, without a patient's name"
        case .nothingToChange(let id): "session \(id) is like that already"
        case .past(let id): "session \(id) would begin in the past: choose a later start"
        case .listWouldBeClosed(let id):
            "the list of session \(id) would have closed already, with cases on it: choose a later start, or fewer cut-off "
                + "hours"
        case .ballotsOpen(let id, let cases):
            "opinions are being given in session \(id) on \(cases.map(\.text).joined(separator: ", ")): its time and its "
                + "cut-off stay as they are; its place and more minutes can still be changed. To hold it at another time, "
                + "add a session there and cancel this one: those cases then keep their ballots and are decided out of "
                + "session, every other case is listed again"
        case .tooShort(let id, let needed):
            "cases of session \(id) whose ballots are open need \(needed) minutes: give it at least as many, or cancel it"
        case .tooEarly(let id):
            "session \(id) cannot be opened yet: it can from \(BoardOffice.earlyMinutes) minutes before it begins"
        case .openAlready(let id): "session \(id) is open already"
        case .notOpen(let id): "session \(id) is not open: open it on its live page or with “session open \(id)”"
        case .isClosed(let id): "session \(id) has sat and is closed: nothing more is recorded in it"
        case .notOnAgenda(let id, let caseID):
            "case \(caseID) is not on the list of session \(id): “session show \(id)” shows the list"
        case .doneWith(let id, let caseID):
            "session \(id) is done with case \(caseID): what it came to is on record and stays"
        }
    }
}
