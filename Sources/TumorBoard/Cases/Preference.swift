/// What matters to the patient, coded so that a plan can be checked against it.
package enum PreferenceCode: String, Codable, CaseIterable, Sendable {
    case avoidSurgery, avoidChemotherapy, avoidRadiotherapy, avoidStoma, avoidTransfusion, limitTravel, limitCost
    case preserveFertility, preserveVoice, preserveSexualFunction, keepWorking, qualityOverLength, lengthOverQuality
    case wantsTrial, stayAtHome, other
}

/// A preference of the patient; the plan must meet it or explain why not.
package struct Preference: Codable, Equatable, Sendable {
    /// Unique within the case, such as "p1".
    package var id: String
    /// Its code.
    package var code: PreferenceCode
    /// In the patient's words.
    package var text: String

    /// A preference.
    package init(id: String, code: PreferenceCode, text: String) {
        self.id = id
        self.code = code
        self.text = text
    }
}

/// A question that the patient asks; the plan must answer it.
package struct PatientQuestion: Codable, Equatable, Sendable {
    /// Unique within the case, such as "q1".
    package var id: String
    /// In the patient's words.
    package var text: String
    /// Who should answer; the whole panel where nil.
    package var specialty: Specialty?

    /// A question.
    package init(id: String, text: String, specialty: Specialty? = nil) {
        self.id = id
        self.text = text
        self.specialty = specialty
    }

    /// Whether that seat is asked: by name, or as one of the panel; who gives findings answers only what is put to them.
    package func isFor(_ seat: Specialty) -> Bool {
        specialty.map { $0 == seat } ?? !seat.givesFindingsOnly
    }
}
