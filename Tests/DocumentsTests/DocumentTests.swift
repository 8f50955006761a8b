import Foundation
import Testing

@testable import Documents

@Suite("Documents")
struct DocumentTests {
    let library: TemplateLibrary

    init() throws { library = try TemplateLibrary.builtIn.get() }

    @Test("The packet is the approved one")
    func packet() throws { try Golden.expect(library.html("packet", Fixture.packet.value), is: "packet.html") }

    @Test("The letter is the approved one")
    func letter() throws { try Golden.expect(library.html("letter", Fixture.letter.value), is: "letter.html") }

    @Test("The patient's plan is the approved one")
    func plan() throws { try Golden.expect(library.html("plan", Fixture.plan.value), is: "plan.html") }

    @Test("The decision aid is the approved one, in either size of print")
    func decisionAid() throws {
        try Golden.expect(library.html("decision-aid", Fixture.aid.value), is: "decision-aid.html")
        try Golden.expect(library.html("decision-aid", Fixture.largeAid.value), is: "decision-aid-large.html")
    }

    @Test("The summary is the approved one")
    func summary() throws { try Golden.expect(library.html("summary", Fixture.summary.value), is: "summary.html") }

    @Test("A decision aid favours no option: every option is told by the same rows in the same style")
    func evenHanded() throws {
        let html = try library.html("decision-aid", Fixture.aid.value)
        #expect(!html.contains("class=\"chosen\"") && !html.contains("class=\"tag\""))
        #expect(html.contains("order of the alphabet"))
        let body = try #require(html.firstMatch(of: /<tbody>([\s\S]*?)<\/tbody>/)?.1)
        for row in body.split(separator: "</tr>") where row.contains("<td") {
            #expect(row.matches(of: /<td>/).count == Fixture.aid.options.count)
        }
    }

    @Test("Every question and every preference of the patient stands in the plan")
    func planAnswers() throws {
        let html = try library.html("plan", Fixture.plan.value)
        for question in Fixture.plan.questions {
            #expect(html.contains(question.question) && html.contains(question.answer))
        }
        for preference in Fixture.plan.preferences {
            #expect(html.contains(preference.preference) && html.contains(preference.explanation))
        }
    }

    @Test("A packet's sections stand in the order they are given")
    func sectionOrder() throws {
        var packet = Fixture.packet
        packet.sections.reverse()
        let html = try library.html("packet", packet.value)
        let places = ["fitness", "laboratory", "pathology", "imaging"].map {
            html.range(of: "packet-\($0)\"")?.lowerBound
        }
        let found = places.compactMap(\.self)
        #expect(found.count == 4)
        #expect(found == found.sorted())
    }

    @Test("Without a signature letter and plan say that they are drafts")
    func drafts() throws {
        var letter = Fixture.letter
        letter.signature = nil
        var plan = Fixture.plan
        plan.signature = nil
        #expect(try library.html("letter", letter.value).contains("Draft: not signed"))
        #expect(try library.html("plan", plan.value).contains("Draft: not signed"))
    }

    @Test("A packet of which nothing is known but the case still renders, and says what was not presented")
    func emptyPacket() throws {
        let packet = PacketContext(
            boardName: "B", caseReference: "TB-1", patientName: "N", dateOfBirth: "D", diagnosis: "D", urgency: "U",
            sessionDate: "S", question: "Q", referrer: "R", version: "1", frozenAt: "F", digest: "0")
        let html = try library.html("packet", packet.value)
        #expect(html.contains("Not presented."))
        #expect(html.contains("stated no goals, questions or preferences"))
    }

    @Test("A patient's name cannot become markup")
    func escaping() throws {
        let html = try library.html("letter", Fixture.letter.value)
        #expect(html.contains("Elin &lt;Åse&gt; Lindqvist"))
        #expect(!html.contains("<Åse>"))
    }

    @Test("No heading level is skipped", arguments: ["packet", "letter", "plan"])
    func headings(name: String) throws {
        let contexts = ["packet": Fixture.packet.value, "letter": Fixture.letter.value, "plan": Fixture.plan.value]
        let html = try library.html(name, try #require(contexts[name]))
        let levels = html.matches(of: /<h([1-6])/).compactMap { Int($0.1) }
        #expect(levels.first == 1)
        #expect(levels.filter { $0 == 1 }.count == 1)
        #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
    }
}
