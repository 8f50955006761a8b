import Documents
import Foundation
import TumorBoard

@testable import Orchestrator

/// A case whose ballot was decided, and who presents it.
struct PaperStage {
    let presenter: Presenter
    let plan: TreatmentPlan

    struct NotDecided: Error {}

    static let frozen = Date(timeIntervalSince1970: 1_793_577_600)

    /// Three people of whom two are for radiation and one for an operation, each finding the other's way as good; or all
    /// for an operation.
    init(
        _ library: TemplateLibrary, language: String = "en", isChoice: Bool = true,
        edit: (inout Opinion) -> Void = { _ in }
    ) throws {
        let ways: [(ReviewerID, Specialty, String)] = [
            ("m1", .medicalOncologist, "radiotherapy"), ("s1", .surgeon, "surgery"),
            ("x1", .radiationOncologist, "radiotherapy"),
        ]
        let opinions = try ways.map { id, specialty, way in
            try Self.opinion(id, specialty, isChoice ? way : "surgery", edit: edit)
        }
        let outcome = try decide(ConsensusContext(convened: 3, round: 1), opinions.map(\.vote), rules: .standard)
        var patient = Patient(name: "Erika Beispiel", sex: .female, language: language)
        patient.ownDoctor = TumorBoard.Contact(name: "Dr. Hanna Haus", institution: "Praxis Haus")
        var subject = Case(
            id: "C-0001", diseaseGroup: .prostate, patient: patient,
            referral: Referral(
                by: .patient, setting: .secondOpinion, doctor: TumorBoard.Contact(name: "Dr. Ruth Fern"),
                question: "Operation or radiation?"),
            diagnosis: Diagnosis(cancer: Coding(text: "prostate cancer")))
        subject.questions = [PatientQuestion(id: "q1", text: "How long in hospital?")]
        subject.preferences = [Preference(id: "p1", code: .keepWorking, text: "I want to keep my shop.")]
        subject.goals = ["To see my shop's jubilee"]
        let packet = Packet(
            version: 1, digest: "d", frozen: Self.frozen,
            content: PacketContent(subject: subject, notPresented: ["stage"]))
        let cast = opinions.map { opinion in
            CastOpinion(
                reviewer: ReviewerID(checked: opinion.vote.reviewer), specialty: opinion.vote.specialty, ballot: 1,
                packetDigest: "d", opinion: opinion, at: Self.frozen, grade: .linkAndCode)
        }
        let compiler = PlanCompiler(outcome: outcome, opinions: cast, packet: packet, ballot: 1)
        guard let plan = compiler.compile(version: 1),
            let file = CaseFile([.init(event: .referred(subject), at: Self.frozen)])
        else { throw NotDecided() }
        let board = Board(
            id: "b", name: "Urology board", diseaseGroups: [.prostate], chair: "chair", delegates: [],
            coordinator: TumorBoard.Contact(name: "Cora", phone: "+49 30 1"), onCall: [], timeZone: "UTC")
        self.plan = plan
        presenter = Presenter(
            file: file, board: board, roster: Roster(reviewers: [], boards: [board]), times: Times(zone: .gmt),
            patientLanguage: PatientLanguage(library, wanted: language))
    }

    private static func opinion(
        _ id: ReviewerID, _ specialty: Specialty, _ way: String, edit: (inout Opinion) -> Void
    ) throws -> Opinion {
        var opinion = Opinion(
            vote: try Vote(
                reviewer: id.text, specialty: specialty, status: .cast, diagnosisAgree: true, stageAgree: true,
                intent: .curative, plan: try PhasedPlan(parsing: [[way]]),
                ratings: [.surgery: 8, .radiotherapy: 8], rationale: "Both cure."))
        opinion.detail = [.surgery: "nerve-sparing prostatectomy", .radiotherapy: "60 Gy in 20 fractions"]
        opinion.benefits = "About 98 % of men are alive after ten years."
        opinion.sideEffects = "leaking urine in 10 %; weaker erections in 40 %"
        opinion.duration = way == "surgery" ? "Four nights." : "Four weeks."
        opinion.burden = "Some weeks off work."
        opinion.answerToBoard = "Either."
        opinion.conditions = [PlanCondition(trigger: "If PSA rises", action: "PSMA-PET-CT")]
        opinion.answers = [QuestionAnswer(question: "q1", text: "\(id): a few nights at most")]
        opinion.preferences = [PreferenceResponse(preference: "p1", met: way != "surgery", how: "\(way): weeks away")]
        edit(&opinion)
        return opinion
    }
}
