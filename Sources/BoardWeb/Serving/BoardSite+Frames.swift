import Documents
import Foundation
import Hummingbird
import Orchestrator
import TumorBoard

extension BoardSite {
    /// A template as a page.
    func page(
        _ template: String, _ context: some TemplateContext, status: HTTPResponse.Status = .ok, language: String = "en"
    ) throws -> Response {
        Response(html: try office.templates.html(template, context.value, language: language), status: status)
    }

    /// The one page of every unusable link: always the same bytes.
    func unusable() throws -> Response {
        try page("unusable", UnusableContext(page: try frame("This link cannot be used")), status: .notFound)
    }

    /// What stands around a page that tells nothing of any case: the site, and how to reach its boards.
    func frame(_ title: String) throws -> PageFrame {
        PageFrame(title: title, boardName: office.configuration.siteName, contact: try siteContact())
    }

    /// What stands around a page of a case.
    func frame(_ title: String, of file: CaseFile, language: String = "en") throws -> PageFrame {
        let board = try office.board(of: file, in: office.roster())
        return PageFrame(
            title: title, boardName: board.name,
            contact: Documents.Contact(
                name: board.coordinator.name, phone: board.coordinator.phone ?? Self.switchboard, role: "coordinator"),
            language: language, isRightToLeft: Self.rightToLeft.contains(language.prefix(2).lowercased()))
    }

    /// Times of a case's board in words.
    func times(of file: CaseFile) throws -> Times {
        let board = try office.board(of: file, in: office.roster())
        return Times(zone: TimeZone(identifier: board.timeZone) ?? office.configuration.timeZone)
    }

    /// Every board's telephone, and no board's name: it would tell which disease a link is about.
    private func siteContact() throws -> Documents.Contact {
        var phones: [String] = []
        do {
            for phone in try office.roster().boards.compactMap(\.coordinator.phone) where !phones.contains(phone) {
                phones.append(phone)
            }
        } catch OfficeError.noRoster {
            phones = []
        }
        return Documents.Contact(
            name: "The office of the tumor board",
            phone: phones.isEmpty ? Self.switchboard : phones.joined(separator: " or "))
    }

    private static let switchboard = "the hospital's switchboard"
    private static let rightToLeft: Set<String> = ["ar", "fa", "he", "ur"]
}
