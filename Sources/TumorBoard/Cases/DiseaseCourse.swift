/// How the disease was judged to stand on a day: "improved", "progressive disease".
package struct DiseaseStatus: Codable, Equatable, Sendable {
    /// In the source's words.
    package var status: String
    /// What it rests on, such as imaging or symptoms.
    package var basis: String?
    /// When.
    package var date: CivilDate?

    /// A status.
    package init(status: String, basis: String? = nil, date: CivilDate? = nil) {
        self.status = status
        self.basis = basis
        self.date = date
    }

    /// The status as one line.
    package var line: String { basis.map { "\(status) (by \($0))" } ?? status }
}

/// A measured size of the tumour.
package struct TumourSize: Codable, Equatable, Sendable {
    /// Extents in millimetres, the largest first.
    package var millimetres: [Double]
    /// Which lesion or by which method, where it is said.
    package var note: String?
    /// When.
    package var date: CivilDate?

    /// A size.
    package init(millimetres: [Double], note: String? = nil, date: CivilDate? = nil) {
        self.millimetres = millimetres.sorted(by: >)
        self.note = note
        self.date = date
    }

    /// The size as one line: "27 × 14 mm".
    package var line: String {
        let extents = millimetres.map { $0 == $0.rounded() ? String(Int($0)) : String($0) }
        let size = extents.joined(separator: " × ") + " mm"
        return note.map { "\(size) (\($0))" } ?? size
    }
}
