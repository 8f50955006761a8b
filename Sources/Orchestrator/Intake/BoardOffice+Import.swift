import FHIRExchange
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
        let read = try CaseFileReader().read(
            data, fileName: name, caseID: try nextCaseID(), asOf: CivilDate(now, in: configuration.timeZone))
        let admission = try admit(read.draft, source: name, material: material, actor: actor)
        let file = admission.file
        let readiness = file.readiness(now: now, policy: try policy())
        return IntakeReport(
            caseID: file.subject.id, understood: read.report.understood,
            ignored: read.report.ignored.map { "\($0.what) (\($0.path)): \($0.why)" }, problems: read.report.problems,
            missing: readiness.isReady ? [] : readiness.reasons, changes: admission.changes)
    }
}
