/// What the template `upload` is given: the page on which a patient or a referring doctor sends records.
package struct UploadContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// Whether the patient reads it; otherwise the referring doctor does.
    package var isPatient: Bool
    /// The case's opaque reference.
    package var caseReference: String
    /// Kinds of record that are missing.
    package var missing: [String]
    /// Names of what came by this way before.
    package var arrived: [String]
    /// Names of what came just now.
    package var taken: [String]
    /// What came just now and was not taken: its name, and why.
    package var refused: [Fact]
    /// What was wrong with the form.
    package var errors: [FieldError]
    /// The field `kind`.
    package var kind: ChoiceField
    /// Why no file arrived.
    package var fileError: String?
    /// The largest file.
    package var fileMB: String
    /// The largest zip.
    package var archiveMB: String
    /// The most files at once.
    package var files: String
    /// Where the form posts to.
    package var action: String
    /// Sent along.
    package var hidden: [HiddenField]

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame, isPatient: Bool, caseReference: String, missing: [String] = [], arrived: [String] = [],
        taken: [String] = [], refused: [Fact] = [], errors: [FieldError] = [],
        kind: ChoiceField = ChoiceField(name: "kind"), fileError: String? = nil, fileMB: String, archiveMB: String,
        files: String, action: String, hidden: [HiddenField] = []
    ) {
        self.page = page
        self.isPatient = isPatient
        self.caseReference = caseReference
        self.missing = missing
        self.arrived = arrived
        self.taken = taken
        self.refused = refused
        self.errors = errors
        self.kind = kind
        self.fileError = fileError
        self.fileMB = fileMB
        self.archiveMB = archiveMB
        self.files = files
        self.action = action
        self.hidden = hidden
    }
}

/// A record's file for staff, or the way of its slides.
package struct RecordFileRow: TemplateContext, Equatable {
    /// The record's title.
    package var record: String
    /// Its id within the case.
    package var reference: String
    /// The file's safe name.
    package var name: String
    /// Where a GET downloads it; nil where there is none.
    package var url: String?
    /// In words.
    package var size: String
    /// Where it came from, and what the headers of images tell.
    package var facts: [String]
    /// SHA-256 in hexadecimal.
    package var digest: String
    /// Its beginning.
    package var shortDigest: String
    /// The steps of slides or blocks, oldest first.
    package var custody: [String]

    /// All of it, in the order of the properties.
    package init(
        record: String, reference: String, name: String = "", url: String? = nil, size: String = "–",
        facts: [String] = [], digest: String = "", shortDigest: String = "–", custody: [String] = []
    ) {
        self.record = record
        self.reference = reference
        self.name = name
        self.url = url
        self.size = size
        self.facts = facts
        self.digest = digest
        self.shortDigest = shortDigest
        self.custody = custody
    }
}
