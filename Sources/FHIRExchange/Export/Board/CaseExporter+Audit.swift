import TumorBoard

extension CaseExporter {
    /// An AuditEvent for each line of the journal: which kind of event, when, by whom, about which case.
    func addAuditTrail() {
        let hospital = add("Organization", "hospital") { $0["name"] = .text(source.hospital) }.reference
        let system = add("Device", "tumorboard") { device in
            device["deviceName"] = .list([.fields(["name": "tumorboard", "type": "user-friendly-name"])])
            device["owner"] = hospital
        }.reference
        for line in source.journal {
            let who = line.actor == "agent" ? system : actor(line.actor)
            add("AuditEvent", "event/\(line.version)") { event in
                event["type"] = .coding(CodeSystems.dicom, "110110", "Patient Record")
                event["subtype"] = .list([.coding(ownSystems + "event", line.kind)])
                event["action"] = line.version == 1 ? "C" : "U"
                event["period"] = .fields(["start": .instant(line.effective), "end": .instant(line.effective)])
                event["recorded"] = .instant(line.recorded)
                event["outcome"] = "0"
                event["agent"] = .list([.fields(["who": who, "requestor": .bool(true)])])
                event["source"] = .fields(["observer": system])
                event["entity"] = .list([
                    .fields([
                        "what": .fields(["identifier": .identifier(ownSystems + "case", subject.id.text)]),
                        "role": .coding(CodeSystems.hl7("object-role"), "4", "Domain Resource"),
                    ])
                ])
            }
        }
    }
}
