import TumorBoard

extension Importer {
    /// Groups what nobody claimed by type and by reason, so that a lifetime record gives a short list.
    mutating func finishReport() {
        for resource in resources.all where !claimed.contains(resource.index) {
            leaveOut(resource, because: Self.reason(for: resource))
        }
        for group in leftOut {
            var byType: [(type: String, resources: [Resource])] = []
            for resource in group.resources {
                if let known = byType.firstIndex(where: { $0.type == resource.type }) {
                    byType[known].resources.append(resource)
                } else {
                    byType.append((resource.type, [resource]))
                }
            }
            for (type, members) in byType {
                report.ignored.append(
                    .init(what: "\(members.count) \(type)", path: members.first?.path ?? type, why: group.why))
            }
        }
        if resources.hollow > 0 {
            report.ignored.append(
                .init(what: "\(resources.hollow) entries", path: "Bundle.entry", why: "they hold no resource"))
        }
        for path in resources.clashes {
            doubt("Two different resources are both called \(path); references to it were taken to mean the first.")
        }
    }

    private static func reason(for resource: Resource) -> String {
        switch resource.type {
        case "Claim", "ExplanationOfBenefit", "Account", "Invoice": "billing"
        case "Encounter", "Appointment", "EpisodeOfCare", "Location", "Schedule": "visits and places"
        case "Practitioner", "PractitionerRole", "Organization", "RelatedPerson", "CareTeam":
            "nothing that was taken refers to it"
        case "Immunization", "ImmunizationRecommendation": "immunisations are not part of the packet"
        case "CarePlan", "ServiceRequest", "Task", "RequestGroup", "NutritionOrder": "planned care, not care given"
        case "Procedure": "no cancer treatment; the report of an examination is what the board needs"
        case "Observation":
            resource.categories.contains { $0.hasCode(in: ["laboratory"]) }
                ? "a single laboratory value that no record of the packet holds"
                : "vital signs, social history and other observations"
        case "Specimen", "BodyStructure", "Device", "Substance", "Media", "ImagingStudy":
            "no place of its own in the packet"
        case "Provenance", "AuditEvent", "MessageHeader", "StructureDefinition", "ValueSet", "CodeSystem":
            "technical, not clinical"
        case "ResearchSubject", "ResearchStudy": "research administration"
        default: "not a part of a tumor board's packet"
        }
    }
}
