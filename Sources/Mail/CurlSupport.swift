import CCurl

/// What the libcurl of this machine can do, for `doctor`.
package enum CurlSupport {
    /// libcurl's own version line.
    package static var versionLine: String { String(cString: curl_version()) }

    /// Whether it speaks SMTP.
    package static var supportsSMTP: Bool { protocols.contains("smtp") }

    /// Whether it speaks TLS.
    package static var supportsTLS: Bool {
        (ccurl_version_info()?.pointee.features ?? 0) & CURL_VERSION_SSL != 0 && protocols.contains("smtps")
    }

    /// The result of `curl_global_init`, which runs once, before the first handle.
    static let globalResult: CURLcode = ccurl_global_init()

    private static var protocols: [String] {
        guard let names = ccurl_version_info()?.pointee.protocols else { return [] }
        var found: [String] = []
        var index = 0
        while let name = names[index] {
            found.append(String(cString: name))
            index += 1
        }
        return found
    }
}
