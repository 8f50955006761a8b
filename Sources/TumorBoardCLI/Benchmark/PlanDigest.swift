/// A short name of a plan, the same for the same plan.
enum PlanDigest {
    /// FNV-1a over a text (Fowler, Noll, Vo), as sixteen hexadecimal digits. It tells plans apart and guards nothing.
    static func of(_ text: String) -> String {
        let hash: UInt64 = text.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
