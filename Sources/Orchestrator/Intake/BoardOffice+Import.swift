package import FHIRExchange
package import Foundation
package import TumorBoard

/// What came of importing one file.
package struct IntakeReport: Codable, Equatable, Sendable {
    /// The case that it became.
    package var caseID: CaseID
    /// What was understood, a line each with where it stands.
    package var understood: [String]
    /// What was left out and why.
    package var ignored: [String]
    /// What contradicts itself.
    package var problems: [String]
    /// What is missing before the case can be listed; empty when it is ready.
    package var missing: [String]
    /// What differed from the open case of the same patient; nil where it became a new case.
    package var changes: [CaseChange]?
}

extension BoardOffice {
    /// Imports a case from a FHIR bundle or a YAML file.
    /// - Throws: `ImportRefusal` or `FileProblem` where the file cannot become a case; `OfficeError` where it may not.
    @discardableResult
    package func importCase(file data: Data, named name: String, material: Bool = false, actor: String) throws
        -> IntakeReport
    {
        try importCase(CaseOnFile(data, named: name, asOf: today), material: material, actor: actor)
    }

    /// The day at the site, by which ages are counted.
    package var today: CivilDate { CivilDate(now, in: configuration.timeZone) }

    /// Imports a case that has been read.
    package func importCase(_ taken: CaseOnFile, material: Bool = false, actor: String) throws -> IntakeReport {
        var read = taken.read
        if read.draft.id == CaseOnFile.unnamed { read.draft.id = try nextCaseID() }
        return try importDraft(read, named: taken.name, material: material, actor: actor)
    }

    /// Takes a drafted case in.
    /// - Parameter name: The file or extract that it came from.
    /// - Throws: `OfficeError` where it may not.
    package func importDraft(
        _ read: FHIRImport, named name: String, material: Bool = false, actor: String
    ) throws -> IntakeReport {
        let admission = try admit(read.draft, source: name, material: material, actor: actor)
        let file = admission.file
        let readiness = file.readiness(now: now, policy: try policy())
        return IntakeReport(
            caseID: file.subject.id, understood: read.report.understood,
            ignored: read.report.ignored.map { "\($0.what) (\($0.path)): \($0.why)" }, problems: read.report.problems,
            missing: readiness.isReady ? [] : readiness.reasons, changes: admission.changes)
    }
}

/// A case as a file tells it, read and not yet taken in: many can be read side by side, and are taken in one by one.
package struct CaseOnFile: Sendable {
    /// Stands for the id of a case whose file names none, until it is taken in.
    fileprivate static let unnamed: CaseID = "unnamed-until-taken-in"
    fileprivate let read: FHIRImport
    fileprivate let name: String

    /// Reads a FHIR bundle or a YAML file.
    /// - Throws: `CaseFileError` where it cannot become a case.
    package init(_ data: Data, named name: String, asOf: CivilDate) throws(CaseFileError) {
        self.name = name
        read = try CaseFileReader().read(data, fileName: name, caseID: Self.unnamed, asOf: asOf)
    }
}
