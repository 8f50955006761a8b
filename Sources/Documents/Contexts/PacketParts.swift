/// A small numbered mark beside a fact: where it comes from.
package struct SourceMark: TemplateContext, Equatable {
    /// Its number in the packet's list of sources.
    package var number: String
    /// What the list says there.
    package var title: String

    /// All of it, in the order of the properties.
    package init(number: String, title: String) {
        self.number = number
        self.title = title
    }
}

/// A source in the packet's list.
package struct SourceEntry: TemplateContext, Equatable {
    /// From 1, in the order of first mention.
    package var number: String
    /// The resource, row or field.
    package var path: String
    /// The file, where it is known.
    package var file: String?

    /// All of it, in the order of the properties.
    package init(number: String, path: String, file: String? = nil) {
        self.number = number
        self.path = path
        self.file = file
    }
}

/// Words of a record, whatever their script, with the marks of their sources.
package struct PacketText: TemplateContext, Equatable {
    /// The words.
    package var text: String
    /// `rtl` where they begin in a script that runs from right to left, else nothing.
    package var direction: String?
    /// Where they come from.
    package var marks: [SourceMark]

    /// Words, whose direction follows from their first letter.
    package init(_ text: String, marks: [SourceMark] = []) {
        self.text = text
        self.marks = marks
        direction = text.beginsRightToLeft ? "rtl" : nil
    }
}

extension PacketText: ExpressibleByStringLiteral {
    /// Words without marks.
    package init(stringLiteral text: String) { self.init(text) }
}

/// A labelled fact of a packet.
package struct PacketFact: TemplateContext, Equatable {
    /// What it is.
    package var label: String
    /// What the sources say.
    package var value: PacketText

    /// All of it, in the order of the properties.
    package init(label: String, value: PacketText) {
        self.label = label
        self.value = value
    }

    /// A fact without marks.
    package init(_ label: String, _ text: String, marks: [SourceMark] = []) {
        self.init(label: label, value: PacketText(text, marks: marks))
    }
}

/// A row of a packet's table.
package struct PacketRow: TemplateContext, Equatable {
    /// The row's heading.
    package var head: PacketText
    /// The other cells.
    package var cells: [PacketText]

    /// All of it, in the order of the properties.
    package init(head: PacketText, cells: [PacketText]) {
        self.head = head
        self.cells = cells
    }
}

/// A table of a packet.
package struct PacketTable: TemplateContext, Equatable {
    /// What it shows.
    package var caption: String
    /// The columns' headings, the row headings' first.
    package var columns: [String]
    /// The rows.
    package var rows: [PacketRow]

    /// All of it, in the order of the properties.
    package init(caption: String, columns: [String], rows: [PacketRow]) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
    }
}

/// Items under one heading.
package struct PacketList: TemplateContext, Equatable {
    /// The heading.
    package var title: String
    /// The items.
    package var items: [PacketText]
    /// Whether the items are so many that they stand in columns.
    package var isLong: Bool

    /// A list.
    package init(title: String, items: [PacketText]) {
        self.title = title
        self.items = items
        isLong = items.count > 6
    }
}

/// A record with its wording.
package struct PacketRecord: TemplateContext, Equatable {
    /// Its title.
    package var title: PacketText
    /// Its day and who made it.
    package var details: [String]
    /// What a reader must know of it: how old it is, that it is pending, that another hospital made it.
    package var tags: [String]
    /// What the headers of its images tell.
    package var images: String?
    /// Its wording, a paragraph each.
    package var paragraphs: [PacketText]

    /// All of it, in the order of the properties.
    package init(
        title: PacketText, details: [String] = [], tags: [String] = [], images: String? = nil,
        paragraphs: [PacketText] = []
    ) {
        self.title = title
        self.details = details
        self.tags = tags
        self.images = images
        self.paragraphs = paragraphs
    }
}

/// What changed since the version before.
package struct DifferenceRow: TemplateContext, Equatable {
    /// Which fact.
    package var what: String
    /// `New`, `Changed`, `No longer there`.
    package var kind: String
    /// What stood there; nil where nothing did.
    package var before: PacketText?
    /// What stands there now; nil where nothing does.
    package var after: PacketText?

    /// All of it, in the order of the properties.
    package init(what: String, kind: String, before: PacketText? = nil, after: PacketText? = nil) {
        self.what = what
        self.kind = kind
        self.before = before
        self.after = after
    }
}

/// How well one side of the case was presented.
package struct CompletenessRow: TemplateContext, Equatable {
    /// Which side.
    package var side: String
    /// `4 of 5`; nil where nothing was presented.
    package var score: String?
    /// What the score rests on.
    package var because: [String]

    /// All of it, in the order of the properties.
    package init(side: String, score: String? = nil, because: [String] = []) {
        self.side = side
        self.score = score
        self.because = because
    }
}

/// The course of the illness as a picture, and what the picture cannot hold.
package struct TimelineView: TemplateContext, Equatable {
    /// The drawing, complete in itself; goes into the page as it is.
    package var svg: String
    /// Labels that the picture names by a letter, since it cannot draw their script.
    package var keys: [PacketFact]
    /// What has no date and could not be drawn.
    package var undated: [String]
    /// A word on what was left to the table.
    package var note: String?
    /// The same facts, the oldest first.
    package var table: PacketTable

    /// All of it, in the order of the properties.
    package init(
        svg: String, keys: [PacketFact] = [], undated: [String] = [], note: String? = nil, table: PacketTable
    ) {
        self.svg = svg
        self.keys = keys
        self.undated = undated
        self.note = note
        self.table = table
    }
}

extension String {
    /// Whether its first letter belongs to a script that runs from right to left: Hebrew, Arabic and their neighbours.
    package var beginsRightToLeft: Bool {
        for scalar in unicodeScalars where scalar.properties.isAlphabetic {
            return (0x0590...0x08FF).contains(scalar.value) || (0xFB1D...0xFDFF).contains(scalar.value)
                || (0xFE70...0xFEFF).contains(scalar.value) || (0x10800...0x10FFF).contains(scalar.value)
                || (0x1E800...0x1EFFF).contains(scalar.value)
        }
        return false
    }
}
