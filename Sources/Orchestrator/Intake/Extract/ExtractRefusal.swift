/// Why an extract, or one patient of it, cannot become a case, and what to do about it.
package enum ExtractRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    /// A fault at a known place of the mapping or of a file.
    case place(FileProblem)
    /// The folder holds no file that the mapping names.
    case noFiles(mapping: String, found: [String])
    /// More patients than the mapping allows.
    case tooManyPatients(found: Int, most: Int, mapping: String)
    /// No row of the patient who was asked for.
    case unknownPatient(found: Int)
    /// No row of the patient in the file about patients.
    case noPatient(files: [String])
    /// Rows of several patients where the mapping names no column that tells them apart.
    case severalPatients(paths: [String])
    /// None of the diagnoses is a cancer.
    case noCancer(diagnoses: Int)

    /// What was wrong, where, and what to do.
    package var description: String {
        switch self {
        case .place(let problem): problem.description
        case .noFiles(let mapping, let found):
            found.isEmpty
                ? "the folder holds no CSV file."
                : "\(mapping) names none of the files in the folder (\(found.joined(separator: ", "))). Name them "
                    + "under “files”."
        case .tooManyPatients(let found, let most, let mapping):
            "the extract holds \(found) patients and \(mapping) allows \(most) (patient.most). Raise it, or choose one "
                + "patient with --patient."
        case .unknownPatient(let found):
            "no row is that patient's; the extract holds \(found) other patient\(found == 1 ? "" : "s"). Write the id "
                + "as the rows have it."
        case .noPatient(let files):
            "no row about the patient is in \(files.joined(separator: ", ")). Export it with the patient's name and date "
                + "of birth."
        case .severalPatients(let paths):
            "the extract names several patients (\(paths.joined(separator: "; "))) and the mapping no column that tells "
                + "them apart. Write patient.column; two patients are never guessed apart."
        case .noCancer(let diagnoses):
            "none of the patient's \(diagnoses) diagnoses is a cancer by its ICD-10 code, its words or the field “role”. "
                + "Correct the mapping of the topic “diagnoses”, or write the case in the YAML form."
        }
    }
}
