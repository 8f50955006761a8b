import Testing

@testable import Orchestrator

@Suite("How hard a text is to read")
struct ReadingLevelTests {
    /// Words with the syllables that a dictionary gives, grouped by their number.
    private static let table: [Int: String] = [
        1: """
        a the year you eye cure dose scan blood bone lung heart cell stage grade scar pain tired nerve vein cause
        breathe while clothes planned scored walked helped reached mixed through thought bowel's stoves large weeks
        drug pills own home pulse leave change change's hands feet wound side work sleep taste tongue mouth throat
        """,
        2: """
        cancer tumour doctor nurses treatment surgeon table trouble little doses changes glasses patches treated
        needed started before after beyond being seeing growing saying dying nausea's patient women people every
        biopsy's safely careful ageless movement cycle markers margins fever kidney liver pancreas bladder prostate
        quiet create guided fluid spleen's swelling bleeding weakness numbness healthy decide follow problem early
        chapter system children muscle able voices oncall chemo special nation ancient station ration
        """,
        3: """
        operation's radical medicine hospital specialist different several area idea reaction's energy area's
        diet's society's audio remission recurrence infection injection pneumonia's surgery prostatic holiday bleeding's
        recommend together yesterday consider afterwards appointment completely regular bacteria's therapy
        decision condition diabetes tomorrow surgical clinical genetic physician digestive abdomen piano science's
        experience's serious curious various previous protection reduction resection infusion transfusion
        """,
        4: """
        operation radiation society necessary ordinary medication biopsy's palliative experience metastasis diagnosis variety anxiety continuous
        information immediate supportive independent appropriate intravenous lymphoedema leukaemia
        diarrhoea pneumonia bacteria immediate infectious's particular material american superior
        """,
        5: "chemotherapy radiotherapy immunotherapy's possibility university examination oncologist's communication",
        6: "immunotherapy responsibility rehabilitation",
    ]

    @Test("On a table of words the counter is seldom wrong, and then by one syllable")
    func syllables() {
        var wrong: [String] = []
        var total = 0
        var counted = 0
        var expected = 0
        for (syllables, words) in Self.table {
            // a word with a mark stands in the table for its neighbours' sake only
            for word in words.split(whereSeparator: \.isWhitespace) where !word.contains("'") {
                let count = Syllables.count(in: word)
                (total, counted, expected) = (total + 1, counted + count, expected + syllables)
                if count != syllables { wrong.append("\(word) \(count) for \(syllables)") }
                #expect(abs(count - syllables) <= 1, "\(word): \(count) for \(syllables)")
            }
        }
        #expect(total >= 200, "\(total)")
        #expect(wrong.count * 100 <= 5 * total, "\(wrong.count) of \(total): \(wrong.joined(separator: ", "))")
        #expect(abs(counted - expected) * 100 <= 2 * expected, "\(counted) for \(expected)")
    }

    @Test("A number is one syllable, an abbreviation its letters, a word with a hyphen its parts")
    func others() {
        #expect(Syllables.count(in: "100") == 1)
        #expect(Syllables.count(in: "MRI") == 3)
        #expect(Syllables.count(in: "follow-up") == 3)
        #expect(Syllables.count(in: "naïve") == 1, "one off, as the spelling without the mark is")
    }

    @Test("Sentences end where a reader ends them, not at titles, initials or decimals")
    func sentences() {
        let text =
            "Dr. Abena Mensah saw you. It took 7.5 weeks! Was it long? “No.” J. S. Bach agreed, e.g. here.\nA point"
        #expect(
            Sentences.sentences(of: text) == [
                "Dr. Abena Mensah saw you.", "It took 7.5 weeks!", "Was it long?", "“No.”",
                "J. S. Bach agreed, e.g. here.",
                "A point",
            ])
        #expect(
            Sentences.words(of: "It’s 7.5 % (about) — follow-up.").map(String.init) == [
                "It’s", "7.5", "about", "follow-up",
            ])
    }

    @Test("The measures are the published formulas")
    func formulas() throws {
        // 2 sentences, 12 words, 12 syllables, no long word
        let easy = try #require(ReadingLevel(of: "The cat sat on the mat. The dog ran to the door."))
        #expect((easy.sentences, easy.words, easy.syllables, easy.longWords) == (2, 12, 12, 0))
        #expect(abs(easy.ease - (206.835 - 1.015 * 6 - 84.6)) < 1e-9)
        #expect(abs(easy.grade - (0.39 * 6 + 11.8 - 15.59)) < 1e-9)
        #expect(easy.lix == 6)
        // LIX: 5 words in 1 sentence, 2 of them longer than six letters
        let german = try #require(ReadingLevel(of: "Die Behandlung dauert sechs Wochenenden."))
        #expect(german.lix == 5 + 40)
        #expect(ReadingLevel(of: "… – ") == nil)
    }

    @Test("Simpler words and shorter sentences read easier")
    func order() throws {
        let hard = try #require(
            ReadingLevel(
                of:
                    "Perioperative chemotherapy administration facilitates cytoreduction of micrometastatic dissemination, "
                    + "notwithstanding considerable haematological toxicity necessitating dose modification."))
        let plain = try #require(
            ReadingLevel(of: "You get the medicine before and after the operation. It also kills cells that hide."))
        #expect(hard.grade > plain.grade + 8 && hard.ease < plain.ease - 60 && hard.lix > plain.lix + 30)
    }
}
