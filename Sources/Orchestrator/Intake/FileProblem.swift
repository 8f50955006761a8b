import TumorBoard

/// What is wrong in a hand-written file, where, and what to write instead.
package struct FileProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file's name.
    package var file: String
    /// The line, counted from 1; nil where the whole file is meant.
    package var line: Int?
    /// The path of the field, such as "referral.setting"; empty at the top.
    package var field: String
    /// What is wrong and what to do.
    package var message: String

    /// A problem at a place.
    package init(file: String, line: Int?, field: String, message: String) {
        self.file = file
        self.line = line
        self.field = field
        self.message = message
    }

    /// `case.yaml:12: referral.setting: “secondopinion” is not one of secondOpinion, ownPatient`
    package var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        return field.isEmpty ? "\(place): \(message)" : "\(place): \(field): \(message)"
    }
}
