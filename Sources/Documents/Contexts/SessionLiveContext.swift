/// Somebody who is, or may be, in a session that sits.
package struct LivePerson: TemplateContext, Equatable {
    /// The name.
    package var name: String
    /// `Surgeon`, with the cases they sit on.
    package var role: String
    /// `Since 14:02`, `Left at 14:30`, `Not here`.
    package var state: String
    /// Whether they are there now.
    package var isThere: Bool
    /// The id that the button posts.
    package var id: String

    /// All of it, in the order of the properties.
    package init(name: String, role: String, state: String, isThere: Bool, id: String) {
        self.name = name
        self.role = role
        self.state = state
        self.isThere = isThere
        self.id = id
    }
}

/// One case of a session's agenda while it sits.
package struct LiveItem: TemplateContext, Equatable {
    /// From 1.
    package var order: String
    /// The case's reference.
    package var reference: String
    /// Its page in this session.
    package var url: String
    /// `Breast`.
    package var site: String
    /// What it is there for, or what it came to.
    package var purpose: String
    /// Minutes planned.
    package var planned: String
    /// Minutes and seconds used: `7:20`.
    package var used: String
    /// `4 minutes left, until 14:22`, or `3 minutes over`; nil where the board is not on it.
    package var left: String?
    /// Whether it has taken longer than planned.
    package var isOver: Bool
    /// Seconds used, for the bar.
    package var seconds: Int
    /// Seconds planned, for the bar.
    package var ofSeconds: Int
    /// Who is missing, or that it is quorate.
    package var quorum: String
    /// Whether it may be decided.
    package var isQuorate: Bool
    /// Whether the board is on it now.
    package var isRunning: Bool
    /// Whether the session is done with it.
    package var isDone: Bool
    /// Whether it is confirmed with the others of its kind.
    package var isTogether: Bool
    /// Who pulled it for discussion, where somebody did.
    package var pulledBy: String?

    /// All of it, in the order of the properties.
    package init(
        order: String, reference: String, url: String, site: String, purpose: String, planned: String, used: String,
        left: String? = nil, isOver: Bool = false, seconds: Int = 0, ofSeconds: Int = 1, quorum: String,
        isQuorate: Bool, isRunning: Bool = false, isDone: Bool = false, isTogether: Bool = false,
        pulledBy: String? = nil
    ) {
        self.order = order
        self.reference = reference
        self.url = url
        self.site = site
        self.purpose = purpose
        self.planned = planned
        self.used = used
        self.left = left
        self.isOver = isOver
        self.seconds = seconds
        self.ofSeconds = ofSeconds
        self.quorum = quorum
        self.isQuorate = isQuorate
        self.isRunning = isRunning
        self.isDone = isDone
        self.isTogether = isTogether
        self.pulledBy = pulledBy
    }
}

/// What the template `session-live` is given: a session while it sits.
package struct SessionLiveContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// Its own address.
    package var url: String
    /// The session's ordinary page.
    package var backURL: String
    /// `14:20`.
    package var time: String
    /// `20 of 90 minutes gone, 70 left, until 15:30`.
    package var clock: String
    /// Seconds gone, for the bar.
    package var seconds: Int
    /// Seconds planned, for the bar.
    package var ofSeconds: Int
    /// Whether it sits now.
    package var isLive: Bool
    /// Whether it can be opened.
    package var canOpen: Bool
    /// Why nothing can be done, where nothing can: it is closed, cancelled or long away.
    package var over: String?
    /// What was refused just now.
    package var refusal: String?
    /// The case before the board, one at most.
    package var running: [LiveItem]
    /// Cases that are confirmed together.
    package var together: [LiveItem]
    /// Every case, in order.
    package var agenda: [LiveItem]
    /// Who is expected and who is there.
    package var people: [LivePerson]
    /// Everybody else who may come: cover.
    package var others: [LivePerson]
    /// Whether the page loads itself again.
    package var refreshes: Bool

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame, url: String, backURL: String, time: String, clock: String, seconds: Int = 0,
        ofSeconds: Int = 1, isLive: Bool = false, canOpen: Bool = false, over: String? = nil, refusal: String? = nil,
        running: [LiveItem] = [], together: [LiveItem] = [], agenda: [LiveItem] = [], people: [LivePerson] = [],
        others: [LivePerson] = [], refreshes: Bool = false
    ) {
        self.page = page
        self.url = url
        self.backURL = backURL
        self.time = time
        self.clock = clock
        self.seconds = seconds
        self.ofSeconds = ofSeconds
        self.isLive = isLive
        self.canOpen = canOpen
        self.over = over
        self.refusal = refusal
        self.running = running
        self.together = together
        self.agenda = agenda
        self.people = people
        self.others = others
        self.refreshes = refreshes
    }
}

/// Something to choose on the page of one item.
package struct LiveChoice: TemplateContext, Equatable {
    /// What is sent.
    package var value: String
    /// What it is.
    package var label: String
    /// What choosing it does.
    package var hint: String
    /// Whether it is chosen.
    package var isChosen: Bool

    /// All of it, in the order of the properties.
    package init(value: String, label: String, hint: String = "", isChosen: Bool = false) {
        self.value = value
        self.label = label
        self.hint = hint
        self.isChosen = isChosen
    }
}

/// Room for one person's dissent in their own words.
package struct LiveDissent: TemplateContext, Equatable {
    /// Whose.
    package var name: String
    /// The field's name.
    package var field: String
    /// What was typed.
    package var value: String

    /// All of it, in the order of the properties.
    package init(name: String, field: String, value: String = "") {
        self.name = name
        self.field = field
        self.value = value
    }
}

/// What the template `session-item` is given: one case before the board.
package struct SessionItemContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// Its own address.
    package var url: String
    /// The session's live page.
    package var backURL: String
    /// The case's own page.
    package var caseURL: String
    /// The item with its clock and quorum.
    package var item: LiveItem
    /// `14:20`.
    package var time: String
    /// Patient, diagnosis, question to the board.
    package var facts: [Fact]
    /// What is in dispute, in neutral words.
    package var disputed: [String]
    /// What the ballot came to, in plain words.
    package var reasons: [String]
    /// The opinions side by side, one table at most; none while a ballot is open.
    package var opinions: [DataTable]
    /// Why no opinion is shown, where none is.
    package var sealed: String?
    /// What was refused just now.
    package var refusal: String?
    /// What the session recorded, where it is done with the case.
    package var recorded: [Fact]
    /// What it can come to; none where nothing can be recorded.
    package var outcomes: [LiveChoice]
    /// What can be asked for.
    package var needs: [LiveChoice]
    /// The note as typed.
    package var note: String
    /// Room for dissent.
    package var dissent: [LiveDissent]
    /// Whether the board can begin with it.
    package var canStart: Bool

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame, url: String, backURL: String, caseURL: String, item: LiveItem, time: String,
        facts: [Fact] = [], disputed: [String] = [], reasons: [String] = [], opinions: [DataTable] = [],
        sealed: String? = nil, refusal: String? = nil, recorded: [Fact] = [], outcomes: [LiveChoice] = [],
        needs: [LiveChoice] = [], note: String = "", dissent: [LiveDissent] = [], canStart: Bool = false
    ) {
        self.page = page
        self.url = url
        self.backURL = backURL
        self.caseURL = caseURL
        self.item = item
        self.time = time
        self.facts = facts
        self.disputed = disputed
        self.reasons = reasons
        self.opinions = opinions
        self.sealed = sealed
        self.refusal = refusal
        self.recorded = recorded
        self.outcomes = outcomes
        self.needs = needs
        self.note = note
        self.dissent = dissent
        self.canStart = canStart
    }
}
