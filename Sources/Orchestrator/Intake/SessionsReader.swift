package import Foundation
package import TumorBoard

/// Reads `sessions.yaml`: the sittings of the boards.
package struct SessionsReader: Sendable {
    /// A reader.
    package init() {}

    /// The sessions of a file, in its order.
    /// - Parameter roster: Where given, every session's board must be on it.
    /// - Throws: `FileProblem` for a fault in a field, an id used twice, or an unknown board.
    package func read(_ data: Data, fileName: String, roster: Roster? = nil) throws(FileProblem) -> [Session] {
        let top = try YAMLCursor(data, file: fileName)
        try top.rejectUnknownKeys(["sessions"])
        var sessions: [Session] = []
        for item in try top.required("sessions").list() {
            let session = try self.session(item)
            guard !sessions.contains(where: { $0.id == session.id }) else {
                throw item.problem("the session id “\(session.id)” is used twice; give each session its own")
            }
            if let roster, roster.board(session.board) == nil {
                let known = roster.boards.map(\.id.text).joined(separator: ", ")
                throw (item["board"] ?? item).problem("“\(session.board)” is no board of the roster; known: \(known)")
            }
            sessions.append(session)
        }
        return sessions
    }

    private func session(_ cursor: YAMLCursor) throws(FileProblem) -> Session {
        try cursor.rejectUnknownKeys(["id", "board", "starts", "minutes", "cutoffHours", "timeZone", "place"])
        return Session(
            id: try cursor.required("id").identifier(), board: try cursor.required("board").identifier(),
            starts: try cursor.required("starts").instant(), minutes: try cursor.required("minutes").int(in: 5...720),
            cutoffHours: try cursor.required("cutoffHours").int(in: 0...720),
            timeZone: try cursor.required("timeZone").timeZone(), place: try cursor["place"]?.string())
    }
}
