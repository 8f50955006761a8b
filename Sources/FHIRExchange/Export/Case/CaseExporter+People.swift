import TumorBoard

extension CaseExporter {
    /// The hospital, its board, and who sits on the case.
    func addBoard() {
        let hospital = add("Organization", "hospital") { $0["name"] = .text(source.hospital) }
        add("Organization", "board") { organisation in
            organisation["identifier"] = .list([.identifier(ownSystems + "board", source.board.id.text)])
            organisation["name"] = .text(source.board.name)
            organisation["type"] = .list([.concept("Tumor board")])
            organisation["partOf"] = hospital.reference
        }
        guard let panel = source.file.panel, !panel.seats.isEmpty else { return }
        let members = panel.seats.map { seat in
            FHIRNode.fields([
                "role": .list([.own("specialty", seat.specialty.rawValue, seat.specialty.title)]),
                "member": reviewer(seat.reviewer, as: seat.specialty),
            ])
        }
        add("CareTeam", "panel") { team in
            team["status"] = "active"
            team["category"] = .list([.concept("Tumor board panel")])
            team["name"] = .text(source.board.name)
            team["subject"] = patient
            team["participant"] = .list(members)
            team["managingOrganization"] = .list([board])
        }
    }

    /// The name of a reviewer.
    func name(_ reviewer: ReviewerID) -> String { source.roster.reviewer(reviewer)?.name ?? reviewer.text }

    /// "Dr Ines Duarte, surgeon".
    func author<Value>(_ statement: Attributed<Value>) -> String {
        "\(name(statement.by)), \(statement.specialty.title)"
    }

    /// A reviewer in a seat.
    func reviewer(_ id: ReviewerID, as specialty: Specialty?) -> FHIRNode {
        let person = practitioner(id)
        let institution = source.roster.reviewer(id).map { organisation($0.institution) }
        let role = add("PractitionerRole", "reviewer/\(id)/\(specialty?.rawValue ?? "any")") { role in
            role["practitioner"] = person
            role["organization"] = institution
            role["specialty"] = .list([specialty.map { .own("specialty", $0.rawValue, $0.title) }])
        }
        return role.reference(showing: name(id))
    }

    /// A reviewer as a person, whatever the seat.
    func practitioner(_ id: ReviewerID) -> FHIRNode {
        add("Practitioner", "reviewer/\(id)") { practitioner in
            practitioner["identifier"] = .list([.identifier(ownSystems + "reviewer", id.text)])
            practitioner["name"] = .list([.fields(["text": .text(name(id))])])
        }.reference
    }

    /// A statement as an annotation, whose author R4 wants to be a person without a role.
    func note(_ statement: Attributed<String>) -> FHIRNode {
        .fields(["authorReference": practitioner(statement.by), "text": .text(statement.value)])
    }

    /// A person outside the roster.
    func contact(_ person: Contact) -> FHIRNode {
        let institution = person.institution.map { organisation($0) }
        let name = "\(person.name)/\(person.institution ?? "")"
        let practitioner = add("Practitioner", "contact/\(name)") { practitioner in
            practitioner["name"] = .list([.fields(["text": .text(person.name)])])
            practitioner["telecom"] = Self.telecom(email: person.email, phone: person.phone)
        }
        let role = add("PractitionerRole", "contact/\(name)") { role in
            role["practitioner"] = practitioner.reference
            role["organization"] = institution
        }
        return role.reference(showing: person.name)
    }

    /// An institution by its name, added once.
    func organisation(_ name: String) -> FHIRNode {
        add("Organization", "named/\(name)") { $0["name"] = .text(name) }.reference
    }

    /// Somebody whom the journal names: a reviewer by id, or only words.
    func actor(_ actor: String) -> FHIRNode {
        if let known = source.roster.reviewers.first(where: { $0.id.text == actor }) {
            return reviewer(known.id, as: nil)
        }
        return .fields(["display": .text(actor)])
    }
}
