import Foundation
import TumorBoard

/// Python's `krippendorff` on the same ratings.
///
/// It has no interval of its own, so that its bootstrap is so many calls over resampled cases, with the counts made
/// once: the fastest that its interface allows.
struct AgreementPeer {
    /// What it says in one line of JSON; times in seconds.
    struct Answer: Codable {
        let version: String
        let alpha: Double
        /// From its array in memory to α, the median.
        let point: Double
        /// All calls of the bootstrap; nil where none was asked for.
        let bootstrap: Double?
        /// From the file to α, the median.
        let fromCSV: Double
    }

    /// A Python that has the package.
    let python: String

    private static let script = """
        import importlib.metadata, json, statistics, sys, time
        import numpy, krippendorff

        path, scale, rounds, replicates = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])

        def read():
            with open(path) as lines:
                rows = [[float(field) if field else numpy.nan for field in line.rstrip("\\n").split(",")] for line in lines]
            return numpy.array(rows).T

        def timed(body):
            times = []
            for turn in range(rounds + 1):
                begin = time.perf_counter()
                value = body()
                if turn:
                    times.append(time.perf_counter() - begin)
            return value, statistics.median(times)

        data = read()
        alpha, point = timed(lambda: krippendorff.alpha(reliability_data=data, level_of_measurement=scale))
        _, whole = timed(lambda: krippendorff.alpha(reliability_data=read(), level_of_measurement=scale))
        bootstrap = None
        if replicates:
            draws = numpy.random.default_rng(1)
            begin = time.perf_counter()
            domain = numpy.unique(data[~numpy.isnan(data)])
            counts = (data.T[..., None] == domain).sum(axis=1)
            for _ in range(replicates):
                drawn = counts[draws.integers(0, len(counts), len(counts))]
                krippendorff.alpha(value_counts=drawn, value_domain=domain, level_of_measurement=scale)
            bootstrap = time.perf_counter() - begin
        print(json.dumps({"version": importlib.metadata.version("krippendorff"), "alpha": float(alpha), "point": point,
                          "bootstrap": bootstrap, "fromCSV": whole}))
        """

    /// Has it compute α of ratings in CSV.
    /// - Throws: `Refusal` where it fails or answers something else.
    func measure(
        _ csv: Data, scale: TumorBoard.Measurement, rounds: Int, replicates: Int
    ) throws -> Answer {
        let folder = FileManager.default.temporaryDirectory.appending(path: "agreement-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let script = folder.appending(path: "peer.py"), ratings = folder.appending(path: "ratings.csv")
        try Data(Self.script.utf8).write(to: script)
        try csv.write(to: ratings)
        let process = Process()
        let answers = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [python, script.path, ratings.path, scale.rawValue, String(rounds), String(replicates)]
        process.standardOutput = answers
        try process.run()
        let output = try answers.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Refusal(
                "the peer ended with \(process.terminationStatus): \(python) has to have krippendorff and numpy")
        }
        do {
            return try JSONDecoder().decode(Answer.self, from: output)
        } catch {
            throw Refusal("the peer's answer: \(error)")
        }
    }
}
