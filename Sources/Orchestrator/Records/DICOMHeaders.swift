import Foundation
import TumorBoard

/// What the headers of one DICOM file tell, as `dcmdump` prints them.
struct DICOMHeaders: Equatable, Sendable {
    /// Values of the outermost data set by tag: `0010,0010`.
    private(set) var values: [String: String] = [:]

    /// The tags that are asked for.
    static let tags = [
        "0002,0002", "0008,0020", "0008,0021", "0008,0060", "0008,0080", "0008,1030", "0008,103e", "0010,0010",
        "0010,0030", "0018,0015", "0020,000d", "0020,000e", "0028,0010", "0028,0008",
    ]
    private static let directoryClass = "1.2.840.10008.1.3.10"

    /// The table of contents of a disc.
    var isDirectory: Bool { values["0002,0002"] == Self.directoryClass }
    /// Whether there are pixels: structured reports, plans and keys have none.
    var isImage: Bool { values["0028,0010"] != nil }

    /// Reads the headers of every DICOM file in a folder.
    /// - Throws: `FileRefusal.damaged` where a file cannot be read; `.toolMissing`.
    static func read(_ folder: URL, command: String) async throws -> [DICOMHeaders] {
        let options = ["-q", "+fo", "+sd", "+r", "-M", "+sb", "7fe0,0010", "+U8", "+L", "-Un", "+p", "+F"]
        let tool = BoundedTool(command: command, seconds: 120)
        let searched = tags.flatMap { ["+P", $0] }
        var result = try await tool.run(options + searched + [folder.path])
        if result.code != 0 {
            // a character set that is declared and not kept to: the names are then compared as they stand
            result = try await tool.run(options.filter { $0 != "+U8" } + searched + [folder.path])
        }
        guard result.code == 0 else { throw FileRefusal.damaged(.dicom, "its headers cannot be read: export it again") }
        return parse(String(decoding: result.output, as: UTF8.self))
    }

    /// Reads what `dcmdump +F +p` printed.
    static func parse(_ text: String) -> [DICOMHeaders] {
        var files: [DICOMHeaders] = []
        for line in text.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("# dcmdump (") {
                files.append(DICOMHeaders())
            } else if let last = files.indices.last, let (tag, value) = entry(line), files[last].values[tag] == nil {
                files[last].values[tag] = value
            }
        }
        return files
    }

    /// `(0010,0010) PN [Weber^Rosa]   #  10, 1 PatientName`; nil inside a sequence and where there is no value.
    private static func entry(_ line: Substring) -> (String, String)? {
        guard line.hasPrefix("("), let close = line.firstIndex(of: ")"), line[close...].hasPrefix(") ") else {
            return nil
        }
        let tag = line[line.index(after: line.startIndex)..<close].lowercased()
        let rest = line[close...].dropFirst(5)
        let value: Substring
        if let open = rest.firstIndex(of: "["), let end = rest.range(of: "]", options: .backwards),
            open < end.lowerBound
        {
            value = rest[rest.index(after: open)..<end.lowerBound]
        } else {
            // numbers stand without brackets
            value = rest.split(separator: " ").first ?? ""
            guard value.first?.isNumber == true else { return nil }
        }
        let clean = String(
            value.unicodeScalars.filter { $0.properties.generalCategory != .control }.map(Character.init)
        )
        .trimmingCharacters(in: .whitespaces)
        return tag.count == 9 && !clean.isEmpty ? (tag, String(clean.prefix(128))) : nil
    }
}

extension DICOMHeaders {
    func date(_ tag: String) -> CivilDate? {
        guard let digits = values[tag]?.filter(\.isNumber), digits.count == 8, let number = Int(digits) else {
            return nil
        }
        return CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    /// `Weber^Rosa^Maria^Dr.^` as a person writes it: prefix, given, middle, family, suffix.
    var patientName: String? {
        guard let alphabetic = values["0010,0010"]?.split(separator: "=", omittingEmptySubsequences: false).first else {
            return nil
        }
        let parts = alphabetic.split(separator: "^", omittingEmptySubsequences: false).map(String.init)
        let order = [3, 1, 2, 0, 4].compactMap { parts.indices.contains($0) ? parts[$0] : nil }
        let name = order.joined(separator: " ").split(separator: " ").joined(separator: " ")
        return name.isEmpty ? nil : name
    }
}

extension ImageStudy {
    /// What the headers of several files tell together; nil where none of them is an image.
    /// - Parameter agrees: whether a name and a date of birth are this patient's; where files disagree among
    ///   themselves, the one that does not agree is what a person must see.
    init?(_ headers: [DICOMHeaders], agrees: (String?, CivilDate?) -> Bool) {
        let files = headers.filter { !$0.isDirectory }
        let images = files.filter(\.isImage)
        guard let first = images.first else { return nil }
        func most(_ tag: String) -> String? {
            let found = Dictionary(grouping: images.compactMap { $0.values[tag] }) { $0 }
            return found.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
        }
        self.init(series: Set(images.compactMap { $0.values["0020,000e"] }).count, images: images.count)
        modality = most("0008,0060")
        bodyPart = most("0018,0015")
        description = most("0008,1030") ?? most("0008,103e")
        institution = most("0008,0080")
        date = images.compactMap { $0.date("0008,0020") ?? $0.date("0008,0021") }.max()
        let other = files.first { !agrees($0.patientName, $0.date("0010,0030")) } ?? first
        patientName = other.patientName
        patientBirthDate = other.date("0010,0030")
    }

    /// How the image was made, in the words of the rules about its age.
    var imagingModality: ImagingModality {
        switch modality {
        case "CT": .ct
        case "MR": .mri
        case "PT": .petCT
        case "US": .ultrasound
        case "MG": .mammography
        case "CR", "DX", "RG", "RF": .xray
        default: .other
        }
    }

    /// A record's title: “CT of the chest: Staging CT”.
    var title: String {
        let part = bodyPart.map { " of the \($0.lowercased())" } ?? ""
        let what = (modality ?? "Images") + part
        return description.map { "\(what): \($0)" } ?? what
    }
}
