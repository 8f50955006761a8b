import Foundation
import Testing

@testable import Documents

@Suite("A hospital's logo")
struct LogoTests {
    private static let drawing = Data("<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>".utf8)

    @Test(
        "It stands at the head of every document and page, carried inside them",
        arguments: ["packet", "letter", "plan"])
    func documents(name: String) throws {
        try withTemporaryFolder { folder in
            try Self.drawing.write(to: folder.appending(path: "logo.svg"))
            let contexts = ["packet": Fixture.packet.value, "letter": Fixture.letter.value, "plan": Fixture.plan.value]
            let context = try #require(contexts[name])
            let html = try TemplateLibrary(overrides: folder).html(name, context)
            #expect(html.contains("src=\"data:image/svg+xml;base64,\(Self.drawing.base64EncodedString())\""))
            let bare = try TemplateLibrary.builtIn.get().html(name, context)
            #expect(!bare.contains("<img"))
        }
    }

    @Test("A drawing comes before a picture; a folder without either has none")
    func choice() throws {
        try withTemporaryFolder { folder in
            #expect(try Logo.address(in: folder) == nil)
            try Data([0x89, 0x50, 0x4E, 0x47, 0x0D]).write(to: folder.appending(path: "logo.png"))
            #expect(try Logo.address(in: folder)?.hasPrefix("data:image/png;base64,") == true)
            try Self.drawing.write(to: folder.appending(path: "logo.svg"))
            #expect(try Logo.address(in: folder)?.hasPrefix("data:image/svg+xml;base64,") == true)
        }
    }

    @Test("A file that is too large, or is not what its name says, is refused by name")
    func refusals() throws {
        try withTemporaryFolder { folder in
            try Data("GIF89a".utf8).write(to: folder.appending(path: "logo.png"))
            let wrong = #expect(throws: TemplateError.self) { try TemplateLibrary(overrides: folder) }
            #expect("\(try #require(wrong))".contains("logo.png"))
            try (Self.drawing + Data(count: Logo.limit)).write(to: folder.appending(path: "logo.svg"))
            let large = #expect(throws: TemplateError.self) { try TemplateLibrary(overrides: folder) }
            #expect("\(try #require(large))".contains("512 KB"))
        }
    }
}
