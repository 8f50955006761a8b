/// A kind of treatment. The order of the cases is the order in which rules and traces go through them.
package enum Modality: String, CaseIterable, Codable, CodingKeyRepresentable, Comparable, Hashable, Sendable {
    case surgery, systemic, radiotherapy, surveillance, bestSupportiveCare, clinicalTrial

    /// Place in the list above; rules that go "through the modalities" go in this order.
    private var position: Int {
        switch self {
        case .surgery: 0
        case .systemic: 1
        case .radiotherapy: 2
        case .surveillance: 3
        case .bestSupportiveCare: 4
        case .clinicalTrial: 5
        }
    }

    /// Order of the list, not of the alphabet.
    package static func < (one: Modality, other: Modality) -> Bool { one.position < other.position }
}

/// What a treatment aims at.
package enum TreatmentIntent: String, CaseIterable, Codable, Hashable, Sendable {
    case curative, palliative
}

/// Why a written plan is not a plan.
package enum PlanError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No phase at all.
    case emptyPlan
    /// A phase without an element; phases count from 1.
    case emptyPhase(Int)
    /// A word that is no modality.
    case unknownModality(String)
    /// A slash without a usable class code behind it.
    case malformedClass(String)

    /// What was wrong and what to write instead.
    package var description: String {
        switch self {
        case .emptyPlan: "the plan has no phase; name at least one modality"
        case .emptyPhase(let number): "phase \(number) is empty; name a modality in it or leave the phase out"
        case .unknownModality(let word):
            "“\(word)” is no modality; use one of \(Modality.allCases.map(\.rawValue).joined(separator: ", "))"
        case .malformedClass(let word):
            "“\(word)” has no usable class after the slash; write a code of letters, digits and . _ + -, or no slash"
        }
    }
}

/// One element of a phase: a modality, with a class from the disease's list where it matters (`surgery/lobectomy`).
package struct PlanElement: Hashable, Codable, Sendable, Comparable, CustomStringConvertible {
    /// The kind of treatment.
    package let modality: Modality
    /// The class within the modality, a code from policy; nil is "whichever".
    package let detail: String?

    /// An element; throws when the class is not a code.
    package init(_ modality: Modality, _ detail: String? = nil) throws(PlanError) {
        if let detail, detail.isEmpty || !detail.unicodeScalars.allSatisfy(Self.belongsInCode) {
            throw .malformedClass("\(modality.rawValue)/\(detail)")
        }
        self.modality = modality
        self.detail = detail
    }

    /// A modality without a class.
    package init(bare modality: Modality) {
        self.modality = modality
        self.detail = nil
    }

    /// Reads `surgery` or `surgery/lobectomy`.
    package init(parsing text: String) throws(PlanError) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let modality = Modality(rawValue: String(first)) else {
            throw .unknownModality(text)
        }
        try self.init(modality, parts.count == 2 ? String(parts[1]) : nil)
    }

    /// The written form, `surgery/lobectomy`.
    package var description: String { detail.map { "\(modality.rawValue)/\($0)" } ?? modality.rawValue }

    /// Reads the written form.
    package init(from decoder: any Decoder) throws {
        try self.init(parsing: decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the written form.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// Alphabetical by the written form, as plans are printed.
    package static func < (one: PlanElement, other: PlanElement) -> Bool { one.description < other.description }

    private static func belongsInCode(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "+": true
        default: false
        }
    }
}

/// A treatment plan as an opinion states it: ordered phases, each a set of concurrent elements.
///
/// Invariant: at least one phase, no phase empty, each phase sorted and without repetition (it is a set).
package struct PhasedPlan: Hashable, Sendable {
    /// The phases in the order of treatment.
    package let phases: [[PlanElement]]

    /// A plan of these phases; throws when there is none or one is empty.
    package init(_ phases: [[PlanElement]]) throws(PlanError) {
        guard !phases.isEmpty else { throw .emptyPlan }
        if let empty = phases.firstIndex(where: \.isEmpty) { throw .emptyPhase(empty + 1) }
        self.init(unchecked: phases)
    }

    /// Reads `[["radiotherapy", "systemic"], ["surgery"]]`.
    package init(parsing phases: [[String]]) throws(PlanError) {
        var read: [[PlanElement]] = []
        for phase in phases {
            var elements: [PlanElement] = []
            for text in phase { elements.append(try PlanElement(parsing: text)) }
            read.append(elements)
        }
        try self.init(read)
    }

    private init(unchecked phases: [[PlanElement]]) {
        self.phases = phases.map { $0.count > 1 ? Set($0).sorted() : $0 }
    }

    /// The modalities in it, each once, in the order of `Modality`.
    package var modalities: [Modality] {
        let present = Set(phases.joined().map(\.modality))
        return Modality.allCases.filter(present.contains)
    }

    /// The plan as plans are compared: supportive care beside anything else never makes plans differ, so it is dropped.
    package var withoutAddedSupport: PhasedPlan {
        guard phases.joined().contains(where: { $0.modality == .bestSupportiveCare }) else { return self }
        let kept = phases.map { $0.filter { $0.modality != .bestSupportiveCare } }.filter { !$0.isEmpty }
        return kept.isEmpty ? self : PhasedPlan(unchecked: kept)
    }

    /// The phases as they are written in JSON.
    package var written: [[String]] { phases.map { $0.map(\.description) } }
}

extension PhasedPlan: Codable {
    /// Reads `[["radiotherapy", "systemic"], ["surgery"]]`.
    package init(from decoder: any Decoder) throws {
        try self.init(parsing: decoder.singleValueContainer().decode([[String]].self))
    }

    /// Writes the phases as lists of written elements.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(written)
    }
}

extension PhasedPlan: Comparable {
    /// Phase by phase and element by element, alphabetical; a plan that another begins with comes first.
    package static func < (one: PhasedPlan, other: PhasedPlan) -> Bool {
        for (mine, theirs) in zip(one.phases, other.phases) where mine != theirs {
            return mine.lexicographicallyPrecedes(theirs)
        }
        return one.phases.count < other.phases.count
    }
}
