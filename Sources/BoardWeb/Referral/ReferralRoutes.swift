import Documents
import Foundation
import Hummingbird
import Orchestrator
import TumorBoard

/// The public form: anybody may refer, and a navigator checks each referral before anything happens with it.
extension BoardSite {
    /// The form, where the site's settings open it.
    func addReferrals(to router: Router<BasicRequestContext>) {
        guard office.configuration.takesPublicReferrals else { return }
        let meter = ReferralMeter(perDay: office.configuration.publicReferralsPerDay)
        router.get("refer") { [self] _, _ in
            try form(ReferralEntry(try PostedForm(Data()), today: today), number: newNumber())
        }
        router.post("refer") { [self] request, _ in try await refer(request, meter) }
    }

    private func refer(_ request: Request, _ meter: ReferralMeter) async throws -> Response {
        let body = try await request.body.collect(upTo: Self.sizeLimit)
        let form = try PostedForm(Data(body.readableBytesView))
        let number = form.text(Self.numberField)
        let entry = ReferralEntry(form, today: today)
        // people do not see this field, programs that fill in every form do: they are thanked, and nothing is kept
        guard form.text(Self.trapField).isEmpty else {
            return try receipt("–", isMailed: false)
        }
        guard let draft = entry.draft(today: today) else {
            return try self.form(entry, number: Self.isNumber(number) ? number : newNumber())
        }
        guard Self.isNumber(number) else { throw WebFault.malformedForm }
        // the same page sent twice is one referral, and is not counted twice
        if try !office.wasTaken(form: number) {
            let day = Int(office.now.timeIntervalSince1970 / 86_400)
            guard meter.take(from: request.sender, day: day) else { throw WebFault.manyReferrals }
        }
        let id = try office.takeReferral(draft, earlier: entry.earlier, form: number)
        let isMailed = try entry.hasAddress && office.policy().notices.milestones.contains(.received)
        return try receipt(id.text, isMailed: isMailed)
    }

    private func form(_ entry: ReferralEntry, number: String) throws -> Response {
        let context = ReferralFormContext(
            page: try frame("Ask for a second opinion"), action: "/refer",
            hidden: [HiddenField(name: Self.numberField, value: number)], errors: entry.problems, texts: entry.texts,
            choices: entry.choices)
        return try page("referral", context, status: entry.errors.isEmpty ? .ok : .unprocessableContent)
    }

    private func receipt(_ reference: String, isMailed: Bool) throws -> Response {
        try page(
            "referral-receipt",
            ReferralReceiptContext(page: try frame("Thank you"), reference: reference, isMailed: isMailed))
    }

    private var today: CivilDate { CivilDate(office.now, in: office.configuration.timeZone) }

    private func newNumber() -> String {
        office.random(16).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    private static func isNumber(_ text: String) -> Bool { text.wholeMatch(of: /[0-9a-f]{32}/) != nil }

    /// Bytes that a form may have: all of its fields full, and a half more.
    private static let sizeLimit = 96 << 10
    private static let numberField = "form"
    private static let trapField = "website"
}

extension Request {
    /// Where it comes from, as the proxy in front says; without a proxy everybody shares one place.
    fileprivate var sender: String {
        let forwarded = headers[values: .xForwardedFor].last ?? ""
        let nearest = forwarded.split(separator: ",").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
        return nearest.isEmpty ? "direct" : String(nearest.prefix(64))
    }
}
