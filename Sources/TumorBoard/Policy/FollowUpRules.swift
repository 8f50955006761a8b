/// What happens after a plan is released: questions about it, and how far it was carried out.
package struct FollowUpRules: Codable, Equatable, Sendable, Omittable {
    /// Hours of working days within which a patient's question is answered and the answer signed.
    package var answerHours: Int
    /// Hours before that at which whoever the question waits for is reminded.
    package var remindHoursBefore: Int
    /// Hours of working days after which a question that is late raises its alarm again.
    package var alarmEveryHours: Int
    /// Questions of one case that may wait for an answer at once.
    package var openQuestions: Int
    /// Characters that a question may have.
    package var questionCharacters: Int
    /// Days after the signature at which the referring doctor is asked how far the plan was carried out.
    package var implementationDays: [Int]
    /// Days after that question at which it is asked again.
    package var implementationRemindDays: [Int]
    /// Days after that question from which it is recorded as not known.
    package var implementationUnknownAfterDays: Int

    /// Three working days for an answer; asked at 30 and 90 days, twice reminded, four weeks' time.
    package static let standard = FollowUpRules(
        answerHours: 72, remindHoursBefore: 24, alarmEveryHours: 24, openQuestions: 5, questionCharacters: 1_000,
        implementationDays: [30, 90], implementationRemindDays: [7, 14], implementationUnknownAfterDays: 28)

    /// What holds where a journal is older than these rules.
    package static var omitted: FollowUpRules { standard }

    /// Rules for what comes after a plan.
    package init(
        answerHours: Int, remindHoursBefore: Int, alarmEveryHours: Int, openQuestions: Int, questionCharacters: Int,
        implementationDays: [Int], implementationRemindDays: [Int], implementationUnknownAfterDays: Int
    ) {
        self.answerHours = answerHours
        self.remindHoursBefore = remindHoursBefore
        self.alarmEveryHours = alarmEveryHours
        self.openQuestions = openQuestions
        self.questionCharacters = questionCharacters
        self.implementationDays = implementationDays
        self.implementationRemindDays = implementationRemindDays
        self.implementationUnknownAfterDays = implementationUnknownAfterDays
    }
}
