/// One case in the coordinator's table.
package struct CaseRow: TemplateContext, Equatable {
    /// The case's reference.
    package var reference: String
    /// Its page.
    package var url: String
    /// Site of cancer.
    package var site: String
    /// In words.
    package var urgency: String
    /// Whether it is to stand out.
    package var isUrgent: Bool
    /// Its session, or `not placed`.
    package var session: String
    /// Who is seated.
    package var panel: String
    /// In words.
    package var state: String
    /// Whom or what it waits for.
    package var waitingFor: String
    /// For how long, in words.
    package var since: String
    /// Whether it is later than it should be.
    package var isLate: Bool

    /// All of it, in the order of the properties.
    package init(
        reference: String, url: String, site: String, urgency: String, isUrgent: Bool = false, session: String,
        panel: String, state: String, waitingFor: String, since: String, isLate: Bool = false
    ) {
        self.reference = reference
        self.url = url
        self.site = site
        self.urgency = urgency
        self.isUrgent = isUrgent
        self.session = session
        self.panel = panel
        self.state = state
        self.waitingFor = waitingFor
        self.since = since
        self.isLate = isLate
    }
}

/// Something for a person to do.
package struct TaskRow: TemplateContext, Equatable {
    /// The task.
    package var what: String
    /// Whose it is.
    package var owner: String
    /// By when, in words.
    package var due: String
    /// Whether that has passed.
    package var isLate: Bool
    /// Where it is done.
    package var url: String?

    /// All of it, in the order of the properties.
    package init(
        what: String, owner: String, due: String, isLate: Bool = false, url: String? = nil
    ) {
        self.what = what
        self.owner = owner
        self.due = due
        self.isLate = isLate
        self.url = url
    }
}

/// One session in a list.
package struct SessionRow: TemplateContext, Equatable {
    /// Board and day.
    package var title: String
    /// Its page.
    package var url: String
    /// Time and zone.
    package var time: String
    /// `9 of 12`.
    package var listed: String
    /// The list cut-off, in words.
    package var cutOff: String
    /// `Open for listing`, `Closed`…
    package var state: String

    /// All of it, in the order of the properties.
    package init(
        title: String, url: String, time: String, listed: String, cutOff: String, state: String
    ) {
        self.title = title
        self.url = url
        self.time = time
        self.listed = listed
        self.cutOff = cutOff
        self.state = state
    }
}

/// What the template `coordinator` is given: the coordinator's first page.
package struct CoordinatorContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// The moment it shows, in words.
    package var updated: String
    /// `Waiting for records`, `4`.
    package var counts: [Fact]
    /// What is to be done, the latest first.
    package var tasks: [TaskRow]
    /// Open cases, the most urgent first.
    package var cases: [CaseRow]
    /// The next sessions.
    package var sessions: [SessionRow]
    /// Cases that have ended, the last first.
    package var ended: [CaseRow]
    /// Open cases that are at risk or late, the worst first.
    package var clocks: [ClockRow]

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame, updated: String, counts: [Fact] = [], tasks: [TaskRow] = [], cases: [CaseRow] = [],
        sessions: [SessionRow] = [], ended: [CaseRow] = [], clocks: [ClockRow] = []
    ) {
        self.page = page
        self.updated = updated
        self.counts = counts
        self.tasks = tasks
        self.cases = cases
        self.sessions = sessions
        self.ended = ended
        self.clocks = clocks
    }
}

/// One seat of a panel and why this person sits on it.
package struct SeatRow: TemplateContext, Equatable {
    /// `Surgeon`.
    package var seat: String
    /// Who sits there; or `nobody yet`.
    package var name: String
    /// Why this person.
    package var reasons: [String]
    /// `Invited`, `Opinion given`, `Recused`…
    package var state: String

    /// All of it, in the order of the properties.
    package init(
        seat: String, name: String, reasons: [String] = [], state: String
    ) {
        self.seat = seat
        self.name = name
        self.reasons = reasons
        self.state = state
    }
}

/// Someone who was not seated, and why.
package struct ExclusionRow: TemplateContext, Equatable {
    /// Who.
    package var name: String
    /// For which seat.
    package var seat: String
    /// Why not.
    package var reason: String

    /// All of it, in the order of the properties.
    package init(
        name: String, seat: String, reason: String
    ) {
        self.name = name
        self.seat = seat
        self.reason = reason
    }
}

/// One event of a case, in plain words.
package struct EventRow: TemplateContext, Equatable {
    /// When, in words.
    package var time: String
    /// What happened.
    package var text: String
    /// Who or what did it.
    package var actor: String
    /// Why.
    package var reason: String?

    /// All of it, in the order of the properties.
    package init(
        time: String, text: String, actor: String, reason: String? = nil
    ) {
        self.time = time
        self.text = text
        self.actor = actor
        self.reason = reason
    }
}

/// A document of a case.
package struct DocumentRow: TemplateContext, Equatable {
    /// `Packet, version 2`.
    package var title: String
    /// Where it is.
    package var url: String
    /// When, in words.
    package var made: String
    /// `Sent`, `Held: waits for the conversation`…
    package var state: String

    /// All of it, in the order of the properties.
    package init(
        title: String, url: String, made: String, state: String
    ) {
        self.title = title
        self.url = url
        self.made = made
        self.state = state
    }
}

/// What the template `case-detail` is given.
package struct CaseDetailContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// The case's reference.
    package var reference: String
    /// In words.
    package var state: String
    /// Whom or what it waits for.
    package var waitingFor: String?
    /// Site, urgency, clocks, referrer, session.
    package var facts: [Fact]
    /// Why it is where it is: placement, outcome, delay.
    package var explanations: [String]
    /// The panel.
    package var seats: [SeatRow]
    /// Who was not seated.
    package var exclusions: [ExclusionRow]
    /// Record, source, date, state.
    package var records: DataTable?
    /// The files behind records, and the ways of slides.
    package var files: [RecordFileRow]
    /// What was made.
    package var documents: [DocumentRow]
    /// What is to be done.
    package var tasks: [TaskRow]
    /// The timeline, the latest first.
    package var events: [EventRow]
    /// The navigator's tasks, open ones first.
    package var navigatorTasks: [NavigatorTaskRow]
    /// Limits, and whose time it was.
    package var clocks: DataTable?
    /// Who pays, and the contacts with them.
    package var coverage: DataTable?
    /// What the patient chose, and how far the plan was carried out.
    package var afterPlan: [Fact]
    /// What the patient asked about it.
    package var questions: DataTable?

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame, reference: String, state: String, waitingFor: String? = nil, facts: [Fact] = [],
        explanations: [String] = [], seats: [SeatRow] = [], exclusions: [ExclusionRow] = [],
        records: DataTable? = nil, files: [RecordFileRow] = [], documents: [DocumentRow] = [], tasks: [TaskRow] = [],
        events: [EventRow] = [], navigatorTasks: [NavigatorTaskRow] = [], clocks: DataTable? = nil,
        coverage: DataTable? = nil, afterPlan: [Fact] = [], questions: DataTable? = nil
    ) {
        self.page = page
        self.reference = reference
        self.state = state
        self.waitingFor = waitingFor
        self.facts = facts
        self.explanations = explanations
        self.seats = seats
        self.exclusions = exclusions
        self.records = records
        self.files = files
        self.documents = documents
        self.tasks = tasks
        self.events = events
        self.navigatorTasks = navigatorTasks
        self.clocks = clocks
        self.coverage = coverage
        self.afterPlan = afterPlan
        self.questions = questions
    }
}

/// One case of a session's list.
package struct AgendaRow: TemplateContext, Equatable {
    /// `1`.
    package var order: String
    /// The case's reference.
    package var reference: String
    /// Its page.
    package var url: String
    /// Site of cancer.
    package var site: String
    /// How long.
    package var minutes: String
    /// `Unanimous, to be confirmed`, `For discussion`…
    package var state: String
    /// Why it stands here.
    package var reason: String

    /// All of it, in the order of the properties.
    package init(
        order: String, reference: String, url: String, site: String, minutes: String, state: String, reason: String
    ) {
        self.order = order
        self.reference = reference
        self.url = url
        self.site = site
        self.minutes = minutes
        self.state = state
        self.reason = reason
    }
}

/// A member of a session.
package struct AttendanceRow: TemplateContext, Equatable {
    /// Who.
    package var name: String
    /// Seat or part.
    package var role: String
    /// `Accepted`, `Covered by …`…
    package var state: String

    /// All of it, in the order of the properties.
    package init(
        name: String, role: String, state: String
    ) {
        self.name = name
        self.role = role
        self.state = state
    }
}

/// What the template `session-detail` is given.
package struct SessionDetailContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// Time, place, chair, cut-off, capacity, quorum.
    package var facts: [Fact]
    /// Whether those who come are enough.
    package var isQuorate: Bool
    /// `3 of 3 core seats are filled`.
    package var quorumText: String
    /// By whom and why it was cancelled, where it was.
    package var cancelled: String?
    /// In order.
    package var agenda: [AgendaRow]
    /// Who takes part.
    package var members: [AttendanceRow]
    /// Cases that could not be placed here, with why in `waitingFor`.
    package var waiting: [CaseRow]

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame, facts: [Fact] = [], isQuorate: Bool, quorumText: String, cancelled: String? = nil,
        agenda: [AgendaRow] = [], members: [AttendanceRow] = [], waiting: [CaseRow] = []
    ) {
        self.page = page
        self.facts = facts
        self.isQuorate = isQuorate
        self.quorumText = quorumText
        self.cancelled = cancelled
        self.agenda = agenda
        self.members = members
        self.waiting = waiting
    }
}
