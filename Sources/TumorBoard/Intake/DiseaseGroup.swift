/// The disease groups that boards, expertise and required records are organised by.
package enum DiseaseGroup: String, Codable, CodingKeyRepresentable, CaseIterable, Sendable, Hashable, Comparable {
    case breast, lung, colorectal, oesophagogastric, pancreatobiliary, liver, prostate, bladderKidney, headAndNeck
    case gynaecological, sarcoma, lymphoma, leukaemia, myeloma, brain, skin, thyroidEndocrine, paediatric, other

    /// The group as a person would write it.
    package var title: String {
        switch self {
        case .oesophagogastric: "oesophagus and stomach"
        case .pancreatobiliary: "pancreas and bile ducts"
        case .bladderKidney: "bladder and kidney"
        case .headAndNeck: "head and neck"
        case .thyroidEndocrine: "thyroid and endocrine"
        case .brain: "brain and spine"
        default: rawValue
        }
    }

    /// By name.
    package static func < (left: DiseaseGroup, right: DiseaseGroup) -> Bool { left.rawValue < right.rawValue }
}
