import Documents
import Foundation
package import TumorBoard

/// The letters of a navigator, by the names that a command line takes.
package enum LetterKind: String, CaseIterable, Sendable {
    case recordRequest = "record-request"
    case slidesAndBlocks = "slides-and-blocks"
    case preauthorisation
    case networkGap = "network-gap"
    case whatNext = "what-next"
    case remoteReview = "remote-review"
    case travel

    /// What it is for, in one line.
    package var explanation: String {
        switch self {
        case .recordRequest: "to whoever holds the records: what is missing, why, and how to send it"
        case .slidesAndBlocks: "to the pathology department: release of slides and blocks, shipping and return"
        case .preauthorisation: "to the payer: one test, before it is done"
        case .networkGap: "to the payer: a service that its network does not offer"
        case .whatNext: "to the patient: where the case stands and what happens next"
        case .remoteReview: "to the patient: what a review without an examination can do, and what it cannot"
        case .travel: "to the patient: who helps with journeys"
        }
    }

    var template: NavigatorLetterKind {
        switch self {
        case .recordRequest: .recordRequest
        case .slidesAndBlocks: .slidesAndBlocks
        case .preauthorisation: .preauthorisation
        case .networkGap: .networkGap
        case .whatNext: .whatNext
        case .remoteReview: .remoteReview
        case .travel: .travel
        }
    }
}

/// What a navigator asks for when a letter is made. Nothing of it is ever made up where it is left out.
package struct LetterRequest: Sendable {
    /// Which letter.
    package var kind: LetterKind
    /// The reader, a line each; found in the case where nobody is named.
    package var to: [String] = []
    /// The test or service, for the payer.
    package var test: String?
    /// Procedure codes as given, each with words after a space where somebody added some.
    package var procedureCodes: [String] = []
    /// Diagnosis codes as given; the case's own where it is coded in ICD-10 and none is given.
    package var diagnosisCodes: [String] = []
    /// Why it is needed.
    package var reason: String?
    /// By when an answer is wanted; a week from the letter where nobody says.
    package var due: CivilDate?

    /// A request of which only the letter is known.
    package init(_ kind: LetterKind) { self.kind = kind }
}

extension Presenter {
    /// A navigator's letter; what the case does not say is a blank.
    func letter(_ request: LetterRequest, readiness: Readiness, site: SiteConfiguration, now: Date)
        -> NavigatorLetterContext
    {
        var letter = NavigatorLetterContext()
        letter.boardName = board.name
        letter.siteName = site.siteName
        letter.siteAddress = site.siteAddress ?? LetterBlank.mark("the hospital's postal address (site.address)")
        letter.caseReference = subject.id.text
        letter.date = times.day(now)
        letter.recipients = recipients(request)
        letter.opening = opening(request)
        letter.patientName = subject.patient.name
        letter.dateOfBirth =
            subject.patient.birthDate.map(times.day) ?? LetterBlank.mark("the patient's date of birth")
        letter.identifiers = identifiers
        fillSender(&letter)
        fillClinical(&letter, readiness: readiness)
        fillPayer(&letter, request)
        let week = CivilDate(now, in: times.zone).adding(days: 7)
        letter.due = times.day(request.due ?? week)
        letter.sessionDate = file.listing.flatMap { $0.session == nil ? nil : times.moment($0.sits) }
        letter.companion = subject.patient.companion ?? subject.patient.companionContact?.name
        letter.wantsLittleTravel = subject.preferences.contains { [.limitTravel, .stayAtHome].contains($0.code) }
        letter.isForPatient = request.kind.template.reader == .patient
        letter.language = request.kind.template.reader == .patient ? subject.patient.language : "en"
        fillMilestone(&letter, file.milestone(readiness: readiness))
        return letter
    }

    private func fillSender(_ letter: inout NavigatorLetterContext) {
        let sender = subject.navigator ?? board.coordinator
        letter.senderName = sender.name
        letter.senderPhone =
            sender.phone ?? board.coordinator.phone ?? LetterBlank.mark("the sender's telephone")
        letter.senderEmail = (sender.email ?? board.coordinator.email)?.text
    }

    private func fillClinical(_ letter: inout NavigatorLetterContext, readiness: Readiness) {
        letter.diagnosis = diagnosis
        letter.stage = subject.staging.isEmpty ? LetterBlank.mark("the stage") : stage
        letter.consentDate = subject.consent.date.map(times.day) ?? LetterBlank.mark("the day of the consent")
        letter.consentScope = subject.consent.scope
        letter.records = requestedRecords(readiness)
        let tissue = subject.records.filter { [.slidesOrBlocks, .pathologyReport, .biopsy].contains($0.kind) }
        let material = tissue.filter { $0.kind != .slidesOrBlocks || !$0.isPresent }.map { record in
            [record.title, record.date.map(times.day), record.source].compactMap { $0 }.joined(separator: ", ")
        }
        letter.material = material.isEmpty ? [LetterBlank.mark("which slides and blocks")] : material
        letter.notPresented = readiness.notPresented.map(\.asSentenceStart)
    }

    private func fillPayer(_ letter: inout NavigatorLetterContext, _ request: LetterRequest) {
        letter.payer = subject.coverage?.payer
        letter.member = subject.coverage?.member ?? LetterBlank.mark("the member number")
        letter.coveragePlan = subject.coverage?.plan ?? LetterBlank.mark("the insurance plan")
        letter.test = request.test ?? LetterBlank.mark("the test or service")
        letter.reason = request.reason ?? LetterBlank.mark("the explanation")
        letter.procedureCodes =
            request.procedureCodes.isEmpty ? [LetterBlank.mark("the CPT code")] : request.procedureCodes
        let own = [subject.diagnosis.cancer.icd10].compactMap { $0 }
        let codes = request.diagnosisCodes.isEmpty ? own : request.diagnosisCodes
        letter.diagnosisCodes = codes.isEmpty ? [LetterBlank.mark("the ICD-10 code")] : codes
    }

    private func fillMilestone(_ letter: inout NavigatorLetterContext, _ milestone: Milestone) {
        switch milestone {
        case .received: letter.isReceived = true
        case .recordsComplete: letter.isRecordsComplete = true
        case .listed: letter.isListed = true
        case .opinions: letter.isOpinions = true
        case .moreNeeded: letter.isMoreNeeded = true
        case .planReady: letter.isPlanReady = true
        case .ended: letter.isEnded = true
        }
    }

    /// The reader as named, else as the case knows them, else a blank.
    private func recipients(_ request: LetterRequest) -> [String] {
        guard request.to.isEmpty else { return request.to }
        let doctor = subject.referral.doctor
        let known: [String?]
        switch request.kind.template.reader {
        case .recordHolder:
            known =
                doctor == nil
                ? [subject.firstOpinion?.doctor, subject.firstOpinion?.institution]
                : [doctor?.name, doctor?.institution]
        case .pathology:
            let report = subject.records.first { $0.kind == .pathologyReport && $0.source != nil }
            let house = report?.source ?? subject.firstOpinion?.institution ?? doctor?.institution
            known = house.map { ["Department of pathology", $0] } ?? []
        case .payer: known = [subject.coverage?.payer]
        case .patient: known = [subject.patient.name]
        }
        let lines = known.compactMap { $0 }
        return lines.isEmpty ? [LetterBlank.mark("the reader's name and address")] : lines
    }

    private func opening(_ request: LetterRequest) -> String {
        switch request.kind.template.reader {
        case .patient: return "Dear \(subject.patient.name),"
        case .payer, .pathology: return "To whom it may concern,"
        case .recordHolder:
            guard request.to.isEmpty, let doctor = subject.referral.doctor else { return "Dear colleague," }
            return "Dear \(doctor.name),"
        }
    }

    private func requestedRecords(_ readiness: Readiness) -> [RequestedRecord] {
        let wanted = readiness.chaseable.map { kind in
            let state =
                readiness.illegible.contains(kind)
                ? " The copy that reached us cannot be read."
                : readiness.pending.contains(kind) ? " It was asked for before and has not arrived." : ""
            return RequestedRecord(what: kind.title.asSentenceStart, why: "\(kind.importance).\(state)")
        }
        let outdated = readiness.stale.map { one in
            RequestedRecord(
                what: "\(one.kind.title.asSentenceStart), a newer one",
                why: "the one of \(times.day(one.date)) is \(one.ageDays) days old and counts for \(one.limitDays).")
        }
        return wanted + outdated
    }
}

extension Coding {
    /// The code, where its system is one of the ICD-10 family.
    fileprivate var icd10: String? {
        let system = (system ?? "").lowercased().filter { $0.isLetter || $0.isNumber }
        return system.contains("icd10") ? code : nil
    }
}

extension RecordClass {
    /// Why a board cannot do without it, for whoever is asked to send it.
    fileprivate var importance: String {
        switch self {
        case .pathologyReport: "it names the tumour and its grade, and every recommendation rests on it"
        case .slidesOrBlocks: "our pathologist reads the tissue again before the board relies on it"
        case .imagingReport: "it says what was seen and measured, and with what it was compared"
        case .images:
            "the board looks at the images themselves; a report alone does not show whether an operation is possible"
        case .endoscopy: "it says exactly where the tumour lies and how far it reaches"
        case .bloodCount: "it decides which medicines can be given safely"
        case .chemistry: "the doses depend on kidneys and liver"
        case .tumourMarkers: "their course shows whether a treatment has worked"
        case .biopsy: "it says from where and how the tissue was taken"
        case .operativeNote: "it says what was removed and what was left"
        case .treatmentSummary: "what was given before, and how much of it, limits what can be given again"
        case .dischargeSummary: "it tells what happened during the stay and how the patient left the hospital"
        case .genetics: "some treatments only work with a certain change in the tumour"
        case .medicationList: "medicines taken every day can forbid others"
        case .currentPhysicianReport: "it tells how the patient is today"
        case .lungFunction: "it decides whether an operation or radiation of the chest is safe"
        case .echocardiography: "it decides whether medicines that strain the heart are safe"
        case .other: "the board asked for it"
        }
    }
}
