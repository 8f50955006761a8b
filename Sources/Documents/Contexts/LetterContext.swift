/// Someone who gave an opinion or findings.
package struct PanelMember: TemplateContext, Equatable {
    /// Their name.
    package var name: String
    /// The seat: `Surgeon`.
    package var seat: String
    /// `Opinion`, `Findings`, `Recused`, `Presented the case`…
    package var part: String

    /// All of it, in the order of the properties.
    package init(
        name: String, seat: String, part: String
    ) {
        self.name = name
        self.seat = seat
        self.part = part
    }
}

/// One phase of the recommended treatment.
package struct Phase: TemplateContext, Equatable {
    /// `1. Radiotherapy with systemic treatment, at the same time`.
    package var title: String
    /// For each element: `Radiotherapy`, `Long course, 50.4 Gy`.
    package var details: [Fact]

    /// All of it, in the order of the properties.
    package init(
        title: String, details: [Fact] = []
    ) {
        self.title = title
        self.details = details
    }
}

/// One of several ways that are equally good, with its phases.
package struct TreatmentWay: TemplateContext, Equatable {
    /// `Radiotherapy`.
    package var name: String
    /// Who proposed it: `Dr Ines Duarte, radiation oncologist`.
    package var by: [String]
    /// Its phases, in order.
    package var phases: [Phase]

    /// All of it, in the order of the properties.
    package init(name: String, by: [String] = [], phases: [Phase] = []) {
        self.name = name
        self.by = by
        self.phases = phases
    }
}

/// How one reviewer drew their conclusion.
package struct Rationale: TemplateContext, Equatable {
    /// Name and seat.
    package var author: String
    /// In their words.
    package var text: String

    /// All of it, in the order of the properties.
    package init(
        author: String, text: String
    ) {
        self.author = author
        self.text = text
    }
}

/// What would change the recommendation.
package struct Condition: TemplateContext, Equatable {
    /// `If the liver MRI shows more than three lesions`.
    package var trigger: String
    /// Until when the recommendation stands without it.
    package var expiry: String?

    /// All of it, in the order of the properties.
    package init(
        trigger: String, expiry: String? = nil
    ) {
        self.trigger = trigger
        self.expiry = expiry
    }
}

/// An opinion that differs from the recommendation.
package struct Dissent: TemplateContext, Equatable {
    /// The author's name and seat.
    package var author: String
    /// `Opposes: would begin with surgery`.
    package var stance: String
    /// The author's reasons.
    package var text: String
    /// What the author added before the plan was signed.
    package var statement: String?

    /// All of it, in the order of the properties.
    package init(
        author: String, stance: String, text: String, statement: String? = nil
    ) {
        self.author = author
        self.stance = stance
        self.text = text
        self.statement = statement
    }
}

/// A guideline or a study.
package struct EvidenceItem: TemplateContext, Equatable {
    /// The reference.
    package var text: String
    /// Whether the recommendation follows it, and if not why.
    package var concordance: String?

    /// All of it, in the order of the properties.
    package init(
        text: String, concordance: String? = nil
    ) {
        self.text = text
        self.concordance = concordance
    }
}

/// What the templates `letter` and `letter-body` are given.
package struct LetterContext: TemplateContext, Equatable {
    /// The board.
    package var boardName: String
    /// The case's reference.
    package var caseReference: String
    /// The letter's day, in words.
    package var date: String
    /// Name and place of each recipient.
    package var recipients: [String]
    /// The patient.
    package var patientName: String
    /// In words.
    package var dateOfBirth: String
    /// Record numbers.
    package var identifiers: [Fact]
    /// The session, in words.
    package var sessionDate: String
    /// As the board takes it to be.
    package var diagnosis: String
    /// With the system and edition; `Not presented` when unknown.
    package var stage: String
    /// Who took part.
    package var panel: [PanelMember]
    /// The question to the board.
    package var question: String
    /// The board's answer to it.
    package var answer: String
    /// Whether all who gave an opinion endorse it.
    package var isUnanimous: Bool
    /// `2 of 3`.
    package var support: String
    /// `Curative` or `Palliative`.
    package var intent: String
    /// The recommended treatment, in order; empty for equivalent options.
    package var phases: [Phase]
    /// Whether several options are equivalent and the patient chooses; they are then in `ways`.
    package var isChoice: Bool
    /// The equivalent options with their phases; empty where there is one recommendation.
    package var ways: [TreatmentWay]
    /// The recommendation and its alternatives, side by side.
    package var options: [OptionRow]
    /// One for each reviewer.
    package var rationales: [Rationale]
    /// Evidence and guideline.
    package var evidence: [EvidenceItem]
    /// What would change it.
    package var conditions: [Condition]
    /// In their authors' names.
    package var dissents: [Dissent]
    /// How it relates to the first opinion.
    package var firstOpinionComparison: String?
    /// Each with its answer.
    package var patientQuestions: [QuestionAnswer]
    /// Each met or explained.
    package var preferences: [PreferenceAnswer]
    /// What the patient wishes about trials, and what was said of them.
    package var trials: [String]
    /// What was not known.
    package var notPresented: [String]
    /// Who, what, by when.
    package var nextSteps: [NextStep]
    /// Whom to call.
    package var contact: Contact
    /// Nil in a draft for sign-off.
    package var signature: Signature?
    /// When it is withdrawn: when and why, said at the top.
    package var withdrawn: String?
    /// What differs from the version signed before.
    package var changes: VersionChanges?
    /// What was recommended beside the best plan without what the patient refuses.
    package var refusal: RefusalView?
    /// The language's code.
    package var language: String

    /// All of it, in the order of the properties.
    package init(
        boardName: String, caseReference: String, date: String, recipients: [String] = [], patientName: String,
        dateOfBirth: String, identifiers: [Fact] = [], sessionDate: String, diagnosis: String, stage: String,
        panel: [PanelMember] = [], question: String, answer: String, isUnanimous: Bool, support: String,
        intent: String, phases: [Phase] = [], isChoice: Bool = false, ways: [TreatmentWay] = [],
        options: [OptionRow] = [],
        rationales: [Rationale] = [], evidence: [EvidenceItem] = [], conditions: [Condition] = [],
        dissents: [Dissent] = [], firstOpinionComparison: String? = nil, patientQuestions: [QuestionAnswer] = [],
        preferences: [PreferenceAnswer] = [], trials: [String] = [], notPresented: [String] = [],
        nextSteps: [NextStep] = [],
        contact: Contact, signature: Signature? = nil, withdrawn: String? = nil, language: String = "en"
    ) {
        self.boardName = boardName
        self.caseReference = caseReference
        self.date = date
        self.recipients = recipients
        self.patientName = patientName
        self.dateOfBirth = dateOfBirth
        self.identifiers = identifiers
        self.sessionDate = sessionDate
        self.diagnosis = diagnosis
        self.stage = stage
        self.panel = panel
        self.question = question
        self.answer = answer
        self.isUnanimous = isUnanimous
        self.support = support
        self.intent = intent
        self.phases = phases
        self.isChoice = isChoice
        self.ways = ways
        self.options = options
        self.rationales = rationales
        self.evidence = evidence
        self.conditions = conditions
        self.dissents = dissents
        self.firstOpinionComparison = firstOpinionComparison
        self.patientQuestions = patientQuestions
        self.preferences = preferences
        self.trials = trials
        self.notPresented = notPresented
        self.nextSteps = nextSteps
        self.contact = contact
        self.signature = signature
        self.withdrawn = withdrawn
        self.language = language
    }
}
