import TumorBoard

extension CaseExporter {
    /// What the patient asks, wants and knows. The items name the patient's own questions, so the questionnaire is this
    /// case's.
    func addVoice() {
        for (place, goal) in subject.goals.enumerated() {
            add("Goal", "goal/\(place + 1)") { resource in
                resource["lifecycleStatus"] = "active"
                resource["description"] = .concept(goal)
                resource["subject"] = patient
                resource["expressedBy"] = patient
            }
        }
        let questions = subject.questions.map { question in
            let owner = question.specialty.map { "/\($0.rawValue)" } ?? ""
            return (link: "question/\(question.id)\(owner)", asked: "A question of the patient", said: question.text)
        }
        let preferences = subject.preferences.map { preference in
            (
                link: "preference/\(preference.id)/\(preference.code.rawValue)", asked: "What matters to the patient",
                said: preference.text
            )
        }
        let knows = subject.patient.knows.map {
            [(link: "knows", asked: "What the patient knows of the diagnosis", said: $0)]
        }
        let said = questions + preferences + (knows ?? [])
        guard !said.isEmpty else { return }
        let url = FHIRNode.string(CodeSystems.questionnaire("patient-voice-\(subject.id)"))
        add("Questionnaire", "patient-voice") { questionnaire in
            questionnaire["url"] = url
            questionnaire["title"] = "The patient's questions and preferences"
            questionnaire["status"] = "active"
            questionnaire["subjectType"] = .list(["Patient"])
            questionnaire["item"] = .list(said.map { FormItem(link: $0.link, text: $0.asked).node })
        }
        add("QuestionnaireResponse", "patient-voice") { response in
            response["questionnaire"] = url
            response["status"] = "completed"
            response["basedOn"] = .list([referral])
            response["subject"] = patient
            response["source"] = patient
            response["item"] = .list(said.map { .item($0.link, $0.said) })
        }
    }
}
