/// One part of a packet: imaging, pathology, fitness…
/// Its order in the packet is the order in which it is given, so that each seat reads first what it asks for first.
package struct PacketSection: TemplateContext, Equatable {
    /// A short name in lower case that links lead to: `imaging`.
    package var id: String
    /// The heading.
    package var title: String
    /// Short values: `ECOG`, `1`.
    package var facts: [Fact]
    /// Report wording and the like.
    package var paragraphs: [String]
    /// Laboratory values, biomarkers, treatment lines.
    package var tables: [DataTable]
    /// What was required and is not there.
    package var notPresented: [String]
    /// Where it comes from and of what day.
    package var source: String?

    /// All of it, in the order of the properties.
    package init(
        id: String, title: String, facts: [Fact] = [], paragraphs: [String] = [], tables: [DataTable] = [],
        notPresented: [String] = [], source: String? = nil
    ) {
        self.id = id
        self.title = title
        self.facts = facts
        self.paragraphs = paragraphs
        self.tables = tables
        self.notPresented = notPresented
        self.source = source
    }
}

/// The referring doctor's plan, which the board is asked to weigh.
package struct FirstOpinion: TemplateContext, Equatable {
    /// Who gave it, and where.
    package var by: String
    /// When, in words.
    package var date: String
    /// What it says.
    package var paragraphs: [String]

    /// All of it, in the order of the properties.
    package init(
        by: String, date: String, paragraphs: [String] = []
    ) {
        self.by = by
        self.date = date
        self.paragraphs = paragraphs
    }
}

/// What the templates `packet` and `packet-body` are given: one case as one seat, or everyone, is shown it.
package struct PacketContext: TemplateContext, Equatable {
    /// The board.
    package var boardName: String
    /// The case's reference.
    package var caseReference: String
    /// The patient.
    package var patientName: String
    /// In words.
    package var dateOfBirth: String
    /// Record numbers: `Hospital number`, `481 516`.
    package var identifiers: [Fact]
    /// One line: what it is taken to be.
    package var diagnosis: String
    /// `Standard`, `7–14 days`…
    package var urgency: String
    /// Why so urgent.
    package var urgencyReason: String?
    /// The session's day and time, in words.
    package var sessionDate: String
    /// The question to the board.
    package var question: String
    /// Why the case was referred, in plain words.
    package var referralReasons: [String]
    /// Who refers, and where.
    package var referrer: String
    /// The first opinion, when there is one.
    package var firstOpinion: FirstOpinion?
    /// What matters most to the patient, in their words.
    package var goals: [String]
    /// Each is to be answered.
    package var patientQuestions: [String]
    /// Each is to be addressed.
    package var preferences: [String]
    /// Where sources disagree; both named.
    package var contradictions: [String]
    /// In the order to be read.
    package var sections: [PacketSection]
    /// All that was not presented; never imputed.
    package var notPresented: [String]
    /// Records older than their limit, with their age.
    package var staleRecords: [String]
    /// `2`.
    package var version: String
    /// When it was frozen, in words.
    package var frozenAt: String
    /// The digest over its canonical content.
    package var digest: String
    /// The seat whose order this is; nil when it is everyone's.
    package var seatTitle: String?
    /// The language's code.
    package var language: String

    /// All of it, in the order of the properties.
    package init(
        boardName: String, caseReference: String, patientName: String, dateOfBirth: String, identifiers: [Fact] = [],
        diagnosis: String, urgency: String, urgencyReason: String? = nil, sessionDate: String, question: String,
        referralReasons: [String] = [], referrer: String, firstOpinion: FirstOpinion? = nil, goals: [String] = [],
        patientQuestions: [String] = [], preferences: [String] = [], contradictions: [String] = [],
        sections: [PacketSection] = [], notPresented: [String] = [], staleRecords: [String] = [], version: String,
        frozenAt: String, digest: String, seatTitle: String? = nil, language: String = "en"
    ) {
        self.boardName = boardName
        self.caseReference = caseReference
        self.patientName = patientName
        self.dateOfBirth = dateOfBirth
        self.identifiers = identifiers
        self.diagnosis = diagnosis
        self.urgency = urgency
        self.urgencyReason = urgencyReason
        self.sessionDate = sessionDate
        self.question = question
        self.referralReasons = referralReasons
        self.referrer = referrer
        self.firstOpinion = firstOpinion
        self.goals = goals
        self.patientQuestions = patientQuestions
        self.preferences = preferences
        self.contradictions = contradictions
        self.sections = sections
        self.notPresented = notPresented
        self.staleRecords = staleRecords
        self.version = version
        self.frozenAt = frozenAt
        self.digest = digest
        self.seatTitle = seatTitle
        self.language = language
    }
}
