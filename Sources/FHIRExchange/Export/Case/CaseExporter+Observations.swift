import TumorBoard

extension CaseExporter {
    /// The tumour's markers.
    func addMarkers() {
        for (place, marker) in subject.biomarkers.enumerated() {
            addObservation("marker/\(place + 1)", "laboratory", marker.date) { observation in
                observation.claim("tumor-marker-test")
                observation["category"] = .list([
                    .concept(nil, .hl7("observation-category", "laboratory")), .concept("Tumour marker"),
                ])
                observation["code"] = .concept(marker.name, MarkerCodes.coding(of: marker))
                if let quantity = MarkerCodes.quantity(marker.result) {
                    observation["valueQuantity"] = quantity
                } else {
                    observation["valueString"] = .text(marker.result)
                }
            }
        }
    }

    /// How the disease was judged and how large the tumour was, over time.
    func addCourse() {
        for (place, status) in subject.statuses.enumerated() {
            addObservation("status/\(place + 1)", "exam", status.date) { observation in
                observation["code"] = .concept(nil, .loinc("97509-4", "Cancer disease progression"))
                observation["valueCodeableConcept"] = .concept(status.status)
                observation["method"] = status.basis.map { .concept($0) }
            }
        }
        for (place, size) in subject.sizes.enumerated() {
            addObservation("size/\(place + 1)", "exam", size.date) { observation in
                observation["code"] = .concept(nil, .loinc("21889-1", "Size Tumor"))
                observation["component"] = .list(
                    size.millimetres.enumerated().map { place, extent in
                        .fields([
                            "code": .concept(
                                nil,
                                place == 0
                                    ? .loinc("33728-7", "Size.maximum dimension in Tumor")
                                    : .loinc("33729-5", "Size additional dimension in Tumor")),
                            "valueQuantity": .quantity(extent, "mm"),
                        ])
                    })
                observation["note"] = .notes([size.note])
            }
        }
    }

    /// How fit the patient is. What nobody assessed is no Observation; a remark alone is one without a value.
    func addFitness() {
        let fitness = subject.fitness
        func fill(_ observation: inout ExportedResource, _ code: FHIRNode, _ value: Int?, _ remark: String?) {
            observation["code"] = .concept(nil, code)
            if let value {
                observation["valueInteger"] = .integer(value)
            } else {
                observation["dataAbsentReason"] = .notPresented
            }
            observation["note"] = .notes([remark])
        }
        if fitness.ecog != nil || (fitness.note != nil && fitness.karnofsky == nil) {
            addObservation("fitness/ecog", "survey", fitness.date) { observation in
                observation.claim("ecog-performance-status")
                fill(
                    &observation, .loinc("89247-1", "ECOG Performance Status score"), fitness.ecog, fitness.note)
            }
        }
        if fitness.karnofsky != nil {
            addObservation("fitness/karnofsky", "survey", fitness.date) { observation in
                observation.claim("karnofsky-performance-status")
                fill(
                    &observation, .loinc("89243-0", "Karnofsky Performance Status score"), fitness.karnofsky,
                    fitness.ecog == nil ? fitness.note : nil)
            }
        }
    }

    private func addObservation(
        _ name: String, _ category: String, _ date: CivilDate?, _ fill: (inout ExportedResource) -> Void
    ) {
        add("Observation", name) { observation in
            observation["status"] = "final"
            observation["category"] = .list([.concept(nil, .hl7("observation-category", category))])
            observation["subject"] = patient
            // a marker and a size are the tumour's, fitness is the person's
            observation["focus"] = category == "survey" ? nil : .list([cancer])
            observation["effectiveDateTime"] = .date(date)
            fill(&observation)
        }
    }
}
