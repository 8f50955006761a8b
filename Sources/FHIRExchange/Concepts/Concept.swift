import Foundation
import TumorBoard

/// A coded concept as bundles really write it: text only, codes without system, or codes without display.
struct Concept: Sendable, Equatable {
    /// One code of the concept.
    struct Code: Sendable, Equatable {
        /// Code system as written; empty where none was given.
        let system: String
        /// Code; empty where none was given.
        let code: String
        /// Display text.
        let display: String?
    }

    /// Its codes in order.
    let codes: [Code]
    /// Its text as written.
    let text: String?

    /// Reads a CodeableConcept, a Coding, or plain text.
    init(_ json: JSONValue) {
        let value = if case .array(let elements) = json { elements.first ?? .null } else { json }
        let isCoding = value["coding"].isNull && !(value["code"].isNull && value["display"].isNull)
        let codings = isCoding ? [value] : value["coding"].items
        codes = codings.compactMap { coding in
            let code = coding["code"].text ?? ""
            let display = coding["display"].text
            guard !code.isEmpty || display != nil else { return nil }
            return Code(system: coding["system"].text ?? "", code: code, display: display)
        }
        text = value["text"].text ?? (value.members.isEmpty ? value.text : nil)
    }

    /// Whether it says nothing.
    var isEmpty: Bool { codes.isEmpty && text == nil }

    /// What a person reads: the text, a display without its semantic tag, or the bare code.
    var label: String? {
        text.map(Self.withoutTag) ?? codes.lazy.compactMap(\.display).first.map(Self.withoutTag)
            ?? codes.lazy.map(\.code).first { !$0.isEmpty }
    }

    /// What a person reads; nil where there is only a bare code.
    var name: String? {
        text.map(Self.withoutTag) ?? codes.lazy.compactMap(\.display).first.map(Self.withoutTag)
    }

    /// What a person reads, a bare SNOMED CT code named as such.
    var wording: String? {
        guard let label, !label.allSatisfy(\.isNumber) else { return label.map { "SNOMED CT \($0)" } }
        return label
    }

    /// A morphology with its ICD-O-3 code, where it has one.
    var histology: String? {
        let icdO3 = codes.lazy.map(\.code).first { code in
            let parts = code.split(separator: "/")
            return parts.count == 2 && (4...5).contains(parts[0].count) && parts[0].allSatisfy(\.isNumber)
        }
        guard let icdO3 else { return wording }
        return name.map { $0.contains(icdO3) ? $0 : "\($0) (ICD-O-3 \(icdO3))" } ?? "ICD-O-3 \(icdO3)"
    }

    /// Everything readable in it, lowercased, for a search by words.
    var words: String {
        ([text] + codes.map(\.display)).compactMap { $0?.lowercased() }.joined(separator: " | ")
    }

    /// Whether its words hold one of those, which are lowercase.
    func mentions(_ marks: [String]) -> Bool {
        let words = words
        return marks.contains { words.contains($0) }
    }

    /// Whether one of its codes is among those.
    func hasCode(in wanted: Set<String>) -> Bool { codes.contains { wanted.contains($0.code) } }

    /// Its code in the project's own system of that name.
    func own(_ system: String) -> String? {
        codes.first { $0.system == ownSystems + system }?.code
    }

    /// Whether one of its codes is in SNOMED CT.
    static func isSNOMED(_ code: Code) -> Bool {
        code.system.lowercased().contains("snomed")
            || (code.system.isEmpty && code.code.count >= 6 && Int(code.code) != nil)
    }

    /// Its ICD-10 codes (any national variant), and ICD-O topography codes, which share their letters and numbers.
    var icd10: [String] {
        codes.filter { code in
            code.system.lowercased().contains("icd") || code.system.contains("2.16.840.1.113883.6.43")
                || code.system.contains("2.16.840.1.113883.6.90") || code.system.isEmpty
        }.map(\.code).filter { code in
            let characters = Array(code)
            return characters.count >= 3 && characters[0].isLetter && characters[1].isNumber && characters[2].isNumber
        }
    }

    /// The case's form of it.
    var coding: Coding {
        let best = codes.first { Self.isSNOMED($0) && !$0.code.isEmpty } ?? codes.first { !$0.code.isEmpty }
        return Coding(system: best?.system.isEmpty == false ? best?.system : nil, code: best?.code, text: label ?? "")
    }

    /// "Anemia (disorder)" without the tag that terminologies append.
    static func withoutTag(_ text: String) -> String {
        guard text.hasSuffix(")"), let open = text.lastIndex(of: "("), open > text.startIndex else { return text }
        let tag = text[text.index(after: open)...].dropLast()
        return tags.contains(String(tag)) ? text[..<open].trimmingCharacters(in: .whitespaces) : text
    }

    private static let tags: Set<String> = [
        "disorder", "finding", "procedure", "situation", "body structure", "morphologic abnormality", "qualifier value",
        "observable entity", "substance", "product", "physical object", "event", "regime/therapy", "tumor staging",
        "medicinal product", "clinical drug",
    ]
}

/// Prefix of the code systems that this project defines for what mCODE has no element for.
let ownSystems = "https://tumorboard.example/fhir/CodeSystem/"
