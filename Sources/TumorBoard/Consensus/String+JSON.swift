extension String {
    /// Appends a text as JSON quotes it: quotation mark, reverse solidus and controls are escaped (RFC 8259 §7),
    /// nothing else is.
    package mutating func appendQuoted(_ value: String) {
        self += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": self += "\\\""
            case "\\": self += "\\\\"
            case "\n": self += "\\n"
            case "\r": self += "\\r"
            case "\t": self += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                self += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: unicodeScalars.append(scalar)
            }
        }
        self += "\""
    }
}
