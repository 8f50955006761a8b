import CCurl
import Foundation
import Synchronization

/// A request to stop, raised on any thread and read by libcurl's progress callback.
final class AbortFlag: Sendable {
    private let raised = Atomic<Bool>(false)

    /// Whether someone wants the delivery to stop.
    var isRaised: Bool { raised.load(ordering: .acquiring) }

    /// Asks the delivery to stop.
    func raise() { raised.store(true, ordering: .releasing) }
}

/// libcurl could not be set up as the settings want it.
struct CurlSetupError: Error {
    let code: CURLcode
    let option: String

    /// As an outcome: always the site's affair.
    var outcome: DeliveryOutcome {
        .configuration(
            reason: DeliveryReason(
                curlCode: Int(code.rawValue),
                text: "libcurl refused \(option): \(String(cString: curl_easy_strerror(code)))"))
    }
}

/// One libcurl easy handle with its pooled connection to one server. Lives and dies on one thread.
final class CurlHandle {
    private let handle: UnsafeMutableRawPointer
    private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private let needsLogin: Bool
    private var isAuthenticated = false

    /// Sets a handle up for a server.
    init(_ settings: SMTPSettings) throws(CurlSetupError) {
        guard CurlSupport.globalResult == CURLE_OK, let handle = curl_easy_init() else {
            errorText.deallocate()
            throw CurlSetupError(code: CURLE_FAILED_INIT, option: "a new handle")
        }
        self.handle = handle
        needsLogin = settings.username != nil
        errorText.pointee = 0
        try configure(settings)
    }

    /// Ends the connection, with QUIT where it is alive.
    deinit {
        curl_easy_cleanup(handle)
        errorText.deallocate()
    }

    /// Sends one message and tells how that ended. The caller has checked both addresses and the bytes.
    func send(_ bytes: Data, from: String, to: String, abort: AbortFlag) throws(CurlSetupError) -> TransferEnd {
        try set(CURLOPT_MAIL_FROM, "MAIL_FROM", "<\(from)>")
        let recipients = curl_slist_append(nil, "<\(to)>")
        defer { curl_slist_free_all(recipients) }
        try check(ccurl_set_list(handle, CURLOPT_MAIL_RCPT, recipients), "MAIL_RCPT")
        // The size stays unknown: a known one is counted against the dots that libcurl adds, and cuts the message.
        try set(CURLOPT_UPLOAD, "UPLOAD", 1)
        return try run(
            Conversation(body: bytes, abort: abort, needsLogin: needsLogin, isAuthenticated: isAuthenticated))
    }

    /// Connects, greets and logs in without sending a message.
    func probe(abort: AbortFlag) throws(CurlSetupError) -> TransferEnd {
        try set(CURLOPT_NOBODY, "NOBODY", 1)
        try set(CURLOPT_CUSTOMREQUEST, "CUSTOMREQUEST", "NOOP")
        return try run(Conversation(body: Data(), abort: abort, needsLogin: needsLogin, isAuthenticated: false))
    }

    /// Cuts a connection that libcurl would keep although its conversation failed.
    ///
    /// Otherwise the end of this handle says QUIT and waits for the reply of a server that has already fallen silent, for
    /// as long as the response timeout.
    func hangUp() {
        var socket: curl_socket_t = -1
        guard ccurl_get_socket(handle, CURLINFO_ACTIVESOCKET, &socket) == CURLE_OK, socket >= 0 else { return }
        // Fails only when the server has cut it already.
        _ = shutdown(socket, Int32(SHUT_RDWR))
    }

    private func run(_ conversation: Conversation) throws(CurlSetupError) -> TransferEnd {
        let context = Unmanaged.passUnretained(conversation).toOpaque()
        for option in [CURLOPT_READDATA, CURLOPT_HEADERDATA, CURLOPT_XFERINFODATA] {
            try check(ccurl_set_pointer(handle, option, context), "callback data")
        }
        errorText.pointee = 0
        // The callbacks hold `conversation` without owning it; it outlives the call that makes them.
        let code = withExtendedLifetime(conversation) { curl_easy_perform(handle) }
        isAuthenticated = conversation.replies.isAuthenticated
        var connections = 0
        let known = ccurl_get_long(handle, CURLINFO_NUM_CONNECTS, &connections) == CURLE_OK
        let words = String(cString: errorText)
        return TransferEnd(
            code: code, text: words.isEmpty ? String(cString: curl_easy_strerror(code)) : words,
            replies: conversation.replies, reusedConnection: known && connections == 0,
            loginMissing: conversation.loginMissing)
    }

    private func configure(_ settings: SMTPSettings) throws(CurlSetupError) {
        try set(CURLOPT_NOSIGNAL, "NOSIGNAL", 1)
        try set(CURLOPT_PROTOCOLS_STR, "PROTOCOLS_STR", "smtp,smtps")
        // A proxy named in the environment is none of ours.
        try set(CURLOPT_PROXY, "PROXY", "")
        try set(CURLOPT_URL, "URL", settings.url)
        try set(CURLOPT_SSLVERSION, "SSLVERSION", CURL_SSLVERSION_TLSv1_2)
        try set(CURLOPT_SSL_VERIFYPEER, "SSL_VERIFYPEER", 1)
        try set(CURLOPT_SSL_VERIFYHOST, "SSL_VERIFYHOST", 2)
        let usesTLS = settings.security == .startTLS || settings.security == .implicitTLS
        try set(CURLOPT_USE_SSL, "USE_SSL", Int((usesTLS ? CURLUSESSL_ALL : CURLUSESSL_NONE).rawValue))
        if let caFile = settings.caFile { try set(CURLOPT_CAINFO, "CAINFO", caFile) }
        if let username = settings.username, let password = settings.password {
            try set(CURLOPT_USERNAME, "USERNAME", username)
            try set(CURLOPT_PASSWORD, "PASSWORD", password)
        }
        try set(CURLOPT_CONNECTTIMEOUT, "CONNECTTIMEOUT", settings.connectTimeout)
        try set(CURLOPT_SERVER_RESPONSE_TIMEOUT, "SERVER_RESPONSE_TIMEOUT", settings.responseTimeout)
        // A server that stops reading in the middle of the body.
        try set(CURLOPT_LOW_SPEED_LIMIT, "LOW_SPEED_LIMIT", 1)
        try set(CURLOPT_LOW_SPEED_TIME, "LOW_SPEED_TIME", settings.responseTimeout)
        try set(CURLOPT_TCP_KEEPALIVE, "TCP_KEEPALIVE", 1)
        try set(CURLOPT_NOPROGRESS, "NOPROGRESS", 0)
        try check(ccurl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText), "ERRORBUFFER")
        try check(ccurl_set_bytes_callback(handle, CURLOPT_READFUNCTION, readBody), "READFUNCTION")
        try check(ccurl_set_bytes_callback(handle, CURLOPT_HEADERFUNCTION, hearReply), "HEADERFUNCTION")
        try check(ccurl_set_bytes_callback(handle, CURLOPT_WRITEFUNCTION, ignoreOutput), "WRITEFUNCTION")
        try check(ccurl_set_progress_callback(handle, CURLOPT_XFERINFOFUNCTION, watchAbort), "XFERINFOFUNCTION")
    }

    private func set(_ option: CURLoption, _ name: String, _ value: Int) throws(CurlSetupError) {
        try check(ccurl_set_long(handle, option, value), name)
    }

    private func set(_ option: CURLoption, _ name: String, _ value: String) throws(CurlSetupError) {
        try check(ccurl_set_string(handle, option, value), name)
    }

    private func check(_ code: CURLcode, _ option: String) throws(CurlSetupError) {
        guard code == CURLE_OK else { throw CurlSetupError(code: code, option: option) }
    }
}

/// What libcurl's callbacks share while one call of `curl_easy_perform` runs, all on its thread.
private final class Conversation {
    let body: Data
    let abort: AbortFlag
    let needsLogin: Bool
    var replies: ServerReplies
    var offset = 0
    var loginMissing = false

    init(body: Data, abort: AbortFlag, needsLogin: Bool, isAuthenticated: Bool) {
        self.body = body
        self.abort = abort
        self.needsLogin = needsLogin
        replies = ServerReplies(isAuthenticated: isAuthenticated)
    }

    static func from(_ context: UnsafeMutableRawPointer?) -> Conversation? {
        context.map { Unmanaged<Conversation>.fromOpaque($0).takeUnretainedValue() }
    }

    func read(into buffer: UnsafeMutablePointer<CChar>, capacity: Int) -> Int {
        // Without AUTH on offer libcurl skips the login in silence; not one byte of the message may follow.
        if needsLogin, !replies.isAuthenticated {
            loginMissing = true
            return Int(CURL_READFUNC_ABORT)
        }
        replies.beginBody()
        let count = min(capacity, body.count - offset)
        guard count > 0 else {
            replies.endBody()
            return 0
        }
        let start = body.startIndex + offset
        UnsafeMutableRawBufferPointer(start: buffer, count: count).copyBytes(from: body[start..<start + count])
        offset += count
        return count
    }
}

private let readBody: curl_write_callback = { buffer, size, count, context in
    guard let conversation = Conversation.from(context), let buffer else { return Int(CURL_READFUNC_ABORT) }
    return conversation.read(into: buffer, capacity: size * count)
}

private let hearReply: curl_write_callback = { buffer, size, count, context in
    guard let conversation = Conversation.from(context), let buffer else { return 0 }
    let bytes = UnsafeRawBufferPointer(start: buffer, count: size * count)
    conversation.replies.receive(line: String(decoding: bytes, as: UTF8.self))
    return size * count
}

private let ignoreOutput: curl_write_callback = { _, size, count, _ in size * count }

private let watchAbort: curl_xferinfo_callback = { context, _, _, _, _ in
    Conversation.from(context)?.abort.isRaised == true ? 1 : 0
}
