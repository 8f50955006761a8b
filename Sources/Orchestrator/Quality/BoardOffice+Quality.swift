package import Documents
package import Foundation
package import TumorBoard

extension BoardOffice {
    /// The quality report of a period.
    /// - Parameters:
    ///   - boards: whose; nil for all of them.
    ///   - namesPeople: whether members' attendance is told by name, as only a coordinator and a chair should see it.
    package func qualityReport(
        from: CivilDate, to: CivilDate, boards: Set<BoardID>? = nil, holidays: HolidayCalendar = HolidayCalendar(),
        smallest: Int = QualityInput.smallest, namesPeople: Bool = false
    ) throws -> QualityReport {
        let roster = try roster()
        for board in boards ?? [] where roster.board(board) == nil { throw OfficeError.unknownBoard(board) }
        let input = QualityInput(
            files: try caseViews().map { try caseFile($0.id) },
            sessions: try sessions().filter { $0.cancellation == nil }.map {
                QualitySession(session: $0.session, sitting: $0.sitting)
            }, roster: roster, policy: try policy(), from: from, to: to, boards: boards, now: now, holidays: holidays,
            smallest: smallest, namesPeople: namesPeople)
        return QualityReport(input)
    }

    /// A quality report as a document complete in itself.
    package func html(of report: QualityReport) throws -> String {
        try templates.html("quality-report", try qualityContext(report, page: nil).value)
    }

    /// A quality report as PDF.
    package func pdf(of report: QualityReport) async throws -> Data {
        try await pdf.pdf(html: try html(of: report), created: report.asOf)
    }

    /// What the templates of the report are given.
    package func qualityContext(_ report: QualityReport, page: PageFrame?) throws -> QualityContext {
        let sheet = QualitySheet(report)
        let pictures = QualityPictures(report)
        let only = report.boards?.count == 1 ? report.boards?.first : nil
        let name = try only.flatMap { try roster().board($0)?.name }
        return QualityContext(
            page: page, boardName: name ?? configuration.siteName, period: sheet.period,
            updated: Times(zone: configuration.timeZone).moment(report.asOf), suppression: sheet.suppression,
            figures: report.figures.map { figure in
                QualityContext.Figure(
                    id: figure.id, title: figure.title, note: figure.note, picture: pictures.svg(figure),
                    tables: [sheet.table(figure)])
            })
    }
}
