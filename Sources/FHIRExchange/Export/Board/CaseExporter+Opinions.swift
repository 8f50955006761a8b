import TumorBoard

extension CaseExporter {
    /// Opinions stay sealed while a ballot is open, those of an earlier round too: a third opinion is independent.
    var isSealed: Bool { source.file.isVoting }

    /// The last opinion of each reviewer in each closed ballot, in the order of their casting.
    var openOpinions: [CastOpinion] {
        guard !isSealed else { return [] }
        let all = source.file.opinions.filter(source.file.isUnsealed)
        return all.enumerated().filter { place, one in
            !all[(place + 1)...].contains { $0.reviewer == one.reviewer && $0.ballot == one.ballot }
        }.map(\.element)
    }

    /// Whether a later opinion of the same reviewer, or another packet, has taken its place.
    func isSuperseded(_ opinion: CastOpinion) -> Bool {
        if let packet, opinion.packetDigest != packet.digest { return true }
        return openOpinions.contains { $0.reviewer == opinion.reviewer && $0.ballot > opinion.ballot }
    }

    /// The name of an opinion's resource.
    func name(of opinion: CastOpinion) -> String { "opinion/\(opinion.ballot)/\(opinion.reviewer)" }

    /// Each opinion as answers to one questionnaire, with its author, its packet's digest and how its author was known.
    func addOpinions() {
        guard !openOpinions.isEmpty else { return }
        add("Questionnaire", "opinion") { questionnaire in
            questionnaire["url"] = .string(OpinionForm.url)
            questionnaire["title"] = "A reviewer's opinion"
            questionnaire["status"] = "active"
            questionnaire["subjectType"] = .list(["Patient"])
            questionnaire["item"] = .list(OpinionForm.items.map(\.node))
        }
        for opinion in openOpinions {
            let author = reviewer(opinion.reviewer, as: opinion.specialty)
            let superseded = isSuperseded(opinion)
            add("QuestionnaireResponse", name(of: opinion)) { response in
                response["extension"] = .list([
                    .extension(CodeSystems.ownExtension("packet-digest"), "valueString", .text(opinion.packetDigest)),
                    .extension(CodeSystems.ownExtension("ballot"), "valueInteger", .integer(opinion.ballot)),
                    .extension(
                        CodeSystems.ownExtension("authentication"), "valueCode", .string(opinion.grade.rawValue)),
                    superseded
                        ? .extension(CodeSystems.ownExtension("superseded"), "valueBoolean", .bool(true)) : nil,
                ])
                response["questionnaire"] = .string(OpinionForm.url)
                response["status"] = "completed"
                response["basedOn"] = .list([referral])
                response["subject"] = patient
                response["authored"] = .instant(opinion.at)
                response["author"] = author
                response["item"] = .list(opinion.opinion.answered)
            }
        }
    }
}
