/// What a catcher does wrong on request, so that senders can be tried against bad days.
package struct CatcherFaults: Sendable {
    /// A point in the conversation at which a rule may strike.
    package enum Moment: Sendable, Equatable {
        /// On connecting.
        case banner
        /// At EHLO or HELO.
        case hello
        /// At MAIL.
        case mail
        /// At RCPT for this address, in any case of letters; nil is every address.
        case recipient(String?)
        /// At DATA.
        case data
        /// After the whole body.
        case finalDot
        /// At NOOP.
        case noop
    }

    /// What the catcher does then.
    package enum Action: Sendable, Equatable {
        /// Says this instead of its usual reply. After 421, and after any banner but 220, it hangs up.
        case reply(String)
        /// Hangs up without a word; a body just received is lost.
        case drop
        /// Keeps the body just received, then hangs up without a word.
        case keepAndDrop
        /// Keeps the body just received and says this in place of 250.
        case keepAndReply(String)
        /// Goes on as usual, but so many milliseconds later.
        case delay(milliseconds: Int)
        /// Never answers, and keeps the connection open.
        case silence
    }

    /// One scripted fault.
    package struct Rule: Sendable {
        /// Where it strikes.
        package var moment: Moment
        /// What happens.
        package var action: Action
        /// How often the moment passes unharmed first.
        package var skip: Int
        /// How often it strikes; nil is always.
        package var times: Int?

        /// Creates a rule.
        package init(_ moment: Moment, _ action: Action, skip: Int = 0, times: Int? = nil) {
            self.moment = moment
            self.action = action
            self.skip = skip
            self.times = times
        }
    }

    /// A login that the catcher asks for, with AUTH PLAIN.
    package struct Login: Sendable {
        /// The user's name.
        package var username: String
        /// The user's password.
        package var password: String

        /// Creates a login.
        package init(username: String, password: String) {
            self.username = username
            self.password = password
        }
    }

    /// The faults, tried in this order.
    package var rules: [Rule]
    /// A login to offer and to insist on.
    package var login: Login?
    /// How often a rule has struck.
    private(set) var strikes = 0

    /// Creates a script.
    package init(_ rules: [Rule] = [], login: Login? = nil) {
        self.rules = rules
        self.login = login
    }

    /// A catcher that takes everything.
    package static let none = CatcherFaults()

    /// Refuses one recipient.
    package static func refuse(_ address: String, _ reply: String) -> CatcherFaults {
        CatcherFaults([Rule(.recipient(address), .reply(reply))])
    }

    /// Says 451 to the final dot so many times, then takes mail.
    package static func deferring(times: Int) -> CatcherFaults {
        CatcherFaults([Rule(.finalDot, .reply("451 4.3.0 try again later"), times: times)])
    }

    /// Hangs up after the body, before the reply, so many times.
    package static func dropAfterBody(times: Int, keeping: Bool = false) -> CatcherFaults {
        CatcherFaults([Rule(.finalDot, keeping ? .keepAndDrop : .drop, times: times)])
    }

    /// Replies to the final dot so many milliseconds late.
    package static func slow(milliseconds: Int) -> CatcherFaults {
        CatcherFaults([Rule(.finalDot, .delay(milliseconds: milliseconds))])
    }

    /// Greets with 421 so many times.
    package static func busy(times: Int? = nil) -> CatcherFaults {
        CatcherFaults([Rule(.banner, .reply("421 4.3.2 too busy"), times: times)])
    }

    /// The action for a moment, counted down.
    mutating func strike(_ moment: Moment) -> Action? {
        for index in rules.indices where Self.matches(rules[index].moment, moment) && rules[index].times != 0 {
            if rules[index].skip > 0 {
                rules[index].skip -= 1
                continue
            }
            if let times = rules[index].times { rules[index].times = times - 1 }
            strikes += 1
            return rules[index].action
        }
        return nil
    }

    private static func matches(_ rule: Moment, _ now: Moment) -> Bool {
        guard case .recipient(let wanted) = rule, case .recipient(let given) = now else { return rule == now }
        return wanted == nil || wanted?.lowercased() == given?.lowercased()
    }
}
