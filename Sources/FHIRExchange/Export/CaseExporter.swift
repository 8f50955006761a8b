import Foundation
import TumorBoard

/// One export in progress: the resources so far. Each topic has its own file.
///
/// A class, since each topic adds to what others added before; it lives no longer than the call that makes it.
final class CaseExporter {
    /// What is exported.
    let source: BoardExport
    /// The case as the board saw it: the packet of the plan, or the newest packet, or the case where there is none.
    /// Who the patient is, what they agreed to and which records came are told as they stand now.
    let subject: Case
    /// The packet that this rests on.
    let packet: Packet?
    /// In the order of their coming.
    private(set) var resources: [ExportedResource] = []
    private var known: Set<String> = []

    /// An export about to run.
    init(_ source: BoardExport) {
        self.source = source
        let file = source.file
        let ofPlan = file.compiled == nil ? nil : file.packets.last { $0.version == file.plan?.packetVersion }
        packet = ofPlan ?? file.packet
        var subject = packet?.content.subject ?? file.subject
        subject.patient = file.subject.patient
        subject.consent = file.subject.consent
        subject.records = file.subject.records
        subject.coverage = file.subject.coverage
        self.subject = subject
    }

    /// Adds a resource of a name that is unique to its type; a known one is not added again.
    @discardableResult
    func add(
        _ type: String, _ name: String, _ fill: (inout ExportedResource) -> Void
    ) -> ExportedResource {
        var resource = ExportedResource(type, id: id(type, name))
        guard known.insert(resource.id).inserted else {
            return resources.first { $0.id == resource.id } ?? resource
        }
        fill(&resource)
        resources.append(resource)
        return resource
    }

    /// The id of the resource of that name.
    func id(_ type: String, _ name: String) -> String { source.uuid("\(subject.id)/\(type)/\(name)") }

    /// A reference to the resource of that name, which some topic adds.
    func reference(_ type: String, _ name: String) -> FHIRNode {
        ExportedResource(type, id: id(type, name)).reference
    }

    /// References to every resource of those types, in the order of their coming.
    func references(_ types: String...) -> [FHIRNode] {
        resources.filter { types.contains($0.type) }.map(\.reference)
    }

    /// The patient.
    var patient: FHIRNode { reference("Patient", "patient") }
    /// The primary cancer.
    var cancer: FHIRNode { reference("Condition", "cancer") }
    /// The board.
    var board: FHIRNode { reference("Organization", "board") }
    /// The request that brought the case to the board.
    var referral: FHIRNode { reference("ServiceRequest", "referral") }

    /// What was asked for and not there.
    var notPresented: [String] { packet?.content.notPresented ?? source.missing }

    /// Writes every topic.
    func addEverything() {
        addPatient()
        addBoard()
        addDiagnosis()
        addStaging()
        addMarkers()
        addCourse()
        addFitness()
        addBackground()
        addTreatments()
        addRecords()
        addReferral()
        addFirstOpinion()
        addConsent()
        addCoverage()
        addVoice()
        addOpinions()
        addTasks()
        addDecision()
        addPlan()
        addSignature()
    }

    /// Resources with everything that they refer to, themselves first.
    func closure(of roots: [ExportedResource]) -> [ExportedResource] {
        var wanted = Set(roots.map(\.fullURL))
        var open = roots
        while let next = open.popLast() {
            for target in next.node.references.sorted() where wanted.insert(target).inserted {
                open += resources.filter { $0.fullURL == target }
            }
        }
        let first = Set(roots.map(\.id))
        return roots + resources.filter { wanted.contains($0.fullURL) && !first.contains($0.id) }
    }
}
