import Documents
import Foundation
import TumorBoard

extension NoticePlanner {
    /// Word to whoever owns a question that it waits for them.
    func question(_ id: String, roster: Roster, count: Int = 1, reason: String? = nil, _ make: NoticeMaker) -> [Notice]
    {
        guard let one = file.question(id), one.signature == nil else { return [] }
        var notice: Notice
        switch one.owner {
        case .reviewer(let reviewer) where roster.reviewer(reviewer) != nil:
            notice = make.notice(.question, to: .reviewer(reviewer))
        case .navigator where file.subject.navigator?.email != nil: notice = make.notice(.question, to: .navigator)
        case .reviewer, .navigator, .coordinator:
            var task = make.task(
                "a question about the plan waits for someone who can answer it: see “tumorboard case question list "
                    + "\(file.subject.id)”, and give it to them with “case question assign”")
            task.wanted = one.question.promisedDay
            return [task]
        }
        notice.link = .followUp
        notice.linkExpires = one.question.due.addingTimeInterval(14 * 86_400)
        notice.wanted = one.question.promisedDay
        notice.count = count
        notice.reason = reason
        return [notice]
    }

    /// Word to the chair or a delegate that an answer waits for a signature.
    func questionToSign(_ id: String, roster: Roster, count: Int = 1, _ make: NoticeMaker) throws -> [Notice] {
        guard let one = file.question(id), one.signature == nil else { return [] }
        let board = try office.board(of: file, in: roster)
        guard let signer = file.signatory(of: board, roster: roster, day: CivilDate(now, in: policy.zone)) else {
            return [task("an answer to a patient waits, and neither chair nor delegates can sign it", make)]
        }
        var notice = make.notice(.questionSign, to: .reviewer(signer.id))
        notice.link = .followUp
        notice.linkExpires = one.question.due.addingTimeInterval(14 * 86_400)
        notice.wanted = one.question.promisedDay
        notice.count = count
        return [notice]
    }

    /// Whoever a question waits for once more; the coordinator too once it is late.
    func questionChased(_ reminder: FollowUpReminder, roster: Roster, _ make: NoticeMaker) throws -> [Notice] {
        guard let one = file.question(reminder.question) else { return [] }
        let notices =
            one.state == .answered
            ? try questionToSign(reminder.question, roster: roster, count: reminder.count + 1, make)
            : question(reminder.question, roster: roster, count: reminder.count + 1, make)
        guard reminder.isLate, !notices.contains(where: { $0.to == .coordinator }) else { return notices }
        return notices
            + [task("a patient’s question about the plan is late: the time that they were promised has passed", make)]
    }

    /// Word to the patient, or to the companion in their place, that an answer can be read behind the second factor.
    func questionAnswered(_ make: NoticeMaker) -> [Notice] {
        guard file.released?.patientPlan == true else { return [] }
        let reader: Recipient
        if file.subject.patient.email != nil {
            reader = .patient
        } else if file.subject.patient.companionContact?.email != nil {
            reader = .companion
        } else {
            return [task("an answer for the patient is signed and they have no email address: telephone", make)]
        }
        var notice = make.notice(.questionAnswered, to: reader)
        notice.link = .plan
        notice.linkExpires = now.addingTimeInterval(86_400 * Double(policy.plans.patientLinkDays))
        return [notice]
    }

    /// The question to the referring doctor how far the plan was carried out; the coordinator asks where the doctor may
    /// or can not be written to.
    func implementation(_ ask: ImplementationAsk, _ make: NoticeMaker) -> [Notice] {
        guard file.released?.letter == true, file.subject.referral.doctor?.email != nil else {
            guard ask.count == 1 else { return [] }
            let why =
                file.released?.letter == true
                ? "the referring doctor has no email address" : "the patient wants no letter to the referring doctor"
            return [
                task(
                    "ask how far the plan was carried out \(ask.day) days after the signature, and record it with "
                        + "“tumorboard case implementation \(file.subject.id)”: \(why)", make)
            ]
        }
        var notice = make.notice(.implementation, to: .referringDoctor)
        notice.link = .implementation
        notice.linkExpires = now.addingTimeInterval(86_400 * Double(policy.plans.patientLinkDays))
        notice.count = ask.count
        notice.wanted = now.addingTimeInterval(86_400 * Double(policy.followUp.implementationRemindDays.min() ?? 7))
        return [notice]
    }

    /// Word to the coordinator that nobody told, or that what was told ends the case.
    func implementationUnknown(_ report: ImplementationReport, _ make: NoticeMaker) -> [Notice] {
        if report.reason == .death {
            let words =
                "a report on how the plan was carried out says something that ends the case: read it now, so that "
            return [task(words + "nobody is written to any more", make)]
        }
        guard report.isByRule else { return [] }
        return [
            task(
                "nobody has told how far the plan was carried out \(report.day) days after the signature, so it is "
                    + "recorded as unknown; a later answer still counts: telephone, if you can", make)
        ]
    }

    /// A task for the coordinator, for the next day.
    private func task(_ what: String, _ make: NoticeMaker) -> Notice {
        var notice = make.task(what)
        notice.wanted = now.addingTimeInterval(86_400)
        return notice
    }
}
