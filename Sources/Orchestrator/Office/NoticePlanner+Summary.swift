import Documents
import Foundation
import TumorBoard

extension NoticePlanner {
    /// The summary to the patient's own doctor, where the patient agreed to it.
    ///
    /// It leaves with the patient's plan and never before it: nobody in the neighbourhood knows sooner than the patient.
    func summary(_ make: NoticeMaker) -> [Notice] {
        guard file.subject.consent.summaryToOwnDoctor else { return [] }
        guard file.subject.patient.ownDoctor?.email != nil else {
            return [make.task("the patient's own doctor has no email address: print the summary and post it")]
        }
        var notice = make.notice(.summary, to: .ownDoctor)
        notice.link = .summary
        notice.linkExpires = now.addingTimeInterval(86_400 * Double(policy.plans.patientLinkDays))
        return [notice]
    }

    /// Where the patient agrees to it after the plan has reached them.
    func lateSummary(_ make: NoticeMaker) -> [Notice] {
        let wasAgreed = before?.subject.consent.summaryToOwnDoctor ?? false
        guard file.released?.patientPlan == true, file.ending == nil, !wasAgreed else { return [] }
        return summary(make)
    }

    /// Word to the own doctor that what they hold does not stand any more.
    func summaryWithdrawal(_ make: NoticeMaker) -> [Notice] {
        guard before?.released?.patientPlan == true, file.subject.consent.summaryToOwnDoctor,
            file.subject.patient.ownDoctor?.email != nil
        else { return [] }
        return [make.notice(.withdrawal, to: .ownDoctor)]
    }
}
