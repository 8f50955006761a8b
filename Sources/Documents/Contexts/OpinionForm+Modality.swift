extension OpinionForm {
    /// A modality that a plan may hold.
    package struct Modality: Sendable, Equatable {
        /// Its code: `systemic`.
        package let code: String
        /// Its name: `Systemic treatment`.
        package let label: String
        /// What is asked of it in a few words: `regimen`.
        package let detailLabel: String
        /// The classes that policy knows for the disease: code and name; none to choose from.
        package let classes: [Class]

        /// A modality that a plan may hold.
        package init(code: String, label: String, detailLabel: String, classes: [Class] = []) {
            self.code = code
            self.label = label
            self.detailLabel = detailLabel
            self.classes = classes
        }

        /// The same, with the classes that policy knows.
        package func of(_ classes: [Class]) -> Modality {
            Modality(code: code, label: label, detailLabel: detailLabel, classes: classes)
        }

        /// A class of a modality: `lobectomy`.
        package struct Class: Sendable, Equatable {
            /// Its code.
            package let code: String
            /// Its name.
            package let label: String

            /// A class of a modality.
            package init(code: String, label: String) {
                self.code = code
                self.label = label
            }
        }

        /// The six modalities, without classes.
        package static let standard = [
            Modality(code: "surgery", label: "Surgery", detailLabel: "which operation"),
            Modality(code: "systemic", label: "Systemic treatment", detailLabel: "regimen"),
            Modality(code: "radiotherapy", label: "Radiotherapy", detailLabel: "dose and fractions"),
            Modality(code: "surveillance", label: "Surveillance", detailLabel: "which checks, how often"),
            Modality(code: "bestSupportiveCare", label: "Best supportive care", detailLabel: "what it holds"),
            Modality(code: "clinicalTrial", label: "Clinical trial", detailLabel: "which trial"),
        ]
    }
}
