package import Foundation

/// How many pages a PDF of ours has.
package enum PDFPages {
    /// The pages of a PDF whose page tree stands in it unpacked, as WeasyPrint writes it; nil for any other.
    package static func count(in pdf: Data) -> Int? {
        // the root of the page tree counts them all; its entries stand in any order
        let text = String(decoding: pdf, as: Unicode.ASCII.self)
        guard let root = text.firstMatch(of: /<<[^<>]*\/Type\s*\/Pages\b[^<>]*>>/) else { return nil }
        return root.0.firstMatch(of: /\/Count\s+(\d+)/).flatMap { Int($0.1) }
    }
}
