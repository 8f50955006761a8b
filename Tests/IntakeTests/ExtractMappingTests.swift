import FHIRExchange
import Foundation
import Testing
import TumorBoard

@testable import Orchestrator

/// A slip in a mapping or its files, and what the message must say.
struct MappingSlip: CustomTestStringConvertible, Sendable {
    var find: String
    var replace: String
    let message: String
    var testDescription: String { message }

    static let all: [MappingSlip] = [
        .init(
            find: "birthDate: born", replace: "birthDate: Born",
            message: "mapping.yaml:3: files[1].columns.birthDate: p.csv has no column “Born”. Did you mean “born”? Its "
                + "columns are “id”, “name”, “born”"),
        .init(
            find: "column: id", replace: "column: PatientID",
            message: "mapping.yaml:1: patient.column: d.csv has no column “PatientID”"),
        .init(
            find: "topic: diagnoses", replace: "topic: diagnosis",
            message: "mapping.yaml:5: files[2].topic: “diagnosis” is not one of patient, diagnoses, staging"),
        .init(
            find: "text: what", replace: "name: what",
            message: "mapping.yaml:6: files[2].columns.name: unknown key"),
        .init(
            find: "{text: what, code: code}", replace: "{code: code}",
            message: "a file of the topic “diagnoses” needs the field “text”"),
        .init(
            find: "birthDate: born", replace: "birthDate: {column: born, dates: dd.MM.yy}",
            message: "mapping.yaml:3: files[1].columns.birthDate.dates: “dd.MM.yy” is not a form of date"),
        .init(
            find: "birthDate: born", replace: "sex: {column: born, values: {F: woman}}",
            message: "mapping.yaml:3: files[1].columns.sex.values.F: “woman” is not one of female, male, other, unknown"
        ),
        .init(
            find: "birthDate: born", replace: "birthDate: {dates: yyyy}",
            message: "files[1].columns.birthDate: it needs “column”, “columns” or “constant”"),
        .init(
            find: "birthDate: born", replace: "language: {column: born, constant: de}",
            message: "files[1].columns.language: it has a constant and a column; keep one"),
        .init(
            find: "topic: patient,", replace: "topic: patient, delimiter: colon,",
            message: "mapping.yaml:3: files[1].delimiter: “colon” is not one of comma, semicolon, tab, bar"),
        .init(
            find: "topic: patient,", replace: "topic: patient, where: [{column: name}],",
            message: "files[1].where[1]: it needs either “is” or “isNot”"),
        .init(
            find: "topic: diagnoses\n    columns: {text: what, code: code}",
            replace: "topic: comorbidities\n    columns: {text: what}",
            message: "one file must have the topic “diagnoses”"),
        .init(
            find: "patient: {column: id, most: 2}", replace: "patient: {most: 2}",
            message: "mapping.yaml:1: patient.most: it needs “column”"),
        .init(
            find: "- {name: p.csv,", replace: "- {name: q.csv,",
            message: "no row about the patient is in q.csv"),
    ]
}

@Suite("The mapping of a CSV extract") struct ExtractMappingTests {
    @Test("A slip is answered with file, line, field and what to write", arguments: MappingSlip.all)
    func slip(_ slip: MappingSlip) throws {
        let mapping = ExtractFiles.least.replacingOccurrences(of: slip.find, with: slip.replace)
        #expect(mapping != ExtractFiles.least)
        do {
            _ = try ExtractFiles.one(ExtractFiles.files, by: mapping)
            Issue.record("nothing was thrown")
        } catch let error as any CustomStringConvertible {
            #expect(error.description.contains(slip.message), "\(error.description)")
        }
    }

    @Test("The least mapping gives the patient and the cancer, and what it does not name stays out and is told")
    func least() throws {
        var files = ExtractFiles.files
        files["p.csv"] = "id,name,born,ward\n1,Anna Weber,1961-04-02,7B\n"
        files["stays.csv"] = "id,from\n1,2026-01-01\n"
        let read = try ExtractFiles.one(files)
        #expect(read.draft.patient == Patient(name: "Anna Weber", birthDate: try CivilDate("1961-04-02")))
        #expect(read.draft.diagnosis.cancer == Coding(code: "C34.1", text: "Lung cancer"))
        #expect(read.draft.diseaseGroup == .lung)
        #expect(read.draft.allergies == nil)
        #expect(read.draft.consent == Consent())
        let left = read.report.ignored.map { "\($0.what) (\($0.path)): \($0.why)" }
        #expect(left.contains("column ward (p.csv): mapping.yaml does not name it"))
        #expect(left.contains("the whole file (stays.csv): mapping.yaml does not name it"))
        #expect(read.report.problems.contains { $0.contains("An extract holds no referral") })
    }

    @Test("A text without translation leaves its field empty and is told once for all its rows")
    func untranslated() throws {
        let mapping = ExtractFiles.least.replacingOccurrences(
            of: "code: code}", with: "code: code, laterality: {column: side, values: {R: right}}}")
        let rows = "1,Lung cancer,C34.1,R\n1,Gout,M10.9,dexter\n1,Asthma,J45.9,dexter\n"
        let read = try ExtractFiles.one(
            ["p.csv": "id,name,born\n1,Anna Weber,\n", "d.csv": "id,what,code,side\n" + rows], by: mapping)
        #expect(read.draft.diagnosis.laterality == .right)
        #expect(
            read.report.problems.contains(
                "d.csv line 3, and 1 more: “dexter” in column side has no translation for “laterality”, which was left "
                    + "empty. Add it to mapping.yaml, line 6."))
        #expect(read.report.problems.contains("The patient has no date of birth in p.csv line 2."))
    }

    @Test(
        "A date is read by the mapping's forms, and one that can mean two days is left empty",
        arguments: [
            ("02.04.1961", "dd.MM.yyyy", "1961-04-02"), ("4/2/1961", "M/d/yyyy", "1961-04-02"),
            ("2-Apr-1961", "d-MMM-yyyy", "1961-04-02"), ("19610402", "yyyyMMdd", "1961-04-02"),
            ("04/1961", "MM/yyyy", "1961-04"), ("02.04.1961 13:30", "dd.MM.yyyy", "1961-04-02"),
            ("1961-04-02T13:30:00Z", "dd.MM.yyyy", "1961-04-02"), ("1961-04-02 13:30", "dd.MM.yyyy", "1961-04-02"),
            ("31.02.1961", "dd.MM.yyyy", ""), ("2.4.61", "d.M.yyyy", ""), ("02.04.19611", "dd.MM.yyyy", ""),
            ("3/4/1961", "[M/d/yyyy, d/M/yyyy]", ""), ("4/4/1961", "[M/d/yyyy, d/M/yyyy]", "1961-04-04"),
            ("25/4/1961", "[M/d/yyyy, d/M/yyyy]", "1961-04-25"),
        ])
    func dates(_ written: String, _ forms: String, _ meant: String) throws {
        let mapping = "dates: \(forms)\n" + ExtractFiles.least
        var files = ExtractFiles.files
        files["p.csv"] = "id,name,born\n1,Anna Weber,\(written)\n"
        let read = try ExtractFiles.one(files, by: mapping)
        #expect(read.draft.patient.birthDate?.description ?? "" == meant)
        #expect(read.report.problems.contains { $0.contains("“\(written)” in column born") } == meant.isEmpty)
    }

    @Test("Each patient becomes a case, no more than the mapping allows, and one can be chosen")
    func patients() throws {
        let files = [
            "p.csv": "id,name,born\n1,Anna Weber,1961-04-02\n2,Ben Ode,1950-01-01\n",
            "d.csv": "id,what,code\n2,Stomach cancer,C16.0\n1,Lung cancer,C34.1\n3,Gout,M10.9\n",
        ]
        let refused = #expect(throws: ExtractRefusal.self) { try ExtractFiles.read(files) }
        #expect(refused == .tooManyPatients(found: 3, most: 2, mapping: "mapping.yaml"))
        let three = ExtractFiles.least.replacingOccurrences(of: "most: 2", with: "most: 3")
        let found = try ExtractFiles.read(files, by: three)
        let cancers = found.map { try? $0.outcome.get().draft.diagnosis.cancer.text }
        #expect(
            zip(found.map(\.id), cancers).allSatisfy { pair in
                pair == ("1", "Lung cancer") || pair == ("2", "Stomach cancer") || pair == ("3", nil)
            })
        #expect(Set(found.map(\.id)) == ["1", "2", "3"])
        let one = try ExtractFiles.read(files, patient: "2")
        #expect(one.map(\.id) == ["2"])
        #expect(try one[0].outcome.get().report.ignored.contains { $0.what == "the rows of 2 other patients" })
        #expect(throws: ExtractRefusal.unknownPatient(found: 3)) { try ExtractFiles.read(files, patient: "9") }
    }

    @Test("A row without the patient's id is nobody's, and two people without ids are refused")
    func nobody() throws {
        var files = ExtractFiles.files
        files["d.csv"] = "id,what,code\n1,Lung cancer,C34.1\n,Stomach cancer,C16.0\n"
        let read = try ExtractFiles.one(files)
        #expect(read.report.problems.contains { $0.hasPrefix("d.csv line 3: column id is empty") })
        let without = ExtractFiles.least.replacingOccurrences(of: "patient: {column: id, most: 2}\n", with: "")
        #expect(try ExtractFiles.one(ExtractFiles.files, by: without).draft.patient.name == "Anna Weber")
        files = ExtractFiles.files
        files["p.csv"] = "id,name,born\n1,Anna Weber,1961-04-02\n2,Ben Ode,1950-01-01\n"
        #expect(throws: ExtractRefusal.severalPatients(paths: ["p.csv line 2", "p.csv line 3"])) {
            try ExtractFiles.one(files, by: without)
        }
    }

    @Test("Diagnoses are sorted by their codes, whatever their words: no ascites becomes a cancer")
    func sorting() throws {
        let mapping = ExtractFiles.least.replacingOccurrences(of: "code: code}", with: "code: code, status: state}")
        var files = ExtractFiles.files
        files["d.csv"] = """
            id,what,code,state
            1,Malignant ascites,R18.0,active
            1,Family history of malignant neoplasm of ovary,Z80.41,active
            1,Malignant neoplasm of ovary,C56.9,active
            1,Secondary malignant neoplasm of liver,C78.7,active
            1,Malignant neoplasm of breast,C50.9,resolved
            1,Carcinoma of the bladder,C67.9,suspected
            1,Gout,M10.9,resolved

            """
        let read = try ExtractFiles.one(files, by: mapping)
        #expect(read.draft.diagnosis.cancer.text == "Malignant neoplasm of ovary")
        #expect(read.draft.diagnosis.metastases == ["Secondary malignant neoplasm of liver"])
        #expect(read.draft.comorbidities == ["Malignant ascites"])
        #expect(read.draft.familyHistory == ["Family history of malignant neoplasm of ovary"])
        #expect(
            read.report.problems.contains {
                $0.hasPrefix("A second primary cancer is recorded: Malignant neoplasm of breast (d.csv line 6)")
            })
        let reasons = Dictionary(uniqueKeysWithValues: read.report.ignored.map { ($0.path, $0.why) })
        #expect(reasons["d.csv line 7"] == "only suspected")
        #expect(reasons["d.csv line 8"] == "a past illness, resolved")
        files["d.csv"] = "id,what,code,state\n1,Gout,M10.9,active\n"
        #expect(throws: ExtractRefusal.noCancer(diagnoses: 1)) { try ExtractFiles.one(files, by: mapping) }
    }

    @Test("What disagrees is a contradiction that names both places")
    func contradictions() throws {
        let mapping =
            ExtractFiles.least + """

                  - {name: s.csv, topic: staging, columns: {t: t, n: n, m: m, group: g, figo: f, date: day}}
                  - {name: m.csv, topic: markers, columns: {name: name, result: result, date: day}}
                """
        var files = ExtractFiles.files
        files["p.csv"] = "id,name,born\n1,Anna Weber,1961-04-02\n1,Anna Weber,1961-02-04\n"
        files["s.csv"] = """
            id,t,n,m,g,f,day
            1,cT2,cN0,cM0,I,,2026-05-01
            1,cT2,cN1,cM0,II,,2026-05-01
            1,pT2,pN1,M0,II,IIB,2026-06-01
            1,pT2,pN1,M0,II,IIB,2026-06-01
            1,,,,,,2026-07-01

            """
        files["m.csv"] = "id,name,result,day\n1,HER2,3+,2026-05-01\n1,HER2,negative,2026-05-01\n1,HER2,3+,2026-05-01\n"
        let read = try ExtractFiles.one(files, by: mapping)
        #expect(
            read.report.contradictions == [
                "p.csv line 2 and p.csv line 3 disagree about the patient's birthDate: the first was taken. Check the "
                    + "identity.",
                "Two stagings of 2026-05-01 differ: “cT2 cN0 cM0, stage I” (s.csv line 2) and “cT2 cN1 cM0, stage II” "
                    + "(s.csv line 3).",
                "HER2 of 2026-05-01 stands twice: 3+ (m.csv line 2) and negative (m.csv line 3).",
            ])
        #expect(Set(read.report.contradictions).isSubset(of: read.report.problems))
        #expect(
            read.draft.staging.map(\.summary) == [
                "cT2 cN0 cM0, stage I", "cT2 cN1 cM0, stage II", "pT2 pN1 M0, stage II", "stage IIB (FIGO)",
            ])
        #expect(read.draft.staging.map(\.basis) == [.clinical, .clinical, .pathological, .pathological])
        #expect(read.draft.biomarkers.map(\.line) == ["HER2: 3+", "HER2: negative"])
        #expect(read.draft.origins(of: .marker, "HER2: 3+").map(\.path) == ["m.csv line 2", "m.csv line 4"])
    }

    @Test("Cycles of one regimen are one treatment; it has ended only where every row says so; each operation is one")
    func courses() throws {
        let mapping =
            ExtractFiles.least + """

                  - name: t.csv
                    topic: treatments
                    columns: {detail: what, modality: kind, start: from, end: to}
                """
        var files = ExtractFiles.files
        files["t.csv"] = """
            id,what,kind,from,to
            1,Carboplatin,systemic,2026-02-01,
            1,Carboplatin,systemic,2026-01-11,
            1,Photons 60 Gy,radiotherapy,2026-03-01,2026-03-20
            1,Photons 60 Gy,radiotherapy,2026-03-21,2026-04-10
            1,Biopsy by incision,surgery,2026-01-02,
            1,Biopsy by incision,surgery,2026-01-09,
            1,Osimertinib,systemic,2026-05-02,2026-05-01

            """
        let read = try ExtractFiles.one(files, by: mapping)
        #expect(
            read.draft.treatments.map { "\($0.started?.description ?? "")/\($0.ended?.description ?? "") \($0.line)" }
                == [
                    "2026-01-02/ surgery: Biopsy by incision", "2026-01-09/ surgery: Biopsy by incision",
                    "2026-01-11/ systemic: Carboplatin (2 entries, the last of 2026-02-01)",
                    "2026-03-01/2026-04-10 radiotherapy: Photons 60 Gy", "2026-05-02/2026-05-01 systemic: Osimertinib",
                ])
        let line = "systemic: Carboplatin (2 entries, the last of 2026-02-01)"
        #expect(read.draft.origins(of: .treatment, line).map(\.path) == ["t.csv line 2", "t.csv line 3"])
        #expect(
            read.report.contradictions == [
                "Osimertinib ends on 2026-05-01, before it began on 2026-05-02 (t.csv line 8)."
            ])
    }

    @Test("A large extract is read within memory and time that a laptop has")
    func large() throws {
        let mapping =
            ExtractFiles.least + """

                  - name: l.csv
                    topic: labs
                    columns: {name: test, value: value, date: day, kind: {constant: chemistry}}
                """
        var files = ExtractFiles.files
        let rows = (0..<20_000).map { "1,Sodium \($0 % 40),\(130 + $0 % 20),2026-0\(1 + $0 % 9)-1\($0 % 10)" }
        files["l.csv"] = "id,test,value,day\n" + rows.joined(separator: "\n")
        let clock = ContinuousClock()
        var read: FHIRImport?
        let taken = try clock.measure { read = try ExtractFiles.one(files, by: mapping) }
        #expect(read?.draft.records.count == 90)
        #expect(read?.draft.origins.count { $0.topic == .record } == 20_000)
        #expect(taken < .seconds(60), "\(taken)")
        print("20,000 laboratory rows: \(taken)")
    }
}
