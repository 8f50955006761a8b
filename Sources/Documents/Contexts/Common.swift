/// One line of a list of facts: `Date of birth`, `14 March 1961`.
package struct Fact: TemplateContext, Equatable {
    /// What it is.
    package var label: String
    /// What it says.
    package var value: String

    /// All of it, in the order of the properties.
    package init(
        label: String, value: String
    ) {
        self.label = label
        self.value = value
    }
}

/// Whom to call.
package struct Contact: TemplateContext, Equatable {
    /// A person or an office.
    package var name: String
    /// The number.
    package var phone: String
    /// What they are to the reader: `your navigator`.
    package var role: String?
    /// When somebody answers.
    package var hours: String?

    /// All of it, in the order of the properties.
    package init(
        name: String, phone: String, role: String? = nil, hours: String? = nil
    ) {
        self.name = name
        self.phone = phone
        self.role = role
        self.hours = hours
    }
}

/// Who signed, as what and when.
package struct Signature: TemplateContext, Equatable {
    /// The signer.
    package var name: String
    /// Chair, or delegate of the chair.
    package var role: String
    /// Day and time in words.
    package var time: String

    /// All of it, in the order of the properties.
    package init(
        name: String, role: String, time: String
    ) {
        self.name = name
        self.role = role
        self.time = time
    }
}

/// A question, and what the board answers.
package struct QuestionAnswer: TemplateContext, Equatable {
    /// As it was asked.
    package var question: String
    /// As the board answers it.
    package var answer: String

    /// All of it, in the order of the properties.
    package init(
        question: String, answer: String
    ) {
        self.question = question
        self.answer = answer
    }
}

/// A preference of the patient's and what became of it.
package struct PreferenceAnswer: TemplateContext, Equatable {
    /// As the patient stated it.
    package var preference: String
    /// Whether the recommendation keeps to it.
    package var met: Bool
    /// How it is kept to, or why it could not be.
    package var explanation: String

    /// All of it, in the order of the properties.
    package init(
        preference: String, met: Bool, explanation: String
    ) {
        self.preference = preference
        self.met = met
        self.explanation = explanation
    }
}

/// One way of treating, beside the others.
package struct OptionRow: TemplateContext, Equatable {
    /// `Surgery, then radiotherapy`.
    package var name: String
    /// Whether it is what the board recommends.
    package var isRecommended: Bool
    /// What it may achieve.
    package var benefits: String
    /// What it may do besides.
    package var sideEffects: String
    /// How long it takes.
    package var duration: String
    /// What it asks of the patient: visits, travel, time in hospital.
    package var burden: String

    /// All of it, in the order of the properties.
    package init(
        name: String, isRecommended: Bool = false, benefits: String, sideEffects: String, duration: String,
        burden: String
    ) {
        self.name = name
        self.isRecommended = isRecommended
        self.benefits = benefits
        self.sideEffects = sideEffects
        self.duration = duration
        self.burden = burden
    }
}

/// Who does what, and by when.
package struct NextStep: TemplateContext, Equatable {
    /// The step.
    package var what: String
    /// The person or team.
    package var who: String
    /// The day, in words.
    package var by: String

    /// All of it, in the order of the properties.
    package init(
        what: String, who: String, by: String
    ) {
        self.what = what
        self.who = who
        self.by = by
    }
}

/// A table; the first cell of each row is its heading.
package struct DataTable: TemplateContext, Equatable {
    /// What the table shows.
    package var caption: String
    /// The columns' headings.
    package var columns: [String]
    /// As many cells a row as there are columns.
    package var rows: [[String]]

    /// All of it, in the order of the properties.
    package init(
        caption: String, columns: [String] = [], rows: [[String]] = []
    ) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
    }
}

/// One link of a page's navigation.
package struct NavLink: TemplateContext, Equatable {
    /// The words.
    package var label: String
    /// The address.
    package var url: String
    /// Whether this is the page it leads to.
    package var isCurrent: Bool

    /// All of it, in the order of the properties.
    package init(
        label: String, url: String, isCurrent: Bool = false
    ) {
        self.label = label
        self.url = url
        self.isCurrent = isCurrent
    }
}

/// What stands around every web page.
package struct PageFrame: TemplateContext, Equatable {
    /// The page's title, without the board's name.
    package var title: String
    /// The board, as it calls itself.
    package var boardName: String
    /// Whom to call; at the foot of every page.
    package var contact: Contact
    /// The language's code.
    package var language: String
    /// Whether the language runs from right to left.
    package var isRightToLeft: Bool
    /// Where the template `style` is served.
    package var stylesheet: String
    /// Links for staff; none on a page behind a signed link.
    package var nav: [NavLink]
    /// Whose session this is.
    package var signedInAs: String?
    /// Where a POST ends the session.
    package var signOutURL: String?
    /// One sentence said at the top: `Saved.`
    package var notice: String?

    /// All of it, in the order of the properties.
    package init(
        title: String, boardName: String, contact: Contact, language: String = "en", isRightToLeft: Bool = false,
        stylesheet: String = "/style.css", nav: [NavLink] = [], signedInAs: String? = nil, signOutURL: String? = nil,
        notice: String? = nil
    ) {
        self.title = title
        self.boardName = boardName
        self.contact = contact
        self.language = language
        self.isRightToLeft = isRightToLeft
        self.stylesheet = stylesheet
        self.nav = nav
        self.signedInAs = signedInAs
        self.signOutURL = signOutURL
        self.notice = notice
    }
}
