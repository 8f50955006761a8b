import TumorBoard

// MARK: mCODE, STU1 to STU4

extension CorpusFacts {
    private static let photonsAndElectrons =
        "External beam radiation therapy using photons, Volumetric Modulated Arc Therapy, Teleradiotherapy using "
        + "electrons, Three dimensional external beam radiation therapy"
    private static let jennysMarkers = [
        "PALB2: NM_024675.3(PALB2):c.3549C>A (p.Tyr1183Ter), somatic 2018-03-15", "ER: Positive 2018-03-10",
        "PR: Negative 2018-03-10", "HER2: Negative 2018-03-10",
        "Oncotype DX Breast Recurrence Score Assay: 47 Recurrence score 2018-04-12",
    ]
    private static let jennysMedicines = [
        "systemic: cyclophosphamide (600 mg/m² IV), 932.59mg 2018-04-01",
        "systemic: doxorubicin (60 mg/m² IV) 2018-04-01",
        "systemic: PACLitaxel (175 mg/m² IV), 272.01mg 2018-04-12",
    ]
    private static let jennysFamily = [
        "maternal aunt: Malignant tumor of ovary at 69", "paternal uncle: Malignant tumor of pancreas (died)",
    ]
    private static let adamsVariants = [
        "BAP1: NP_004647.1:p.(Gln590Ter), NM_004656.4:c.1768C>T, stop gained, somatic, VAF 57.4 %, "
            + "loss of function variant 2019-04-01",
        "CDKN2A: copy number loss, somatic 2019-04-01", "CDKN2B: copy number loss, somatic 2019-04-01",
        "KDM5D: copy number loss, somatic 2019-04-01", "MTAP: copy number loss, somatic 2019-04-01",
        "MYCN: copy number gain, somatic 2019-04-01",
        "POF1B: NP_001294869.1:p.(Pro144Ser), NM_001307940.2:c.430C>T, missense variant, somatic, VAF 78.6 %, "
            + "uncertain significance 2019-04-01",
        "POLRMT: NP_005026.3:p.(Gly200Arg), NM_005035.4:c.598G>A, missense variant, somatic, VAF 75.6 %, "
            + "uncertain significance 2019-04-01",
    ]
    private static let adamsFusion = [
        "MET–ALK: complex chromosomal rearrangement, somatic 2019-04-01", "NRAS, KIT, BRAF: absent 2019-04-01",
    ]

    static let mcode: [CorpusFacts] = [
        .init("mcode-coverage-checker/fullBundle.json") {
            jenny(&$0)
            $0.histology = "Adenocarcinoma, no subtype, intermediate grade"
            $0.treatments = treatments(surgery: "Partial mastectomy")
            $0.sizes = ["25 mm (Pathology report gross observation) 2018-04-01"]
            // The Elixhauser panel's components that are marked present.
            $0.comorbidities = ["Depression", "Hypertension with complications"]
        },
        .init("mcode-coverage-checker/uploaded_12345_bundle3.json") {
            jenny(&$0)
            $0.group = .lung
            $0.cancer = "Non-small cell lung cancer"
            $0.code = "254637007"
            $0.site = "Lung structure"
            $0.histology = "Adenocarcinoma"
            $0.diagnosed = "2019-04-01"
            $0.treatments =
                ["surgery: Partial mastectomy, Left breast structure 2018-04-01"] + jennysMedicines + [
                    "radiotherapy: External beam radiation therapy using photons, Volumetric Modulated Arc Therapy, "
                        + "50 Gy in 25 fractions, 31 sessions, curative intent 2018-08-15–2018-10-25",
                    "systemic: anastrozole, 1mg orally once daily 2018-09-30",
                ]
            $0.sizes = ["25 mm (Pathology report gross observation) 2018-04-01"]
            $0.karnofsky = 90
            $0.comorbidities = ["Depression", "Hypertension with complications"]
            $0.contradictions = [
                "The stage is IIIC", "The case is a lung cancer", "The case is a lung cancer",
                "right female breast”: check the side",
            ]
        },
        .init("mcode-cql/Bundle-mCODECQLExample01.json") {
            $0.group = .breast
            $0.cancer = "Malignant neoplasm of breast"
            $0.code = "254837009"
            $0.diagnosed = "2020-01-10"
            $0.stages = ["clinical cT1 cN3 cM0, stage IIIC 2020-01-10"]
            $0.markers = [
                "HER2 Receptor: Negative 2020-01-10", "Estrogen Receptor: Positive 2020-01-10",
                "Progesterone Receptor: Positive 2020-01-10",
            ]
            $0.treatments = [
                "radiotherapy: Brachytherapy 2020-01-10", "systemic: Chemotherapy, on 4 days 2020-01-21–2020-03-25",
                "systemic: Paclitaxel 100 MG Injection, recorded 4 times 2020-01-21–2020-03-25",
            ]
            $0.sizes = ["13.3 mm 2020-01-10"]
            $0.statuses = ["improved (by pathology) 2019-04-01", "improved (by pathology) 2020-04-01"]
            $0.ecog = 0
            $0.karnofsky = 0
            $0.comorbidities = ["Essential hypertension", "Chronic sinusitis", "Prediabetes", "Anemia"]
            $0.medication = ["Hydrochlorothiazide 25 MG Oral Tablet"]
            $0.records = ["currentPhysicianReport 2020-03-25", "chemistry 2019-12-23", "bloodCount 2019-12-23"]
            $0.contradictions = ["ECOG 0"]
        },
        .init("mcode-cql/Bundle-mCODECancerGeneticVariantExample01.json"),
        .init("mcode-cql/mcode-extraction-patient-1.json") {
            $0.group = .breast
            $0.cancer = "Breast Cancer"
            $0.code = "363346000"
            $0.site = "SNOMED CT 251007"
            $0.side = .left
            $0.histology = "SNOMED CT 2424003"
            $0.diagnosed = "2020-07-12"
            $0.stages = [
                "clinical cT3 cN3 cM0, stage IIIC (AJCC 8) 2019-01-01",
                "pathological pT3 pN3 pM0, stage IIIC (AJCC 8) 2019-04-01",
                "pathological pT3 pN3 pM0, stage IIIB (AJCC 8) 2019-04-02",
                "clinical cT3 cN3 cM0, stage IIIC (AJCC 8) 2020-01-01",
                "clinical cT3 cN3 cM0, stage IIIC (AJCC 8) 2020-02-01",
            ]
            $0.markers = ["5-HIAA: positive 2020-01-02"]
            $0.treatments = [
                "radiotherapy: Brachytherapy, curative intent 2020-01-01",
                "systemic: Triamcinolone Oral Paste 2020-01-01–2020-07-05",
            ]
            $0.statuses = ["responding (by imaging, pathology) 2019-12-02"]
        },
        .init("mcode-cql/mcode-extraction-patient-2.json") {
            $0.group = .prostate
            $0.cancer = "Prostate Cancer"
            $0.code = "363346000"
            $0.site = "SNOMED CT 251007"
            $0.side = .right
            $0.histology = "SNOMED CT 2735009"
            $0.diagnosed = "2019-11-11"
            $0.stages = ["clinical cT3 cN3 cM0, stage IIIC (AJCC 7) 2020-01-01"]
            $0.treatments = [
                "surgery: Destruction of lesion 2020-01-12",
                "systemic: Coal Tar Topical Solution 2020-02-17–2020-08-13",
            ]
            $0.statuses = ["stable (by imaging) 2020-01-12"]
        },
        .init("mcode-stu4-fsh/Bundle-gx-genomic-bundle-adam-anyperson.json") {
            adam(&$0)
            $0.markers = adamsVariants + adamsFusion + ["TMB: 57.1 2019-04-01"]
        },
        .init("mcode-stu4-fsh/gx-cancer-patient-adam-anyperson.json") {
            adam(&$0)
            $0.markers = ["MSI: MSI-H 2019-04-01", "TMB: 57.1 2019-04-01"] + adamsFusion + adamsVariants
        },
        .init("mcode-stu4-fsh/Bundle-mcode-patient-bundle-jenny-m.json") {
            jenny(&$0)
            $0.treatments = treatments(surgery: "Excision of part of breast")
        },
        .init("mcode-stu4-fsh/cancer-patient-jenny-m.json") {
            jenny(&$0)
            $0.stages.append("pathological pT3 pN0, stage IIB (AJCC 8) 2018-04-05")
            $0.markers = [0, 1, 3, 4, 2].map { jennysMarkers[$0] }
            let volumes = "60 Gy in 30 fractions to Chest Wall, 50 Gy in 25 fractions to Chest Wall Lymph Nodes"
            $0.treatments =
                ["surgery: Excision of part of breast, Left breast structure 2018-04-01"] + jennysMedicines + [
                    "radiotherapy: \(photonsAndElectrons), \(volumes), 31 sessions, curative intent "
                        + "2018-08-15–2018-10-25",
                    "radiotherapy: Boron neutron capture therapy, Volumetric Modulated Arc Therapy, Teleradiotherapy "
                        + "using electrons, Three dimensional external beam radiation therapy (procedure) - my version, "
                        + "\(volumes), 31 sessions, curative intent 2018-08-15–2018-10-25",
                    "systemic: anastrozole, 1mg orally once daily 2018-09-30",
                ]
            $0.comorbidities = [
                "Anxiety", "Depressive disorder",
                "Benign hypertensive heart disease without congestive heart failure",
            ]
            $0.family.insert("natural sister: Malignant neoplasm of breast at 64", at: 1)
            $0.contradictions += ["right female breast”: check the side"]
        },
        .init("mcode-stu4-fsh/cancer-patient-adam-everyman.json") {
            $0.group = .leukaemia
            $0.cancer = "Chronic lymphoid leukemia, disease"
            $0.code = "92814006"
            $0.diagnosed = "2020-05-12"
            $0.metastases = ["Metastatic malignant neoplasm"]
            $0.stages = ["other Binet Stage B 2020-05-12"]
            $0.records = ["bloodCount 2020-03-06"]
        },
        .init("mcode-stu4-fsh/cancer-patient-brian-l.json") {
            $0.group = .paediatric
            $0.cancer = "B-cell acute lymphoblastic leukemia"
            $0.code = "277571004"
            $0.diagnosed = "2024-01-01"
            $0.markers = [
                "Risk group: Standard Risk Acute Leukemia 2021-02-08",
                "ETV6–RUNx1: chromosomal translocation, somatic 2024-01-08",
            ]
            $0.treatments = [
                "systemic: cyclophosphamide (750 mg/m² IV), 450.03mg, once per day on days 1 & 8 2024-01-09",
                "systemic: IDArubicin (9 mg/m² IV), 5.4mg, once per day on days 1, 2, 3 2024-01-09",
                "systemic: Prednisone (36.01 mg/m² IV), days 1 to 7, 15 to 21 2024-01-09",
                "systemic: Vincristine (2 mg IV), once per day on days 1, 8, 15, 22 2024-01-09",
            ]
            $0.statuses = ["Patient's condition improved (by laboratory data interpretation) 2024-02-08"]
            $0.family = ["grandmother: Primary malignant neoplasm of breast at 55"]
            $0.records = ["bloodCount 2024-01-04", "biopsy 2024-01-07"]
        },
        .init("mcode-stu4-fsh/cancer-patient-eve-anyperson.json") {
            $0.group = .breast
            $0.cancer = "Malignant neoplastic disease"
            $0.code = "363346000"
            $0.site = "Left breast structure"
            $0.side = .left
            $0.histology = "Lobular carcinoma in situ"
            $0.diagnosed = "2019-04-01"
            $0.stages = ["other stage IIIC 2019-04-01"]
            $0.sizes = ["12 × 5 mm (Gross examination and sampling of tissue specimen) 2019-05-01"]
        },
        .init("mcode-stu4-fsh/cancer-patient-john-anyperson.json") {
            $0.group = .lung
            $0.cancer = "Non-small cell lung cancer"
            $0.code = "254637007"
            $0.site = "Lung structure"
            $0.side = .left
            $0.histology = "Adenocarcinoma"
            $0.diagnosed = "2019-04-01"
            $0.metastases = ["Secondary malignant neoplasm of brain"]
            // The dozen stagings of other diseases in the file point at a diagnosis that it does not hold.
            $0.stages = ["clinical cT3 cN3 cM0, stage IIIC (AJCC 8) 2019-04-01"]
            $0.markers = [
                "BCR–ABL1: NM_005157.6:c.1076T>G, somatic 2019-04-01",
                "BRCA1: NG_005905.2:g.126148_126152del, germline 2019-04-01",
                "STK11: NM_000455.5(STK11):c.725G>A (p.Gly242Glu), somatic 2019-04-01", "EGFR: Positive 2019-04-01",
            ]
            $0.treatments = [
                "surgery: Partial lobectomy of lung 2019-03-01",
                "systemic: cisplatin 1 MG/ML Injectable Solution, calculate absolute dose on day of administration., "
                    + "Day 1 of NSCLC regimen: Cisplatin 75 mg/m2 day 1; docetaxel 75 mg/m2 day 1 every 21 days for "
                    + "4 cycles., prescribed 2 times, stopped 2019-04-01–2019-05-15",
                "systemic: gefitinib 250 MG Oral Tablet, 250mg orally once daily with or without food 2019-04-30",
            ]
            $0.statuses = ["Patient's condition improved (by anatomic pathology procedure) 2019-04-01"]
            $0.ecog = 0
            $0.karnofsky = 90
            $0.comorbidities = ["Chronic diastolic (congestive) heart failure"]
            $0.records = ["genetics 2019-04-01"]
        },
        .init("mcode-stu4-fsh/cancer-patient-lucy-child.json"),
    ]

    /// What HL7's breast patient has in every one of her bundles.
    private static func jenny(_ facts: inout CorpusFacts) {
        facts.group = .breast
        facts.cancer = "Primary malignant neoplasm of female left breast"
        facts.code = "353431000119107"
        facts.side = .left
        facts.histology = "Infiltrating duct carcinoma"
        facts.diagnosed = "2018-03-16"
        facts.stages = ["clinical cT3 cN0 cM0, stage IIB (AJCC 8) 2018-03-16"]
        facts.markers = jennysMarkers
        facts.sizes = ["25 mm (Gross examination and sampling of tissue specimen) 2018-04-01"]
        facts.statuses = ["Patient's condition improved (by imaging) 2018-11-01"]
        facts.ecog = 0
        facts.family = jennysFamily
        facts.records = ["genetics 2018-03-15", "pathologyReport 2018-04-01", "bloodCount 2018-05-20"]
        // Her diagnosis says IIIC and points at a stage of IIB; her radiotherapy's reason is the right breast.
        facts.contradictions = ["The stage is IIIC", "right female breast”: check the side"]
    }

    private static func treatments(surgery: String) -> [String] {
        ["surgery: \(surgery), Left breast structure 2018-04-01"] + jennysMedicines + [
            "radiotherapy: \(photonsAndElectrons), 60 Gy in 30 fractions, 50 Gy in 25 fractions, 31 sessions, "
                + "curative intent 2018-08-15–2018-10-25",
            "systemic: anastrozole, 1mg orally once daily 2018-09-30",
        ]
    }

    private static func adam(_ facts: inout CorpusFacts) {
        facts.group = .lung
        facts.cancer = "Malignant neoplasm of unspecified part of bronchus or lung"
        facts.code = "C34.9"
        facts.records = ["genetics 2022-02-15"]
    }
}
