import Documents
import Foundation
import Hummingbird
import Orchestrator
import TumorBoard

/// Why a page is not shown, beside what the office refuses.
enum WebFault: Error, Equatable {
    /// The link is unknown, revoked, expired, tampered with or for something else: nobody is told which.
    case unusable
    /// No session, or it is over.
    case noSession
    /// Another site's page sent it.
    case foreignOrigin
    /// Too many tries or codes.
    case tooMany
    /// More referrals by the public form than are taken in a day.
    case manyReferrals
    /// More was sent than the site takes at once.
    case tooLarge(limitMB: Int)
    /// More files were sent than the page takes at once.
    case tooManyFiles(most: Int)
    /// The form could not be read.
    case malformedForm
    /// The form belongs to another link, or to an older version.
    case otherForm
    /// The ballot is closed.
    case ballotClosed
    /// The packet changed while the form was open; what was typed is kept.
    case packetChangedDraftKept
    /// The document has not been released.
    case notReleased
    /// The document was withdrawn.
    case withdrawn
    /// No such page, or none for this member of staff.
    case notFound
}

/// A refusal as a person reads it, with its status; the only place where errors become answers.
struct FaultAnswer: Equatable {
    var status: HTTPResponse.Status
    var title: String
    var explanation: String
    var suggestion: String
    /// Whether it is our fault: it is then logged with a reference that the page shows.
    var isOurs = false

    init(_ error: any Error) {
        switch error {
        case let fault as WebFault: self.init(fault)
        case let refusal as CommandRefusal: self.init(refusal)
        case let refusal as KeyRefusal: self = .refused("It is taken only with a key", refusal.description)
        case let error as OpinionProblems: self = .refused("It cannot be taken as it is", error.description)
        case DeskError.wrongPurpose: self.init(.unusable)
        case DeskError.packetChanged: self = .packetChanged
        case let error as OfficeError: self.init(error)
        case let refusal as SessionRefusal: self = .refused("This cannot be done", refusal.description)
        case let refusal as FileRefusal: self = .refused("This file is not taken", refusal.description)
        case is PDFError:
            self.init(
                .serviceUnavailable, "The PDF cannot be made now", "The document itself is not affected.",
                "Please go back and read it on the page, or try again later.", isOurs: true)
        case let error as any HTTPResponseError: self.init(status: error.status)
        default: self = .broken
        }
    }

    private init(_ fault: WebFault) {
        switch fault {
        case .unusable:
            self.init(
                .notFound, "This link cannot be used",
                "This link cannot be used. It may be too old, already used up, replaced by a newer one, or not complete.",
                "Use the link of the newest email, or call us.")
        case .noSession:
            self.init(
                .forbidden, "Please open the link again", "This page is shown only after you have opened the link.",
                "Open the link in our email again; what you have sent so far is kept.")
        case .foreignOrigin:
            self.init(
                .forbidden, "This was not sent from our page", "It came from another page and was not taken.",
                "Open the link in our email again and answer there.")
        case .tooMany:
            self.init(
                .tooManyRequests, "Please wait a little", "There were too many tries in a short time.",
                "Wait a quarter of an hour and try again. Nothing is lost. If you are stuck, please call us.")
        case .manyReferrals:
            self.init(
                .tooManyRequests, "No more requests today",
                "More requests came with this form today than we can look at with care. Yours was not taken.",
                "Go back: what you wrote is still there. Send it tomorrow, or call us today.")
        case .tooLarge(let limit):
            self.init(
                .contentTooLarge, "It is too large", "What was sent is larger than \(limit) MB and was not taken.",
                "Send fewer files at once, or call us: we find another way.")
        case .tooManyFiles(let most):
            self.init(
                .contentTooLarge, "Too many files at once", "More than \(most) files were sent, and none was taken.",
                "Send them in parts. Images from a disc go together in one zip.")
        case .malformedForm:
            self.init(
                .badRequest, "It did not arrive whole", "What your browser sent could not be read.",
                "Go back, and send it again.")
        case .otherForm:
            self.init(
                .conflict, "This page is no longer current",
                "Another link was opened in this browser meanwhile, or what the page shows has changed. "
                    + "To be safe, nothing was taken.",
                "Open the link in our email again and answer there.")
        case .ballotClosed:
            self.init(
                .gone, "This ballot is closed", "It takes no opinions any more.",
                "If you have something to add, please call us.")
        case .packetChangedDraftKept:
            self.init(
                .gone, "The packet has changed",
                "New evidence came while you were writing. What you typed is kept and was not given.",
                "A fresh invitation has been sent to you: behind its link your text stands in the form, beside what is new."
            )
        case .notReleased:
            self.init(
                .forbidden, "This document is not ready", "It has not been released, or it has been withdrawn.",
                "Please call us; we tell you where it stands.")
        case .withdrawn:
            self.init(
                .gone, "This document is withdrawn", "Please do not go by it any more.",
                "Please call us if we have not reached you yet. A new document comes as soon as it is signed.")
        case .notFound:
            self.init(
                .notFound, "There is no such page", "There is nothing here for you.", "Go back to where you came from.")
        }
    }

    private init(_ refusal: CommandRefusal) {
        switch refusal {
        case .packetChanged: self = .packetChanged
        case .noOpenBallot: self.init(.ballotClosed)
        case .ended:
            self.init(
                .gone, "This case has ended", "Nothing more is asked of you on it.",
                "Thank you. You can close this page. If you have a question, please call us.")
        case .consentWithdrawn:
            self.init(
                .gone, "This case stands still",
                "The patient has withdrawn the consent to a review, so nothing of the case is shown and nothing is asked "
                    + "of you.",
                "If the consent is given again, you hear from us. You can close this page.")
        case .notSeated, .recusedAlready:
            self.init(
                .gone, "Your seat has been given to somebody else", "Your opinion on this case is not needed any more.",
                "Thank you. If this surprises you, please call us.")
        case .noOpenAlert, .wrongAuthor, .opinion, .unknownReference, .notAsked, .noPlan, .gaps, .mayNotSign,
            .alreadySigned, .noDissent, .nothingChanges, .notSigned, .afterPlan, .duplicateRecord, .recusalIsNoOpinion,
            .boardDoesNotSit, .nothingToConfirm, .notQuorate, .notConfirmed, .anotherPatient,
            .unknownField, .noSuchContradiction, .noSuchDoubt, .ballotHasOpened, .nothingToReconcile, .notReconciled,
            .unknownTask,
            .taskStillNeeded, .taskClosed, .blank, .noCoverage, .clockStands, .clockRuns, .clockByRule, .custody:
            self = .refused("This cannot be done", refusal.description)
        }
    }

    private init(_ error: OfficeError) {
        switch error {
        case .unknownCase, .unknownSession: self.init(WebFault.notFound)
        case .busy:
            self.init(
                .serviceUnavailable, "Please try again", "Others are changing the same case at this moment.",
                "Go back and send it again; nothing was taken.")
        case .missing(let what): self = .refused("This cannot be done", what)
        case .unknownBoard, .unknownReviewer, .noBoard, .duplicateSession, .duplicateCase, .noRoster, .unreadable:
            self = .broken
        }
    }

    private init(status: HTTPResponse.Status) {
        switch status {
        case .notFound: self.init(WebFault.notFound)
        case .contentTooLarge:
            self.init(
                status, "It is too long", "What was sent is larger than this page takes, and was not taken.",
                "Shorten it, and send it again.")
        default: self.init(WebFault.malformedForm)
        }
    }

    private static let packetChanged = FaultAnswer(
        .gone, "The packet has changed",
        "New evidence came after this link was made, so it cannot be answered any more.",
        "A fresh invitation has been sent to you: please use the link in that email.")

    private static let broken = FaultAnswer(
        .internalServerError, "Something went wrong", "It is our fault, and it has been noted. Nothing was lost.",
        "Please try again in a few minutes, or call us.", isOurs: true)

    private static func refused(_ title: String, _ what: String) -> FaultAnswer {
        FaultAnswer(
            .conflict, title, what.prefix(1).uppercased() + what.dropFirst() + ".",
            "Nothing has changed. If you are not sure what to do, please call us.")
    }

    private init(
        _ status: HTTPResponse.Status, _ title: String, _ explanation: String, _ suggestion: String,
        isOurs: Bool = false
    ) {
        self.status = status
        self.title = title
        self.explanation = explanation
        self.suggestion = suggestion
        self.isOurs = isOurs
    }
}
