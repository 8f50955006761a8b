import Foundation
import TumorBoard

@testable import FHIRExchange

/// A bundle read back as any JSON, and what R4 demands of it that a schema cannot say.
struct ExportedBundle {
    let json: JSONValue
    let resources: [JSONValue]

    init(_ node: FHIRNode) throws {
        json = try JSONValue(parsing: node.canonicalJSON)
        resources = json["entry"].items.map { $0["resource"] }
    }

    func of(_ type: String) -> [JSONValue] { resources.filter { $0["resourceType"].text == type } }

    /// Every violation, in words.
    var violations: [String] {
        bundleRules + referenceRules + resources.flatMap(Self.rules) + formRules + Self.hollow(json, "Bundle")
    }

    private var bundleRules: [String] {
        var found: [String] = []
        let urls = json["entry"].items.compactMap { $0["fullUrl"].text }
        if urls.count != resources.count || Set(urls).count != urls.count { found.append("bdl-7: fullUrl") }
        for entry in json["entry"].items where entry["fullUrl"].text != "urn:uuid:\(entry["resource"]["id"].text ?? "")"
        {
            found.append("the id of \(entry["fullUrl"].text ?? "") is another")
        }
        guard json["type"].text == "document" else { return found }
        if json["identifier"]["system"].text == nil || json["identifier"]["value"].text == nil { found.append("bdl-9") }
        if json["timestamp"].text == nil { found.append("bdl-10") }
        if resources.first?["resourceType"].text != "Composition" { found.append("bdl-11") }
        return found
    }

    /// ref-1 and dom-3, that every reference leads to a resource of the bundle, and to one of a kind that R4 allows.
    private var referenceRules: [String] {
        var types: [String: String] = [:]
        for entry in json["entry"].items { types[entry["fullUrl"].text ?? ""] = entry["resource"]["resourceType"].text }
        return resources.flatMap { resource -> [String] in
            let type = resource["resourceType"].text ?? "?"
            let contained = Set(resource["contained"].items.compactMap { $0["id"].text.map { "#\($0)" } })
            var used: Set<String> = []
            var found: [String] = []
            for (path, target) in Self.references(resource, type) {
                if target.hasPrefix("#") {
                    used.insert(target)
                    if !contained.contains(target) { found.append("ref-1: \(path) \(target)") }
                } else if let kind = types[target] {
                    if let allowed = Self.targets[path], !allowed.contains(kind) {
                        found.append("\(path) may not refer to a \(kind)")
                    }
                } else {
                    found.append("\(path) leads nowhere: \(target)")
                }
            }
            return found + contained.subtracting(used).map { "dom-3: \(type) \($0)" }
        }
    }

    private static func references(_ value: JSONValue, _ path: String) -> [(String, String)] {
        switch value {
        case .object(let members):
            let own = members["reference"]?.text.map { [(path, $0)] } ?? []
            return own + members.sorted { $0.key < $1.key }.flatMap { references($0.value, "\(path).\($0.key)") }
        case .array(let elements): return elements.flatMap { references($0, path) }
        default: return []
        }
    }

    /// R4's target types where they are narrower than one might think.
    private static let targets: [String: Set<String>] = [
        "CarePlan.activity.reference": [
            "Appointment", "CommunicationRequest", "DeviceRequest", "MedicationRequest", "NutritionOrder", "Task",
            "ServiceRequest", "VisionPrescription", "RequestGroup",
        ],
        "CarePlan.note.authorReference": ["Practitioner", "Patient", "RelatedPerson", "Organization"],
        "ServiceRequest.note.authorReference": ["Practitioner", "Patient", "RelatedPerson", "Organization"],
        "MedicationRequest.note.authorReference": ["Practitioner", "Patient", "RelatedPerson", "Organization"],
        "Observation.hasMember": ["Observation", "QuestionnaireResponse", "MolecularSequence"],
        "Condition.stage.assessment": ["ClinicalImpression", "DiagnosticReport", "Observation"],
        "DiagnosticReport.result": ["Observation"], "CarePlan.addresses": ["Condition"],
        "DiagnosticReport.resultsInterpreter": ["Practitioner", "PractitionerRole", "Organization", "CareTeam"],
        "RequestGroup.author": ["Device", "Practitioner", "PractitionerRole"], "CarePlan.careTeam": ["CareTeam"],
        "Composition.attester.party": [
            "Patient", "RelatedPerson", "Practitioner", "PractitionerRole", "Organization",
        ],
        "QuestionnaireResponse.author": [
            "Device", "Practitioner", "PractitionerRole", "Patient", "RelatedPerson", "Organization",
        ],
        "QuestionnaireResponse.source": [
            "Patient", "Practitioner", "PractitionerRole", "RelatedPerson",
        ],
        "ClinicalImpression.assessor": ["Practitioner", "PractitionerRole"],
        "ServiceRequest.requester": [
            "Practitioner", "PractitionerRole", "Organization", "Patient", "RelatedPerson", "Device",
        ],
        "Coverage.payor": ["Organization", "Patient", "RelatedPerson"],
        "DocumentReference.context.sourcePatientInfo": ["Patient"],
    ]

    private static func rules(_ resource: JSONValue) -> [String] {
        let type = resource["resourceType"].text ?? "?"
        var found: [String] = []
        if !resource["contained"].items.allSatisfy({ $0["contained"].isNull && $0["meta"].isNull }) {
            found.append("dom-2/4: \(type)")
        }
        let id = resource["id"].text ?? ""
        if id.wholeMatch(of: /[A-Za-z0-9\-.]{1,64}/) == nil { found.append("\(type): the id “\(id)”") }
        switch type {
        case "CarePlan":
            for activity in resource["activity"].items where !activity["detail"].isNull && !activity["reference"].isNull
            {
                found.append("cpl-3")
            }
        case "Composition": found += resource["section"].items.flatMap(sectionRules)
        case "RequestGroup": found += resource["action"].items.flatMap(actionRules)
        case "Condition":
            for stage in resource["stage"].items where stage["summary"].isNull && stage["assessment"].isNull {
                found.append("con-1")
            }
        case "AllergyIntolerance": if resource["clinicalStatus"].isNull { found.append("ait-1") }
        case "Observation":
            let values = resource.members.keys.filter { $0.hasPrefix("value") }
            if !resource["dataAbsentReason"].isNull, !values.isEmpty { found.append("obs-6") }
            if values.count > 1 { found.append("two values") }
        case "Consent": if resource["policy"].isNull, resource["policyRule"].isNull { found.append("ppc-1") }
        case "Task":
            if let last = resource["lastModified"].text, let first = resource["authoredOn"].text, last < first {
                found.append("inv-1")
            }
        case "Provenance": if resource["target"].isNull || resource["agent"].isNull { found.append("prov") }
        default: break
        }
        return found
    }

    private static func sectionRules(_ section: JSONValue) -> [String] {
        var found = section["section"].items.flatMap(sectionRules)
        if section["text"].isNull, section["entry"].isNull, section["section"].isNull { found.append("cmp-1") }
        if !section["emptyReason"].isNull, !section["entry"].isNull { found.append("cmp-2") }
        return found
    }

    private static func actionRules(_ action: JSONValue) -> [String] {
        let isOne = action["resource"].isNull != action["action"].isNull
        return (isOne ? [] : ["rqg-1"]) + action["action"].items.flatMap(actionRules)
    }

    /// Each answer's linkId is in the questionnaire that comes along, once, beneath the same group.
    private var formRules: [String] {
        var found: [String] = []
        var known: [String: Set<String>] = [:]
        for form in of("Questionnaire") {
            let links = Self.links(form["item"], "")
            if Set(links).count != links.count { found.append("que-2") }
            known[form["url"].text ?? ""] = Set(links)
        }
        for response in of("QuestionnaireResponse") {
            guard let links = known[response["questionnaire"].text ?? ""] else {
                found.append("no questionnaire \(response["questionnaire"].text ?? "")")
                continue
            }
            found += Set(Self.links(response["item"], "")).subtracting(links).map { "linkId \($0) is not asked" }
        }
        return found
    }

    private static func links(_ items: JSONValue, _ above: String) -> [String] {
        items.items.flatMap { item -> [String] in
            let link = "\(above)>\(item["linkId"].text ?? "")"
            return [link] + links(item["item"], link)
        }
    }

    /// FHIR JSON has no empty text, list or object, and no null.
    private static func hollow(_ value: JSONValue, _ path: String) -> [String] {
        switch value {
        case .null: return ["\(path) is null"]
        case .string(let text): return text.isEmpty ? ["\(path) is empty"] : []
        case .array(let elements):
            return elements.isEmpty ? ["\(path) is empty"] : elements.flatMap { hollow($0, path) }
        case .object(let members):
            return members.isEmpty
                ? ["\(path) is empty"] : members.flatMap { hollow($0.value, "\(path).\($0.key)") }
        default: return []
        }
    }
}
