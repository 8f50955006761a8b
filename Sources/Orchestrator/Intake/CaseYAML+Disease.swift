import TumorBoard

extension CaseYAML {
    /// The cancer.
    static func diagnosis(_ cursor: YAMLCursor) throws(FileProblem) -> Diagnosis {
        try cursor.rejectUnknownKeys(["cancer", "histology", "site", "laterality", "date", "metastases"])
        let cancer = try cursor.required("cancer")
        var coding: Coding
        if cancer.isMap {
            try cancer.rejectUnknownKeys(["text", "system", "code"])
            coding = Coding(text: try cancer.required("text").string())
            coding.system = try cancer["system"]?.string()
            coding.code = try cancer["code"]?.string()
        } else {
            coding = Coding(text: try cancer.string())
        }
        return Diagnosis(
            cancer: coding, histology: try cursor["histology"]?.string(), site: try cursor["site"]?.string(),
            laterality: try cursor["laterality"].map(side), date: try cursor["date"]?.date(),
            metastases: try cursor["metastases"]?.strings() ?? [])
    }

    /// One staging.
    static func stage(_ cursor: YAMLCursor) throws(FileProblem) -> StageAssessment {
        try cursor.rejectUnknownKeys(["basis", "group", "t", "n", "m", "system", "date"])
        return StageAssessment(
            basis: try cursor.required("basis").choice(among: [StageAssessment.Basis.clinical, .pathological, .other]),
            group: try cursor["group"]?.string(), t: try cursor["t"]?.string(), n: try cursor["n"]?.string(),
            m: try cursor["m"]?.string(), system: try cursor["system"]?.string(), date: try cursor["date"]?.date())
    }

    /// One marker.
    static func biomarker(_ cursor: YAMLCursor) throws(FileProblem) -> Biomarker {
        try cursor.rejectUnknownKeys(["name", "result", "date"])
        return Biomarker(
            name: try cursor.required("name").string(), result: try cursor.required("result").string(),
            date: try cursor["date"]?.date())
    }

    /// Performance status.
    static func fitness(_ cursor: YAMLCursor) throws(FileProblem) -> Fitness {
        try cursor.rejectUnknownKeys(["ecog", "karnofsky", "note", "date"])
        return Fitness(
            ecog: try cursor["ecog"]?.int(in: 0...4), karnofsky: try cursor["karnofsky"]?.int(in: 0...100),
            note: try cursor["note"]?.string(), date: try cursor["date"]?.date())
    }

    /// One treatment so far.
    static func treatment(_ cursor: YAMLCursor) throws(FileProblem) -> PriorTreatment {
        try cursor.rejectUnknownKeys(["modality", "detail", "started", "ended", "response"])
        return PriorTreatment(
            modality: try cursor.required("modality").choice(of: Modality.self),
            detail: try cursor.required("detail").string(), started: try cursor["started"]?.date(),
            ended: try cursor["ended"]?.date(), response: try cursor["response"]?.string())
    }

    /// One record.
    static func record(_ cursor: YAMLCursor) throws(FileProblem) -> ClinicalRecord {
        try cursor.rejectUnknownKeys([
            "id", "kind", "title", "date", "source", "modality", "text", "legible", "pending", "laterality",
            "printedName", "printedBirthDate", "fromOutside", "received", "lobe",
        ])
        let kind = try cursor.required("kind").choice(of: RecordClass.self)
        var record = ClinicalRecord(
            id: try cursor.required("id").string(), kind: kind, title: try cursor["title"]?.string() ?? kind.title,
            date: try cursor["date"]?.date(), source: try cursor["source"]?.string(),
            modality: try cursor["modality"]?.choice(of: ImagingModality.self), text: try cursor["text"]?.string(),
            legible: try cursor["legible"]?.bool() ?? true, pending: try cursor["pending"]?.bool() ?? false,
            laterality: try cursor["laterality"].map(side), printedName: try cursor["printedName"]?.string(),
            printedBirthDate: try cursor["printedBirthDate"]?.date())
        record.fromOutside = try cursor["fromOutside"]?.bool() ?? false
        record.received = try cursor["received"]?.date()
        record.lobe = try cursor["lobe"]?.string()
        return record
    }

    /// A measured size.
    static func size(_ cursor: YAMLCursor) throws(FileProblem) -> TumourSize {
        try cursor.rejectUnknownKeys(["millimetres", "note", "date"])
        var extents: [Double] = []
        for extent in try cursor.required("millimetres").list() {
            guard let value = Double(try extent.string()), value > 0, value < 1_000 else {
                throw extent.problem("write an extent in millimetres, such as 27 or 14.5")
            }
            extents.append(value)
        }
        return TumourSize(
            millimetres: extents, note: try cursor["note"]?.string(), date: try cursor["date"]?.date())
    }

    /// How the disease was judged to stand.
    static func status(_ cursor: YAMLCursor) throws(FileProblem) -> DiseaseStatus {
        try cursor.rejectUnknownKeys(["status", "basis", "date"])
        return DiseaseStatus(
            status: try cursor.required("status").string(), basis: try cursor["basis"]?.string(),
            date: try cursor["date"]?.date())
    }

    private static func side(_ cursor: YAMLCursor) throws(FileProblem) -> Laterality {
        try cursor.choice(among: [Laterality.left, .right, .bilateral, .midline])
    }
}
