import TumorBoard

extension Concept {
    /// The class of record that a document's or report's type names, by the project's code, LOINC, or words.
    var recordClass: RecordClass? {
        if let own = own("record-class") { return RecordClass(rawValue: own) }
        for code in codes {
            if let known = Self.recordClasses[code.code] { return known }
        }
        return Self.marksOfRecords.first { mentions($0.1) }?.0
    }

    /// How an image was made: DICOM modality code, or words.
    var imagingModality: ImagingModality? {
        let byCode: [String: ImagingModality] = [
            "CT": .ct, "MR": .mri, "PT": .petCT, "US": .ultrasound, "MG": .mammography, "DX": .xray, "CR": .xray,
            "XA": .xray, "RF": .xray, "NM": .boneScan,
        ]
        for code in codes {
            if let modality = byCode[code.code] { return modality }
        }
        let byWords: [(ImagingModality, [String])] = [
            (.petCT, ["pet-ct", "pet/ct", "positron", "pet ct"]), (.mri, ["magnetic resonance"]),
            (.ct, ["computed tomography", "computerized tomography"]), (.mammography, ["mammogra"]),
            (.ultrasound, ["ultraso", "sonogra"]), (.boneScan, ["bone scan", "scintigra"]),
            (.xray, ["x-ray", "radiograph"]),
        ]
        if let found = byWords.first(where: { mentions($0.1) }) { return found.0 }
        let parts = Set(words.split { !$0.isLetter })
        let byAbbreviation: [(ImagingModality, Substring)] = [(.mri, "mri"), (.ct, "ct"), (.xray, "xr")]
        return byAbbreviation.first { parts.contains($0.1) }?.0
    }

    private static let recordClasses: [String: RecordClass] = [
        "11526-1": .pathologyReport, "22637-3": .pathologyReport, "60568-3": .pathologyReport,
        "34122-2": .pathologyReport, "11529-5": .pathologyReport, "18748-4": .imagingReport, "68604-8": .imagingReport,
        "24627-2": .imagingReport, "24604-1": .imagingReport, "30746-2": .imagingReport, "18782-3": .imagingReport,
        "18842-5": .dischargeSummary, "11504-8": .operativeNote, "34868-0": .operativeNote, "28570-0": .operativeNote,
        "18751-8": .endoscopy, "18746-8": .endoscopy, "28032-1": .endoscopy, "58410-2": .bloodCount,
        "57021-8": .bloodCount, "24317-0": .bloodCount, "24323-8": .chemistry, "51990-0": .chemistry,
        "24321-2": .chemistry, "24325-3": .chemistry, "81247-9": .genetics, "51969-4": .genetics, "53041-0": .genetics,
        "10160-0": .medicationList, "56445-0": .medicationList, "57133-1": .currentPhysicianReport,
        "34133-9": .currentPhysicianReport, "11488-4": .currentPhysicianReport, "34117-2": .currentPhysicianReport,
        "11506-3": .currentPhysicianReport, "81222-2": .currentPhysicianReport, "51847-2": .currentPhysicianReport,
        "34805-2": .treatmentSummary, "11523-8": .treatmentSummary, "18745-0": .echocardiography,
        "42148-7": .echocardiography, "59282-4": .echocardiography, "19876-2": .lungFunction, "81459-0": .lungFunction,
        "SP": .pathologyReport, "GE": .genetics, "RAD": .imagingReport, "LP29684-5": .imagingReport,
    ]

    private static let marksOfRecords: [(RecordClass, [String])] = [
        (.pathologyReport, ["patholog", "histolog", "cytolog"]), (.genetics, ["genetic", "genomic", "molecular"]),
        (.operativeNote, ["operative", "surgical note", "op-bericht"]), (.dischargeSummary, ["discharge"]),
        (.endoscopy, ["endoscop", "colonoscop", "gastroscop", "bronchoscop"]),
        (.echocardiography, ["echocardio", "ultrasonography of heart"]),
        (.lungFunction, ["lung function", "spirometr", "respiratory function", "pulmonary function"]),
        (.bloodCount, ["blood count", "hemogram", "haemogram", "cbc"]), (.chemistry, ["metabolic panel", "chemistry"]),
        (.imagingReport, ["radiolog", "imaging", "tomograph", "mammogra", "x-ray", "ultraso"]),
    ]
}
