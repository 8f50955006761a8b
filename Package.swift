// swift-tools-version: 6.2
import PackageDescription

let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "tumorboard",
    products: [
        .library(name: "TumorBoard", targets: ["TumorBoard"]),
        .executable(name: "tumorboard", targets: ["TumorBoardCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: [.defaults, "YAML"]),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(name: "TumorBoard", swiftSettings: swiftSettings),
        .target(name: "FHIRExchange", dependencies: ["TumorBoard"], swiftSettings: swiftSettings),
        .target(
            name: "Journal",
            dependencies: [
                "TumorBoard", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: swiftSettings),
        .target(
            name: "SignedLinks", dependencies: ["TumorBoard", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: swiftSettings),
        .target(
            name: "Documents",
            dependencies: [
                "TumorBoard", .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ], resources: [.embedInCode("Templates")], swiftSettings: swiftSettings),
        .target(name: "Mail", dependencies: ["TumorBoard", "CCurl"], swiftSettings: swiftSettings),
        .target(
            name: "MailCatcher",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
            ], swiftSettings: swiftSettings),
        .target(
            name: "Orchestrator",
            dependencies: [
                "TumorBoard", "FHIRExchange", "Journal", "SignedLinks", "Documents", "Mail", "Yams",
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Crypto", package: "swift-crypto"), .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SwiftCSV", package: "SwiftCSV"),
                .product(name: "SystemPackage", package: "swift-system"),
            ], swiftSettings: swiftSettings),
        .target(
            name: "BoardWeb",
            dependencies: [
                "TumorBoard", "Orchestrator", "Documents", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ], swiftSettings: swiftSettings),
        .executableTarget(
            name: "TumorBoardCLI",
            dependencies: [
                "TumorBoard", "Orchestrator", "BoardWeb", "MailCatcher",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ], swiftSettings: swiftSettings),
        .testTarget(name: "TumorBoardTests", dependencies: ["TumorBoard"], swiftSettings: swiftSettings),
        .testTarget(name: "SchedulingTests", dependencies: ["TumorBoard"], swiftSettings: swiftSettings),
        .testTarget(name: "ConsensusTests", dependencies: ["TumorBoard"], swiftSettings: swiftSettings),
        .testTarget(
            name: "JournalTests", dependencies: ["Journal", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: swiftSettings),
        .testTarget(name: "SignedLinksTests", dependencies: ["SignedLinks"], swiftSettings: swiftSettings),
        .testTarget(
            name: "MailTests", dependencies: ["Mail", "MailCatcher", "TumorBoard", "CCurl"],
            swiftSettings: swiftSettings),
        .testTarget(name: "MailCatcherTests", dependencies: ["MailCatcher"], swiftSettings: swiftSettings),
        .testTarget(
            name: "DocumentsTests", dependencies: ["Documents", "TumorBoard"], exclude: ["Golden"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "FHIRExchangeTests", dependencies: ["FHIRExchange", "TumorBoard"], exclude: ["Peers"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "OrchestratorTests",
            dependencies: [
                "Orchestrator", "Documents", "Journal", "Mail", "MailCatcher", "TumorBoard",
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: swiftSettings),
        .testTarget(
            name: "TumorBoardCLITests",
            dependencies: [
                "TumorBoardCLI", "Orchestrator", "BoardWeb", "MailCatcher", "TumorBoard",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ], swiftSettings: swiftSettings),
        .testTarget(
            name: "EndToEndTests", dependencies: ["TumorBoard", "MailCatcher", "TumorBoardCLI"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "BoardWebTests",
            dependencies: [
                "BoardWeb", "Orchestrator", "Documents", "Journal", "TumorBoard", "MailCatcher",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ], swiftSettings: swiftSettings),
        .testTarget(
            name: "IntakeTests", dependencies: ["Orchestrator", "FHIRExchange", "TumorBoard"],
            swiftSettings: swiftSettings),
    ]
)
