/// What the template `act` is given: one thing that a named person records with a link, or that it has been recorded.
package struct ActContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// What has been done; nothing else is shown then.
    package var done: [String]
    /// What is asked and what follows from it.
    package var explanation: [String]
    /// What the finding rests on, where one is asked for.
    package var packet: PacketContext?
    /// What the patient decided, where that can be recorded in the same step.
    package var choice: ChoiceFieldsContext?
    /// What was wrong.
    package var errors: [FieldError]
    /// The field `name`.
    package var name: TextField
    /// The field `note`.
    package var note: TextField
    /// What `note` is called here.
    package var noteLabel: String
    /// What to write there.
    package var noteHint: String
    /// The words on the button.
    package var button: String
    /// Where the form posts to.
    package var action: String
    /// Sent along.
    package var hidden: [HiddenField]

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame, done: [String] = [], explanation: [String] = [], packet: PacketContext? = nil,
        choice: ChoiceFieldsContext? = nil,
        errors: [FieldError] = [], name: TextField = TextField(name: "name"), note: TextField = TextField(name: "note"),
        noteLabel: String = "", noteHint: String = "", button: String = "", action: String = "",
        hidden: [HiddenField] = []
    ) {
        self.page = page
        self.done = done
        self.explanation = explanation
        self.packet = packet
        self.choice = choice
        self.errors = errors
        self.name = name
        self.note = note
        self.noteLabel = noteLabel
        self.noteHint = noteHint
        self.button = button
        self.action = action
        self.hidden = hidden
    }
}
