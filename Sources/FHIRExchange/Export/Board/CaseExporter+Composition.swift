import TumorBoard

extension CaseExporter {
    /// The board's note: what was asked, what was there, what was not, what was recommended and by whom.
    func composition() -> ExportedResource {
        let file = source.file
        var note = ExportedResource("Composition", id: id("Composition", "note"))
        note["identifier"] = .identifier(ownSystems + "case", subject.id.text)
        note["extension"] = .list([
            packet.flatMap {
                .extension(CodeSystems.ownExtension("packet-digest"), "valueString", .text($0.digest))
            }
        ])
        note["status"] = file.signature == nil ? "preliminary" : "final"
        note["type"] = .tumorBoardNote
        note["subject"] = patient
        note["date"] = .instant(source.asOf)
        note["author"] = .list([board])
        note["title"] = .text("\(source.board.name): case \(subject.id)")
        note["custodian"] = reference("Organization", "hospital")
        if let signature = file.signature, openPlan != nil {
            note["attester"] = .list([
                .fields([
                    "mode": "legal", "time": .instant(file.signed),
                    "party": reference("PractitionerRole", "reviewer/\(signature.reviewer)/any"),
                ])
            ])
        }
        note["section"] = .list((caseSections + boardSections).map(\.node))
        return note
    }

    /// Those resources of a type that are there, in the order of their coming.
    func entries(_ type: String, _ names: [String]) -> [FHIRNode] {
        let wanted = Set(names.map { id(type, $0) })
        return resources.filter { $0.type == type && wanted.contains($0.id) }.map(\.reference)
    }

    private func numbered<Element>(_ type: String, _ name: String, _ list: [Element]) -> [FHIRNode] {
        entries(type, list.indices.map { "\(name)/\($0 + 1)" })
    }

    /// The case as it was presented.
    private var caseSections: [DocumentSection] {
        [
            DocumentSection(
                title: "Question to the board", code: "42349-1", text: [subject.referral.question].compactMap { $0 },
                entries: [referral], emptyWords: "No question was written down."),
            DocumentSection(
                title: "History", code: "11329-0", text: paragraphs(subject.history), keepsEmptyApart: true),
            diagnosisSection, markersSection,
            DocumentSection(
                title: "Fitness", code: "47420-5", text: fitnessWords,
                entries: entries("Observation", ["fitness/ecog", "fitness/karnofsky"])),
            DocumentSection(
                title: "Other illnesses", code: "11450-4", text: subject.comorbidities, isList: true,
                entries: numbered("Condition", "comorbidity", subject.comorbidities), emptyWords: "None was named."),
            DocumentSection(
                title: "Medication", code: "10160-0", text: subject.medication, isList: true,
                entries: numbered("MedicationStatement", "medication", subject.medication),
                emptyWords: "None was named."),
            allergySection,
            DocumentSection(
                title: "Illnesses of the family", code: "10157-6", text: subject.familyHistory, isList: true,
                entries: references("FamilyMemberHistory"), empty: .notAsked),
            DocumentSection(
                title: "Treatments so far", text: subject.treatments.map(\.line), isList: true,
                entries: ["Procedure", "MedicationStatement"].flatMap {
                    numbered($0, "treatment", subject.treatments)
                }, empty: .nothing, emptyWords: "None is on record."),
            firstOpinionSection, recordsSection, notPresentedSection,
            DocumentSection(
                title: "What contradicts itself",
                text: packet?.content.contradictions ?? subject.disputes.map(\.line), isList: true, empty: .nothing,
                emptyWords: "Nothing that was found."),
            voiceSection,
            DocumentSection(
                title: "Consent and payer", text: consentWords, entries: references("Consent", "Coverage"),
                empty: .notAsked, emptyWords: "No consent is on record."),
        ]
    }

    private func paragraphs(_ text: String?) -> [String] {
        (text ?? "").split(separator: "\n\n").map(String.init).filter { $0.contains { !$0.isWhitespace } }
    }

    private var diagnosisSection: DocumentSection {
        let diagnosis = subject.diagnosis
        var lines = [diagnosis.cancer.text]
        if let histology = diagnosis.histology { lines.append("Histology: \(histology)") }
        if let site = diagnosis.site { lines.append("Site: \(site)") }
        if let side = diagnosis.laterality { lines.append("Side: \(side.rawValue)") }
        if let date = diagnosis.date { lines.append("Diagnosed: \(date)") }
        lines += diagnosis.metastases.map { "Spread: \($0)" }
        lines +=
            subject.staging.isEmpty
            ? ["Stage: not presented"]
            : subject.staging.map { stage in
                "Stage (\(stage.basis.rawValue)): \(stage.summary)" + (stage.date.map { ", \($0)" } ?? "")
            }
        let staged = subject.staging.indices.map { "stage/\($0 + 1)/group" }
        return DocumentSection(
            title: "Diagnosis and stage as presented", code: "29308-4", text: lines, isList: true,
            entries: [cancer] + numbered("Condition", "spread", diagnosis.metastases)
                + entries("Observation", staged))
    }

    private var markersSection: DocumentSection {
        let dated = { (line: String, date: CivilDate?) in line + (date.map { " (\($0))" } ?? "") }
        return DocumentSection(
            title: "Tumour markers and course",
            text: subject.biomarkers.map { dated($0.line, $0.date) } + subject.sizes.map { dated($0.line, $0.date) }
                + subject.statuses.map { dated($0.line, $0.date) },
            isList: true,
            entries: numbered("Observation", "marker", subject.biomarkers)
                + numbered("Observation", "size", subject.sizes)
                + numbered("Observation", "status", subject.statuses))
    }

    private var fitnessWords: [String] {
        let fitness = subject.fitness
        return [fitness.ecog.map { "ECOG \($0)" }, fitness.karnofsky.map { "Karnofsky \($0)" }, fitness.note]
            .compactMap { $0 }
    }

    private var allergySection: DocumentSection {
        let known = subject.allergies
        return DocumentSection(
            title: "Allergies", code: "48765-2", text: known.map { $0.isEmpty ? ["No known allergy"] : $0 } ?? [],
            isList: true, entries: references("AllergyIntolerance"), empty: .notAsked,
            emptyWords: "Not asked.")
    }

    private var firstOpinionSection: DocumentSection {
        let first = subject.firstOpinion
        let lines = [
            first?.doctor.map { "By \($0)" }, first?.institution, first?.diagnosis, first?.stage, first?.plan,
        ]
        return DocumentSection(
            title: "First opinion", text: lines.compactMap { $0 }, entries: references("ClinicalImpression"))
    }

    private var recordsSection: DocumentSection {
        let later = Set(laterRecords.map(\.id))
        let lines = subject.records.map { record in
            var marks: [String] = []
            if record.pending { marks.append("asked for, not arrived") }
            if !record.legible { marks.append("cannot be read") }
            if later.contains(record.id) { marks.append("came after the packet was frozen") }
            let date = record.date.map { ", \($0)" } ?? ""
            return record.title + date + (marks.isEmpty ? "" : " (\(marks.joined(separator: "; ")))")
        }
        return DocumentSection(
            title: "Records", text: lines, isList: true, entries: references("DocumentReference"))
    }

    private var notPresentedSection: DocumentSection {
        DocumentSection(
            title: "Not presented", text: notPresented, isList: true, empty: .nothing,
            emptyWords: "Everything that was asked for was presented.",
            withoutEntries: notPresented.isEmpty ? nil : .unavailable)
    }

    private var voiceSection: DocumentSection {
        DocumentSection(
            title: "The patient's questions and preferences", code: "81338-6",
            text: subject.questions.map { "Question: \($0.text)" }
                + subject.preferences.map { "Preference: \($0.text)" }
                + subject.goals.map { "Goal: \($0)" },
            isList: true,
            entries: entries("QuestionnaireResponse", ["patient-voice"]) + references("Goal"), empty: .notAsked,
            emptyWords: "The patient's questions and preferences were not asked for.")
    }

    private var consentWords: [String] {
        let consent = subject.consent
        let given = [
            consent.toReview ? "The board may see the records" : nil,
            consent.letterToReferringDoctor ? "The referring doctor may get the letter" : nil,
            consent.documentsByEmail ? "Documents may travel by email" : nil,
            consent.readFirst ? "The patient reads the plan before a conversation" : nil,
            consent.withdrawn.map { "Withdrawn on \($0)" },
            subject.coverage.map { "Payer: \($0.payer)" },
        ]
        return given.compactMap { $0 }
    }
}
