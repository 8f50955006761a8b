package import Foundation

/// Turns a complete HTML document into a PDF.
package protocol PDFRendering: Sendable {
    /// - Parameters:
    ///   - html: a document that needs nothing from outside itself.
    ///   - created: stands in the file as its date, so that the same document gives the same bytes.
    func pdf(html: String, created: Date) async throws(PDFError) -> Data
}

/// Why there is no PDF.
package enum PDFError: Error, Equatable, CustomStringConvertible {
    /// No renderer is installed.
    case unavailable
    /// The document wants a file or an address; nothing is fetched.
    case externalResource(String)
    /// The renderer took too long.
    case timedOut(seconds: Int)
    /// The renderer ended with an error, in its words.
    case failed(String)

    /// What was wrong and what to do.
    package var description: String {
        switch self {
        case .unavailable:
            "no PDF renderer is installed; install it with: apt-get install weasyprint"
        case .externalResource(let resource):
            "the document refers to \(resource); a document must hold everything it shows, as a data: address"
        case .timedOut(let seconds):
            "the PDF was not ready after \(seconds) s; is the machine overloaded?"
        case .failed(let words):
            "WeasyPrint could not make the PDF: \(words)"
        }
    }
}

/// Stands where no renderer is installed or wanted.
package struct NoPDF: PDFRendering {
    /// Makes no PDF.
    package init() {}

    /// - Throws: always `unavailable`.
    package func pdf(html: String, created: Date) async throws(PDFError) -> Data { throw .unavailable }
}
