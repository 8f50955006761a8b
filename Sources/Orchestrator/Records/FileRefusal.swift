package import TumorBoard

/// Why a file is not taken, in words for whoever sent it. It is then kept nowhere.
package enum FileRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    /// It has no content.
    case empty
    /// It is larger than the site takes.
    case tooLarge(limitMB: Int)
    /// Its content is none of the kinds that are taken; what it looks like, where that is known.
    case unknownKind(looksLike: String?)
    /// It begins as one kind and is not that to its end.
    case damaged(FileKind, String)
    /// A zip that is not one of images, or that is not safe to unpack.
    case archive(String)
    /// A kind that cannot be a record of that class.
    case wrongClass(FileKind, RecordClass)
    /// The site cannot look into it.
    case toolMissing(String)

    /// What was wrong and what to do.
    package var description: String {
        switch self {
        case .empty: "it is empty: look whether the right file was chosen"
        case .tooLarge(let limit): "it is larger than \(limit) MB: send it in parts, or on a disc by courier"
        case .unknownKind(let guess):
            (guess.map { "it is \($0), which is not taken" } ?? "its content is none that is taken")
                + ": send a PDF, a JPEG or PNG picture, DICOM images (best as a zip), a CSV table or plain text"
        case .damaged(let kind, let why): "it looks like \(kind.title), but \(why)"
        case .archive(let why): "this zip is not taken, since \(why)"
        case .wrongClass(let kind, .slidesOrBlocks):
            "slides or blocks are glass and paraffin, and this is \(kind.title): choose what it shows"
        case .wrongClass(let kind, .images):
            "\(kind.title) tells about images and is not the images: choose “\(RecordClass.imagingReport.title)” for it, "
                + "and send the images as DICOM"
        case .wrongClass(let kind, let wanted): "\(kind.title) cannot be the \(wanted.title)"
        case .toolMissing(let what):
            "images cannot be looked into on this site at the moment (\(what)): please call us"
        }
    }
}

extension FileRefusal {
    /// What a file looks like, in few words.
    var guess: String {
        switch self {
        case .unknownKind(let guess): guess ?? "of a kind that is not taken"
        case .damaged(let kind, let why): "\(kind.title), but \(why)"
        default: description
        }
    }
}
