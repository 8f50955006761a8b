import Foundation
import Testing

@Suite("tumorboard key") struct KeyCommandTests {
    @Test("A key is made for its owner alone, is never written over, and shows the same public line again")
    func make() async throws {
        try await Tool.inFolder { tool in
            let file = tool.folder.appending(path: "my.key").path
            let made = try await tool.succeed(["key", "new", "--out", file, "--json"]).object()
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let shown = try await tool.succeed(["key", "show", file, "--json"]).object()
            #expect(shown["publicKey"] as? String == made["publicKey"] as? String)
            let private64 = try String(contentsOfFile: file, encoding: .utf8)
            #expect(!private64.contains(try #require(made["publicKey"] as? String)))
            #expect(try await tool.refused(["key", "new", "--out", file]).contains("exists already"))
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
            #expect(try await tool.refused(["key", "show", file]).contains("chmod 600"))
            let other = try tool.write("no key", to: "other.key")
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: other)
            #expect(try await tool.refused(["key", "show", other]).contains("no private key"))
        }
    }

    @Test("A key is registered for one reviewer of the roster, listed with who and when, and revoked once")
    func register() async throws {
        try await Tool.inSite { tool in
            let file = tool.folder.appending(path: "my.key").path
            let made = try await tool.succeed(["key", "new", "--out", file, "--json"]).object()
            let (id, line) = (try #require(made["id"] as? String), try #require(made["publicKey"] as? String))
            let people = try await tool.succeed(["roster", "show", "--json"]).object()["reviewers"] as? [[String: Any]]
            let ids = try #require(people).compactMap { $0["id"] as? String }
            #expect(try await tool.refused(["key", "register", "nobody", line]).contains("no reviewer nobody"))
            #expect(try await tool.refused(["key", "register", ids[0], "bm8ga2V5"]).contains("no public key"))
            try await tool.succeed(["key", "register", ids[0], line, "--as", "Cora"])
            #expect(try await tool.refused(["key", "register", ids[1], line]).contains("already"))
            #expect(try await tool.refused(["key", "revoke", ids[1], id]).contains("has no key"))
            try await tool.succeed(["key", "revoke", ids[0], id, "--reason", "laptop lost", "--as", "Cora"])
            #expect(try await tool.refused(["key", "revoke", ids[0], id]).contains("revoked already"))
            let entry = try #require(try await tool.succeed(["key", "list", "--json"]).list().first)
            #expect(entry["registeredBy"] as? String == "Cora" && entry["reason"] as? String == "laptop lost")
            #expect(try await tool.succeed(["key", "list"]).output.contains("laptop lost"))
            #expect(try await tool.succeed(["audit", "verify"]).code == 0)
        }
    }
}
