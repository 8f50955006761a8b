/// Quoted-printable text (RFC 2045 §6.7), stricter where mail software is known to meddle.
enum QuotedPrintable {
    /// Encodes text. CRLF, CR and LF each end a line; the result ends with CRLF.
    ///
    /// No line starts with a `.` (SMTP would have to stuff it), none with `From ` (mbox files quote it), and a soft break
    /// never falls inside a UTF-8 sequence.
    static func encode(_ text: String) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count * 5 / 4)
        for line in lines(of: Array(text.utf8)) {
            encode(line: line, into: &output)
            output.append(0x0D)
            output.append(0x0A)
        }
        return output
    }

    private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x0D || byte == 0x0A {
                lines.append(bytes[start..<index])
                if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
                start = index + 1
            }
            index += 1
        }
        if start < bytes.count { lines.append(bytes[start...]) }
        return lines
    }

    private static func encode(line: ArraySlice<UInt8>, into output: inout [UInt8]) {
        let limit = 75  // and one more for the soft break's "="
        var column = 0
        var index = line.startIndex
        while index < line.endIndex {
            // One scalar at a time: its bytes, escaped, stay on one line.
            var end = index + 1
            while end < line.endIndex, line[end] & 0xC0 == 0x80 { end += 1 }
            let isLast = end == line.endIndex
            let start = column
            let literal = end == index + 1 && isLiteral(line[index], isLast: isLast)
            let length = literal ? 1 : 3 * (end - index)
            if start + length > limit {
                output += [0x3D, 0x0D, 0x0A]
                column = 0
            }
            let opensFrom = column == 0 && line[index...].starts(with: Array("From ".utf8))
            if literal, !(column == 0 && line[index] == 0x2E), !opensFrom {
                output.append(line[index])
                column += 1
            } else {
                for byte in line[index..<end] {
                    output.append(0x3D)
                    Hex.append(byte, to: &output)
                    column += 3
                }
            }
            index = end
        }
    }

    private static func isLiteral(_ byte: UInt8, isLast: Bool) -> Bool {
        switch byte {
        case 0x3D: false
        case 0x21...0x7E: true
        case 0x20, 0x09: !isLast
        default: false
        }
    }
}
