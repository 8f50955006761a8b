/// Writes parameters of Content-Type and Content-Disposition (RFC 2045 §5.1, RFC 2231 for other scripts and for length).
enum HeaderParameter {
    /// The pieces of one parameter, each without the `;` that joins it to what stands before.
    static func pieces(_ name: String, _ value: String) -> [String] {
        let isPlain = value.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }
        if isPlain, !value.contains("=?"), value.utf8.count + name.utf8.count < 60 {
            return [HeaderText.isToken(value) ? "\(name)=\(value)" : "\(name)=\"\(value)\""]
        }
        let segments = segments(of: value, limit: 50)
        if segments.count == 1 { return ["\(name)*=UTF-8''\(segments[0])"] }
        return segments.enumerated().map { index, segment in
            "\(name)*\(index)*=" + (index == 0 ? "UTF-8''" : "") + segment
        }
    }

    /// A header whose value is a word and its parameters.
    static func field(_ name: String, _ value: String, _ parameters: [(name: String, value: String)]) -> String {
        let words = [value] + parameters.flatMap { pieces($0.name, $0.value) }
        let last = words.count - 1
        return HeaderText.fold(name, words.enumerated().map { $0 < last ? $1 + ";" : $1 })
    }

    /// Percent-encoded text cut between Unicode scalars.
    private static func segments(of value: String, limit: Int) -> [String] {
        var segments: [String] = []
        var current = ""
        for scalar in value.unicodeScalars {
            let encoded = String(scalar).utf8.map(percent).joined()
            if current.utf8.count + encoded.utf8.count > limit, !current.isEmpty {
                segments.append(current)
                current = ""
            }
            current += encoded
        }
        return segments + [current]
    }

    /// RFC 2231 `attribute-char` as it is, all else as `%XX`.
    private static func percent(_ byte: UInt8) -> String {
        let character = String(Unicode.Scalar(byte))
        return HeaderText.isToken(character) && !"*'%".utf8.contains(byte) ? character : "%" + Hex.pair(byte)
    }
}

/// Upper-case hexadecimal, as quoted-printable and RFC 2231 write it.
enum Hex {
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// The two digits of a byte.
    static func pair(_ byte: UInt8) -> String {
        String(Unicode.Scalar(digits[Int(byte >> 4)])) + String(Unicode.Scalar(digits[Int(byte & 15)]))
    }

    /// Appends the two digits of a byte.
    static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
    }
}
