/// A run of plain values that the solver's inner loops read and write without checks; a debug build checks each index.
///
/// Measured: the searches spend their time in single reads at scattered places, where an array's checks of bounds and
/// of sharing cost about as much as the read.
struct PanelSlab<Element: BitwiseCopyable>: ~Copyable {
    /// The first value.
    let base: UnsafeMutablePointer<Element>
    /// How many there are.
    let count: Int32

    /// So many of one value.
    init(_ count: Int, of value: Element) {
        base = .allocate(capacity: max(count, 1))
        base.initialize(repeating: value, count: count)
        self.count = Int32(count)
    }

    /// A copy of an array.
    init(_ values: [Element]) {
        let start = UnsafeMutablePointer<Element>.allocate(capacity: max(values.count, 1))
        values.withUnsafeBufferPointer { source in
            if let first = source.baseAddress { start.initialize(from: first, count: source.count) }
        }
        base = start
        count = Int32(values.count)
    }

    deinit { base.deallocate() }

    /// The value at a place.
    subscript(_ index: Int32) -> Element {
        @inline(__always) get {
            assert(index >= 0 && index < count)
            return base[Int(index)]
        }
        @inline(__always) nonmutating set {
            assert(index >= 0 && index < count)
            base[Int(index)] = newValue
        }
    }
}
