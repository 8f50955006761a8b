import Foundation
import TumorBoard

extension Importer {
    /// The records: documents, reports, imaging studies, single laboratory values. Of a lifetime's series of one kind
    /// the latest is taken.
    mutating func readRecords(of diagnosis: Diagnosis) -> [ClinicalRecord] {
        var records: [ClinicalRecord] = []
        for document in open("DocumentReference") where Self.isOurs(document) {
            add(
                record(of: document, kind: Concept(document["type"]).recordClass ?? .other), from: document,
                to: &records)
        }
        readForeignDocuments(into: &records)
        readReports(into: &records)
        readImages(since: diagnosis.date, into: &records)
        addLaboratoryValues(to: &records)
        return records
    }

    private static func isOurs(_ document: Resource) -> Bool { Concept(document["type"]).own("record-class") != nil }

    /// Documents of other systems: classified by LOINC or words; of plain encounter notes only the latest of a type.
    private mutating func readForeignDocuments(into records: inout [ClinicalRecord]) {
        var latest: [String: Resource] = [:]
        let documents = open("DocumentReference")
        for document in documents {
            let type = Concept(document["type"])
            guard let kind = type.recordClass else { continue }
            guard kind == .currentPhysicianReport || kind == .medicationList else {
                add(record(of: document, kind: kind), from: document, to: &records)
                continue
            }
            keepLatest(document, as: "\(kind.rawValue) \(type.label ?? "")", among: &latest)
        }
        for document in latest.values.sorted(by: { $0.index < $1.index }) {
            let kind = Concept(document["type"]).recordClass ?? .other
            add(record(of: document, kind: kind), from: document, to: &records)
        }
        let kinds = latest.values.map { Concept($0["type"]) }
        for document in documents where !claimed.contains(document.index) {
            let old = kinds.contains(Concept(document["type"]))
            leaveOut(
                document,
                because: old
                    ? "an older note than the one taken; add it by hand if the board needs it"
                    : "a document whose type is not known; add it by hand if the board needs it")
        }
    }

    private mutating func readReports(into records: inout [ClinicalRecord]) {
        var latest: [String: Resource] = [:]
        let reports = open("DiagnosticReport")
        for report in reports {
            guard let kind = Self.recordClass(of: report) else { continue }
            switch kind {
            case .bloodCount, .chemistry, .tumourMarkers, .currentPhysicianReport, .medicationList:
                keepLatest(report, as: kind.rawValue, among: &latest)
            default: add(record(ofReport: report, kind: kind), from: report, to: &records)
            }
        }
        for report in latest.values.sorted(by: { $0.index < $1.index }) {
            let kind = Self.recordClass(of: report) ?? .other
            add(record(ofReport: report, kind: kind), from: report, to: &records)
        }
        for report in reports where !claimed.contains(report.index) {
            let why =
                Self.recordClass(of: report) == nil
                ? "a report of a kind that the packet does not hold" : "an older report than the one taken"
            leaveOut(report, because: why)
            // Its values are no loose ones: they go where it goes.
            for reference in report["result"].items {
                guard let result = resources.resolve(reference, from: report) else { continue }
                leaveOut(result, because: "values of \(why)")
            }
        }
    }

    private static func recordClass(of report: Resource) -> RecordClass? {
        report.code.recordClass ?? report.categories.lazy.compactMap(\.recordClass).first
    }

    private mutating func keepLatest(_ resource: Resource, as key: String, among latest: inout [String: Resource]) {
        guard let known = latest[key] else {
            latest[key] = resource
            return
        }
        if (resource.date?.daysSince1970 ?? .min) > (known.date?.daysSince1970 ?? .min) { latest[key] = resource }
    }

    /// Imaging studies from a year before the diagnosis on; older ones are other stories.
    private mutating func readImages(since diagnosed: CivilDate?, into records: inout [ClinicalRecord]) {
        for imaging in open("ImagingStudy") {
            let date = CivilDate(fhir: imaging["started"])
            if let date, let diagnosed, date < diagnosed.adding(days: -365) {
                leaveOut(imaging, because: "images made more than a year before the diagnosis")
                continue
            }
            let study = imageStudy(imaging, date: date)
            let series = imaging["series"].items
            let modalities = imaging["modality"].items + series.flatMap { $0["modality"].items }
            let modality = modalities.lazy.compactMap { Concept($0).imagingModality }.first
            let procedure = imaging["procedureCode"].items.lazy.compactMap { Concept($0).name }.first
            let named = [study.modality, study.bodyPart].compactMap { $0 }.joined(separator: ", ")
            let title =
                imaging["description"].text ?? procedure ?? (named.isEmpty ? "Imaging study" : "Images: \(named)")
            var record = ClinicalRecord(
                id: recordID(imaging, among: records), kind: .images, title: title, date: date, modality: modality)
            record.study = study
            record.laterality =
                series.lazy.compactMap { Concept($0["laterality"]).laterality ?? Concept($0["bodySite"]).laterality }
                .first
            add(record, from: imaging, to: &records)
        }
    }

    private func imageStudy(_ imaging: Resource, date: CivilDate?) -> ImageStudy {
        let series = imaging["series"].items
        let counted = series.reduce(0) { sum, one in
            sum + (one["numberOfInstances"].integer ?? one["instance"].items.count)
        }
        var study = ImageStudy(
            series: imaging["numberOfSeries"].integer ?? series.count,
            images: imaging["numberOfInstances"].integer ?? counted)
        let codes = (imaging["modality"].items + series.flatMap { $0["modality"].items }).map(Concept.init)
        study.modality = codes.lazy.compactMap { $0.codes.first?.code ?? $0.name }.first { !$0.isEmpty }
        study.bodyPart = series.lazy.compactMap { Concept($0["bodySite"]).name }.first
        study.description = imaging["description"].text ?? series.lazy.compactMap { $0["description"].text }.first
        study.date = date
        return study
    }

    private mutating func add(_ record: ClinicalRecord, from resource: Resource, to records: inout [ClinicalRecord]) {
        var record = record
        if let text = record.text,
            let same = records.first(where: { $0.kind == record.kind && $0.date == record.date && $0.text == text })
        {
            // The same note as a document and as a report.
            claim(resource)
            return trace(.record, same.id, to: [resource.path])
        }
        if records.contains(where: { $0.id == record.id }) { record.id = recordID(resource, among: records) }
        records.append(record)
        let state = record.pending ? ", pending" : ""
        understood("Record: \(record.kind.title), \(record.title)\(state)", from: resource, .record, record.id)
    }

    /// The resource's id; where it has none or another record took it, its place in the file.
    private func recordID(_ resource: Resource, among records: [ClinicalRecord]) -> String {
        if let id = resource.id, !records.contains(where: { $0.id == id }) { return id }
        return "r\(resource.index + 1)"
    }

    private mutating func record(of document: Resource, kind: RecordClass) -> ClinicalRecord {
        let type = Concept(document["type"])
        let content = document["content"].items.first?["attachment"] ?? .null
        var record = ClinicalRecord(
            id: document.id ?? "r\(document.index + 1)", kind: kind,
            title: document["description"].text ?? content["title"].text ?? type.label ?? kind.title,
            date: CivilDate(fhir: document["date"]) ?? CivilDate(fhir: content["creation"])
                ?? CivilDate(fhir: document["context"]["period"]["start"]))
        let author = document["author"].items.first ?? document["custodian"]
        record.source = source(author, of: document) ?? source(document["custodian"], of: document)
        let events = document["context"]["event"].items.map(Concept.init)
        record.modality = events.lazy.compactMap(\.imagingModality).first
        let attachments = document["content"].items.map { $0["attachment"] }
        record.text = text(of: attachments, in: document)
        record.pending = document["docStatus"].text == "preliminary"
        record.laterality =
            document.categories.lazy.compactMap { $0.own("laterality").flatMap(Laterality.init(rawValue:)) }
            .first
        if let printed = resources.resolve(document["context"]["sourcePatientInfo"], from: document) {
            record.printedName = Self.personName(printed["name"])
            record.printedBirthDate = CivilDate(fhir: printed["birthDate"])
        }
        return record
    }

    private mutating func record(ofReport report: Resource, kind: RecordClass) -> ClinicalRecord {
        let title = report.code.label.flatMap { $0 == report.code.codes.first?.code ? nil : $0 }
        var record = ClinicalRecord(
            id: report.id ?? "r\(report.index + 1)", kind: kind, title: title ?? kind.title, date: report.date)
        record.source = report["performer"].items.first.flatMap { source($0, of: report) }
        record.pending = ["registered", "partial", "preliminary"].contains(report["status"].text ?? "")
        record.modality = kind == .imagingReport ? report.code.imagingModality : nil
        var lines = report["result"].items.compactMap { reference -> String? in
            guard let result = resources.resolve(reference, from: report) else { return reference["display"].text }
            claim(result)
            if let variant = variant(result) { return "\(variant.name): \(variant.result)" }
            if result.code.hasCode(in: ["53041-0"]) {
                let genes = result["component"].items.filter { Concept($0["code"]).hasCode(in: ["48018-6"]) }
                    .flatMap { Concept($0["valueCodeableConcept"]).codes.compactMap(\.display) }
                return genes.isEmpty ? nil : "Genes studied: \(genes.joined(separator: ", "))"
            }
            guard let name = result.code.label, let value = result.valueText else { return nil }
            return "\(name): \(value)"
        }
        let wordings = [report["conclusion"].text, text(of: report["presentedForm"].items, in: report)]
            .compactMap { $0 }
        if wordings.isEmpty, lines.isEmpty {
            lines += [report["text"]["div"].text.map(Markup.plain)].compactMap { $0 }.filter { !$0.isEmpty }
        }
        lines.insert(contentsOf: wordings, at: 0)
        lines += report["conclusionCode"].items.compactMap { Concept($0).name }.filter { !lines.contains($0) }
        record.text = lines.isEmpty ? nil : lines.joined(separator: "\n")
        return record
    }

    private mutating func source(_ reference: JSONValue, of owner: Resource) -> String? {
        if let display = reference["display"].text { return display }
        guard let person = contact(reference, from: owner) else { return nil }
        guard let institution = person.institution, institution != person.name else { return person.name }
        return "\(person.name), \(institution)"
    }

    /// Text of all attachments: plain or marked-up text in base64. A PDF or an image inside the file is noted, so that
    /// somebody takes it out; nothing of it is lost silently.
    private mutating func text(of attachments: [JSONValue], in owner: Resource) -> String? {
        var texts: [String] = []
        for attachment in attachments {
            guard let encoded = attachment["data"].text else { continue }
            let type = attachment["contentType"].text?.lowercased() ?? "text/plain"
            guard let data = Data(base64Encoded: encoded, options: .ignoreUnknownCharacters), !data.isEmpty else {
                doubt("\(owner.path) holds an attachment that is not base64: ask for the document again.")
                continue
            }
            guard type.hasPrefix("text/") || type.contains("xml") || type.contains("json") else {
                let size = data.count < 10_240 ? "\(data.count) bytes" : "\(data.count / 1_024) kB"
                doubt(
                    "\(owner.path) holds a file (\(type), \(size)) that was not unpacked: save it and add it to the "
                        + "case as a record.")
                continue
            }
            // Latin-1 reads every byte, so that an old system's umlauts are kept readable.
            guard let text = String(data: data, encoding: .utf8) ?? String(data: data, encoding: .isoLatin1) else {
                continue
            }
            let isMarkup = type.contains("html") || type.contains("xml")
            let plain = isMarkup ? Markup.plain(text) : text.trimmingCharacters(in: .whitespacesAndNewlines)
            if !plain.isEmpty { texts.append(plain) }
        }
        return texts.isEmpty ? nil : texts.joined(separator: "\n\n")
    }
}
