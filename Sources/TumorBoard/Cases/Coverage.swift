/// Who pays, as far as it is known.
package struct Coverage: Codable, Equatable, Sendable {
    /// The insurer or other payer.
    package var payer: String
    /// The number of the policy or member.
    package var member: String?
    /// What it covers, in the payer's words.
    package var plan: String?
    /// From when.
    package var from: CivilDate?
    /// Until when.
    package var until: CivilDate?

    /// A coverage.
    package init(
        payer: String, member: String? = nil, plan: String? = nil, from: CivilDate? = nil, until: CivilDate? = nil
    ) {
        self.payer = payer
        self.member = member
        self.plan = plan
        self.from = from
        self.until = until
    }
}

/// One contact with an insurer. The log of them is only ever added to.
package struct InsurerContact: Codable, Equatable, Sendable {
    /// Whom one spoke with.
    package var name: String
    /// The day.
    package var date: CivilDate
    /// The time of day as written down, such as "14:30".
    package var time: String?
    /// What it was about, such as a test, an operation, a claim.
    package var about: String
    /// What was approved; nil when nothing was.
    package var approved: String?
    /// The payer's reference.
    package var reference: String?
    /// Who of the hospital made the contact.
    package var by: String

    /// A contact.
    package init(
        name: String, date: CivilDate, time: String? = nil, about: String, approved: String? = nil,
        reference: String? = nil, by: String
    ) {
        self.name = name
        self.date = date
        self.time = time
        self.about = about
        self.approved = approved
        self.reference = reference
        self.by = by
    }
}
