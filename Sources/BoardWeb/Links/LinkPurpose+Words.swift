import Orchestrator

extension LinkPurpose {
    /// What the link is for, so generally that a mail scanner learns nothing.
    var inGeneralWords: String {
        switch self {
        case .ballot: "since an opinion is asked of you"
        case .dissent: "so that you can see how your view is recorded"
        case .signOff: "since a signature is asked of you"
        case .letter, .plan, .summary: "so that you can read a document that we wrote for you"
        case .acknowledge: "since something urgent waits for you"
        case .conversation: "so that you can record a conversation"
        case .review: "since a finding is asked of you"
        case .answer: "since a word of yours is asked for"
        case .upload: "so that you can send us documents"
        case .followUp: "since somebody waits for your answer"
        case .implementation: "since we ask you how it went"
        }
    }

    /// The page that an opened link leads to.
    var page: String {
        switch self {
        case .ballot: "/ballot"
        case .dissent: "/dissent"
        case .signOff: "/signoff"
        case .letter: "/letter"
        case .summary: "/summary"
        case .plan: "/plan"
        case .acknowledge, .conversation, .review: "/act"
        case .answer: "/answer"
        case .upload: "/upload"
        case .followUp: "/question"
        case .implementation: "/implementation"
        }
    }
}
