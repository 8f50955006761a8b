import Foundation
import Testing
import TumorBoard

@testable import FHIRExchange

@Suite("Payer, consent, family, images, attachments")
struct NewFieldTests {
    @Test("The coverage that still runs is taken, with its payer, member and period")
    func coverage() throws {
        let over =
            #"{"resourceType":"Coverage","id":"old","status":"active","payor":[{"display":"Old Fund"}],"period":{"start":"2001-01-01","end":"2020-12-31"}}"#
        let runs =
            #"{"resourceType":"Coverage","id":"new","status":"active","subscriberId":"M-77","payor":[{"reference":"Organization/aok"}],"type":{"text":"statutory"},"period":{"start":"2021-01-01"}}"#
        let payer = #"{"resourceType":"Organization","id":"aok","name":"Waldsee Health Fund"}"#
        let found = try Drafts.read(Drafts.bundle(over, runs, payer))
        let start = try CivilDate("2021-01-01")
        #expect(
            found.draft.coverage
                == Coverage(payer: "Waldsee Health Fund", member: "M-77", plan: "statutory", from: start))
        #expect(found.draft.origins(of: .coverage, "Waldsee Health Fund").map(\.path) == ["Coverage/new"])
        #expect(found.report.ignored.contains { $0.path == "Coverage/old" && $0.why.contains("over") })
    }

    @Test("A consent that was ended is a withdrawal, never a consent", arguments: ["inactive", "rejected"])
    func withdrawn(_ status: String) throws {
        let consent = Self.consent(status: status)
        let found = try Drafts.read(Drafts.bundle(consent))
        #expect(!found.draft.consent.toReview)
        #expect(found.draft.consent.withdrawn?.description == "2026-10-05")
        #expect(found.draft.consent.scope == "Review by the board")
        #expect(found.report.problems.contains { $0.contains(status) })
        let active = try Drafts.read(Drafts.bundle(Self.consent(status: "active"))).draft.consent
        #expect(active.toReview && active.withdrawn == nil)
    }

    private static func consent(status: String) -> String {
        #"{"resourceType":"Consent","id":"c1","status":"\#(status)","scope":{"text":"Review by the board"},"dateTime":"2026-10-05","provision":{"type":"permit","code":[{"coding":[{"system":"https://tumorboard.example/fhir/CodeSystem/consent","code":"review"}]}]}}"#
    }

    @Test("The family's illnesses are one line a relative")
    func family() throws {
        let mother =
            #"{"resourceType":"FamilyMemberHistory","id":"m","status":"completed","relationship":{"text":"mother"},"deceasedAge":{"value":60},"condition":[{"code":{"text":"Breast cancer"},"onsetAge":{"value":52}},{"code":{"text":"Stroke"}}]}"#
        let draft = try Drafts.read(Drafts.bundle(mother)).draft
        #expect(draft.familyHistory == ["mother: Breast cancer at 52; Stroke (died at 60)"])
        #expect(draft.origins(of: .familyHistory, draft.familyHistory[0]).map(\.path) == ["FamilyMemberHistory/m"])
    }

    @Test("An imaging study tells modality, body part, series and images")
    func images() throws {
        let study =
            #"{"resourceType":"ImagingStudy","id":"i","status":"available","started":"2026-10-01","description":"CT thorax","modality":[{"code":"CT"}],"series":[{"modality":{"code":"CT"},"bodySite":{"display":"Thoracic structure"},"numberOfInstances":120},{"modality":{"code":"CT"},"instance":[{"uid":"1"},{"uid":"2"}]}]}"#
        let record = try #require(try Drafts.read(Drafts.bundle(study)).draft.records.first)
        #expect(record.kind == .images)
        #expect(record.modality == .ct)
        var expected = ImageStudy(series: 2, images: 122)
        expected.modality = "CT"
        expected.bodyPart = "Thoracic structure"
        expected.description = "CT thorax"
        expected.date = try CivilDate("2026-10-01")
        #expect(record.study == expected)
    }

    @Test("Text in base64 is read; a PDF is named as something to unpack")
    func attachments() throws {
        let text = Data("Margins free.".utf8).base64EncodedString()
        let markup = Data("<p>Grade&nbsp;2</p><p>pT1c</p>".utf8).base64EncodedString()
        let pdf = Data("%PDF-1.7".utf8).base64EncodedString()
        let document =
            #"{"resourceType":"DocumentReference","id":"d","status":"current","type":{"coding":[{"code":"11526-1"}]},"content":[{"attachment":{"contentType":"text/plain","data":"\#(text)"}},{"attachment":{"contentType":"text/html","data":"\#(markup)"}},{"attachment":{"contentType":"application/pdf","data":"\#(pdf)"}}]}"#
        let found = try Drafts.read(Drafts.bundle(document))
        #expect(found.draft.records.first?.text == "Margins free.\n\nGrade 2\n\npT1c")
        #expect(found.report.problems.contains { $0.contains("DocumentReference/d") && $0.contains("application/pdf") })
    }

    @Test(
        "A size is read in the unit that it is given in",
        arguments: [
            (#"{"value":2.5,"unit":"centimeters","code":"cm"}"#, "25 mm"), (#"{"value":14,"unit":"mm"}"#, "14 mm"),
            (#"{"value":2,"unit":"inches","code":"[in_i]"}"#, "50.8 mm"), (#"{"value":2.1975,"code":"cm"}"#, "22 mm"),
        ])
    func sizes(_ quantity: String, _ line: String) throws {
        let observation =
            #"{"resourceType":"Observation","id":"s","code":{"coding":[{"code":"21889-1"}]},"component":[{"code":{"coding":[{"code":"33728-7"}]},"valueQuantity":\#(quantity)}]}"#
        #expect(try Drafts.read(Drafts.bundle(observation)).draft.sizes.map(\.line) == [line])
    }

    @Test("A size without a unit of length is a question, not a number")
    func unitless() throws {
        let observation =
            #"{"resourceType":"Observation","id":"s","code":{"coding":[{"code":"21889-1"}]},"valueQuantity":{"value":3}}"#
        let found = try Drafts.read(Drafts.bundle(observation))
        #expect(found.draft.sizes.isEmpty)
        #expect(found.report.problems.contains { $0.contains("Observation/s") && $0.contains("unit") })
    }

    @Test(
        "A marker's value is read whatever its type",
        arguments: [
            (#""valueCodeableConcept":{"coding":[{"code":"LA6576-8"}]}"#, "positive"),
            (#""valueQuantity":{"comparator":"<","value":0.1,"unit":"ng/mL"}"#, "< 0.1 ng/mL"),
            (#""valueRatio":{"numerator":{"value":3},"denominator":{"value":100}}"#, "3 in 100"),
            (#""valueString":"3+""#, "3+"), (#""valueInteger":7"#, "7"), (#""valueBoolean":true"#, "yes"),
            (#""valueRange":{"low":{"value":10},"high":{"value":20}}"#, "10–20"),
            (#""valueRange":{"low":{"value":90}}"#, "≥ 90"),
            (
                #""_valueDateTime":{"extension":[{"url":"http://x.example/text","valueString":"not done yet"}]}"#,
                "not done yet"
            ),
            (#""valueQuantity":{"value":2.7775055278830396,"unit":"ng/mL"}"#, "2.778 ng/mL"),
        ])
    func markers(_ value: String, _ result: String) throws {
        let observation =
            #"{"resourceType":"Observation","id":"m","code":{"coding":[{"code":"2857-1"}]},\#(value)}"#
        #expect(try Drafts.read(Drafts.bundle(observation)).draft.biomarkers.map(\.result) == [result])
    }

    @Test("Administrations of one drug are one line with from, to and count")
    func administrations() throws {
        let given = (1...9).map { day in
            #"{"resourceType":"MedicationAdministration","id":"a\#(day)","status":"completed","medicationCodeableConcept":{"text":"Paclitaxel 100 MG Injection"},"effectiveDateTime":"2026-03-0\#(day)"}"#
        }
        let data = Data("[\(([Drafts.patient, Drafts.breast] + given).joined(separator: ","))]".utf8)
        let draft = try Drafts.read(data).draft
        let treatment = try #require(draft.treatments.first)
        #expect(draft.treatments.count == 1)
        #expect(treatment.detail == "Paclitaxel 100 MG Injection, 9 administrations")
        #expect(treatment.started?.description == "2026-03-01")
        #expect(treatment.ended?.description == "2026-03-09")
        let paths = draft.origins(of: .treatment, treatment.line).map(\.path)
        #expect(paths == [1, 2, 3, 4, 5, 9].map { "MedicationAdministration/a\($0)" }, "the first five and the last")
    }

    @Test("An antibody and its conjugate are two treatments")
    func conjugates() throws {
        func request(_ id: String, _ name: String) -> String {
            #"{"resourceType":"MedicationRequest","id":"\#(id)","status":"active","intent":"order","medicationCodeableConcept":{"text":"\#(name)"}}"#
        }
        let draft = try Drafts.read(
            Drafts.bundle(request("a", "Trastuzumab"), request("b", "Trastuzumab deruxtecan"))
        ).draft
        #expect(draft.treatments.map(\.detail) == ["Trastuzumab", "Trastuzumab deruxtecan"])
    }
}
