import Foundation
package import Journal

/// What a new site is made with.
package struct SiteFounding: Sendable {
    /// The hospital's name.
    package var name: String
    /// Where links lead.
    package var url: String
    /// IANA time zone.
    package var timeZone: String
    /// The sender of every email.
    package var mailFrom: String
    /// The mail server.
    package var smtpHost: String
    /// Its port.
    package var smtpPort: Int
    /// How the connection is secured.
    package var smtpSecurity: String
    /// Where to listen.
    package var webPort: Int
    /// Whether anybody may refer by the public form.
    package var takesPublicReferrals = false

    /// A founding with the usual settings.
    package init(
        name: String = "Your hospital", url: String = "http://127.0.0.1:8080", timeZone: String = "Europe/Berlin",
        mailFrom: String = "tumorboard@hospital.example", smtpHost: String = "127.0.0.1", smtpPort: Int = 25,
        smtpSecurity: String = "plainLoopback", webPort: Int = 8080
    ) {
        self.name = name
        self.url = url
        self.timeZone = timeZone
        self.mailFrom = mailFrom
        self.smtpHost = smtpHost
        self.smtpPort = smtpPort
        self.smtpSecurity = smtpSecurity
        self.webPort = webPort
    }

    /// Creates the folder, its configuration, keys and database.
    /// - Parameter random: where keys come from; the system's source but for a demo.
    /// - Throws: `SiteError.exists` where there is a site already.
    package func create(at paths: SitePaths, random: @escaping Keyring.RandomBytes = Keyring.systemRandom) throws {
        let files = FileManager.default
        guard !files.fileExists(atPath: paths.configuration.path), !files.fileExists(atPath: paths.database.path) else {
            throw SiteError.exists(paths.root.path)
        }
        try files.createDirectory(
            at: paths.data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        _ = try Journal(database: paths.database, keyring: try Keyring.create(directory: paths.keys, random: random))
        try Data(configuration.utf8).write(to: paths.configuration, options: .atomic)
        try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: paths.configuration.path)
    }

    private var configuration: String {
        """
        # Settings of this site. Each can also be given in the environment, which wins: smtp.host as
        # TUMORBOARD_SMTP_HOST, site.timeZone as TUMORBOARD_SITE_TIME_ZONE. Restart after a change.
        site:
          name: "\(name)"
          # where the links in emails lead; https behind your reverse proxy, no slash at the end
          url: "\(url)"
          timeZone: "\(timeZone)"
          # where letters and parcels go, on one line; letters leave a blank where it is empty
          address: ""
        mail:
          from: "\(mailFrom)"
          fromName: "\(name)"
          # who gets the signed head of the journal each day, so that a later rewrite shows; empty for nobody
          audit: ""
        smtp:
          host: "\(smtpHost)"
          port: \(smtpPort)
          # startTLS, implicitTLS, plainLoopback (this machine only), plain
          security: "\(smtpSecurity)"
          # give the password as TUMORBOARD_SMTP_PASSWORD rather than here
          username: ""
          password: ""
        web:
          host: "127.0.0.1"
          port: \(webPort)
          # true: anybody can refer at /refer (patients, caregivers, doctors); each referral waits for a navigator's
          # check. The proxy in front must set X-Forwarded-For, by which an address's share of a day is counted
          publicReferrals: \(takesPublicReferrals)
          publicReferralsPerDay: 40
        alert:
          # run for every alert of an emergency, with the case's reference as its only argument; empty for none
          command: ""
        pdf:
          # the PDF renderer; empty for none
          command: "weasyprint"
        records:
          # the largest file and the largest zip of images that are taken, in MiB
          maxFileMB: 50
          maxArchiveMB: 512
          # what a zip may unpack to, in MiB; it is unpacked for a moment in the system's folder for temporary files
          maxUnpackedMB: 4096
          # the tools that read the headers of DICOM images and unpack a zip of them
          dicomCommand: "dcmdump"
          unzipCommand: "unzip"

        """
    }
}
