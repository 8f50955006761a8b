/// Which letter of a navigator: the template is `letter-KIND`.
package enum NavigatorLetterKind: String, CaseIterable, Sendable {
    /// To whoever holds the records: what is missing and why.
    case recordRequest = "record-request"
    /// To the pathology department: release of slides and blocks.
    case slidesAndBlocks = "slides-and-blocks"
    /// To the payer: one test, before it is done.
    case preauthorisation
    /// To the payer: a service that its network does not have.
    case networkGap = "network-gap"
    /// To the patient: where the case stands and what happens next.
    case whatNext = "what-next"
    /// To the patient: what a review without an examination can do.
    case remoteReview = "remote-review"
    /// To the patient: who helps with journeys.
    case travel

    /// Whom it is written to.
    package enum Reader: String, Sendable { case recordHolder, pathology, payer, patient }

    /// Whom it is written to.
    package var reader: Reader {
        switch self {
        case .recordRequest: .recordHolder
        case .slidesAndBlocks: .pathology
        case .preauthorisation, .networkGap: .payer
        case .whatNext, .remoteReview, .travel: .patient
        }
    }
}

/// A place in a letter that somebody fills in by hand.
///
/// It travels through a template as a mark around the name of the missing fact, so that only those blanks are reported
/// that a letter really shows, whatever a hospital made of its template.
package enum LetterBlank {
    /// What is printed.
    package static let printed = "________"
    static let opening: Character = "\u{E000}"
    static let closing: Character = "\u{E001}"

    /// A fact that nobody gave; an empty name is a line that is always filled in by hand, such as a signature.
    package static func mark(_ name: String) -> String { "\(opening)\(name)\(closing)" }
}

/// One record that a letter asks for.
package struct RequestedRecord: TemplateContext, Equatable {
    /// Which record: `Pathology report`.
    package var what: String
    /// Why it matters, and what is wrong with the copy that came.
    package var why: String

    /// A request.
    package init(what: String, why: String) {
        self.what = what
        self.why = why
    }
}

/// What the templates `letter-KIND` of a navigator are given. A text that is not known holds a ``LetterBlank``.
package struct NavigatorLetterContext: TemplateContext, Equatable {
    /// The board, as it calls itself.
    package var boardName = ""
    /// The hospital.
    package var siteName = ""
    /// Where parcels and letters go.
    package var siteAddress = ""
    /// The case's reference.
    package var caseReference = ""
    /// The letter's day, in words.
    package var date = ""
    /// Name and place of the reader, a line each.
    package var recipients: [String] = []
    /// `Dear Dr Rosa Weber,`
    package var opening = ""
    /// The patient.
    package var patientName = ""
    /// In words.
    package var dateOfBirth = ""
    /// Record numbers.
    package var identifiers: [Fact] = []
    /// Who writes: the navigator, or the coordinator.
    package var senderName = ""
    /// Their telephone.
    package var senderPhone = ""
    /// Their address, where there is one.
    package var senderEmail: String?
    /// The cancer in one line.
    package var diagnosis = ""
    /// The stage.
    package var stage = ""
    /// The day of the patient's consent, in words.
    package var consentDate = ""
    /// What the consent covers, where that is written down.
    package var consentScope: String?
    /// Records that are asked for.
    package var records: [RequestedRecord] = []
    /// Slides and blocks that are asked for.
    package var material: [String] = []
    /// By when an answer is wanted, in words.
    package var due = ""
    /// The insurer, where it is known.
    package var payer: String?
    /// The number of policy or member.
    package var member = ""
    /// What it is insured by, in the payer's words.
    package var coveragePlan = ""
    /// The test or service.
    package var test = ""
    /// Why it is needed.
    package var reason = ""
    /// Codes of the service as somebody gave them; one blank where nobody did.
    package var procedureCodes: [String] = []
    /// Codes of the diagnosis as somebody gave them or the case has them; one blank where nobody did.
    package var diagnosisCodes: [String] = []
    /// What has not reached the board.
    package var notPresented: [String] = []
    /// The session in words; nil out of session.
    package var sessionDate: String?
    /// Who comes along.
    package var companion: String?
    /// Whether the patient wants little travel.
    package var wantsLittleTravel = false
    /// The milestone that the case passed last: one of these is set.
    package var isReceived = false
    /// See ``isReceived``.
    package var isRecordsComplete = false
    /// See ``isReceived``.
    package var isListed = false
    /// See ``isReceived``.
    package var isOpinions = false
    /// See ``isReceived``.
    package var isMoreNeeded = false
    /// See ``isReceived``.
    package var isPlanReady = false
    /// See ``isReceived``.
    package var isEnded = false
    /// A line that is always filled in by hand.
    package var blank = LetterBlank.mark("")
    /// Whether it is set large, in short lines.
    package var isForPatient = false
    /// The language's code.
    package var language = "en"

    /// A letter of which nothing is known yet; the rest is set by name.
    package init() {}
}
