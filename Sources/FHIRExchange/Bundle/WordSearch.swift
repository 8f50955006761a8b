import Foundation

extension String {
    /// Whether the text holds the words.
    ///
    /// The standard library's own search of this name goes character by character, at a microsecond each; a lifetime
    /// record is asked for hundreds of words in thousands of texts. Words in ASCII are therefore looked for in the
    /// bytes, which finds the same; others are left to the library, which knows that "é" can be written in two ways.
    func contains(_ words: String) -> Bool {
        guard words.utf8.allSatisfy({ $0 < 0x80 }) else { return firstRange(of: words) != nil }
        guard !words.isEmpty else { return true }
        guard words.utf8.count <= utf8.count else { return false }
        var text = self, words = words
        return text.withUTF8 { text in
            words.withUTF8 { words in
                guard let start = text.baseAddress, let wanted = words.baseAddress else { return false }
                var offset = 0
                let last = text.count - words.count
                while offset <= last, let hit = memchr(start + offset, Int32(wanted[0]), last - offset + 1) {
                    if memcmp(hit, wanted, words.count) == 0 { return true }
                    offset = UnsafeRawPointer(hit) - UnsafeRawPointer(start) + 1
                }
                return false
            }
        }
    }
}
