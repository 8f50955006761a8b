import Foundation
import Testing
import TumorBoard

@testable import TumorBoardCLI

/// The instances of the scheduling benchmark, which are not part of the package.
struct BenchFiles {
    /// Their folder; nil where the machine does not have it.
    static let folder: URL? = Tool.shared.map { $0.appending(path: "bench/scheduling") }.flatMap {
        FileManager.default.fileExists(atPath: $0.path) ? $0 : nil
    }

    /// The path of a file of theirs.
    static func path(_ name: String) throws -> String { try #require(folder).appending(path: name).path }

    static func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path(name))) }

    static func instance(_ name: String) throws -> ScheduleInstance {
        try ScheduleInstance(reading: bytes(name + ".json"))
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips where the benchmark's instances are absent, and says so.
    static var needsBenchFiles: Self {
        .enabled(if: BenchFiles.folder != nil, "../shared/bench/scheduling is not on this machine")
    }
}

@Suite("Instances of the scheduling benchmark") struct ScheduleInstanceTests {
    /// What the reference model makes of an instance: counts, sums of costs, and FNV-1a over a line an arc.
    struct Model: CustomTestStringConvertible, Sendable {
        let name: String
        let placementArcs: Int
        let placementCosts: Int
        let placementDigest: String
        let seats: Int
        let places: Int
        let panelArcs: Int
        let panelCosts: Int
        let panelDigest: String
        let weekly: Int
        let horizon: Int
        /// What the placement beside the instance costs.
        let placed: Int
        var testDescription: String { name }
    }

    static let models = [
        Model(
            name: "small", placementArcs: 120, placementCosts: 10883, placementDigest: "3fd2f620a9af6dc2", seats: 274,
            places: 275, panelArcs: 1159, panelCosts: 216760, panelDigest: "8e704392cf5dc4a1", weekly: 665894,
            horizon: 501253, placed: 2332),
        Model(
            name: "small2", placementArcs: 120, placementCosts: 5189, placementDigest: "d4250e3a5ed25e0d", seats: 258,
            places: 264, panelArcs: 1143, panelCosts: 225260, panelDigest: "3632868ab6afeadc", weekly: 625329,
            horizon: 451532, placed: 1002),
        Model(
            name: "small-inf-coi", placementArcs: 120, placementCosts: 10883, placementDigest: "3fd2f620a9af6dc2",
            seats: 274, places: 275, panelArcs: 1135, panelCosts: 212040, panelDigest: "3aea87543a3e96ed",
            weekly: 665894, horizon: 501253, placed: 2332),
        Model(
            name: "small-inf-hall", placementArcs: 120, placementCosts: 8518, placementDigest: "18c7dca29d2ca9ce",
            seats: 264, places: 265, panelArcs: 976, panelCosts: 181360, panelDigest: "e757c20d605165d3",
            weekly: 617570, horizon: 480214, placed: 41579),
        Model(
            name: "small-inf-minutes", placementArcs: 120, placementCosts: 10883, placementDigest: "3fd2f620a9af6dc2",
            seats: 237, places: 238, panelArcs: 991, panelCosts: 186320, panelDigest: "09da89895a4fa630",
            weekly: 665894, horizon: 501253, placed: 222298),
        Model(
            name: "medium", placementArcs: 5531, placementCosts: 3_069_468, placementDigest: "3c31dc080007635f",
            seats: 2631, places: 2657, panelArcs: 26854, panelCosts: 5_773_920, panelDigest: "e67dd585c428ef3a",
            weekly: 1_002_262, horizon: 5_386_040, placed: 31054),
        Model(
            name: "large", placementArcs: 149_576, placementCosts: 124_439_640, placementDigest: "ca6846a86a449c63",
            seats: 21811, places: 22049, panelArcs: 526_048, panelCosts: 124_295_235, panelDigest: "588cc52d2e781987",
            weekly: 5_957_597, horizon: 65_142_657, placed: 189_703),
    ]

    @Test("A placement's arcs and their costs are those of the reference model", .needsBenchFiles, arguments: models)
    func placement(model: Model) throws {
        let instance = try BenchFiles.instance(model.name)
        let problem = instance.placementProblem()
        #expect(problem.arcs.count == model.placementArcs)
        #expect(problem.arcs.reduce(0) { $0 + Int($1.cost) } == model.placementCosts)
        var text = ""
        for arc in problem.arcs {
            let (subject, session) = (instance.cases[Int(arc.item)].id, instance.sessions[Int(arc.bin)].id)
            text += "\(subject) \(session) \(arc.cost)\n"
        }
        #expect(PlanDigest.of(text) == model.placementDigest)
        let placement = try instance.placement(reading: BenchFiles.bytes(model.name + ".placement.json"))
        let binAt = Dictionary(uniqueKeysWithValues: instance.sessions.enumerated().map { ($1.id, Int32($0)) })
        let bins = instance.cases.map { placement[$0.id].flatMap { binAt[$0] } }
        #expect(try problem.cost(of: bins) == model.placed)
    }

    @Test(
        "Seats, who can take them, and what that and the load cost are the model's", .needsBenchFiles, arguments: models
    )
    func panels(model: Model) throws {
        let instance = try BenchFiles.instance(model.name)
        let seats = instance.seats(try instance.placement(reading: BenchFiles.bytes(model.name + ".placement.json")))
        let problem = instance.panelProblem(seats, level: .full)
        #expect(problem.seats.count == model.seats)
        #expect(problem.seats.reduce(0) { $0 + Int($1.demand) } == model.places)
        #expect(problem.arcs.count == model.panelArcs)
        #expect(problem.arcs.reduce(0) { $0 + Int($1.cost) } == model.panelCosts)
        var text = ""
        for (seat, values) in zip(seats, problem.seats) {
            let subject = instance.cases[seat.subject].id
            text += "\(subject) \(seat.discipline.rawValue) \(seat.places) \(values.emptyCost)\n"
        }
        for arc in problem.arcs {
            text += "\(arc.seat) \(instance.reviewers[Int(arc.person)].id) \(arc.week) \(arc.cost)\n"
        }
        #expect(PlanDigest.of(text) == model.panelDigest)
        #expect(Self.weighted(problem.people.map(\.weekly)) == model.weekly)
        #expect(Self.weighted(problem.people.map(\.horizon)) == model.horizon)
        #expect(instance.panelProblem(seats, level: .core).people.allSatisfy { $0.horizon.isEmpty })
    }

    /// Every step's cost times its number.
    private static func weighted(_ steps: [[Int32]]) -> Int {
        var sum = 0
        for own in steps { for (index, cost) in own.enumerated() { sum += Int(cost) * (index + 1) } }
        return sum
    }

    @Test(
        "The first rule that keeps a reviewer away is the model's, and an arc is where there is none", .needsBenchFiles)
    func exclusions() throws {
        let counts: [String: [ScheduleInstance.Exclusion: Int]] = [
            "small": [
                .specialty: 8684, .expertise: 759, .conflictTreating: 90, .conflictInstitution: 57,
                .credentialExpired: 6, .licence: 88, .leave: 117,
            ],
            "small2": [
                .specialty: 8092, .expertise: 760, .conflictTreating: 80, .conflictInstitution: 70,
                .credentialExpired: 79, .licence: 37, .leave: 34, .unavailable: 25,
            ],
            "medium": [
                .specialty: 418800, .expertise: 65470, .conflictTreating: 678, .conflictInstitution: 814,
                .credentialExpired: 689, .licence: 9789, .leave: 868, .unavailable: 2238,
            ],
        ]
        for (name, expected) in counts {
            let instance = try BenchFiles.instance(name)
            let seats = instance.seats(try instance.placement(reading: BenchFiles.bytes(name + ".placement.json")))
            var found: [ScheduleInstance.Exclusion: Int] = [:]
            var eligible: [[Int32]] = []
            for seat in seats {
                let (subject, session) = (instance.cases[seat.subject], instance.sessions[seat.session])
                var people: [Int32] = []
                for (index, reviewer) in instance.reviewers.enumerated() {
                    let rule = ScheduleInstance.exclusion(of: reviewer, from: seat.discipline, of: subject, in: session)
                    if let rule { found[rule, default: 0] += 1 } else { people.append(Int32(index)) }
                }
                eligible.append(people)
            }
            #expect(found == expected, "\(name)")
            var arcs = Array(repeating: [Int32](), count: seats.count)
            for arc in instance.panelProblem(seats, level: .core).arcs { arcs[Int(arc.seat)].append(arc.person) }
            #expect(arcs == eligible, "\(name)")
        }
    }

    @Test("Whoever is banned has no arc, and an arc away from the standing plan costs more", .needsBenchFiles)
    func sticky() throws {
        let instance = try BenchFiles.instance("small")
        let seats = instance.seats(try instance.placement(reading: BenchFiles.bytes("small.placement.json")))
        let free = instance.panelProblem(seats, level: .core)
        var standing = seats.map { _ in [Int32]() }
        standing[3] = [try #require(free.arcs.first { $0.seat == 3 }).person]
        let bound = instance.panelProblem(seats, level: .core, standing: standing, banned: [22])
        let banned = Int32(try #require(instance.reviewers.firstIndex { $0.id == 22 }))
        #expect(free.arcs.contains { $0.person == banned } && !bound.arcs.contains { $0.person == banned })
        for arc in bound.arcs {
            let before = try #require(free.arcs.first { $0.seat == arc.seat && $0.person == arc.person })
            #expect(arc.cost - before.cost == (arc.seat == 3 && arc.person != standing[3].first ? 200 : 0))
        }
    }

    /// A sound instance with one case, one session and one reviewer.
    private static let sound = """
        {"name": "one", "weeks": 1, "regions": 1, "groupOf": {"lung": "thoracic"},
         "cases": [{"id": 1, "site": "lung", "region": 0, "institution": 0, "urgency": 2, "ready": 0, "due": 3,
           "minutes": 10, "secondOpinion": false, "needs": {"SURG": 1}, "treating": [], "previousReviewers": []}],
         "sessions": [{"id": 1, "day": 1, "half": 0, "region": 0, "tz": 0, "virtual": true, "groups": ["thoracic"],
           "capacityMinutes": 60}],
         "reviewers": [{"id": 1, "region": 0, "tz": 0, "institution": 0, "specialties": ["SURG"],
           "expertise": {"lung": 3}, "credentialExpires": 9, "licence": [0], "leave": [[3, 4]],
           "available": [[1, 1], [1, 0]], "maxPerWeek": 4, "history": 2}]}
        """

    @Test("A sound instance is read; a day that its availability does not tell is none")
    func readsSound() throws {
        let instance = try ScheduleInstance(reading: Data(Self.sound.utf8))
        #expect(instance.cases.first?.needs == [.surgery: 1])
        let reviewer = try #require(instance.reviewers.first)
        #expect(reviewer.isAvailable(1, 0) && !reviewer.isAvailable(1, 1) && !reviewer.isAvailable(2, 0))
        #expect(reviewer.isOnLeave(3) && reviewer.isOnLeave(4) && !reviewer.isOnLeave(5))
        let problem = instance.panelProblem(instance.seats([1: 1]), level: .full)
        #expect(problem.arcs == [.init(seat: 0, person: 0, week: 0, cost: 140)])
        #expect(problem.people.first?.weekly == [100, 200, 300, 400])
        #expect(problem.people.first?.horizon == [90, 120, 150, 180])
    }

    /// What is changed in the sound instance, and what is said of it.
    struct Damage: CustomTestStringConvertible, Sendable {
        let sound: String
        let damaged: String
        let words: String
        var testDescription: String { words }
    }

    @Test(
        "A damaged instance is refused with the field and what is wrong with it",
        arguments: [
            Damage(sound: "\"weeks\": 1,", damaged: "", words: "weeks is missing"),
            Damage(sound: "\"minutes\": 10,", damaged: "", words: "cases[0].minutes is missing"),
            Damage(sound: "\"minutes\": 10", damaged: "\"minutes\": \"ten\"", words: "cases[0].minutes: Expected"),
            Damage(sound: "\"minutes\": 10", damaged: "\"minutes\": 1.5", words: "cases[0].minutes: 1.5 is no"),
            Damage(sound: "\"minutes\": 10", damaged: "\"minutes\": null", words: "cases[0].minutes is missing"),
            Damage(sound: "10,", damaged: "0,", words: "cases[0].minutes: 0 is not from 1 to 100000"),
            Damage(sound: "\"urgency\": 2", damaged: "\"urgency\": 4", words: "cases[0].urgency: 4 is not from 0 to 3"),
            Damage(
                sound: "\"site\": \"lung\"", damaged: "\"site\": \"toe\"",
                words: "cases[0].site: “toe” is not among the sites of groupOf"),
            Damage(sound: "{\"SURG\": 1}", damaged: "{\"ZOO\": 1}", words: "cases[0].needs"),
            Damage(sound: "{\"SURG\": 1}", damaged: "{\"SURG\": 0}", words: "cases[0].needs.SURG: 0 is not from 1"),
            Damage(sound: "[\"SURG\"]", damaged: "[\"ZOO\"]", words: "reviewers[0].specialties[0]: "),
            Damage(sound: "\"day\": 1,", damaged: "\"day\": 7,", words: "sessions[0].day: 7 is not from 0 to 6"),
            Damage(sound: "\"half\": 0", damaged: "\"half\": 2", words: "sessions[0].half: 2 is not from 0 to 1"),
            Damage(sound: "\"lung\": 3", damaged: "\"lung\": 5", words: "reviewers[0].expertise.lung: 5 is not from"),
            Damage(sound: "[[3, 4]]", damaged: "[[3]]", words: "reviewers[0].leave[0]: a leave is its first and its"),
            Damage(sound: "[1, 0]]", damaged: "[1]]", words: "reviewers[0].available[1]: a day is two numbers"),
            Damage(sound: "[0],", damaged: "[1],", words: "reviewers[0].licence[0]: 1 is not from 0 to 0"),
            Damage(sound: "{\"name\"", damaged: "{name", words: "it is not valid JSON"),
            Damage(sound: "\"history\": 2}]}", damaged: "\"history\": 2}", words: "it is not valid JSON"),
        ])
    func damaged(damage: Damage) throws {
        let text = Self.sound.replacingOccurrences(of: damage.sound, with: damage.damaged)
        try #require(text != Self.sound)
        let fault = try #require(throws: ScheduleFault.self) { try ScheduleInstance(reading: Data(text.utf8)) }
        #expect(fault.description.hasPrefix(damage.words), "\(fault)")
    }

    @Test("Two entries of one id are refused, and a placement that names what is not there")
    func names() throws {
        let one = "{\"id\": 1, \"day\": 1,"
        let twice = Self.sound.replacingOccurrences(
            of: "\"sessions\": [",
            with: "\"sessions\": [" + one
                + "\"half\": 0, \"region\": 0, \"tz\": 0, \"virtual\": true, \"groups\": [], \"capacityMinutes\": 0},")
        #expect(throws: ScheduleFault.repeated(field: "sessions[1].id", 1)) {
            try ScheduleInstance(reading: Data(twice.utf8))
        }
        let instance = try ScheduleInstance(reading: Data(Self.sound.utf8))
        #expect(try instance.placement(reading: Data("{\"1\": 1}".utf8)) == [1: 1])
        #expect(try instance.placement(reading: Data("{\"1\": null}".utf8)) == [:])
        for wrong in ["{\"2\": 1}", "{\"1\": 2}", "{\"x\": 1}", "{\"1\": \"a\"}", "[]", "{"] {
            #expect(throws: ScheduleFault.self, "\(wrong)") { try instance.placement(reading: Data(wrong.utf8)) }
        }
    }
}
