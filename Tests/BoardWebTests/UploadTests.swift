import Foundation
import MailCatcher
import Orchestrator
import Testing
import TumorBoard

@Suite("Sending records by a link")
struct UploadTests {
    private static let pdf = Data("%PDF-1.7\nreport\n%%EOF\n".utf8)
    private static let zip = "multipart/form-data; boundary=X-board"

    struct Sent {
        var name: String
        var data: Data
    }

    /// What a browser sends for the page's form.
    private func form(_ fields: [(String, String)], _ files: [Sent]) -> Data {
        var body = Data()
        for (name, value) in fields {
            body += Data("--X-board\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        for file in files {
            let head = "Content-Disposition: form-data; name=\"file\"; filename=\"\(file.name)\""
            body += Data("--X-board\r\n\(head)\r\nContent-Type: application/octet-stream\r\n\r\n".utf8) + file.data
            body += Data("\r\n".utf8)
        }
        return body + Data("--X-board--\r\n".utf8)
    }

    private func about(_ page: Answer) throws -> String {
        let match = try #require(page.body.firstMatch(of: /name="about" value="([^"]+)"/))
        return String(match.1)
    }

    /// Runs a body in a hospital whose case cannot be listed before images and a pathology report are there.
    private func inHospital(_ body: (Hospital) async throws -> Void) async throws {
        try await Hospital.run { hospital in
            var policy = BoardPolicy.standard
            policy.intake = IntakeRules(
                requiredRecords: [:], defaultRequiredRecords: [.images, .pathologyReport], staleAfterDays: [:],
                imageryStaleAfterDays: [:], staleBlocks: [])
            try hospital.office.adoptPolicy(policy, actor: "coordinator")
            try await body(hospital)
        }
    }

    /// A browser in which the patient has opened the newest link.
    private func patient(_ hospital: Hospital) async throws -> Browser {
        try await hospital.agent.runUntilIdle()
        let token = try hospital.token(to: Patients.patient)
        let gate = try await hospital.browser.get("/l/\(token)")
        #expect(gate.holds("passphrase") && gate.holds("send us documents"))
        let open = try await hospital.browser.post("/l/\(token)/open", ["factor": [Patients.passphrase]])
        #expect(open.status == 303)
        #expect(open.location == "/upload")
        #expect(open.cookie != nil)
        var browser = hospital.browser
        browser.cookie = open.cookie
        return browser
    }

    @Test(
        "a patient sends a zip of images and a PDF through the mailed link, and the case becomes ready",
        .enabled(if: ImageFiles.canBeMade))
    func endToEnd() async throws {
        try await inHospital { hospital in
            let office = hospital.office
            func readiness(_ office: BoardOffice) throws -> Readiness {
                try office.caseFile(Patients.id).readiness(now: office.now, policy: try office.policy())
            }
            #expect(try readiness(office).missing == [.images, .pathologyReport])
            try office.askForRecords(of: Patients.id, from: .patient, [], actor: "coordinator")
            let browser = try await patient(hospital)
            let page = try await browser.get("/upload")
            #expect(page.status == 200)
            for words in ["Pathology report", "What we still need", "multipart/form-data", "type=\"file\""] {
                #expect(page.holds(words), "\(words)")
            }
            #expect(!page.holds("<script") && !page.holds("carcinoma"))
            let subject = try about(page)

            var zip = TestZip()
            zip.add("DICOM/1", try ImageFiles.dicom(name: "Käfer^Mia", image: 1))
            zip.add("DICOM/2", try ImageFiles.dicom(name: "Käfer^Mia", image: 2))
            let fields = [("about", subject), ("kind", "other")]
            let images = try await browser.post(
                "/upload", body: form(fields, [Sent(name: "../disc.zip", data: zip.data)]), type: Self.zip)
            #expect(images.status == 200)
            #expect(images.holds("disc.zip") && images.holds("This has arrived"))
            #expect(try readiness(office).missing == [.pathologyReport])

            let report = try await browser.post(
                "/upload",
                body: form([("about", subject), ("kind", "pathologyReport")], [Sent(name: "a.pdf", data: Self.pdf)]),
                type: Self.zip)
            #expect(report.holds("Nothing more is needed from you"))
            #expect(try readiness(office).missing.isEmpty)
            let records = try office.caseFile(Patients.id).subject.records
            #expect(records.map(\.kind) == [.images, .pathologyReport])
            #expect(records.allSatisfy { $0.source == "uploaded by the patient" && $0.received != nil })
            #expect(records.first?.study?.images == 2)
            try await hospital.agent.runUntilIdle()
            let mails = try hospital.catcher.messages(to: Patients.coordinator).compactMap {
                try ReadMail($0.data).text
            }
            #expect(mails.filter { $0.contains("upload link") }.count == 2)
            for mail in hospital.catcher.messages(to: Patients.patient) {
                let text = try ReadMail(mail.data).text ?? ""
                #expect(!text.contains("carcinoma") && !text.contains("breast"))
            }
            #expect(!hospital.log.text.contains("disc.zip") && !hospital.log.text.contains("Käfer"))
        }
    }

    @Test("what is not taken is named with its reason, and what came beside it is kept")
    func refused() async throws {
        try await inHospital { hospital in
            try hospital.office.askForRecords(of: Patients.id, from: .patient, [], actor: "coordinator")
            let browser = try await patient(hospital)
            let subject = try about(try await browser.get("/upload"))
            let answer = try await browser.post(
                "/upload",
                body: form(
                    [("about", subject), ("kind", "pathologyReport")],
                    [
                        Sent(name: "photo.jpg", data: Data("<html><script>alert(1)</script>".utf8)),
                        Sent(name: "virus.exe", data: Data("MZ\u{1}\u{2}".utf8)), Sent(name: "a.pdf", data: Self.pdf),
                        Sent(name: "<img src=x>.pdf", data: Data("no".utf8)),
                    ]), type: Self.zip)
            #expect(answer.status == 422)
            #expect(answer.holds("a web page") && answer.holds("a program for Windows"))
            #expect(answer.holds("photo.jpg") && answer.holds("virus.exe") && answer.holds("a.pdf"))
            #expect(!answer.holds("<img src"))
            #expect(try hospital.office.caseFile(Patients.id).subject.records.count == 2)
            for (kind, count) in [("pathologyReport", 2), ("genetics", 3)] {
                let again = try await browser.post(
                    "/upload", body: form([("about", subject), ("kind", kind)], [Sent(name: "b.pdf", data: Self.pdf)]),
                    type: Self.zip)
                #expect(again.status == 200)
                #expect(try hospital.office.caseFile(Patients.id).subject.records.count == count, "\(kind)")
            }
        }
    }

    @Test("only the page's own form is taken: of this link, from this site, with a class and a file")
    func form() async throws {
        try await inHospital { hospital in
            try hospital.office.askForRecords(of: Patients.id, from: .patient, [.images], actor: "coordinator")
            let browser = try await patient(hospital)
            let subject = try about(try await browser.get("/upload"))
            let events = try hospital.events()
            let file = [Sent(name: "a.pdf", data: Self.pdf)]
            func post(
                _ fields: [(String, String)], _ files: [Sent], type: String = Self.zip, headers: [String: String] = [:]
            ) async throws -> Answer {
                try await browser.post("/upload", body: form(fields, files), type: type, headers: headers)
            }
            #expect(try await post([("kind", "other")], file).status == 409)
            #expect(try await post([("about", "C-0002/patient/upload"), ("kind", "other")], file).status == 409)
            #expect(try await post([("about", subject)], file).holds("say what the files are"))
            #expect(try await post([("about", subject), ("kind", "slidesOrBlocks")], file).status == 422)
            #expect(try await post([("about", subject), ("kind", "other")], []).holds("choose at least one file"))
            #expect(try await post([("about", subject), ("kind", "other")], file, type: "text/plain").status == 400)
            let foreign = ["Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"]
            #expect(try await post([("about", subject), ("kind", "other")], file, headers: foreign).status == 403)
            let many = (0..<21).map { Sent(name: "\($0).pdf", data: Self.pdf) }
            #expect(try await post([("about", subject), ("kind", "other")], many).status == 413)
            let cut = form([("about", subject), ("kind", "other")], file).dropLast(20)
            #expect(try await browser.post("/upload", body: Data(cut), type: Self.zip).status == 400)
            var stranger = browser
            stranger.cookie = nil
            #expect(try await stranger.post("/upload", body: form([], file), type: Self.zip).status == 403)
            #expect(try hospital.events() == events)
            try hospital.office.endCase(Patients.id, as: .withdrawn, by: "coordinator", note: nil)
            #expect(try await browser.get("/upload").status == 410)
        }
    }

    @Test("what is larger than the site takes is refused with the limit, before and while it arrives")
    func tooLarge() async throws {
        try await Hospital.run { hospital in
            let yaml = hospital.office.paths.configuration
            let text = try String(contentsOf: yaml, encoding: .utf8)
            #expect(text.contains("maxFileMB: 50") && text.contains("maxArchiveMB: 512"))
        }
        try await Hospital.run(settings: {
            $0.replacing("maxArchiveMB: 512", with: "maxArchiveMB: 1").replacing("maxFileMB: 50", with: "maxFileMB: 1")
        }) { hospital in
            try hospital.office.askForRecords(of: Patients.id, from: .patient, [.other], actor: "coordinator")
            let browser = try await patient(hospital)
            let page = try await browser.get("/upload")
            let subject = try about(page)
            #expect(page.holds("At most 1 MB"))
            let fields = [("about", subject), ("kind", "other")]
            let over = Sent(name: "a.txt", data: Data(repeating: 0x61, count: (1 << 20) + 10))
            let answer = try await browser.post("/upload", body: form(fields, [over]), type: Self.zip)
            #expect(answer.status == 422)
            #expect(answer.holds("larger than 1 MB"))
            let more = Sent(name: "a.txt", data: Data(repeating: 0x61, count: 3 << 20))
            let refused = try await browser.post("/upload", body: form(fields, [more]), type: Self.zip)
            #expect(refused.status == 413)
            #expect(refused.holds("It is too large"))
        }
    }

    @Test("the referring doctor gets a link with the chase, opens it with a mailed code, and staff download what came")
    func doctorAndStaff() async throws {
        try await inHospital { hospital in
            try hospital.office.askForRecords(of: Patients.id, from: .doctor, [.pathologyReport], actor: "coordinator")
            try await hospital.agent.runUntilIdle()
            let browser = try await hospital.opened(by: Patients.doctor)
            let page = try await browser.get("/upload")
            #expect(page.holds("which you referred"))
            let sent = Sent(name: "Befund größer.pdf", data: Self.pdf)
            let answer = try await browser.post(
                "/upload", body: form([("about", try about(page)), ("kind", "pathologyReport")], [sent]), type: Self.zip
            )
            #expect(answer.status == 200)
            let staff = try await hospital.staff(Patients.coordinator)
            let detail = try await staff.get("/cases/C-0001")
            let path = try #require(detail.body.firstMatch(of: /href="(\/cases\/C-0001\/files\/[0-9a-f]{16})"/)?.1)
            #expect(detail.holds("uploaded by the referring doctor") && detail.holds("Befund größer.pdf"))
            let file = try await staff.get(String(path))
            #expect(file.status == 200)
            #expect(file.body == String(decoding: Self.pdf, as: UTF8.self))
            #expect(file.headers["content-type"] == "application/octet-stream")
            #expect(file.headers["x-content-type-options"] == "nosniff")
            let disposition = try #require(file.headers["content-disposition"])
            #expect(
                disposition
                    == "attachment; filename=\"Befund gr__er.pdf\"; filename*=UTF-8''Befund%20gr%C3%B6%C3%9Fer.pdf")
            #expect(try await hospital.browser.get(String(path)).status == 403)
            #expect(try await browser.get(String(path)).status == 403)
            #expect(try await staff.get("/cases/C-0001/files/0000000000000000").status == 404)
        }
    }
}
