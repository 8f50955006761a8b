import Foundation

/// The case files that a person means when naming files and folders.
package enum CaseFolder {
    /// What a file in a folder ends with when it may hold a case.
    package static let endings: Set<String> = ["json", "yaml", "yml"]

    /// Files as they were named, and of each folder every file below it with one of the endings, by path; hidden ones
    /// are passed over. What does not exist stays in the list, so that reading it tells so.
    package static func files(named paths: [String], endings: Set<String> = endings) -> [String] {
        paths.flatMap { path -> [String] in
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
                return [path]
            }
            let names = (FileManager.default.enumerator(atPath: path)?.allObjects ?? []).compactMap { $0 as? String }
            return names.filter { name in
                endings.contains((name as NSString).pathExtension.lowercased())
                    && !name.split(separator: "/").contains { $0.hasPrefix(".") }
            }.sorted().map { (path as NSString).appendingPathComponent($0) }
        }
    }

    /// Whether one of the paths is a folder.
    package static func holdsFolder(_ paths: [String]) -> Bool {
        paths.contains { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
        }
    }
}

/// Works on items side by side and hands over the results one after another, in the items' order.
///
/// At most `jobs` items are in work or wait to be handed over, so that memory does not grow with their number.
package func readAhead<Item: Sendable, Outcome: Sendable>(
    _ items: [Item], jobs: Int, work: @escaping @Sendable (Item) -> Outcome,
    handOver: (Int, Outcome) async throws -> Void
) async throws {
    try await withThrowingTaskGroup(of: (Int, Outcome).self) { group in
        var started = 0
        var waiting: [Int: Outcome] = [:]
        func start() {
            guard started < items.count else { return }
            let index = started, item = items[index]
            group.addTask { (index, work(item)) }
            started += 1
        }
        for _ in 0..<max(1, jobs) { start() }
        for next in items.indices {
            while waiting[next] == nil, let (index, outcome) = try await group.next() { waiting[index] = outcome }
            guard let outcome = waiting.removeValue(forKey: next) else { return }
            try await handOver(next, outcome)
            start()
        }
    }
}
