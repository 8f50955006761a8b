import TumorBoard

extension CaseExporter {
    /// Who signed the plan, when and in which capacity.
    ///
    /// The clinician typed a name behind a signed link; no cryptographic signature of theirs exists, so
    /// `Signature.data` is left out and not filled with something that would look like one.
    func addSignature() {
        guard let signature = source.file.signature, let signed = source.file.signed, openPlan != nil else { return }
        let signer = reviewer(signature.reviewer, as: nil)
        add("Provenance", "signature") { provenance in
            provenance["target"] = .list([
                reference("CarePlan", "plan"), reference("RequestGroup", "recommendation"),
            ])
            provenance["occurredDateTime"] = .instant(signed)
            provenance["recorded"] = .instant(signed)
            provenance["activity"] = .concept("Sign-off of version \(signature.version) of the plan")
            provenance["agent"] = .list([
                .fields([
                    "type": .concept(nil, .hl7("provenance-participant-type", "legal")),
                    "role": .list([.concept(signature.role)]), "who": signer, "onBehalfOf": board,
                ])
            ])
            provenance["signature"] = .list([
                .fields([
                    "type": .list([
                        .coding("urn:iso-astm:E1762-95:2013", "1.2.840.10065.1.12.1.5", "Verification Signature")
                    ]), "when": .instant(signed), "who": signer,
                ])
            ])
        }
    }
}
