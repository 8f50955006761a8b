/// Hashes of names, by which ties are broken and plans are compared: FNV-1a over the name's bytes (Fowler, Noll, Vo),
/// then mixed, because neighbouring numbers would else be neighbours in order.
enum ScheduleKey {
    /// The hash of a name.
    static func of(_ name: String) -> UInt64 {
        var mixed = digest(of: name)
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// FNV-1a over a text.
    static func digest(of text: some StringProtocol) -> UInt64 {
        text.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }
}

extension UInt64 {
    /// Sixteen hexadecimal digits.
    var hexadecimal: String {
        let digits = String(self, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
