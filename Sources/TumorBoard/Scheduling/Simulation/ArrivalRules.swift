/// How many cases come to the boards of a simulation, and what kind.
///
/// All shares are assumptions, to be replaced by a site's own counts. Those of the four commonest groups follow the new
/// cancers of 2020 in Germany (Robert Koch Institute, Krebs in Deutschland 2019/2020, 2023: breast 71,300, prostate 65,800,
/// lung 56,700 and colorectal 54,800 of 493,200); those of the other groups are rounded by us to sum to the rest. That
/// each cancer comes to a board once, and the urgencies, delays and second opinions, are assumptions with no source.
package struct ArrivalRules: Codable, Equatable, Sendable {
    /// Cases referred in a week, on the average.
    package var perWeek: Int
    /// Weights of the disease groups; a group that no board decides gets no case.
    package var mix: [DiseaseGroup: Int]
    /// Of a hundred cases of a group, those to be decided within days and within 7–14 days; the rest is standard.
    package var urgent: [DiseaseGroup: UrgentShare]
    /// The same for every other group.
    package var defaultUrgent: UrgentShare
    /// Days from the referral until a case is ready, by urgency: each number of days is as likely as the others.
    package var readyDays: [UrgencyClass: DayRange]
    /// Of a hundred cases, those that ask for a second opinion.
    package var secondOpinionPercent: Int
    /// Of a hundred second opinions, those whose first one was given at an institution of the roster.
    package var knownInstitutionPercent: Int

    /// Of a hundred cases, how many are urgent.
    package struct UrgentShare: Codable, Equatable, Sendable {
        /// To be decided within days.
        package var days: Int
        /// To be decided within 7–14 days.
        package var expedited: Int
    }

    /// From so many days to so many.
    package struct DayRange: Codable, Equatable, Sendable {
        /// The fewest.
        package var least: Int
        /// The most.
        package var most: Int
    }

    /// The assumptions that hold where nothing else is said.
    package static func standard(perWeek: Int) -> ArrivalRules {
        ArrivalRules(
            perWeek: perWeek,
            mix: [
                .breast: 145, .prostate: 133, .lung: 115, .colorectal: 111, .skin: 70, .bladderKidney: 65,
                .gynaecological: 52, .pancreatobiliary: 50, .oesophagogastric: 45, .lymphoma: 40, .headAndNeck: 35,
                .leukaemia: 26, .liver: 19, .brain: 16, .myeloma: 14, .thyroidEndocrine: 12, .sarcoma: 12, .other: 36,
                .paediatric: 4,
            ],
            urgent: [
                .leukaemia: UrgentShare(days: 40, expedited: 30), .lymphoma: UrgentShare(days: 5, expedited: 45),
                .lung: UrgentShare(days: 5, expedited: 20), .brain: UrgentShare(days: 5, expedited: 40),
                .paediatric: UrgentShare(days: 20, expedited: 50),
            ],
            defaultUrgent: UrgentShare(days: 1, expedited: 9),
            readyDays: [
                .days: DayRange(least: 0, most: 1), .expedited: DayRange(least: 1, most: 4),
                .standard: DayRange(least: 2, most: 10),
            ],
            secondOpinionPercent: 15, knownInstitutionPercent: 30)
    }
}
