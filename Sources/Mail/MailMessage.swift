package import Foundation

/// One mail: everything that its bytes are made of, and nothing that is not passed in.
package struct MailMessage: Sendable {
    /// Without angle brackets, `left@right`.
    package var messageID: String
    /// The Date header.
    package var date: Date
    /// Who writes.
    package var from: Mailbox
    /// Who reads; one recipient a message.
    package var to: Mailbox
    /// Where an answer goes, if not to `from`.
    package var replyTo: Mailbox?
    /// In any script.
    package var subject: String
    /// The plain text, always there.
    package var text: String
    /// The same in HTML.
    package var html: String?
    /// An invitation: an alternative to the text, and `invite.ics` for clients that only know files.
    package var calendar: CalendarPart?
    /// Files.
    package var attachments: [Attachment]
    /// Further headers, such as `Auto-Submitted: auto-generated` or `In-Reply-To`.
    package var headers: [(name: String, value: String)]

    /// Creates a message.
    package init(
        messageID: String, date: Date, from: Mailbox, to: Mailbox, replyTo: Mailbox? = nil, subject: String,
        text: String, html: String? = nil, calendar: CalendarPart? = nil, attachments: [Attachment] = [],
        headers: [(name: String, value: String)] = []
    ) {
        self.messageID = messageID
        self.date = date
        self.from = from
        self.to = to
        self.replyTo = replyTo
        self.subject = subject
        self.text = text
        self.html = html
        self.calendar = calendar
        self.attachments = attachments
        self.headers = headers
    }

    /// The message as it goes over the wire: 7-bit, CRLF only, the same bytes for the same message every time.
    ///
    /// Text parts always end with a line end, added where the text has none.
    package func encoded() throws(MailError) -> Data {
        var bytes = Data(try headerLines().utf8)
        var index = 0
        bytes += try body().encoded(seed: stableHash(messageID), index: &index)
        return bytes
    }

    private func headerLines() throws(MailError) -> String {
        var lines = HeaderText.fold("Date", try MailDate.text(date).split(separator: " ").map(String.init))
        lines += try line("From", from) + line("To", to)
        if let replyTo { lines += try line("Reply-To", replyTo) }
        lines += try messageIDLine() + HeaderText.field("Subject", subject)
        for header in headers { lines += try extraLine(header.name, header.value) }
        return lines + "MIME-Version: 1.0\r\n"
    }

    private func line(_ name: String, _ mailbox: Mailbox) throws(MailError) -> String {
        HeaderText.fold(name, try mailbox.headerPieces(startingAt: name.utf8.count + 2, header: name))
    }

    private func messageIDLine() throws(MailError) -> String {
        let halves = messageID.split(separator: "@", omittingEmptySubsequences: false)
        let isAtoms = halves.allSatisfy { half in
            !half.isEmpty && half.utf8.allSatisfy { HeaderText.isAtomCharacter($0) || $0 == 0x2E }
        }
        guard halves.count == 2, isAtoms, messageID.utf8.count <= 200 else { throw .messageID(messageID) }
        return HeaderText.fold("Message-ID", ["<\(messageID)>"])
    }

    private func extraLine(_ name: String, _ value: String) throws(MailError) -> String {
        let lowered = name.lowercased()
        let ours: Set = [
            "date", "from", "sender", "to", "cc", "bcc", "reply-to", "message-id", "subject", "mime-version",
            "return-path", "received",
        ]
        guard !ours.contains(lowered), !lowered.hasPrefix("content-"), !lowered.hasPrefix("resent-") else {
            throw .header(name: name, problem: "is written from the message's own fields: leave it out")
        }
        guard name.utf8.count <= 50, !name.isEmpty,
            name.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x3A })
        else {
            throw .header(name: name, problem: "a header's name is at most 50 printable ASCII characters without “:”")
        }
        return try HeaderText.field(name, value)
    }

    private func body() throws(MailError) -> MIMEPart {
        let plain = MIMEPart.text(subtype: "plain", text)
        var alternatives = [plain]
        var files = attachments.map(MIMEPart.file)
        if let html { alternatives.append(.text(subtype: "html", html)) }
        if let calendar {
            try calendar.check()
            alternatives.append(
                .text(subtype: "calendar", calendar.fileText, parameters: [("method", calendar.method)]))
            let invitation = Attachment(
                filename: "invite.ics", contentType: "application/ics", data: Data(calendar.fileText.utf8))
            files.insert(.file(invitation), at: 0)
        }
        let words = alternatives.count == 1 ? plain : .multipart(subtype: "alternative", alternatives)
        return files.isEmpty ? words : .multipart(subtype: "mixed", [words] + files)
    }
}
