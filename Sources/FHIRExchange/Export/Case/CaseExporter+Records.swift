import Foundation
import TumorBoard

extension CaseExporter {
    /// A DocumentReference for each record, present or not.
    func addRecords() {
        for record in subject.records { add(record) }
    }

    /// Records that came after the packet was frozen.
    var laterRecords: [ClinicalRecord] {
        guard let packet else { return [] }
        let frozen = Set(packet.content.subject.records.map(\.id))
        return subject.records.filter { !frozen.contains($0.id) }
    }

    private func add(_ record: ClinicalRecord) {
        add("DocumentReference", "record/\(record.id)") { document in
            document["identifier"] = .list([
                .identifier(ownSystems + "record", record.id), Self.digest(record.digest ?? record.file?.digest),
            ])
            document["status"] = "current"
            document["docStatus"] = record.pending ? "preliminary" : nil
            document["extension"] = .list([
                record.legible
                    ? nil : .extension(CodeSystems.ownExtension("record-illegible"), "valueBoolean", .bool(true))
            ])
            document["type"] = .concept(
                record.kind.title, .coding(ownSystems + "record-class", record.kind.rawValue),
                record.kind.loinc.map { .loinc($0) } ?? .list([]))
            document["category"] = .list([record.laterality.map { .own("laterality", $0.rawValue) }])
            document["subject"] = patient
            document["description"] = .text(record.title)
            // whether the source is a person or an institution is not known, so it is shown and not referred to
            document["author"] = .list([.fields(["display": .text(record.source)])])
            document["content"] = .list([.fields(["attachment": Self.attachment(record)])])
            addContext(of: record, to: &document)
        }
    }

    private func addContext(of record: ClinicalRecord, to document: inout ExportedResource) {
        var printed: FHIRNode?
        if record.printedName != nil || record.printedBirthDate != nil {
            // the patient as printed on the record is no second patient of the bundle, so it is contained
            document["contained"] = .list([
                .fields([
                    "resourceType": "Patient", "id": "printed",
                    "name": .list([.fields(["text": .text(record.printedName)])]),
                    "birthDate": .date(record.printedBirthDate),
                ])
            ])
            printed = .object(["reference": "#printed"])
        }
        document["context"] = .fields([
            // DocumentReference.date is an instant; the day of an examination, or its month alone, is a period's start
            "period": .period(record.date, nil),
            "event": .list([
                record.modality.map { modality in
                    .concept(modality.words, modality.dicom.map { .coding(CodeSystems.dicom, $0) } ?? .list([]))
                }
            ]),
            "sourcePatientInfo": printed,
        ])
    }

    private static func attachment(_ record: ClinicalRecord) -> FHIRNode {
        let text = record.text.map { Data($0.utf8).base64EncodedString() }
        return .fields([
            "contentType": text != nil ? "text/plain;charset=utf-8" : .text(record.file?.mediaType),
            "data": .text(text), "title": .text(record.title),
            "size": text == nil ? record.file.map { .integer($0.size) } : nil,
        ])
    }

    /// SHA-256 as a URI of RFC 6920. `Attachment.hash` is SHA-1 by definition and would be read as such.
    private static func digest(_ hexadecimal: String?) -> FHIRNode? {
        guard let hexadecimal, hexadecimal.count == 64 else { return nil }
        var bytes = Data()
        var rest = Substring(hexadecimal)
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        let encoded = bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing(
            "=", with: "")
        return .identifier(CodeSystems.uri, "ni:///sha-256;\(encoded)")
    }
}

extension RecordClass {
    /// The LOINC document type, where one fits.
    var loinc: String? {
        switch self {
        case .pathologyReport, .biopsy: "11526-1"
        case .imagingReport: "18748-4"
        case .endoscopy: "18751-8"
        case .bloodCount: "58410-2"
        case .chemistry: "24323-8"
        case .operativeNote: "11504-8"
        case .treatmentSummary: "34805-2"
        case .dischargeSummary: "18842-5"
        case .genetics: "51969-4"
        case .medicationList: "10160-0"
        case .currentPhysicianReport: "57133-1"
        case .echocardiography: "42148-7"
        case .lungFunction: "81459-0"
        case .slidesOrBlocks, .images, .tumourMarkers, .other: nil
        }
    }
}

extension ImagingModality {
    /// The modality as DICOM codes it.
    fileprivate var dicom: String? {
        switch self {
        case .ct: "CT"
        case .mri: "MR"
        case .petCT: "PT"
        case .ultrasound: "US"
        case .mammography: "MG"
        case .xray: "DX"
        case .boneScan: "NM"
        case .other: nil
        }
    }

    fileprivate var words: String? { self == .other ? "other imaging" : nil }
}
