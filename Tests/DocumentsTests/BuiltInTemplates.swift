@testable import Documents

extension TemplateLibrary {
    /// The templates as they are built in, read once for all tests.
    static let builtIn = Result { try TemplateLibrary(overrides: nil) }
}
