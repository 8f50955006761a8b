/// A field that was refused, linked from the top of the form.
package struct FieldError: TemplateContext, Equatable {
    /// The field's id on the page.
    package var field: String
    /// The field's label.
    package var label: String
    /// What is wrong and what to do.
    package var message: String

    /// All of it, in the order of the properties.
    package init(
        field: String, label: String, message: String
    ) {
        self.field = field
        self.label = label
        self.message = message
    }
}

/// A field to type into; its label stands in the template.
package struct TextField: TemplateContext, Equatable {
    /// The field's name, and its id.
    package var name: String
    /// What was typed before.
    package var value: String
    /// Why that was refused.
    package var error: String?

    /// All of it, in the order of the properties.
    package init(
        name: String, value: String = "", error: String? = nil
    ) {
        self.name = name
        self.value = value
        self.error = error
    }
}

/// One of several radio buttons or check boxes.
package struct Choice: TemplateContext, Equatable {
    /// Its id on the page.
    package var id: String
    /// The name it shares with the others.
    package var name: String
    /// What is sent.
    package var value: String
    /// The words beside it.
    package var label: String
    /// Whether it was chosen before; never so at first.
    package var isChosen: Bool

    /// All of it, in the order of the properties.
    package init(
        id: String, name: String, value: String, label: String, isChosen: Bool = false
    ) {
        self.id = id
        self.name = name
        self.value = value
        self.label = label
        self.isChosen = isChosen
    }
}

/// Radio buttons or check boxes under one legend; the legend stands in the template.
package struct ChoiceField: TemplateContext, Equatable {
    /// The shared name; the group's id.
    package var name: String
    /// In order.
    package var choices: [Choice]
    /// Why the choice was refused.
    package var error: String?

    /// All of it, in the order of the properties.
    package init(
        name: String, choices: [Choice] = [], error: String? = nil
    ) {
        self.name = name
        self.choices = choices
        self.error = error
    }
}
