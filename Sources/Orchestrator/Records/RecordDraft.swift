package import TumorBoard

/// What is known of a record beside its file.
package struct RecordDraft: Sendable {
    /// What it is, as its sender says.
    package var kind: RecordClass
    /// Its id; the class and a number where nil.
    package var id: String?
    /// Its title; what it is where nil.
    package var title: String?
    /// Its date; of images, where nil, the headers'.
    package var date: CivilDate?
    /// Who made it; of images, where nil, the headers'.
    package var source: String?
    /// How an image was made; where nil, the headers say so.
    package var modality: ImagingModality?
    /// Whether it can be read.
    package var legible = true
    /// Whether it was asked for and has not arrived.
    package var pending = false
    /// Whether another hospital made it.
    package var fromOutside = false
    /// Whether opinions already given must be confirmed on it.
    package var material = false

    /// A record of a class.
    package init(_ kind: RecordClass) { self.kind = kind }

    /// The record in a case: in the place of one that is awaited, or under a free id.
    func record(_ kind: RecordClass, in subject: Case, study: ImageStudy? = nil) -> ClinicalRecord {
        let awaited = subject.records.first { $0.kind == kind && $0.pending && !pending }
        var record = ClinicalRecord(
            id: id ?? awaited?.id ?? Self.freeID(kind, in: subject),
            kind: kind, title: title ?? study?.title ?? awaited?.title ?? kind.title, date: date, source: source,
            modality: modality, legible: legible, pending: pending)
        record.fromOutside = fromOutside
        return record
    }

    private static func freeID(_ kind: RecordClass, in subject: Case) -> String {
        let taken = Set(subject.records.map(\.id))
        var number = 1
        while taken.contains("\(kind.rawValue)-\(number)") { number += 1 }
        return "\(kind.rawValue)-\(number)"
    }
}
