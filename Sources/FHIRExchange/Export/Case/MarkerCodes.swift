import TumorBoard

/// What a stranger's system knows a marker by.
enum MarkerCodes {
    /// The LOINC code of a marker's usual name; nothing for others, whose text says what they are.
    static func coding(of marker: Biomarker) -> FHIRNode {
        guard let code = loinc[marker.name.lowercased()] else { return .list([]) }
        let isShare = marker.result.hasSuffix("%")
        return .loinc(isShare ? shares[code] ?? code : code)
    }

    /// A result that is a number with a common unit; nil for every other wording, which is then kept as it is.
    static func quantity(_ result: String) -> FHIRNode? {
        guard let match = result.wholeMatch(of: /(?:(<|<=|>|>=) ?)?(\d{1,9}(?:\.\d{1,4})?) (\S+)/),
            units.contains(String(match.3)), let value = Double(match.2), JSONValue.digits(value) == match.2
        else { return nil }
        return .quantity(value, String(match.3), comparator: match.1.map(String.init))
    }

    private static let units: Set<String> = [
        "%", "ng/mL", "ng/dL", "ug/L", "U/mL", "U/L", "k[IU]/L", "g/dL", "g/L", "mg/dL", "mg/L", "mmol/L", "umol/L",
        "nmol/L", "pg/mL", "[IU]/mL", "m[IU]/mL",
    ]

    /// Only codes that fit whatever specimen and method a bare name leaves open; a mutation's name alone fits none.
    private static let loinc: [String: String] = [
        "her2": "48676-1", "her2 (fish)": "85318-4", "er": "85337-4", "oestrogen receptor": "85337-4",
        "estrogen receptor": "85337-4", "pr": "85339-0", "progesterone receptor": "85339-0", "pd-l1": "83052-1",
        "psa": "2857-1", "cea": "2039-6", "ca-125": "10334-1", "ca 125": "10334-1", "ca 19-9": "24108-3",
        "ca 15-3": "6875-9", "afp": "1834-1", "beta-hcg": "21198-7", "ki-67": "85329-1", "msi": "81695-9",
    ]

    /// Receptors as a share of cells have codes of their own.
    private static let shares: [String: String] = ["85337-4": "85310-1", "85339-0": "85325-9"]
}
