import TumorBoard

extension Presenter {
    /// What a session did with the case, with who was there and who dissented in which words.
    func sittingLine(_ confirmation: SessionConfirmation) -> (text: String, reason: String?) {
        let present = confirmation.present.map(name)
        var parts = [confirmation.note].compactMap { $0 }
        parts += confirmation.dissent.map { "\(name($0.reviewer)) dissents: “\($0.words)”" }
        if !present.isEmpty { parts.append("present: \(present.joined(separator: ", "))") }
        if !confirmation.isQuorate {
            let missing = confirmation.missing.map(\.title).joined(separator: ", ")
            parts.append(missing.isEmpty ? "not quorate" : "not quorate, missing: \(missing)")
        }
        return (
            "Session \(confirmation.session): \(confirmation.result.words), recorded by \(actor(confirmation.by))",
            parts.isEmpty ? nil : parts.joined(separator: "; ")
        )
    }
}
