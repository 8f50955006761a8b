import Foundation
import NIOCore

/// Carries one conversation over one connection: splits bytes into lines, takes the dialogue's steps one after another.
final class SMTPConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let catcher: MailCatcher
    private var dialogue = SMTPDialogue()
    private var waiting = ByteBuffer()
    private var steps: [SMTPDialogue.Step] = []
    private var isSkippingLine = false
    private var isPaused = false
    private var isOver = false

    init(catcher: MailCatcher) { self.catcher = catcher }

    func channelActive(context: ChannelHandlerContext) {
        steps = catcher.withFaults { dialogue.begin(&$0) }
        proceed(context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var buffer = unwrapInboundIn(data)
        guard !isOver else { return }
        waiting.writeBuffer(&buffer)
        proceed(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        isOver = true
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A client that vanished: its own log says why.
        isOver = true
        context.close(promise: nil)
    }

    /// Takes steps and reads lines until a pause, an end, or no more input.
    private func proceed(_ context: ChannelHandlerContext) {
        while !isOver, !isPaused {
            if !steps.isEmpty {
                take(steps.removeFirst(), context)
            } else if let line = nextLine() {
                steps = catcher.withFaults {
                    dialogue.receive(line.bytes, endedWell: line.endedWell, isWhole: line.isWhole, &$0)
                }
            } else {
                break
            }
        }
        waiting.discardReadBytes()
        if !isOver { context.flush() }
    }

    private func take(_ step: SMTPDialogue.Step, _ context: ChannelHandlerContext) {
        switch step {
        case .say(let words):
            context.write(wrapOutboundOut(ByteBuffer(string: words + "\r\n")), promise: nil)
        case .keep(let mailFrom, let recipients, let data):
            do {
                try catcher.keep(mailFrom: mailFrom, recipients: recipients, data: data)
            } catch {
                steps = [.say("451 4.3.0 cannot write the message here")]
            }
        case .wait(let milliseconds):
            isPaused = true
            context.flush()
            context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(Int64(milliseconds))) {
                self.isPaused = false
                self.proceed(context)
            }
        case .hush:
            isPaused = true
        case .hangUp:
            isOver = true
            context.flush()
            context.close(promise: nil)
        }
    }

    /// The next line without its end. The head of an overlong line comes at once, its tail is thrown away.
    private func nextLine() -> (bytes: Data, endedWell: Bool, isWhole: Bool)? {
        while true {
            let view = waiting.readableBytesView
            guard let end = view.firstIndex(of: 0x0A) else {
                guard waiting.readableBytes > dialogue.lineLimit else { return nil }
                let isFirstCut = !isSkippingLine
                let head = waiting.readData(dialogue.lineLimit)
                waiting.moveReaderIndex(to: waiting.writerIndex)
                isSkippingLine = true
                if isFirstCut { return (head, true, false) }
                return nil
            }
            let length = end - view.startIndex
            var bytes = waiting.readData(length + 1)
            bytes.removeLast()
            if isSkippingLine {
                isSkippingLine = false
                continue
            }
            let endedWell = bytes.last == 0x0D
            if endedWell { bytes.removeLast() }
            return (bytes, endedWell, length + 1 <= dialogue.lineLimit)
        }
    }
}

extension ByteBuffer {
    /// Takes bytes out as Data.
    fileprivate mutating func readData(_ count: Int) -> Data { Data(readBytes(length: count) ?? []) }
}
