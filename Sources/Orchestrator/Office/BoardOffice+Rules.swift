import Foundation
import Journal
package import TumorBoard

extension BoardOffice {
    /// Puts a roster in force; whatever it touches becomes due now.
    package func importRoster(_ roster: Roster, actor: String) throws {
        try replace(.roster, kind: "roster.imported", with: roster, actor: actor)
    }

    /// Puts a policy in force; whatever it touches becomes due now.
    package func adoptPolicy(_ policy: BoardPolicy, actor: String) throws {
        try replace(.policy, kind: "policy.adopted", with: policy, actor: actor)
    }

    private func replace(_ stream: StreamID, kind: String, with value: some Encodable, actor: String) throws {
        let event = NewEvent(
            kind: kind, schema: 1, payload: try JSONEncoder.canonical.encode(value), sealed: false, effective: now)
        let append = StreamAppend(
            stream: stream, expectedVersion: try journal.version(of: stream), events: [event])
        _ = try journal.append([append], actor: actor, recorded: now, effects: Effects())
        // in a second transaction: what is due depends on the rules that hold now, and computing it again is harmless
        _ = try journal.append([], actor: actor, recorded: now, effects: try effectsOfChangedRules())
    }

    /// What is due under the rules as they are, for every case that is not at its end; and that the agent plans again.
    func effectsOfChangedRules() throws -> Effects {
        let policy = try policy()
        var effects = Effects()
        for view in try caseViews() where view.status != .ended {
            let stream = StreamID.ofCase(view.id)
            effects.due[stream] = try caseFile(view.id).dueSteps(now: now, policy: policy).map { step in
                DueRow(stream: stream, step: step.action.rawValue, at: step.at)
            }
        }
        try markReplan(&effects)
        return effects
    }
}
