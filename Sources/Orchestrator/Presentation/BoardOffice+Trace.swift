package import Documents
import Foundation
package import TumorBoard

extension BoardOffice {
    /// Where each line of letter and plan comes from.
    /// - Throws: `CommandRefusal.noPlan` where no ballot has reached consensus.
    package func trace(_ file: CaseFile) throws -> [TracedSentence] {
        var sentences: [TracedSentence] = []
        for document in [CaseDocument.letter, .plan] {
            let context = document == .letter ? try letterContext(file).value : try planContext(file).value
            sentences += try trace(document, context, file, from: sentences.count + 1).sentences
        }
        return sentences
    }

    /// The same for a document as it is given; words in it that nobody said are found.
    /// - Parameter first: the number of its first line.
    package func trace(
        _ document: CaseDocument, _ context: TemplateValue, _ file: CaseFile, from first: Int = 1
    ) throws -> (sentences: [TracedSentence], marked: TemplateValue) {
        guard let plan = file.plan else { throw CommandRefusal.noPlan }
        return PlanTracer(try presenter(file), plan).trace(document, context, from: first)
    }

    /// The sign-off page, with the sources of each line of both documents.
    package func signOffPage(_ context: SignOffContext, _ file: CaseFile) throws -> String {
        let letter = try trace(.letter, context.letter.value, file)
        let plan = try trace(.plan, context.plan.value, file, from: letter.sentences.count + 1)
        let sentences = letter.sentences + plan.sentences
        var shown = context
        shown.sources = sentences.map { one in
            SourceLine(
                number: String(one.number),
                document: one.document == .letter ? "Letter" : "Plan", text: one.text,
                sources: one.untraced == nil ? one.sources.map(\.words) : one.sources.map(\.words) + [Self.nobody])
        }
        shown.untraced = sentences.compactMap { one in
            one.untraced.map { "\(one.document == .letter ? "Letter" : "Plan"): “\(one.text)” (\($0))" }
        }
        guard case .object(var values) = shown.value else { return try templates.html("signoff", shown.value) }
        values["letter"] = letter.marked
        values["plan"] = plan.marked
        let html = try templates.html("signoff", .object(values))
        return TraceMark.placed(in: html) { number in
            guard sentences.indices.contains(number - 1) else { return "" }
            let one = sentences[number - 1]
            let words = (one.sources.map(\.words) + (one.untraced == nil ? [] : [Self.nobody])).joined(separator: " · ")
            let isWanting = one.untraced == nil ? "" : " wanting"
            return "<a class=\"trace\(isWanting)\" href=\"#source-\(one.number)\">\(one.number)"
                + "<span class=\"tip\">\(words.escapedForHTML)</span></a>"
        }
    }

    private static let nobody = "No opinion, fact or rule gives these words."
}

extension String {
    /// Fit to stand between tags.
    fileprivate var escapedForHTML: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
