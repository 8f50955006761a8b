/// The number of a source behind a line, on its way through a template and into the page.
enum TraceMark {
    private static let opening: Character = "\u{E000}"
    private static let closing: Character = "\u{E001}"

    /// What stands for a number while the template is filled in; no document holds such characters.
    static func sentinel(_ number: Int) -> String { "\(opening)\(number)\(closing)" }

    /// The page with each sentinel as a mark that shows its sources under the pointer, at the keyboard's focus and when it
    /// is touched, and leads to their list. Inside a tag it is left out.
    static func placed(in html: String, _ mark: (Int) -> String) -> String {
        var page = ""
        var isInTag = false
        var number: String?
        for character in html {
            switch character {
            case opening: number = ""
            case closing:
                if let digits = number.flatMap({ Int($0) }), !isInTag { page += mark(digits) }
                number = nil
            case _ where number != nil: number?.append(character)
            default:
                if character == "<" { isInTag = true }
                if character == ">" { isInTag = false }
                page.append(character)
            }
        }
        return page
    }
}
