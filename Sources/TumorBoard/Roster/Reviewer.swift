import Foundation

/// Proof that a reviewer may practise a specialty.
package struct Credential: Codable, Equatable, Sendable {
    /// Registration number.
    package var number: String
    /// The day it was verified at the source; nil when it was not.
    package var verified: CivilDate?
    /// The last day on which it is valid.
    package var expires: CivilDate

    /// A credential.
    package init(number: String, verified: CivilDate?, expires: CivilDate) {
        self.number = number
        self.verified = verified
        self.expires = expires
    }
}

/// Days away, first and last included.
package struct Leave: Codable, Equatable, Sendable {
    /// First day away.
    package var from: CivilDate
    /// Last day away.
    package var to: CivilDate

    /// A leave.
    package init(from: CivilDate, to: CivilDate) {
        self.from = from
        self.to = to
    }

    /// Whether the day falls into it.
    package func covers(_ day: CivilDate) -> Bool { from <= day && day <= to }
}

/// Half of a working day; noon divides it.
package enum DayHalf: String, Codable, CaseIterable, Sendable { case morning, afternoon }

/// A day of the week.
package enum Weekday: String, Codable, CodingKeyRepresentable, CaseIterable, Sendable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// The weekday of a day.
    package init(_ day: CivilDate) {
        // 1970-01-01 was a Thursday
        self = Self.allCases[((day.daysSince1970 + 3) % 7 + 7) % 7]
    }
}

/// Why a reviewer may not judge: with whom and what.
package struct ConflictOfInterest: Codable, Equatable, Sendable {
    /// A doctor or an institution by name, or a patient by an identifier's value.
    package var with: String
    /// What it is.
    package var reason: String

    /// A conflict.
    package init(with: String, reason: String) {
        self.with = with
        self.reason = reason
    }
}

/// A clinician who can be seated.
package struct Reviewer: Codable, Equatable, Sendable {
    /// Names the reviewer.
    package var id: ReviewerID
    /// Name with title.
    package var name: String
    /// What they can be seated as.
    package var specialties: [Specialty]
    /// Expertise by disease group, 1 (general) to 5 (subspecialist of long standing).
    package var expertise: [DiseaseGroup: Int]
    /// Where they work.
    package var institution: String
    /// Where links go.
    package var email: EmailAddress
    /// Telephone, for cover.
    package var phone: String?
    /// Their credential.
    package var credential: Credential
    /// Regions in which they hold a licence.
    package var licences: [String]
    /// Days away.
    package var leave: [Leave]
    /// Conflicts of interest declared.
    package var conflicts: [ConflictOfInterest]
    /// How many cases they take in one week.
    package var casesPerWeek: Int
    /// The half-days on which they sit on boards; nil for all.
    package var sits: [Weekday: [DayHalf]]?
    /// IANA time zone in which they work; nil where it is the sessions'.
    package var timeZone: String?
    /// The region in which they work, for sessions in a room; nil where it does not matter.
    package var region: String?

    /// A reviewer.
    package init(
        id: ReviewerID, name: String, specialties: [Specialty], expertise: [DiseaseGroup: Int], institution: String,
        email: EmailAddress, phone: String? = nil, credential: Credential, licences: [String], leave: [Leave] = [],
        conflicts: [ConflictOfInterest] = [], casesPerWeek: Int = 6, sits: [Weekday: [DayHalf]]? = nil,
        timeZone: String? = nil, region: String? = nil
    ) {
        self.id = id
        self.name = name
        self.specialties = specialties
        self.expertise = expertise
        self.institution = institution
        self.email = email
        self.phone = phone
        self.credential = credential
        self.licences = licences
        self.leave = leave
        self.conflicts = conflicts
        self.casesPerWeek = casesPerWeek
        self.sits = sits
        self.timeZone = timeZone
        self.region = region
    }
}

/// A tumor board and who runs it.
package struct Board: Codable, Equatable, Sendable {
    /// Names the board.
    package var id: BoardID
    /// Its name as people know it.
    package var name: String
    /// The disease groups that it decides.
    package var diseaseGroups: [DiseaseGroup]
    /// Who chairs.
    package var chair: ReviewerID
    /// Who may sign in the chair's place, in order.
    package var delegates: [ReviewerID]
    /// Who runs it day by day.
    package var coordinator: Contact
    /// Who answers an emergency.
    package var onCall: [Contact]
    /// IANA time zone of its sessions.
    package var timeZone: String
    /// The region that it serves; nil for every one.
    package var region: String?
    /// Regions whose patients it takes as well.
    @Omitted package var neighbours: [String]

    /// A board.
    package init(
        id: BoardID, name: String, diseaseGroups: [DiseaseGroup], chair: ReviewerID, delegates: [ReviewerID],
        coordinator: Contact, onCall: [Contact], timeZone: String, region: String? = nil, neighbours: [String] = []
    ) {
        self.id = id
        self.name = name
        self.diseaseGroups = diseaseGroups
        self.chair = chair
        self.delegates = delegates
        self.coordinator = coordinator
        self.onCall = onCall
        self.timeZone = timeZone
        self.region = region
        self.neighbours = neighbours
    }
}

/// Everyone who can sit, and the boards that they sit on.
package struct Roster: Codable, Equatable, Sendable {
    /// The reviewers.
    package var reviewers: [Reviewer]
    /// The boards.
    package var boards: [Board]

    /// A roster.
    package init(reviewers: [Reviewer] = [], boards: [Board] = []) {
        self.reviewers = reviewers
        self.boards = boards
    }

    /// The reviewer of that id.
    package func reviewer(_ id: ReviewerID) -> Reviewer? { reviewers.first { $0.id == id } }

    /// The board of that id.
    package func board(_ id: BoardID) -> Board? { boards.first { $0.id == id } }

    /// The board that decides a disease group: the region's own, then one for every region, then one that takes the
    /// region's patients as well, then the first listed.
    package func board(for group: DiseaseGroup, in region: String? = nil) -> Board? {
        let deciding = boards.filter { $0.diseaseGroups.contains(group) }
        guard let region, deciding.count > 1 else { return deciding.first }
        return deciding.first { $0.region == region } ?? deciding.first { $0.region == nil }
            ?? deciding.first { $0.neighbours.contains(region) } ?? deciding.first
    }
}
