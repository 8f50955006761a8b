import Foundation
import MailCatcher
import Orchestrator
import Testing
import TumorBoard

@Suite("Mail to the patient at milestones")
struct MilestoneMailTests {
    private static func kinds(to address: String, _ hospital: Hospital) throws -> [String] {
        try hospital.catcher.messages(to: address).compactMap { try ReadMail($0.data).header("X-Tumorboard-Kind") }
    }

    @Test("the patient hears of receipt and listing, in words without the illness")
    func standard() async throws {
        try await Hospital.run { hospital in
            #expect(try Self.kinds(to: Patients.patient, hospital) == ["received", "listed"])
            for mail in try hospital.catcher.messages(to: Patients.patient).map({ try ReadMail($0.data) }) {
                let text = try #require(mail.text)
                for secret in ["breast", "Breast", "carcinoma", "Surgery first"] { #expect(!text.contains(secret)) }
            }
        }
    }

    @Test("policy says at which milestones; the end is told too where it says so, but never a death")
    func policy() async throws {
        for (ending, expected) in [(Ending.Kind.treated, ["opinions", "ended"]), (.died, ["opinions"])] {
            try await Hospital.run { hospital in
                var policy = try hospital.office.policy()
                policy.notices.milestones = [.opinions, .moreNeeded, .ended]
                try hospital.office.adoptPolicy(policy, actor: "coordinator")
                var second = Patients.case("C-0002")
                second.patient.email = try EmailAddress("second-patient@mail.example")
                try hospital.office.addSession(
                    Session(
                        id: "breast-2", board: "breast", starts: Hospital.session.addingTimeInterval(7 * 86_400),
                        minutes: 90, cutoffHours: 96, timeZone: "Europe/Berlin"), actor: "coordinator")
                try hospital.office.importCase(second, actor: "coordinator")
                try await hospital.agent.runUntilIdle()
                try await hospital.wait(until: Hospital.cutoff.addingTimeInterval(7 * 86_400))
                try hospital.office.endCase("C-0002", as: ending, by: "coordinator", note: nil)
                try await hospital.agent.runUntilIdle()
                #expect(try Self.kinds(to: "second-patient@mail.example", hospital) == expected)
            }
        }
    }

    @Test("a companion is written to where the patient has no address, and nobody without consent")
    func companion() async throws {
        try await Hospital.run { hospital in
            var accompanied = Patients.case("C-0002")
            accompanied.patient.email = nil
            accompanied.patient.companionContact = TumorBoard.Contact(
                name: "Nils Käfer", email: try EmailAddress("nils@mail.example"))
            try hospital.office.importCase(accompanied, actor: "coordinator")
            var silent = Patients.case("C-0003")
            silent.patient.email = try EmailAddress("silent@mail.example")
            silent.consent = Consent()
            try hospital.office.importCase(silent, actor: "coordinator")
            try await hospital.agent.runUntilIdle()
            #expect(try Self.kinds(to: "nils@mail.example", hospital).first == "received")
            #expect(try Self.kinds(to: "silent@mail.example", hospital).isEmpty)
            try hospital.office.recordConsent(Consent(toReview: true), of: "C-0003", actor: "coordinator")
            try await hospital.agent.runUntilIdle()
            #expect(try Self.kinds(to: "silent@mail.example", hospital).first == "received")
        }
    }
}
