import Documents

/// The language in which a patient reads: theirs where the site has the plan in it, else English.
struct PatientLanguage {
    /// The language's code, as documents name it.
    let code: String
    /// The language that the patient would read, where the site has no plan in it.
    let lacking: String?
    /// Words of medicine in plain words.
    let glossary: [GlossaryTerm]
    /// What the board itself says.
    let phrases: Phrases

    /// Whether it is written from right to left.
    var isRightToLeft: Bool { ["ar", "fa", "he", "ur", "yi", "ps"].contains(code.prefix(2).lowercased()) }

    /// - Parameter wanted: the patient's language, such as `de` or `de-AT`.
    init(_ templates: TemplateLibrary, wanted: String) {
        let spoken = templates.language(for: "plan-body", wanted: wanted)
        code = spoken ?? "en"
        lacking = spoken == nil ? wanted : nil
        glossary = templates.glossary(code)
        phrases = templates.phrases(code)
    }
}
