import Foundation
import Testing
import TumorBoard

/// What one bundle of the corpus holds, written down by a person who read its JSON.
///
/// Everything is compared exactly: what is not named here must not be in the draft.
struct CorpusFacts: CustomTestStringConvertible, Sendable {
    let file: String
    /// Nil where the bundle names no cancer and must be refused.
    var group: DiseaseGroup?
    var cancer = ""
    var code: String?
    var site: String?
    var side: Laterality?
    var histology: String?
    var diagnosed: String?
    var metastases: [String] = []
    /// "clinical cT3 cN0 cM0, stage IIB (AJCC 8) 2018-03-16".
    var stages: [String] = []
    /// "ER: Positive 2018-03-10".
    var markers: [String] = []
    /// "surgery: Prostatectomy 1999-07-06", from–to where both are there.
    var treatments: [String] = []
    var sizes: [String] = []
    var statuses: [String] = []
    var ecog: Int?
    var karnofsky: Int?
    var comorbidities: [String] = []
    var medication: [String] = []
    var family: [String] = []
    /// Kinds and days.
    var records: [String] = []
    /// Words of each contradiction, in order.
    var contradictions: [String] = []

    var testDescription: String { file }

    init(_ file: String, _ write: (inout CorpusFacts) -> Void = { _ in }) {
        self.file = file
        write(&self)
    }

    /// The bytes; a Synthea name stands for the file that begins with it.
    func data(in corpus: URL) throws -> Data {
        try CorpusCase(file, nil).data(in: corpus)
    }
}

// MARK: Radiotherapy (HL7 CodeX)

extension CorpusFacts {
    private static let photons = "External beam radiation therapy using photons"
    private static let conformal = "Three dimensional external beam radiation therapy"
    private static let modulated = "Intensity modulated radiation therapy"
    private static let electrons = "External beam radiation therapy using electrons"

    static let radiotherapy: [CorpusFacts] = [
        .init("codex-rt-fsh/Patient-101.json") {
            $0.group = .breast
            $0.cancer = "Malignant neoplasm of breast"
            $0.code = "254837009"
            $0.diagnosed = "2018-03-16"
            $0.treatments = [
                "radiotherapy: \(electrons), \(conformal), 50 Gy in 25 fractions to Left Breast, 60 Gy in 30 fractions "
                    + "to Left Breast Boost, 50 Gy in 25 fractions to Right Breast, curative intent 2020-10-27–2020-10-28"
            ]
        },
        .init("codex-rt-fsh/Patient-6.json") {
            $0.group = .prostate
            $0.cancer = "Malignant neoplasm of prostate"
            $0.code = "C61"
            $0.diagnosed = "2018-03-16"
            $0.treatments = [
                "radiotherapy: \(photons), \(conformal), 18 MV, 3.6 Gy in 2 fractions to Prostate, 3.6 Gy in 2 fractions "
                    + "to Pelv Ns, 3.6 Gy in 2 fractions to Sem Vs, 2 sessions, curative intent, in progress "
                    + "2020-10-27–2020-10-28"
            ]
            $0.statuses = ["Patient's condition worsened (by imaging) 2020-10-22"]
        },
        prostateCourse("01") {
            $0.treatments = [
                "radiotherapy: \(photons), \(modulated), 4 Gy in 2 fractions to Prostate, 2 sessions, curative intent "
                    + "2021-09-06–2021-09-07"
            ]
        },
        prostateCourse("02") {
            $0.treatments = [
                "radiotherapy: \(photons), \(conformal), \(photons), \(modulated), 13.4 Gy in 7 fractions to Prostate, "
                    + "9 sessions, curative intent 2021-09-06–2021-09-17"
            ]
        },
        prostateCourse("03") {
            $0.treatments = [
                "radiotherapy: \(photons), \(modulated), 8 Gy in 4 fractions to Prostate, 7.2 Gy in 4 fractions to "
                    + "PelvNs, 8 Gy in 4 fractions to SemVs, 5 sessions, curative intent 2021-09-06–2021-09-10"
            ]
            $0.contradictions = ["has died"]
        },
        .init("codex-rt-fsh/Patient-XRTS-04-22B.json") {
            $0.group = .breast
            $0.cancer = "Malignant neoplasm of breast"
            $0.code = "254837009"
            $0.treatments = [
                "radiotherapy: \(photons), \(conformal), \(electrons), \(conformal), 9 Gy in 3 fractions to Left Breast, "
                    + "17 Gy in 7 fractions to Left Breast Boost, 9 Gy in 3 fractions to Right Breast, 8 sessions, "
                    + "curative intent 2021-09-06–2021-09-17"
            ]
        },
        .init("codex-rt-fsh/Patient-XRTS-05-22B.json") {
            $0.group = .brain
            $0.cancer = "Malignant neoplasm of brain, unspecified"
            $0.code = "C71.9"
            $0.treatments = [
                "radiotherapy: \(photons), \(modulated), 25 Gy in 5 fractions to Brain Mets, 6 sessions, curative intent "
                    + "2020-09-07–2020-09-14",
                "radiotherapy: \(photons), Volumetric modulated arc therapy, 20 Gy in 5 fractions to Brain Mets, "
                    + "5 sessions, reirradiation, curative intent 2021-09-20–2021-09-24",
            ]
        },
        cervixCourse("06") {
            $0.treatments = [
                "radiotherapy: High dose brachytherapy, Intracavitary brachytherapy, Iridium-192, 30 Gy in 5 fractions "
                    + "to Uterus, 5 sessions, curative intent 2021-09-06–2021-09-20"
            ]
        },
        cervixCourse("07") {
            $0.treatments = [
                "radiotherapy: Internal radiotherapy - permanent seeds, Interstitial brachytherapy, Iodine-125, 145 Gy "
                    + "in 1 fraction to Uterus, 1 session, curative intent 2021-09-06"
            ]
        },
    ]

    /// The cancer stands only as the reason of the course.
    private static func prostateCourse(_ number: String, _ write: (inout CorpusFacts) -> Void) -> CorpusFacts {
        .init("codex-rt-fsh/Patient-XRTS-\(number)-22B.json") {
            $0.group = .prostate
            $0.cancer = "Malignant neoplasm of prostate"
            $0.code = "C61"
            write(&$0)
        }
    }

    /// HL7's cervix patients are recorded as male.
    private static func cervixCourse(_ number: String, _ write: (inout CorpusFacts) -> Void) -> CorpusFacts {
        .init("codex-rt-fsh/Patient-XRTS-\(number)-22B.json") {
            $0.group = .gynaecological
            $0.cancer = "Malignant neoplasm of cervix uteri, unspecified"
            $0.code = "C53.9"
            $0.contradictions = ["recorded as male"]
            write(&$0)
        }
    }
}
