import TumorBoard

// MARK: Whole lives (Synthea)

extension CorpusFacts {
    private static let both = "Combined chemotherapy and radiation therapy"

    /// Chemoradiation is one procedure of two modalities.
    private static func chemoradiation(_ days: Int, _ period: String) -> [String] {
        ["systemic: \(both), on \(days) days \(period)", "radiotherapy: \(both), on \(days) days \(period)"]
    }

    static let synthea: [CorpusFacts] = [
        .init("synthea/Brady998_Windler79") {
            $0.group = .lung
            $0.cancer = "Non-small cell carcinoma of lung, TNM stage 1"
            $0.code = "424132000"
            $0.diagnosed = "1985-07-30"
            $0.stages = ["other stage I 1985-07-30"]
            // Ten PSA values in the file; the board reads the latest five.
            $0.markers = [
                "PSA: 3.247 ng/mL 1985-12-20", "PSA: 1.943 ng/mL 1986-12-20", "PSA: 1.115 ng/mL 1988-01-01",
                "PSA: 2.449 ng/mL 1988-12-31", "PSA: 1.467 ng/mL 1990-01-12",
            ]
            $0.treatments =
                chemoradiation(60, "1985-07-30–1990-07-22") + [
                    "systemic: Cisplatin 50 MG Injection, prescribed 60 times 1985-07-30–1990-07-22",
                    "systemic: PACLitaxel 100 MG Injection, prescribed 60 times 1985-07-30–1990-07-22",
                ]
            $0.comorbidities = [
                "Hypertension", "Chronic sinusitis", "Body mass index 30+ - obesity",
                "Localized, primary osteoarthritis of the hand", "Prediabetes", "Anemia", "Smokes tobacco daily",
            ]
            $0.medication = [
                "Hydrochlorothiazide 25 MG", "Naproxen sodium 220 MG Oral Tablet", "24hr nicotine transdermal patch",
            ]
            $0.records = ["bloodCount 1986-12-26", "chemistry 1990-01-12"]
            $0.contradictions = ["has died on 1990-07-29"]
        },
        .init("synthea/Burma963_Oberbrunner298") {
            $0.group = .breast
            $0.cancer = "Malignant neoplasm of breast"
            $0.code = "254837009"
            $0.diagnosed = "2009-08-21"
            $0.treatments = [
                "radiotherapy: Teleradiotherapy procedure, on 18 days 2009-09-23–2009-10-13",
                "systemic: Tamoxifen 10 MG Oral Tablet, stopped 2009-10-24",
            ]
            $0.statuses = ["2009-10-24", "2010-09-11", "2011-08-13", "2012-07-07", "2013-04-27"].map {
                "Improving \($0)"
            }
            $0.comorbidities = ["Prediabetes", "Hyperlipidemia"]
            $0.medication = ["Simvistatin 10 MG"]
            $0.records = ["bloodCount 2014-09-20", "chemistry 2019-09-07"]
        },
        .init("synthea/Cayla360_Shields502") {
            $0.group = .colorectal
            $0.cancer = "Overlapping malignant neoplasm of colon"
            $0.code = "109838007"
            $0.diagnosed = "2003-12-31"
            $0.treatments =
                [
                    "systemic: Leucovorin 100 MG Injection 2004-01-30",
                    "systemic: 10 ML oxaliplatin 5 MG/ML Injection 2004-01-30",
                ] + chemoradiation(4, "2004-04-01–2004-07-04")
            $0.comorbidities = [
                "Hypertension", "Prediabetes", "Anemia", "Polyp of colon", "Atrial Fibrillation",
                "Recurrent rectal polyp", "Chronic congestive heart failure",
            ]
            $0.medication = [
                "Hydrochlorothiazide 25 MG", "Warfarin Sodium 5 MG Oral Tablet", "Verapamil Hydrochloride 40 MG",
                "Digoxin 0.125 MG Oral Tablet",
                "24 HR metoprolol succinate 100 MG Extended Release Oral Tablet [Toprol]", "Lasix 40mg",
                "10 ML Furosemide 10 MG/ML Injection",
            ]
            $0.records = [
                "bloodCount 2010-02-11", "chemistry 2014-02-25", "images 2013-08-29", "images 2014-02-25",
                "images 2014-02-25", "images 2014-02-25",
            ]
            $0.contradictions = ["has died on 2014-02-27"]
        },
        .init("synthea/Dorotea472_Segovia340") {
            $0.group = .breast
            $0.cancer = "Malignant neoplasm of breast"
            $0.code = "254837009"
            $0.diagnosed = "1986-05-20"
            $0.stages = ["clinical T2 N2 M0, stage IIIA 1986-05-20"]
            $0.markers = [
                "HER2: Positive 1986-05-20", "HER2 (FISH): greater than 2.2 1986-05-20", "ER: Positive 1986-05-20",
                "PR: Positive 1986-05-20",
            ]
            $0.treatments = [
                "systemic: Chemotherapy, on 8 days 1986-05-28–1986-10-17",
                "systemic: Paclitaxel 100 MG Injection, prescribed 8 times 1986-05-28–1986-10-17",
                "surgery: Excision of sentinel lymph node 1986-11-14", "surgery: Excision of breast tissue 1986-11-14",
                "radiotherapy: Teleradiotherapy procedure, on 34 days 1986-11-22–1987-01-02",
                "systemic: Tamoxifen 10 MG Oral Tablet, stopped 1987-01-07",
                "systemic: 5 ML hyaluronidase-oysk 2000 UNT/ML / trastuzumab 120 MG/ML Injection, stopped 1987-01-07",
                "systemic: abemaciclib 100 MG Oral Tablet, stopped 1987-01-07",
            ]
            $0.sizes = ["22 mm 1986-05-20"]
            $0.statuses = [
                "Improving 1986-11-14", "Worsening 1987-01-07", "Worsening 1987-12-02", "Worsening 1988-11-23",
            ]
            $0.comorbidities = ["Prediabetes"]
            $0.records = ["bloodCount 1986-01-22", "chemistry 1986-08-13"]
            $0.contradictions = ["has died on 1989-05-25"]
        },
        .init("synthea/Hector463_Ward668") {
            $0.group = .prostate
            $0.cancer = "Neoplasm of prostate"
            $0.code = "126906006"
            $0.diagnosed = "2004-03-01"
            $0.metastases = ["Metastasis from malignant tumor of prostate"]
            $0.markers = [
                "PSA: 2.903 ng/mL 2000-02-07", "PSA: 2.901 ng/mL 2001-02-06", "PSA: 2.295 ng/mL 2002-02-18",
                "PSA: 3.014 ng/mL 2003-02-18", "PSA: 6.375 ng/mL 2004-03-01",
            ]
            $0.comorbidities = [
                "Hypertension", "Prediabetes", "Anemia", "Hyperlipidemia", "Osteoporosis", "Coronary Heart Disease",
                "Pathological fracture due to osteoporosis",
            ]
            $0.medication = [
                "Hydrochlorothiazide 12.5 MG", "Clopidogrel 75 MG Oral Tablet", "Simvastatin 20 MG Oral Tablet",
                "Amlodipine 5 MG Oral Tablet", "Nitroglycerin 0.4 MG/ACTUAT Mucosal Spray",
                "Alendronic acid 10 MG Oral Tablet", "Simvistatin 10 MG", "Ibuprofen 200 MG Oral Tablet",
            ]
            $0.records = ["bloodCount 2005-03-07", "chemistry 2006-10-29", "images 2006-12-25"]
            $0.contradictions = ["has died on 2007-03-01"]
        },
        .init("synthea/Hoyt490_Cole117") {
            $0.group = .prostate
            $0.cancer = "Carcinoma in situ of prostate"
            $0.code = "92691004"
            $0.diagnosed = "1999-07-06"
            $0.metastases = ["Metastasis from malignant tumor of prostate"]
            $0.markers = [
                "PSA: 1.937 ng/mL 1996-06-24", "PSA: 2.512 ng/mL 1997-06-24", "PSA: 3.191 ng/mL 1998-07-06",
                "PSA: 6.536 ng/mL 1999-07-06",
            ]
            $0.treatments = [
                "surgery: Prostatectomy 1999-07-06", "systemic: 1 ML DOCEtaxel 20 MG/ML Injection 1999-07-06",
                "systemic: 0.25 ML Leuprolide Acetate 30 MG/ML Prefilled Syringe 1999-07-06",
            ]
            $0.comorbidities = ["Hypertension", "Body mass index 30+ - obesity"]
            $0.medication = ["Hydrochlorothiazide 25 MG"]
            $0.records = ["chemistry 1999-07-06", "bloodCount 1999-07-06"]
            $0.contradictions = ["has died on 2001-10-03"]
        },
        .init("synthea/Hugh686_Schimmel440") {
            $0.group = .colorectal
            $0.cancer = "Malignant tumor of colon"
            $0.code = "363406005"
            $0.diagnosed = "2018-12-03"
            $0.treatments =
                ["surgery: Partial resection of colon 2018-12-10"] + chemoradiation(6, "2019-01-02–2019-06-08") + [
                    "systemic: Leucovorin 100 MG Injection 2019-01-02",
                    "systemic: 10 ML oxaliplatin 5 MG/ML Injection 2019-01-02",
                ]
            $0.comorbidities = [
                "Seizure disorder", "Epilepsy", "Cardiac Arrest", "Bleeding from anus", "Protracted diarrhea", "Anemia",
            ]
            $0.medication = ["Clonazepam [Klonopin]"]
            $0.records = ["chemistry 2019-06-08", "bloodCount 2019-06-08"]
        },
        .init("synthea/Jayson808_Abbott774") {
            $0.group = .colorectal
            // The file names no primary; the import says so.
            $0.cancer = "Secondary malignant neoplasm of colon"
            $0.code = "94260004"
            $0.diagnosed = "2000-08-10"
            $0.treatments =
                chemoradiation(6, "2000-08-17–2001-01-22") + [
                    "systemic: Leucovorin 100 MG Injection 2000-08-17",
                    "systemic: 10 ML oxaliplatin 5 MG/ML Injection 2000-08-17",
                ]
            $0.comorbidities = [
                "Hypertension", "Chronic sinusitis", "Osteoarthritis of hip", "Body mass index 30+ - obesity",
                "Hyperlipidemia", "Bleeding from anus", "Protracted diarrhea", "Anemia",
            ]
            $0.medication = [
                "Atenolol 50 MG / Chlorthalidone 25 MG Oral Tablet", "Naproxen sodium 220 MG Oral Tablet",
                "Simvistatin 10 MG",
            ]
            $0.records = ["bloodCount 2001-01-22", "chemistry 2001-10-06"]
            $0.contradictions = ["has died on 2002-08-06"]
        },
        .init("synthea/Jeff859_Heller342") {
            $0.group = .lung
            $0.cancer = "Non-small cell carcinoma of lung, TNM stage 1"
            $0.code = "424132000"
            $0.diagnosed = "2008-11-07"
            $0.stages = ["other stage I 2008-11-07"]
            $0.markers = [
                "PSA: 3.119 ng/mL 2007-11-21", "PSA: 0.9974 ng/mL 2008-11-20", "PSA: 2.392 ng/mL 2009-12-02",
                "PSA: 1.072 ng/mL 2010-12-02", "PSA: 6.019 ng/mL 2011-12-14",
            ]
            // Prostatectomy, docetaxel and leuprolide are his prostate cancer's, a case of its own.
            $0.treatments =
                chemoradiation(59, "2008-11-07–2013-10-22") + [
                    "systemic: Cisplatin 50 MG Injection, prescribed 59 times 2008-11-07–2013-10-22",
                    "systemic: PACLitaxel 100 MG Injection, prescribed 59 times 2008-11-07–2013-10-22",
                ]
            $0.comorbidities = [
                "Chronic sinusitis", "Hypertension", "Body mass index 30+ - obesity", "Alcoholism",
                "Coronary Heart Disease", "Hyperlipidemia",
            ]
            $0.medication = [
                "120 ACTUAT Fluticasone propionate 0.044 MG/ACTUAT Metered Dose Inhaler",
                "200 ACTUAT Albuterol 0.09 MG/ACTUAT Metered Dose Inhaler", "Hydrochlorothiazide 25 MG",
                "Clopidogrel 75 MG Oral Tablet", "Simvastatin 20 MG Oral Tablet", "Amlodipine 5 MG Oral Tablet",
                "Nitroglycerin 0.4 MG/ACTUAT Mucosal Spray", "Simvistatin 10 MG",
            ]
            $0.records = ["bloodCount 2012-03-13", "chemistry 2012-12-19", "images 2012-03-02", "images 2013-01-26"]
            $0.contradictions = ["has died on 2013-11-06"]
        },
        .init("synthea/Mickey576_Gerhold939") {
            $0.group = .colorectal
            $0.cancer = "Primary malignant neoplasm of colon"
            $0.code = "93761005"
            $0.diagnosed = "2018-03-19"
            $0.treatments = ["surgery: Partial resection of colon 2018-03-26"]
            $0.comorbidities = ["Chronic sinusitis", "Prediabetes", "Anemia", "Polyp of colon"]
            $0.records = ["bloodCount 2015-06-22", "chemistry 2019-07-15"]
        },
        .init("synthea/Pat3_Considine820") {
            $0.group = .colorectal
            $0.cancer = "Primary malignant neoplasm of colon"
            $0.code = "93761005"
            $0.diagnosed = "2019-02-04"
            // The "Improving" of 2010 to 2012 is her breast cancer's.
            $0.comorbidities = [
                "Chronic sinusitis", "Body mass index 30+ - obesity", "Osteoarthritis of knee", "Polyp of colon",
                "Hyperlipidemia",
            ]
            $0.medication = ["Naproxen sodium 220 MG Oral Tablet", "Simvistatin 10 MG"]
            $0.records = ["bloodCount 2016-02-08", "chemistry 2019-02-25"]
        },
        .init("synthea/Tomasa683_Kub800") {
            $0.group = .breast
            $0.cancer = "Malignant neoplasm of breast"
            $0.code = "254837009"
            $0.diagnosed = "2004-11-12"
            // Resection, chemoradiation and oxaliplatin are her colon cancer's, resolved, a case of its own.
            $0.comorbidities = [
                "Hyperlipidemia", "Prediabetes", "Anemia", "Idiopathic atrophic hypothyroidism", "Polyp of colon",
                "Recurrent rectal polyp",
            ]
            $0.medication = ["Levothyroxine Sodium 0.075 MG Oral Tablet", "Simvistatin 10 MG"]
            $0.records = ["bloodCount 2016-02-03", "chemistry 2019-02-20"]
        },
    ]
}
