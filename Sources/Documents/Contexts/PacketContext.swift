/// One part of a packet: imaging, pathology, fitness…
/// Its order in the packet is the order in which it is given, so that each seat reads first what it asks for first.
package struct PacketSection: TemplateContext, Equatable {
    /// A short name in lower case that links lead to: `imaging`.
    package var id: String
    /// The heading.
    package var title: String
    /// Short values: `ECOG`, `1`.
    package var facts: [PacketFact]
    /// History and the like.
    package var paragraphs: [PacketText]
    /// Medication, other illnesses and the like.
    package var lists: [PacketList]
    /// Markers, treatment lines.
    package var tables: [PacketTable]
    /// Records with their wording, the newest first.
    package var records: [PacketRecord]
    /// What was required and is not there.
    package var notPresented: [String]

    /// All of it, in the order of the properties.
    package init(
        id: String, title: String, facts: [PacketFact] = [], paragraphs: [PacketText] = [],
        lists: [PacketList] = [], tables: [PacketTable] = [], records: [PacketRecord] = [], notPresented: [String] = []
    ) {
        self.id = id
        self.title = title
        self.facts = facts
        self.paragraphs = paragraphs
        self.lists = lists
        self.tables = tables
        self.records = records
        self.notPresented = notPresented
    }
}

/// The referring doctor's plan, which the board is asked to weigh.
package struct FirstOpinion: TemplateContext, Equatable {
    /// Who gave it, and where.
    package var by: String
    /// When, in words.
    package var date: String
    /// What it says.
    package var paragraphs: [PacketText]

    /// All of it, in the order of the properties.
    package init(
        by: String, date: String, paragraphs: [PacketText] = []
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
    package var question: PacketText
    /// What a reader needs to know before anything else, facts only.
    package var glance: [PacketFact]
    /// Why the case was referred, in plain words.
    package var referralReasons: [String]
    /// Who refers, and where.
    package var referrer: String
    /// The first opinion, when there is one.
    package var firstOpinion: FirstOpinion?
    /// What the board decided about the same cancer before, and what became of it.
    package var presentedBefore: [PresentedBefore]
    /// What matters most to the patient, in their words.
    package var goals: [PacketText]
    /// Each is to be answered.
    package var patientQuestions: [PacketText]
    /// Each is to be addressed.
    package var preferences: [PacketText]
    /// Where sources disagree; both named.
    package var contradictions: [String]
    /// Values that contradict the case's own and that nobody has decided about.
    package var disputes: [PacketTable]
    /// The version that this one is compared with; nil for the first.
    package var earlierVersion: String?
    /// What changed since then.
    package var differences: [DifferenceRow]
    /// The course of the illness as a picture; nil where nothing has a date.
    package var timeline: TimelineView?
    /// In the order to be read.
    package var sections: [PacketSection]
    /// All that was not presented; never imputed.
    package var notPresented: [String]
    /// Records older than their limit, with their age.
    package var staleRecords: [String]
    /// How well each side of the case was presented.
    package var completeness: [CompletenessRow]
    /// Where the facts come from, as far as it is known.
    package var sources: [SourceEntry]
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
        diagnosis: String, urgency: String, urgencyReason: String? = nil, sessionDate: String, question: PacketText,
        glance: [PacketFact] = [], referralReasons: [String] = [], referrer: String, firstOpinion: FirstOpinion? = nil,
        presentedBefore: [PresentedBefore] = [], goals: [PacketText] = [], patientQuestions: [PacketText] = [],
        preferences: [PacketText] = [],
        contradictions: [String] = [], disputes: [PacketTable] = [], earlierVersion: String? = nil,
        differences: [DifferenceRow] = [], timeline: TimelineView? = nil, sections: [PacketSection] = [],
        notPresented: [String] = [], staleRecords: [String] = [], completeness: [CompletenessRow] = [],
        sources: [SourceEntry] = [], version: String, frozenAt: String, digest: String, seatTitle: String? = nil,
        language: String = "en"
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
        self.glance = glance
        self.referralReasons = referralReasons
        self.referrer = referrer
        self.firstOpinion = firstOpinion
        self.presentedBefore = presentedBefore
        self.goals = goals
        self.patientQuestions = patientQuestions
        self.preferences = preferences
        self.contradictions = contradictions
        self.disputes = disputes
        self.earlierVersion = earlierVersion
        self.differences = differences
        self.timeline = timeline
        self.sections = sections
        self.notPresented = notPresented
        self.staleRecords = staleRecords
        self.completeness = completeness
        self.sources = sources
        self.version = version
        self.frozenAt = frozenAt
        self.digest = digest
        self.seatTitle = seatTitle
        self.language = language
    }
}
