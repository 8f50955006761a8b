import TumorBoard

extension Importer {
    /// A person outside the roster that a reference leads to: Practitioner, PractitionerRole, RelatedPerson,
    /// Organization, or a display such as "Dr X, Hospital Y".
    mutating func contact(_ reference: JSONValue, from owner: Resource) -> Contact? {
        let display = reference["display"].text
        let shown = display.map(Self.contact(display:))
        guard let target = resources.resolve(reference, from: owner) else { return shown }
        claim(target)
        guard var contact = self.contact(of: target, display: display) else { return shown }
        if contact.institution == nil { contact.institution = shown?.institution }
        return contact
    }

    private mutating func contact(of target: Resource, display: String?) -> Contact? {
        switch target.type {
        case "PractitionerRole":
            let person = resources.resolve(target["practitioner"], from: target)
            if let person { claim(person) }
            guard
                let name = person.flatMap({ Self.personName($0["name"]) }) ?? target["practitioner"]["display"].text
                    ?? display
            else { return nil }
            let ownTelecom = target["telecom"].isNull ? (person?["telecom"] ?? .null) : target["telecom"]
            return Contact(
                name: name, institution: institution(target["organization"], from: target),
                email: email(ownTelecom, of: person ?? target) ?? person.flatMap { email($0["telecom"], of: $0) },
                phone: Self.telecom(ownTelecom, "phone") ?? Self.telecom(person?["telecom"] ?? .null, "phone"))
        case "Organization":
            guard let name = target["name"].text ?? display else { return nil }
            return Contact(name: name, institution: name)
        default:
            guard let name = Self.personName(target["name"]) ?? display else { return nil }
            return Contact(
                name: name, institution: institution(of: target), email: email(target["telecom"], of: target),
                phone: Self.telecom(target["telecom"], "phone"))
        }
    }

    /// Name of an organisation that a reference leads to.
    mutating func institution(_ reference: JSONValue, from owner: Resource) -> String? {
        guard let organisation = resources.resolve(reference, from: owner) else { return reference["display"].text }
        claim(organisation)
        return organisation["name"].text ?? reference["display"].text
    }

    /// Where a practitioner works: through a PractitionerRole, or the issuer of a qualification.
    private mutating func institution(of practitioner: Resource) -> String? {
        for role in roles(of: practitioner) {
            claim(role)
            if let name = institution(role["organization"], from: role) { return name }
        }
        return practitioner["qualification"].items.lazy.compactMap { $0["issuer"]["display"].text }.first
    }

    /// "Dr X, Hospital Y" as a person and an institution.
    static func contact(display: String) -> Contact {
        guard let comma = display.firstRange(of: ", ") else { return Contact(name: display) }
        return Contact(name: String(display[..<comma.lowerBound]), institution: String(display[comma.upperBound...]))
    }
}
