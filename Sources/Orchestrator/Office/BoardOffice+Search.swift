import Crypto
import Foundation
import Journal
package import TumorBoard

extension BoardOffice {
    /// Keyed hashes of a patient's name parts and identifiers; deleted with the case's key.
    func searchTokens(of subject: Case) -> [Data] {
        let words = subject.patient.name.comparable.split(separator: " ").map(String.init)
        let numbers = subject.patient.identifiers.map { identifierToken($0) }
        return Set(words.filter { $0.count > 1 }).sorted().map(token) + numbers
    }

    /// Cases whose patient has every one of these words as part of the name or as an identifier.
    package func search(_ text: String) throws -> [CaseID] {
        let tokens = text.comparable.split(separator: " ").map { token(String($0)) }
        return try journal.streams(matching: tokens).map { try CaseID($0.id) }.sorted()
    }

    /// Cases of a patient known by any of the same identifiers; never by name alone.
    func cases(of patient: Patient) throws -> [CaseID] {
        let streams = try patient.identifiers.flatMap { try journal.streams(matching: [identifierToken($0)]) }
        return try Set(streams.map { try CaseID($0.id) }).sorted()
    }

    private func identifierToken(_ identifier: PatientIdentifier) -> Data { token(identifier.value.comparable) }

    private func token(_ word: String) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: Data(word.utf8), using: SymmetricKey(data: secrets.searchTokens)))
    }
}
