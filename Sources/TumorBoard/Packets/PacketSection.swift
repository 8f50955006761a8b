/// A part of the packet.
package enum PacketSection: String, CaseIterable, Sendable {
    case newEvidence, history, pathology, stage, markers, imaging, course, fitness, medication, treatments, laboratory
    case familyHistory, otherRecords

    /// What a seat needs first, then the rest. Every seat is shown every part.
    package static func ordered(for specialty: Specialty?) -> [PacketSection] {
        let first = [.newEvidence] + leading(for: specialty)
        return first + allCases.filter { !first.contains($0) }
    }

    private static func leading(for specialty: Specialty?) -> [PacketSection] {
        switch specialty {
        // whether it can be resected, and whether the patient bears it
        case .surgeon, .neurosurgeon, .urologist, .gynaecologist:
            [.imaging, .stage, .fitness, .medication, .treatments, .pathology]
        // what was irradiated already, then what would be
        case .radiationOncologist: [.treatments, .stage, .imaging, .pathology, .fitness]
        // what drives the tumour, what was given, and what organs and other medicines allow
        case .medicalOncologist, .haematologist, .transplantPhysician:
            [.pathology, .markers, .stage, .treatments, .course, .fitness, .medication, .laboratory]
        case .pathologist: [.pathology, .markers, .history, .imaging]
        case .geneticist: [.markers, .familyHistory, .pathology, .history]
        case .radiologist: [.imaging, .course, .stage, .treatments, .history]
        // what the body can bear
        case .anaesthetist, .cardiologist, .pulmonologist, .geriatrician:
            [.fitness, .medication, .laboratory, .history, .treatments]
        case .palliativePhysician, .nurseSpecialist: [.history, .fitness, .medication, .course, .treatments]
        case .gastroenterologist, .neurologist, .interpreter, nil: [.history]
        }
    }
}

extension Modality {
    /// The kinds of treatment in the order in which a seat looks for them.
    package static func ordered(for specialty: Specialty?) -> [Modality] {
        let first: [Modality] =
            switch specialty {
            case .radiationOncologist: [.radiotherapy, .surgery, .systemic]
            case .medicalOncologist, .haematologist, .transplantPhysician: [.systemic, .surgery, .radiotherapy]
            default: [.surgery, .radiotherapy, .systemic]
            }
        return first + allCases.filter { !first.contains($0) }
    }
}
