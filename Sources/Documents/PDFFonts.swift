import Subprocess

/// Which scripts the PDF renderer has letters for; of the others it prints boxes.
package enum PDFFonts {
    /// A script by a language that is written in it, and the Debian package that brings its letters.
    private static let scripts = [
        (name: "Arabic", language: "ar", package: "fonts-noto-core"),
        (name: "Devanagari", language: "hi", package: "fonts-noto-core"),
        (name: "Hebrew", language: "he", package: "fonts-noto-core"),
        (name: "Chinese", language: "zh-cn", package: "fonts-noto-cjk"),
        (name: "Japanese", language: "ja", package: "fonts-noto-cjk"),
        (name: "Korean", language: "ko", package: "fonts-noto-cjk"),
    ]

    /// The scripts without letters and the packages to install; nil where fontconfig is not there to ask.
    package static func missing() async -> (scripts: [String], packages: [String])? {
        var missing: (scripts: [String], packages: [String]) = ([], [])
        for script in scripts {
            let listed = try? await run(
                .name("fc-list"), arguments: [":lang=\(script.language)", "family"],
                output: .string(limit: 1 << 20), error: .discarded)
            guard let listed, listed.terminationStatus.isSuccess else { return nil }
            guard listed.standardOutput.allSatisfy(\.isWhitespace) else { continue }
            missing.scripts.append(script.name)
            if !missing.packages.contains(script.package) { missing.packages.append(script.package) }
        }
        return missing
    }
}
