/// One row for a contraindication.
package struct ContraindicationFields: TemplateContext, Equatable {
    /// `1`.
    package var number: String
    /// Of what.
    package var modality: ChoiceField
    /// Absolute or relative.
    package var severity: ChoiceField
    /// Why.
    package var why: TextField

    /// All of it, in the order of the properties.
    package init(
        number: String, modality: ChoiceField, severity: ChoiceField, why: TextField
    ) {
        self.number = number
        self.modality = modality
        self.severity = severity
        self.why = why
    }
}

/// The class of one modality in one phase: `surgery/lobectomy`.
package struct ClassField: TemplateContext, Equatable {
    /// The field's name.
    package var name: String
    /// `Kind of surgery`.
    package var label: String
    /// What was typed or chosen before.
    package var value: String
    /// The codes that policy knows; empty to type freely.
    package var choices: [Choice]

    /// All of it, in the order of the properties.
    package init(
        name: String, label: String, value: String = "", choices: [Choice] = []
    ) {
        self.name = name
        self.label = label
        self.value = value
        self.choices = choices
    }
}

/// A part of the form that is folded away until it is needed.
package struct Fold<Row: TemplateContext & Equatable>: TemplateContext, Equatable {
    /// What is in it.
    package var rows: [Row]
    /// Whether it is shown unfolded, since something in it was filled in or refused.
    package var isOpen: Bool

    /// A part of the form.
    package init(_ rows: [Row], isOpen: Bool) {
        self.rows = rows
        self.isOpen = isOpen
    }
}

/// The head of a phase's column in the table of the plan.
package struct PhaseHead: TemplateContext, Equatable {
    /// `phase-1`.
    package var name: String
    /// `1`.
    package var number: String
    /// Why the phase was refused.
    package var error: String?

    /// All of it, in the order of the properties.
    package init(name: String, number: String, error: String? = nil) {
        self.name = name
        self.number = number
        self.error = error
    }
}

/// A modality's row in the table of the plan: in which phases it is given.
package struct PlanRow: TemplateContext, Equatable {
    /// The modality.
    package var label: String
    /// One for each phase, labelled with its number.
    package var cells: [Choice]

    /// All of it, in the order of the properties.
    package init(label: String, cells: [Choice]) {
        self.label = label
        self.cells = cells
    }
}

/// Of which kinds the treatments of one phase are.
package struct KindFields: TemplateContext, Equatable {
    /// The phase's number.
    package var number: String
    /// One for each modality that has classes.
    package var classes: [ClassField]

    /// All of it, in the order of the properties.
    package init(number: String, classes: [ClassField]) {
        self.number = number
        self.classes = classes
    }
}

/// What would change the plan.
package struct ConditionFields: TemplateContext, Equatable {
    /// `1`.
    package var number: String
    /// What would have to be found.
    package var trigger: TextField
    /// What then.
    package var action: TextField
    /// Until which day it holds.
    package var expires: TextField

    /// All of it, in the order of the properties.
    package init(number: String, trigger: TextField, action: TextField, expires: TextField) {
        self.number = number
        self.trigger = trigger
        self.action = action
        self.expires = expires
    }
}

/// A row of radio buttons: a modality's rating from 1 to 9, or a change against the first opinion.
package struct RatingField: TemplateContext, Equatable {
    /// The modality, or the axis.
    package var label: String
    /// The shared name.
    package var name: String
    /// In order; none chosen at first.
    package var choices: [Choice]
    /// Why the rating was refused.
    package var error: String?

    /// All of it, in the order of the properties.
    package init(
        label: String, name: String, choices: [Choice] = [], error: String? = nil
    ) {
        self.label = label
        self.name = name
        self.choices = choices
        self.error = error
    }
}

/// A field whose label is a modality or a question.
package struct LabelledField: TemplateContext, Equatable {
    /// The label.
    package var label: String
    /// The field.
    package var field: TextField

    /// All of it, in the order of the properties.
    package init(
        label: String, field: TextField
    ) {
        self.label = label
        self.field = field
    }
}

/// One alternative beside the plan.
package struct AlternativeFields: TemplateContext, Equatable {
    /// `1`.
    package var number: String
    /// What it is.
    package var name: TextField
    /// What it may achieve.
    package var benefits: TextField
    /// What it may do besides.
    package var sideEffects: TextField
    /// How long it takes.
    package var duration: TextField
    /// What it asks of the patient.
    package var burden: TextField
    /// Why it does not come first.
    package var whyNot: TextField

    /// All of it, in the order of the properties.
    package init(
        number: String, name: TextField, benefits: TextField, sideEffects: TextField, duration: TextField,
        burden: TextField, whyNot: TextField
    ) {
        self.number = number
        self.name = name
        self.benefits = benefits
        self.sideEffects = sideEffects
        self.duration = duration
        self.burden = burden
        self.whyNot = whyNot
    }
}

/// A preference of the patient's and how the plan meets it.
package struct PreferenceFields: TemplateContext, Equatable {
    /// As stated.
    package var preference: String
    /// Yes or no.
    package var met: ChoiceField
    /// How, or why not.
    package var explanation: TextField

    /// All of it, in the order of the properties.
    package init(
        preference: String, met: ChoiceField, explanation: TextField
    ) {
        self.preference = preference
        self.met = met
        self.explanation = explanation
    }
}
