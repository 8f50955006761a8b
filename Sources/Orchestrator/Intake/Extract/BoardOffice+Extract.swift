package import FHIRExchange
package import TumorBoard

/// What a draft would become, kept nowhere.
package struct IntakePreview: Sendable {
    /// Its disease group.
    package let group: DiseaseGroup
    /// What was understood, a line each with where it stands.
    package let understood: [String]
    /// What was left out and why.
    package let ignored: [String]
    /// What contradicts itself.
    package let problems: [String]
    /// What the case would lack.
    package let readiness: Readiness
}

extension BoardOffice {
    /// Drafts the cases of an extract; nothing is kept.
    /// - Parameter patient: The id of the one patient to draft; all where it is nil.
    package func draftExtract(
        _ files: [ExtractFile], by mapping: ExtractMapping, patient: String? = nil
    ) throws(ExtractRefusal) -> [ExtractedPatient] {
        // Each case gets its own number when it is taken in.
        try ExtractReader(mapping: mapping, asOf: CivilDate(now, in: configuration.timeZone))
            .read(files, patient: patient, caseID: "draft")
    }

    /// What would become of a draft, with what would be missing before it could be listed.
    package func preview(of read: FHIRImport) throws -> IntakePreview {
        IntakePreview(
            group: read.draft.diseaseGroup, understood: read.report.understood,
            ignored: read.report.ignored.map { "\($0.what) (\($0.path)): \($0.why)" }, problems: read.report.problems,
            readiness: readiness(
                of: read.draft, rules: try policy().intake, on: CivilDate(now, in: configuration.timeZone)))
    }

    /// Takes a drafted patient in: a new case under the next free number, or what is new of the open one.
    /// - Throws: `OfficeError` where it may not.
    package func importExtracted(
        _ read: FHIRImport, named name: String, material: Bool = false, actor: String
    ) throws -> IntakeReport {
        var read = read
        read.draft.id = try nextCaseID()
        return try importDraft(read, named: name, material: material, actor: actor)
    }
}
