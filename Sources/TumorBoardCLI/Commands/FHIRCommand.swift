import ArgumentParser

/// `tumorboard fhir`
struct FHIRCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fhir", abstract: "FHIR R4: what leaves the board.", subcommands: [FHIRExportCommand.self])
}
