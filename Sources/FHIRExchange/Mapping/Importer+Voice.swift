import Foundation
import TumorBoard

extension Importer {
    /// What the patient asks, wants and knows.
    struct Voice {
        /// Questions in the order of the form.
        var questions: [PatientQuestion] = []
        /// Preferences in the order of the form.
        var preferences: [Preference] = []
        /// What the patient knows of the diagnosis.
        var knows: String?
    }

    /// The patient-voice questionnaire; other questionnaires are left out.
    mutating func readPatientVoice() -> Voice {
        var voice = Voice()
        for response in open("QuestionnaireResponse") {
            guard response["questionnaire"].text?.contains("/Questionnaire/patient-voice") == true else {
                leaveOut(response, because: "another questionnaire than the patient's questions and preferences")
                continue
            }
            for item in Self.flat(response["item"]) { read(item, of: response, into: &voice) }
            understood(
                "Patient's voice: \(voice.questions.count) questions, \(voice.preferences.count) preferences",
                from: response)
        }
        return voice
    }

    /// Goals in the patient's words; targets of other illnesses' care plans are left out.
    mutating func readGoals() -> [String] {
        var goals: [String] = []
        let ofOtherCarePlans = Set(
            // the goals of a cancer's care plan are the patient's own
            resources.of("CarePlan").filter { !$0.categories.contains { $0.hasCode(in: ["736252007"]) } }.flatMap {
                plan in
                plan["goal"].items.compactMap { resources.resolve($0, from: plan)?.index }
            })
        for goal in open("Goal") {
            guard ["rejected", "cancelled"].contains(goal["lifecycleStatus"].text ?? "") == false else {
                leaveOut(goal, because: "a goal that was given up")
                continue
            }
            guard let text = Concept(goal["description"]).label else { continue }
            let coded = !goal["target"].isNull || !goal["addresses"].isNull || !goal["achievementStatus"].isNull
            if ofOtherCarePlans.contains(goal.index) || coded {
                leaveOut(goal, because: "a target of care for another illness")
                continue
            }
            goals.append(text)
            understood("Goal: \(text)", from: goal, .goal, text)
        }
        return goals
    }

    private mutating func read(_ item: JSONValue, of response: Resource, into voice: inout Voice) {
        guard let link = item["linkId"].text, let answer = Self.answer(item) else { return }
        let parts = link.split(separator: "/").map(String.init)
        switch (parts.first ?? "", parts.count) {
        case ("question", 2...3):
            let specialty = parts.count == 3 ? Specialty(rawValue: parts[2]) : nil
            if parts.count == 3, specialty == nil {
                doubt("\(response.path), item \(link): “\(parts[2])” is not a specialty.")
            }
            trace(.question, answer, to: [response.path])
            voice.questions.append(PatientQuestion(id: parts[1], text: answer, specialty: specialty))
        case ("preference", 3):
            if PreferenceCode(rawValue: parts[2]) == nil {
                doubt("\(response.path), item \(link): “\(parts[2])” is not a known preference; it was taken as other.")
            }
            trace(.preference, answer, to: [response.path])
            voice.preferences.append(
                Preference(id: parts[1], code: PreferenceCode(rawValue: parts[2]) ?? .other, text: answer))
        case ("knows", 1): voice.knows = answer
        default: doubt("\(response.path): item “\(link)” is neither a question, a preference nor “knows”.")
        }
    }

    private static func flat(_ items: JSONValue) -> [JSONValue] {
        items.items.flatMap { [$0] + flat($0["item"]) }
    }

    private static func answer(_ item: JSONValue) -> String? {
        let answers = item["answer"].items.compactMap { answer in
            answer["valueString"].text ?? Concept(answer["valueCoding"]).label
        }
        return answers.isEmpty ? nil : answers.joined(separator: "; ")
    }
}
