/// A clinical specialty that can hold a seat on a board.
package enum Specialty: String, Codable, CodingKeyRepresentable, CaseIterable, Sendable, Hashable, Comparable {
    case surgeon, medicalOncologist, radiationOncologist
    case haematologist, transplantPhysician, gastroenterologist, pulmonologist, urologist, gynaecologist
    case neurologist, neurosurgeon, palliativePhysician, geriatrician, anaesthetist, cardiologist
    case pathologist, radiologist, geneticist
    case nurseSpecialist, interpreter

    /// Whether the seat gives findings and no treatment vote.
    package var givesFindingsOnly: Bool {
        switch self {
        case .pathologist, .radiologist, .geneticist: true
        default: false
        }
    }

    /// Whether the seat is a member without any ballot.
    package var hasNoVote: Bool {
        switch self {
        case .nurseSpecialist, .interpreter: true
        default: false
        }
    }

    /// The specialty as a person would write it.
    package var title: String {
        switch self {
        case .medicalOncologist: "medical oncologist"
        case .radiationOncologist: "radiation oncologist"
        case .transplantPhysician: "transplant physician"
        case .palliativePhysician: "palliative care physician"
        case .nurseSpecialist: "clinical nurse specialist"
        default: rawValue
        }
    }

    /// By name, so that lists of specialties are the same each time.
    package static func < (left: Specialty, right: Specialty) -> Bool { left.rawValue < right.rawValue }
}
