package import Foundation

/// One sitting of a board.
package struct Session: Codable, Equatable, Sendable {
    /// Names the session.
    package var id: SessionID
    /// Which board sits.
    package var board: BoardID
    /// When it begins.
    package var starts: Date
    /// How long it is.
    package var minutes: Int
    /// Hours before the start at which the list closes, packets freeze and ballots open.
    package var cutoffHours: Int
    /// IANA time zone that its times are shown in.
    package var timeZone: String
    /// Room or video room.
    package var place: String?
    /// Whether whoever sits has to be in the room; else a video link is enough.
    @Omitted package var inRoom: Bool

    /// A session.
    package init(
        id: SessionID, board: BoardID, starts: Date, minutes: Int, cutoffHours: Int, timeZone: String,
        place: String? = nil, inRoom: Bool = false
    ) {
        self.id = id
        self.board = board
        self.starts = starts
        self.minutes = minutes
        self.cutoffHours = cutoffHours
        self.timeZone = timeZone
        self.place = place
        self.inRoom = inRoom
    }

    /// The list cut-off.
    package var cutoff: Date { starts.addingTimeInterval(-3_600 * Double(cutoffHours)) }

    /// When it ends.
    package var ends: Date { starts.addingTimeInterval(60 * Double(minutes)) }
}
