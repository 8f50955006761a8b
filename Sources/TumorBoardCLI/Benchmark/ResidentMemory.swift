import Foundation

/// What the process holds in memory, as the kernel counts it; zero where it does not tell.
struct ResidentMemory {
    /// Bytes now.
    let resident: Int
    /// The most that it ever was.
    let peak: Int

    /// As it is now.
    static var now: ResidentMemory {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        func field(_ name: String) -> Int {
            let line = status.split(separator: "\n").first { $0.hasPrefix(name) }
            return (line.flatMap { Int($0.filter(\.isNumber)) } ?? 0) << 10
        }
        return ResidentMemory(resident: field("VmRSS:"), peak: field("VmHWM:"))
    }
}

extension Duration {
    /// The time in seconds.
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
