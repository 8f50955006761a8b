import Foundation

/// Text on its way into a drawing: escaped, and measured as well as is possible without the font.
enum SVGText {
    /// Without what XML forbids, and with its special characters written as references.
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "\n", "\r", "\t": out += " "
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: continue
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// Whether letters join, change their places or run from right to left: Hebrew, Arabic, the scripts of India and of
    /// South-East Asia.
    static func needsShaping(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0x0590...0x109F, 0x1780...0x17FF, 0x1900...0x1CFF, 0xA800...0xABFF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF,
                0x10800...0x11FFF, 0x1E800...0x1EFFF:
                true
            default: false
            }
        }
    }

    /// The width of text in units of the font's size, rather too wide than too narrow.
    static func width(_ text: String) -> Double { text.reduce(0) { $0 + width(of: $1) } }

    /// Text in at most so many lines of a width, the last ending in “…” where more was said.
    static func lines(_ text: String, width limit: Double, most: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var rest = text.split(whereSeparator: \.isWhitespace).map(String.init)[...]
        while let word = rest.first {
            let longer = line.isEmpty ? word : "\(line) \(word)"
            if width(longer) <= limit {
                (line, rest) = (longer, rest.dropFirst())
            } else if lines.count + 1 == most {
                lines.append(cut(longer, to: limit))
                return lines
            } else if line.isEmpty {
                // one word that is wider than the line
                let head = prefix(of: word, within: limit)
                lines.append(head)
                rest[rest.startIndex] = String(word.dropFirst(head.count))
            } else {
                lines.append(line)
                line = ""
            }
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }

    private static func cut(_ text: String, to limit: Double) -> String {
        let head = prefix(of: text, within: limit - 1)
        return (head.last == " " ? String(head.dropLast()) : head) + "…"
    }

    private static func prefix(of text: String, within limit: Double) -> String {
        var used = 0.0
        let head = text.prefix { character in
            used += width(of: character)
            return used <= limit
        }
        return head.isEmpty ? String(text.prefix(1)) : String(head)
    }

    private static func width(of character: Character) -> Double {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        switch scalar.value {
        case 0x1100...0x11FF, 0x2E80...0xA4CF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
            0x1F300...0x1FAFF, 0x20000...0x3FFFF:
            return 1.05
        default: break
        }
        if "iIjlt.,:;'|!()[] ".contains(character) { return 0.33 }
        if "mMwW@%".contains(character) { return 0.92 }
        return character.isUppercase ? 0.69 : 0.58
    }
}
