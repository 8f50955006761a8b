import Crypto
import Documents
import Foundation
import Journal
import Mail
import SignedLinks
import TumorBoard

/// Composes one email from its reference: renders it, mints its link, and gives the bytes that will never change.
struct Postman: Sendable {
    let office: BoardOffice

    /// A message ready to be sealed.
    struct Composition {
        var messageID: String
        var recipient: EmailAddress
        var bytes: Data
        var links: [LinkRow]
    }

    /// Composes the message of a claim.
    /// - Throws: `OfficeError.missing` where the recipient has no address any more; template, PDF and mail errors.
    func compose(_ claim: ClaimedMail) async throws -> Composition {
        let notice = try JSONDecoder.canonical.decode(Notice.self, from: claim.reference)
        guard let kind = MailKind(rawValue: notice.kind) else {
            throw OfficeError.unreadable("“\(notice.kind)” is no email that this version knows: upgrade tumorboard")
        }
        if let session = notice.session { return try composeForSession(notice, kind, session, id: claim.id) }
        guard let caseID = notice.caseID else { return try composeForSite(notice, kind, id: claim.id) }
        let file = try office.caseFile(caseID)
        let roster = try office.roster()
        let board = try office.board(of: file, in: roster)
        guard var mailbox = mailbox(notice.to, file: file, board: board, roster: roster) else {
            throw OfficeError.missing("\(notice.to.text) has no email address: add it, then requeue the message")
        }
        // a name that nobody has checked does not go out with the hospital's mail
        if notice.isReceipt { mailbox = Mailbox(address: mailbox.address) }
        let link = notice.link.map { mint($0, for: notice, of: caseID) }
        let facts = facts(notice, mailbox, file: file, board: board, roster: roster, link: link?.url)
        let language = notice.to.isOfPatient ? file.subject.patient.language : "en"
        let email = try office.templates.email(kind, facts, language: language)
        var message = MailMessage(
            messageID: messageID(claim.id), date: notice.due,
            from: Mailbox(name: facts.boardName, address: office.configuration.mailFrom), to: mailbox,
            subject: email.subject, text: email.text)
        message.html = email.html
        message.replyTo = board.coordinator.email.map { Mailbox(name: board.coordinator.name, address: $0) }
        message.headers = headers(kind)
        if kind == .invite || kind == .cover, let session = file.listing?.session {
            message.calendar = try calendar(session, mailbox, board: board, stamp: notice.due)
        }
        message.attachments = try await attachments(kind, file)
        return Composition(
            messageID: message.messageID, recipient: mailbox.address, bytes: try message.encoded(),
            links: link.map { [$0.row] } ?? [])
    }

    /// Mail of the site itself: a code to sign in with, the journal's head.
    private func composeForSite(_ notice: Notice, _ kind: MailKind, id: String) throws -> Composition {
        guard case .staff(let address) = notice.to else {
            throw OfficeError.unreadable("mail of the site goes to staff only")
        }
        let board = try notice.board.flatMap { try office.roster().board($0) }
        var facts = MailFacts(
            boardName: board?.name ?? office.configuration.siteName,
            coordinatorName: board?.coordinator.name ?? office.configuration.siteName,
            coordinatorPhone: board?.coordinator.phone ?? "the hospital's switchboard", recipientName: address.text)
        facts.code = notice.code ?? ""
        facts.codeMinutes = "10"
        facts.task = notice.task ?? ""
        facts.due = Times(zone: office.configuration.timeZone).day(notice.due)
        let email = try office.templates.email(kind, facts)
        var message = MailMessage(
            messageID: messageID(id), date: notice.due,
            from: Mailbox(name: facts.boardName, address: office.configuration.mailFrom), to: Mailbox(address: address),
            subject: email.subject, text: email.text)
        message.html = email.html
        message.headers = headers(kind)
        return Composition(messageID: message.messageID, recipient: address, bytes: try message.encoded(), links: [])
    }

    /// Mail about a session as a whole, to whoever has it in the calendar or looks after it.
    private func composeForSession(
        _ notice: Notice, _ kind: MailKind, _ id: SessionID, id mailID: String
    ) throws -> Composition {
        let session = try office.sessionFile(id).session
        let roster = try office.roster()
        guard let board = roster.board(session.board) else { throw OfficeError.unknownBoard(session.board) }
        let mailbox: Mailbox?
        switch notice.to {
        case .reviewer(let id): mailbox = roster.reviewer(id).map { Mailbox(name: $0.name, address: $0.email) }
        case .coordinator:
            mailbox = board.coordinator.email.map { Mailbox(name: board.coordinator.name, address: $0) }
        default: throw OfficeError.unreadable("mail of a session goes to reviewers and the coordinator only")
        }
        guard let mailbox else {
            throw OfficeError.missing("\(notice.to.text) has no email address: add it, then requeue the message")
        }
        let zone = TimeZone(identifier: session.timeZone) ?? office.configuration.timeZone
        let times = Times(zone: zone)
        var facts = MailFacts(
            boardName: board.name, coordinatorName: board.coordinator.name,
            coordinatorPhone: board.coordinator.phone ?? "the hospital's switchboard",
            recipientName: mailbox.name ?? mailbox.address.text)
        facts.sessionDate = times.moment(session.starts)
        facts.minutes = String(session.minutes)
        facts.place = session.place ?? ""
        facts.caseReference = ""
        facts.reason = ""
        facts.link = "\(office.configuration.publicURL)/sessions/\(id)"
        facts.due = times.day(notice.due.addingTimeInterval(86_400))
        facts.task = notice.task.map { "\($0.asSentenceStart)." } ?? ""
        let email = try office.templates.email(kind, facts)
        var message = MailMessage(
            messageID: messageID(mailID), date: notice.due,
            from: Mailbox(name: board.name, address: office.configuration.mailFrom), to: mailbox,
            subject: email.subject, text: email.text)
        message.html = email.html
        message.replyTo = board.coordinator.email.map { Mailbox(name: board.coordinator.name, address: $0) }
        message.headers = headers(kind)
        if kind != .task { message.calendar = try calendar(id, mailbox, board: board, stamp: notice.due) }
        return Composition(
            messageID: message.messageID, recipient: mailbox.address, bytes: try message.encoded(), links: [])
    }

    private func headers(_ kind: MailKind) -> [(name: String, value: String)] {
        [(name: "Auto-Submitted", value: "auto-generated"), (name: "X-Tumorboard-Kind", value: kind.rawValue)]
    }

    /// Derived from the outbox row and a key of the site: the same row always has the same one, and it tells nothing.
    private func messageID(_ id: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data(id.utf8), using: SymmetricKey(data: office.secrets.messageIDs))
        let domain = office.configuration.mailFrom.text.split(separator: "@").last ?? "localhost"
        return "\(BoardOffice.hex(code.prefix(16)))@\(domain)"
    }

    private func mint(_ purpose: LinkPurpose, for notice: Notice, of caseID: CaseID) -> (url: String, row: LinkRow) {
        let token = SignedLinks.mint(keys: office.linkKeys, random: { office.random(32) })
        let row = LinkRow(
            hash: token.storedHash, purpose: purpose.rawValue, stream: .ofCase(caseID), person: notice.to.text,
            round: notice.ballot, packetDigest: notice.packetDigest,
            expires: notice.linkExpires ?? notice.due.addingTimeInterval(86_400))
        return ("\(office.configuration.publicURL)/l/\(token.text)", row)
    }

    private func mailbox(_ to: Recipient, file: CaseFile, board: Board, roster: Roster) -> Mailbox? {
        func box(_ contact: TumorBoard.Contact?) -> Mailbox? {
            contact.flatMap { contact in contact.email.map { Mailbox(name: contact.name, address: $0) } }
        }
        switch to {
        case .reviewer(let id): return roster.reviewer(id).map { Mailbox(name: $0.name, address: $0.email) }
        case .referringDoctor: return box(file.subject.referral.doctor)
        case .ownDoctor: return box(file.subject.patient.ownDoctor)
        case .patient:
            return file.subject.patient.email.map { Mailbox(name: file.subject.patient.name, address: $0) }
        case .companion: return box(file.subject.patient.companionContact)
        case .navigator: return box(file.subject.navigator)
        case .coordinator: return box(board.coordinator)
        case .onCall(let index): return board.onCall.indices.contains(index) ? box(board.onCall[index]) : nil
        case .staff(let address): return Mailbox(address: address)
        }
    }

    private func facts(
        _ notice: Notice, _ mailbox: Mailbox, file: CaseFile, board: Board, roster: Roster, link: String?
    ) -> MailFacts {
        let times = Times(zone: TimeZone(identifier: board.timeZone) ?? office.configuration.timeZone)
        // a board's name tells the disease: whoever sees a patient's inbox sees the hospital's name alone
        var facts = MailFacts(
            boardName: notice.to.isOfPatient || notice.isReceipt || notice.to == .ownDoctor
                ? office.configuration.siteName : board.name,
            coordinatorName: board.coordinator.name,
            coordinatorPhone: board.coordinator.phone ?? "the hospital's switchboard",
            recipientName: mailbox.name ?? mailbox.address.text)
        facts.caseReference = file.subject.id.text
        facts.link = link ?? "\(office.configuration.publicURL)/cases/\(file.subject.id)"
        facts.sessionDate =
            file.listing.map { $0.session == nil ? "" : times.moment($0.sits) } ?? ""
        let closes = file.ballot?.closes ?? file.listing?.closes
        facts.closes = closes.map(times.moment) ?? "soon"
        facts.expires = notice.linkExpires.map(times.day) ?? ""
        facts.seat = notice.seat?.title ?? "member"
        facts.coveredName = notice.covered.flatMap(roster.reviewer)?.name ?? "a colleague"
        facts.reason = notice.reason ?? ""
        facts.due =
            (notice.wanted ?? file.listing.map { $0.sits.addingTimeInterval(2 * 86_400) }).map(times.day)
            ?? times.day(notice.due.addingTimeInterval(86_400))
        facts.task = notice.task.map { "\($0.asSentenceStart)\($0.hasSuffix(".") ? "" : ".")" } ?? ""
        facts.code = notice.code ?? ""
        facts.codeMinutes = "10"
        facts.secondFactor =
            file.secondFactor == nil
            ? "a code that we give you by telephone or letter" : "the passphrase that you chose when you came to us"
        facts.records = notice.records.map(\.title)
        facts.repetition = notice.count > 1 ? String(notice.count) : ""
        return facts
    }

    /// The session's calendar entry for whoever is asked for an opinion in it, as it stands now; the same entry for all
    /// of its cases, taken out again where the session is cancelled.
    private func calendar(_ id: SessionID, _ mailbox: Mailbox, board: Board, stamp: Date) throws -> CalendarPart {
        let file = try office.sessionFile(id)
        let session = file.session
        let method: CalendarInvite.Method = file.cancellation == nil ? .request : .cancel
        let invite = CalendarInvite(
            uid:
                "\(id)-\(mailbox.address.text.filter { $0.isLetter || $0.isNumber })@\(office.configuration.mailFrom.text.split(separator: "@").last ?? "localhost")",
            sequence: file.sequence, method: method, start: session.starts, durationMinutes: session.minutes,
            timeZone: TimeZone(identifier: session.timeZone) ?? office.configuration.timeZone, summary: board.name,
            location: session.place ?? "", description: "Tumor board session",
            organizer: .init(name: board.name, address: office.configuration.mailFrom.text),
            attendee: .init(name: mailbox.name ?? "", address: mailbox.address.text), stamp: stamp)
        return CalendarPart(method: method.rawValue, body: try invite.iCalendar())
    }

    /// Documents travel by email only with the patient's recorded consent.
    private func attachments(_ kind: MailKind, _ file: CaseFile) async throws -> [Attachment] {
        guard file.subject.consent.documentsByEmail else { return [] }
        let documents: [CaseDocument]
        switch kind {
        case .letter, .letterVersion: documents = [.letter]
        case .summary: documents = [.summary]
        case .plan, .planVersion: documents = file.hasChoice ? [.plan, .decisionAid] : [.plan]
        default: return []
        }
        var attachments: [Attachment] = []
        for document in documents {
            attachments.append(
                Attachment(
                    filename: "\(document.rawValue)-\(file.subject.id).pdf", contentType: "application/pdf",
                    data: try await office.pdf(
                        of: document, file: file.released(document == .letter ? .letter : .plan) ?? file)))
        }
        return attachments
    }
}
