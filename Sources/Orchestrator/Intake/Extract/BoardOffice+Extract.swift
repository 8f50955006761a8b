package import FHIRExchange
import TumorBoard

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
    package func intakeReport(on read: FHIRImport) throws -> IntakeReport {
        let readiness = readiness(
            of: read.draft, rules: try policy().intake, on: CivilDate(now, in: configuration.timeZone))
        return IntakeReport(
            caseID: read.draft.id, understood: read.report.understood,
            ignored: read.report.ignored.map { "\($0.what) (\($0.path)): \($0.why)" }, problems: read.report.problems,
            missing: readiness.isReady ? [] : readiness.reasons)
    }

    /// Takes a drafted patient in under the next free number.
    /// - Throws: `OfficeError` where it may not.
    package func importExtracted(_ read: FHIRImport, actor: String) throws -> IntakeReport {
        var read = read
        read.draft.id = try nextCaseID()
        return try importDraft(read, actor: actor)
    }
}
