import Foundation
import Orchestrator
import TumorBoard

extension Hospital {
    /// The same opinion of several people.
    func vote(_ opinion: [String: [String]], by addresses: [String]) async throws {
        for address in addresses {
            let answer = try await opened(by: address).post("/ballot", opinion)
            guard answer.status == 303 else { throw HospitalError.closed(answer.status) }
        }
    }

    /// The whole panel is for surgery, and the ballot closes.
    func voteForSurgery() async throws {
        try await vote(
            Patients.opinion, by: [Patients.surgeon, Patients.medicalOncologist, Patients.radiationOncologist])
        try await wait(until: Self.close)
    }

    /// The chair signs the plan for surgery.
    func signSurgery() async throws {
        try await voteForSurgery()
        try await wait(until: Self.session)
        let answer = try await opened(by: Patients.chair)
            .post("/signoff", ["name": ["Prof. Carla Chair"], "confirm": ["yes"]])
        guard answer.status == 303 else { throw HospitalError.closed(answer.status) }
        try await agent.runUntilIdle()
    }
}
