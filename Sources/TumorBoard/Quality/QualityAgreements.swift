import Foundation

/// How far reviewers agree before they know of each other: in the first ballot, sealed.
struct QualityAgreements {
    let input: QualityInput
    let cases: [QualityCase]
    private static let seed: UInt64 = 1

    /// α of the ratings, and κ and AC1 of what has no order.
    var figure: QualityFigure {
        let votes = cases.map { $0.firstOpinions.map(\.opinion.vote).filter { $0.status == .cast } }
        let alphas = Modality.allCases.map { modality in
            alpha(modality, votes.map { $0.compactMap { $0.ratings[modality].map(Double.init) } })
        }
        let nominal: [(String, [[Double]])] = [
            ("First modality of the plan", votes.map { $0.compactMap { Self.code($0.plan?.modalities.first) } }),
            ("Intent", votes.map { $0.compactMap { $0.intent.map { $0 == .curative ? 0 : 1 } } }),
            ("Diagnosis agreed", votes.map { $0.map { $0.diagnosisAgree ? 1 : 0 } }),
            ("Stage agreed", votes.map { $0.map { $0.stageAgree ? 1 : 0 } }),
        ]
        return QualityFigure(
            "agreement", "Agreement between reviewers",
            note:
                "In the first ballot, before anyone knew of another’s opinion; cases with one rating are left out. 1 is "
                + "full agreement, 0 what chance would give. Intervals hold 95 of 100 resamples of the cases "
                + "(\(input.replicates) resamples, seed \(Self.seed)).",
            agreement: alphas + nominal.flatMap { kappas($0.0, $0.1) })
    }

    private static func code(_ modality: Modality?) -> Double? {
        modality.flatMap { Modality.allCases.firstIndex(of: $0) }.map(Double.init)
    }

    private func alpha(_ modality: Modality, _ units: [[Double]]) -> QualityAgreement {
        line(
            modality.inPlainWords.asSentenceStart, "Krippendorff’s α, ordinal", units,
            { $0.krippendorffAlpha(.ordinal) }
        ) {
            $0.bootstrapAlpha(.ordinal, replicates: input.replicates, seed: Self.seed)
        }
    }

    private func kappas(_ name: String, _ units: [[Double]]) -> [QualityAgreement] {
        [
            line(name, "Fleiss’ κ", units, { $0.fleissKappa() }) {
                $0.bootstrapFleissKappa(replicates: input.replicates, seed: Self.seed)
            },
            line(name, "Gwet’s AC1", units, { $0.gwetAC1() }) {
                $0.bootstrapGwetAC1(replicates: input.replicates, seed: Self.seed)
            },
        ]
    }

    private func line(
        _ name: String, _ coefficient: String, _ units: [[Double]], _ value: (Ratings) -> Agreement,
        interval: (Ratings) -> Result<AgreementInterval, UndefinedReason>
    ) -> QualityAgreement {
        let compared = units.filter { $0.count > 1 }
        let widest = compared.map(\.count).max() ?? 0
        // what is left out besides would be told by the difference
        let counted = QualityCount.of(compared.count, outOf: units.count, smallest: input.smallest)
        func result(_ value: Double?, _ interval: AgreementInterval?, _ why: String?) -> QualityAgreement {
            QualityAgreement(
                name: name, coefficient: coefficient, cases: counted, value: value, low: interval?.low,
                high: interval?.high, why: why)
        }
        guard compared.count >= input.smallest else {
            return result(nil, nil, compared.isEmpty ? UndefinedReason.noPairs.words : "too few cases to be shown")
        }
        let padded = compared.map { unit in
            unit.map(Optional.some) + Array(repeating: nil, count: widest - unit.count)
        }
        do throws(AgreementError) {
            let ratings = try Ratings(padded)
            switch value(ratings) {
            case .undefined(let reason): return result(nil, nil, reason.words)
            case .value(let value):
                switch interval(ratings) {
                case .success(let interval): return result(value, interval, nil)
                case .failure(let reason): return result(value, nil, "no interval: \(reason.words)")
                }
            }
        } catch {
            return result(nil, nil, error.description)
        }
    }
}
