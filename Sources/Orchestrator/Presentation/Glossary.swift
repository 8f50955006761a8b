import Documents
import Foundation

/// Words of medicine in plain words; a plan explains those that it uses.
enum Glossary {
    /// The entries whose term stands in what the patient reads.
    static func entries(usedIn plan: PlanContext) -> [GlossaryEntry] {
        let options = plan.options.flatMap { [$0.name, $0.benefits, $0.sideEffects, $0.duration, $0.burden] }
        let texts =
            plan.recommendation + plan.steps + plan.why + plan.questions.map(\.answer)
            + plan.preferences.map(\.explanation) + options + plan.conditions
        let text = texts.joined(separator: " ").lowercased()
        return meanings.filter { isUsed($0.term.lowercased(), in: text) }
            .map { GlossaryEntry(term: $0.term, meaning: $0.meaning) }
    }

    /// Whether the term or its plural stands in the text as words of their own.
    private static func isUsed(_ term: String, in text: String) -> Bool {
        var rest = text[...]
        while let found = rest.range(of: term) {
            let tail = text[found.upperBound...].prefix { $0.isLetter }
            let isStart = found.lowerBound == text.startIndex || !text[text.index(before: found.lowerBound)].isLetter
            if isStart, ["", "s", "es"].contains(tail) { return true }
            rest = rest[found.upperBound...]
        }
        return false
    }

    private static let meanings: [(term: String, meaning: String)] = [
        ("Adjuvant", "given after an operation, to destroy cancer cells that cannot be seen"),
        ("Biopsy", "a small piece of tissue that is taken to be looked at under the microscope"),
        ("Chemoradiation", "medicines against cancer and radiation treatment during the same weeks"),
        ("Chemotherapy", "medicines that kill cells which divide fast, cancer cells above all"),
        ("Clear margins", "the edge of what was taken out shows no cancer"),
        ("CT", "a scan that makes pictures of the inside of the body in slices, with X-rays"),
        ("Fractions", "the small parts in which radiation is given, one a visit"),
        ("Gy", "Gray, the unit in which radiation is measured"),
        ("Immunotherapy", "medicines that help the body's own defences to find and attack cancer cells"),
        ("Lymph node", "a small gland that filters fluid from the tissues; cancer can spread there first"),
        ("Metastases", "places to which the cancer has spread"),
        ("MRI", "a scan that makes pictures of the inside of the body with magnets"),
        ("Neoadjuvant", "given before an operation, to make the cancer smaller"),
        ("Palliative", "meant to hold the illness back and ease it, not to cure it"),
        ("PET", "a scan that shows where in the body much sugar is used, as in most cancers"),
        ("Radiotherapy", "treatment with radiation aimed at the cancer"),
        ("Recurrence", "the cancer coming back"),
        ("Remission", "no sign of the cancer can be found at the moment"),
        ("Resection", "an operation that takes out the cancer with some tissue around it"),
        ("Stoma", "an opening made in the body, in the belly for stool or in the neck for breath"),
        ("Supportive care", "everything that eases symptoms and helps you and your family"),
        ("Surveillance", "regular check-ups, and treatment only if it becomes necessary"),
        ("Systemic", "reaching the whole body, as medicines do"),
        ("Targeted", "aimed at one feature that the cancer needs to grow"),
        ("Trial", "a study in which a treatment is tested under strict rules"),
    ]
}
