package import Documents
package import TumorBoard

extension BoardOffice {
    /// How hard the patient's plan is to read, in words for whoever signs it.
    package func readingNote(of file: CaseFile) throws -> ReadingNote? {
        guard let reading = try reading(of: file) else { return nil }
        let isEnglish = reading.language.hasPrefix("en")
        var note = ReadingNote(summary: reading.summary, isHard: reading.isHard)
        note.remark = try presenter(file).patientLanguage.remark
        note.sentences = reading.hardest.map { one in
            let measure = "\(one.words) words, \(isEnglish ? "grade" : "LIX") \(one.level)"
            return ReadingNote.Sentence(
                text: one.text, about: [one.author, measure].compactMap { $0 }.joined(separator: " · "))
        }
        return note
    }
}

extension PatientLanguage {
    /// What whoever signs must know where the plan is not in the patient's language.
    var remark: String? {
        lacking.map { wanted in
            "The patient’s language is “\(wanted)”. There are no templates in it, so the plan is in English: have it told or "
                + "translated."
        }
    }
}
