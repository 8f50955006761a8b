import Crypto
import Foundation

/// Fields one after the other, each with its length before it, so that no two lists of fields give the same bytes.
struct CanonicalBytes {
    /// What was added so far.
    private(set) var bytes = Data()

    /// Adds a field of bytes.
    mutating func add(_ field: some DataProtocol) {
        add(length: UInt64(field.count))
        bytes.append(contentsOf: field)
    }

    /// Adds a field of text.
    mutating func add(_ field: String) { add(Data(field.utf8)) }

    /// Adds a number: eight bytes, most significant first.
    mutating func add(_ field: Int64) { add(length: UInt64(bitPattern: field)) }

    /// Adds a field that may be absent: a mark, then the field.
    mutating func add(optional field: Data?) {
        bytes.append(field == nil ? 0 : 1)
        if let field { add(field) }
    }

    private mutating func add(length: UInt64) {
        withUnsafeBytes(of: length.bigEndian) { bytes.append(contentsOf: $0) }
    }
}

/// An event exactly as it is stored, text as its bytes; what the chain runs over.
struct StoredEnvelope {
    /// Its place among all events.
    var position: Int64
    /// Its stream as stored.
    var stream: Data
    /// Its place in its stream.
    var version: Int64
    /// Its name.
    var kind: Data
    /// The version of its payload's form.
    var schema: Int64
    /// Who did it.
    var actor: Data
    /// What brought it about.
    var cause: Data?
    /// When it took effect, in milliseconds.
    var effective: Int64
    /// When it was written down, in milliseconds.
    var recorded: Int64
    /// 1 where the payload is sealed, else 0; as it is stored, so that no third value passes for one of them.
    var sealed: Int64
    /// The payload as stored.
    var payload: Data
}

/// The chain over all events: SHA-256 of the hash before and the event as it is stored.
enum HashChain {
    /// What stands before the first event.
    static let genesis = Data(repeating: 0, count: SHA256.byteCount)

    /// The chain's hash with one more event. The first field names the form for good.
    static func hash(after previous: Data, _ event: StoredEnvelope) -> Data {
        var fields = CanonicalBytes()
        fields.add("tumorboard event 1")
        fields.add(previous)
        fields.add(event.position)
        fields.add(event.stream)
        fields.add(event.version)
        fields.add(event.kind)
        fields.add(event.schema)
        fields.add(event.actor)
        fields.add(optional: event.cause)
        fields.add(event.effective)
        fields.add(event.recorded)
        fields.add(event.sealed)
        fields.add(event.payload)
        return Data(SHA256.hash(data: fields.bytes))
    }
}
