package import Foundation
package import TumorBoard

/// Reads `roster.yaml`: the reviewers and the boards that they sit on.
package struct RosterReader: Sendable {
    /// A reader.
    package init() {}

    /// The roster of a file.
    /// - Throws: `FileProblem` for a fault in a field, an id used twice, a chair or delegate who is no reviewer, a
    ///   disease group on two boards of a region, or a time zone that does not exist.
    package func read(_ data: Data, fileName: String) throws(FileProblem) -> Roster {
        let top = try YAMLCursor(data, file: fileName)
        try top.rejectUnknownKeys(["boards", "reviewers"])
        var roster = Roster()
        for item in try top.required("reviewers").list() {
            let reviewer = try self.reviewer(item)
            guard roster.reviewer(reviewer.id) == nil else {
                throw item.problem("the reviewer id “\(reviewer.id)” is used twice; give each person their own")
            }
            roster.reviewers.append(reviewer)
        }
        for item in try top.required("boards").list() {
            let board = try self.board(item, of: roster)
            guard roster.board(board.id) == nil else {
                throw item.problem("the board id “\(board.id)” is used twice; give each board its own")
            }
            for group in board.diseaseGroups {
                if let other = roster.boards.first(where: {
                    $0.diseaseGroups.contains(group) && $0.region == board.region
                }) {
                    throw item.problem(
                        "\(group.rawValue) already belongs to the board “\(other.id)”; leave it with one"
                            + (board.region.map { " of the region \($0)" } ?? ", or give the boards regions"))
                }
            }
            roster.boards.append(board)
        }
        return roster
    }

    private func reviewer(_ cursor: YAMLCursor) throws(FileProblem) -> Reviewer {
        try cursor.rejectUnknownKeys([
            "id", "name", "specialties", "expertise", "institution", "email", "phone", "credential", "licences",
            "leave", "conflicts", "casesPerWeek", "sits", "timeZone", "region",
        ])
        let specialties = try cursor.required("specialties")
        let known: [Specialty] = try specialties.choices()
        guard !known.isEmpty else { throw specialties.problem("name at least one specialty") }
        var reviewer = Reviewer(
            id: try cursor.required("id").identifier(), name: try cursor.required("name").string(), specialties: known,
            expertise: try expertise(cursor["expertise"]), institution: try cursor.required("institution").string(),
            email: try cursor.required("email").email(), phone: try cursor["phone"]?.string(),
            credential: try credential(try cursor.required("credential")),
            licences: try cursor.required("licences").strings())
        for item in try cursor["leave"]?.list() ?? [] { reviewer.leave.append(try self.leave(item)) }
        for item in try cursor["conflicts"]?.list() ?? [] {
            try item.rejectUnknownKeys(["with", "reason"])
            reviewer.conflicts.append(
                ConflictOfInterest(
                    with: try item.required("with").string(), reason: try item.required("reason").string()))
        }
        if let load = cursor["casesPerWeek"] { reviewer.casesPerWeek = try load.int(in: 0...200) }
        if let sits = cursor["sits"] { reviewer.sits = try halves(sits) }
        reviewer.timeZone = try cursor["timeZone"]?.timeZone()
        reviewer.region = try cursor["region"]?.string()
        return reviewer
    }

    /// `{tuesday: [morning], thursday: [morning, afternoon]}`
    private func halves(_ cursor: YAMLCursor) throws(FileProblem) -> [Weekday: [DayHalf]] {
        try cursor.rejectUnknownKeys(Weekday.allCases.map(\.rawValue))
        var sits: [Weekday: [DayHalf]] = [:]
        for (key, value) in try cursor.map() {
            guard let day = Weekday(rawValue: key) else { continue }
            sits[day] = try value.choices()
        }
        return sits
    }

    private func expertise(_ cursor: YAMLCursor?) throws(FileProblem) -> [DiseaseGroup: Int] {
        guard let cursor else { return [:] }
        try cursor.rejectUnknownKeys(DiseaseGroup.allCases.map(\.rawValue))
        var levels: [DiseaseGroup: Int] = [:]
        for (key, value) in try cursor.map() {
            guard let group = DiseaseGroup(rawValue: key) else { continue }
            levels[group] = try value.int(in: 1...5)
        }
        return levels
    }

    private func credential(_ cursor: YAMLCursor) throws(FileProblem) -> Credential {
        try cursor.rejectUnknownKeys(["number", "verified", "expires"])
        return Credential(
            number: try cursor.required("number").string(), verified: try cursor["verified"]?.date(),
            expires: try cursor.required("expires").date())
    }

    private func leave(_ cursor: YAMLCursor) throws(FileProblem) -> Leave {
        try cursor.rejectUnknownKeys(["from", "to"])
        let leave = Leave(from: try cursor.required("from").date(), to: try cursor.required("to").date())
        guard leave.from <= leave.to else {
            throw cursor.problem("the leave ends (\(leave.to)) before it begins (\(leave.from))")
        }
        return leave
    }

    private func board(_ cursor: YAMLCursor, of roster: Roster) throws(FileProblem) -> Board {
        try cursor.rejectUnknownKeys([
            "id", "name", "diseaseGroups", "chair", "delegates", "coordinator", "onCall", "timeZone", "region",
            "neighbours",
        ])
        let chair = try member(try cursor.required("chair"), of: roster)
        var delegates: [ReviewerID] = []
        for item in try cursor["delegates"]?.list() ?? [] {
            let delegate = try member(item, of: roster)
            guard delegate != chair, !delegates.contains(delegate) else {
                throw item.problem("“\(delegate)” is already the chair or a delegate of this board")
            }
            delegates.append(delegate)
        }
        var onCall: [Contact] = []
        for item in try cursor["onCall"]?.list() ?? [] { onCall.append(try CaseYAML.contact(item)) }
        return Board(
            id: try cursor.required("id").identifier(), name: try cursor.required("name").string(),
            diseaseGroups: try cursor.required("diseaseGroups").choices(), chair: chair, delegates: delegates,
            coordinator: try CaseYAML.contact(try cursor.required("coordinator")), onCall: onCall,
            timeZone: try cursor.required("timeZone").timeZone(), region: try cursor["region"]?.string(),
            neighbours: try cursor["neighbours"]?.strings() ?? [])
    }

    private func member(_ cursor: YAMLCursor, of roster: Roster) throws(FileProblem) -> ReviewerID {
        let id = try cursor.identifier(ReviewerID.self)
        guard roster.reviewer(id) != nil else {
            let hint = YAMLCursor.closest(to: id.text, in: roster.reviewers.map(\.id.text)).map {
                "; did you mean “\($0)”?"
            }
            throw cursor.problem("“\(id)” is no reviewer of this roster" + (hint ?? "; add them under reviewers"))
        }
        return id
    }
}

extension YAMLCursor {
    /// The name of a time zone that exists.
    func timeZone() throws(FileProblem) -> String {
        let name = try string()
        guard TimeZone(identifier: name) != nil else {
            throw problem("“\(name)” is not a time zone; write it as Europe/Berlin")
        }
        return name
    }
}
