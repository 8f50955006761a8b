import Foundation
import Testing

@testable import TumorBoard

@Suite("A navigator's tasks")
struct NavigatorTaskTests {
    private func task(_ id: String, _ walk: Walk) -> CaseTask? {
        walk.file.navigatorTasks(now: walk.now, policy: walk.policy).first { $0.id == id }
    }

    private func open(_ walk: Walk) -> [String] {
        walk.file.openTasks(now: walk.now, policy: walk.policy).map(\.id)
    }

    @Test("A case that lacks nothing has no task; one that lacks something has a task for each thing")
    func needs() throws {
        #expect(try open(Walk(TestCase.lung())).isEmpty)
        let walk = try Walk(
            TestCase.lung { subject in
                subject.consent = Consent()
                subject.records = [
                    ClinicalRecord(id: "r1", kind: .pathologyReport, title: "Path", legible: false),
                    ClinicalRecord(id: "r2", kind: .images, title: "CT", pending: true, laterality: .left),
                    ClinicalRecord(id: "r3", kind: .other, title: "Note", laterality: .right),
                ]
                subject.disputes = [
                    CaseChange(kind: .disputed, field: "stage", before: "II", after: "III", source: "letter")
                ]
                subject.referral.isUnchecked = true
            })
        let expected: Set<String> = [
            "consent", "record.pathologyReport", "record.images", "record.imagingReport", "identity", "disputes",
            "check",
        ]
        #expect(Set(open(walk)) == expected)
        #expect(task("record.pathologyReport", walk)?.title.contains("legible") == true)
    }

    @Test("A task opens with the event that made it, tells every chase and letter, and closes with the record")
    func history() throws {
        var walk = try Walk(TestCase.lung { $0.records.removeLast() })
        #expect(task("record.images", walk)?.due == CivilDate(.day(5), in: .gmt))
        walk.record(walk.file.chaseRecords(now: walk.now, policy: walk.policy))
        walk.now = .day(3)
        walk.record([
            .letterMade(LetterMade(letter: "record-request", task: "record.images", to: "Klinik am See", by: "Nora"))
        ])
        walk.now = .day(6)
        #expect(task("record.images", walk)?.isOverdue == true)
        try walk.add(TestCase.record("ct", .images), material: false)
        let done = try #require(task("record.images", walk))
        #expect(done.state == .done && !done.isOverdue)
        #expect(
            done.history.map(\.what) == [
                "Opened: the referral came in", "Asked for, the first time",
                "The letter “record-request” was made for Klinik am See", "Closed: “record ct” came in",
            ])
        #expect(done.history.map(\.at) == [.day(0), .day(0), .day(3), .day(6)])
        #expect(done.history.last?.by == "coordinator")
    }

    @Test("A record that grows too old opens a task on the day on which it did, whenever somebody looks")
    func staleness() throws {
        var walk = try Walk(
            TestCase.lung { subject in
                subject.records.append(
                    ClinicalRecord(
                        id: "blood", kind: .bloodCount, title: "CBC", date: CivilDate(.day(-10), in: .gmt)))
            })
        walk.policy.intake.staleBlocks = [.lung]
        #expect(open(walk).isEmpty)
        walk.now = .day(9)
        let stale = try #require(task("record.bloodCount", walk))
        #expect(stale.history.first?.at == .day(5, 0))
        #expect(stale.due == CivilDate(.day(10), in: .gmt))
    }

    @Test("Slides are released, arrive and go back, each a task of its own, the last one even after the end")
    func slides() throws {
        var walk = try Walk(
            TestCase.lung {
                $0.records.append(ClinicalRecord(id: "s", kind: .slidesOrBlocks, title: "Slides", pending: true))
            }
        )
        func step(_ kind: CustodyStep.Kind, _ day: Int) -> CaseEvent {
            .custodyRecorded(
                CustodyStep(record: "s", kind: kind, date: CivilDate(.day(day), in: .gmt), person: "Klinik am See"))
        }
        #expect(open(walk) == ["slides.release"])
        walk.record([step(.released, 0)])
        #expect(open(walk) == ["slides.arrival"])
        walk.record([step(.shipped, 1)])
        #expect(task("slides.arrival", walk)?.history.last?.what.contains("shipped") == true)
        walk.record([step(.signedFor, 2)])
        #expect(open(walk).isEmpty, "they stay until the case is answered")
        walk.record(try walk.file.end(.treated, by: "Dr. Fern", note: nil))
        #expect(open(walk) == ["slides.return"])
        walk.record([step(.returned, 9)])
        #expect(open(walk).isEmpty)
        #expect(task("slides.return", walk)?.state == .done)
    }

    @Test("A task that follows from the case is not closed by hand while its need is there; one of a person is")
    func closing() throws {
        var walk = try Walk(TestCase.lung { $0.records.removeLast() })
        #expect(throws: CommandRefusal.self) {
            try walk.file.closeTask(
                "record.images", as: .done, note: nil, by: "Nora", now: walk.now, policy: walk.policy)
        }
        walk.record(try walk.file.openTask("Book the interpreter", due: try CivilDate("2026-11-20"), by: "Nora"))
        walk.record(try walk.file.openTask("Send the map", by: "Nora"))
        #expect(Set(open(walk)) == ["record.images", "task-1", "task-2"])
        walk.record(
            try walk.file.assignTask(
                "task-1", owner: "Ivo", due: nil, by: "Nora", now: walk.now, policy: walk.policy))
        walk.record(try walk.file.noteOnTask("task-1", "by telephone", by: "Ivo", now: walk.now, policy: walk.policy))
        walk.record(
            try walk.file.closeTask("task-1", as: .done, note: nil, by: "Ivo", now: walk.now, policy: walk.policy))
        let closed = try #require(task("task-1", walk))
        #expect(closed.owner == "Ivo" && closed.state == .done)
        #expect(closed.history.map(\.what) == ["Opened", "Given to Ivo", "Note: by telephone", "Done"])
        #expect(throws: CommandRefusal.taskClosed("task-1")) {
            try walk.file.closeTask("task-1", as: .done, note: nil, by: "Ivo", now: walk.now, policy: walk.policy)
        }
        #expect(throws: CommandRefusal.unknownTask("task-9")) {
            try walk.file.assignTask("task-9", owner: "Ivo", due: nil, by: "Nora", now: walk.now, policy: walk.policy)
        }
        walk.record(try walk.file.end(.declined, by: "Nora", note: nil))
        #expect(task("task-2", walk)?.state == .dropped)
    }

    @Test("An authorisation is asked for only where somebody pays, and keeps the log of contacts")
    func authorisation() throws {
        var walk = try Walk(TestCase.lung())
        #expect(throws: CommandRefusal.noCoverage) {
            try walk.file.openTask("PET-CT", kind: .authorisation, by: "Nora")
        }
        walk.record(try walk.file.setCoverage(Coverage(payer: "Kasse Nord", member: "A1"), by: "Nora"))
        #expect(walk.file.subject.coverage?.payer == "Kasse Nord")
        #expect(try walk.file.setCoverage(Coverage(payer: "Kasse Nord", member: "A1"), by: "Nora").isEmpty)
        walk.record(try walk.file.openTask("PET-CT", kind: .authorisation, by: "Nora"))
        walk.record(
            try walk.file.contactInsurer(
                InsurerContact(
                    name: "Ms Hahn", date: try CivilDate("2026-11-03"), about: "PET-CT", approved: "one scan",
                    by: "Nora")))
        let task = try #require(self.task("authorisation-1", walk))
        #expect(task.history.last?.what == "Spoke with Ms Hahn about PET-CT; approved: one scan")
    }

    @Test("A case from the public form is neither listed nor chased for before it is checked; later news is marked")
    func check() throws {
        var walk = try Walk(
            TestCase.lung { subject in
                subject.referral.isUnchecked = true
                subject.navigator = Contact(name: "Nora Nowak")
            })
        #expect(walk.steps.isEmpty)
        let blockers = walk.file.readiness(now: walk.now, policy: walk.policy).blockers
        #expect(blockers.contains { $0.contains("public form") && $0.contains("Nora Nowak") })
        walk.record(try walk.file.checkIntake(by: "Nora Nowak", note: nil))
        #expect(walk.steps.map(\.action) == [.list])
        try walk.add(TestCase.record("late"), material: false)
        let check = try #require(task("check", walk))
        #expect(check.state == .done)
        #expect(check.remarks == ["It came after the check: “record late” came in."])

        var ours = try Walk(TestCase.lung())
        ours.policy.intake.checkBeforeListing = true
        #expect(ours.steps.isEmpty && open(ours) == ["check"])
        ours.record(try ours.file.checkIntake(by: "Nora", note: nil))
        #expect(ours.steps.map(\.action) == [.list])
    }

    @Test("The list cut-off comes before a task's own day, and the navigator is its owner where there is one")
    func dueAndOwner() throws {
        var walk = try Walk(
            TestCase.lung { subject in
                subject.navigator = Contact(name: "Nora Nowak")
            })
        walk.policy.tasks.dueDays[.disputes] = 30
        try walk.run(through: .list)
        walk.record([
            .updated(
                CaseUpdate(
                    subject: {
                        var subject = walk.file.subject
                        subject.disputes = [
                            CaseChange(kind: .disputed, field: "stage", before: "II", after: "III", source: "letter")
                        ]
                        return subject
                    }(), changes: [], source: "letter", by: "Nora"))
        ])
        let task = try #require(self.task("disputes", walk))
        #expect(task.owner == "Nora Nowak")
        #expect(task.due == CivilDate(try #require(walk.file.listing).cutoff, in: .gmt))
    }
}
