package dev.webshocket.internal.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A link without a peer, which completes the sending of a message when the test says so. For one thread. */
public final class HeldLink implements Link {

    /** The first byte of each message that it got, 0 for a ping. */
    public final List<Integer> sent = new ArrayList<>();

    /** The first byte of each message that it might have put off. */
    public final List<Integer> gathered = new ArrayList<>();

    /** The messages that it got, without pings. */
    public final List<byte[]> messages = new ArrayList<>();

    public final List<CloseStatus> closed = new ArrayList<>();
    public final List<CloseStatus> aborted = new ArrayList<>();
    public final List<String> reading = new ArrayList<>();

    /** The messages whose sending is not complete. */
    public final Deque<SendProgress> sending = new ArrayDeque<>();

    public boolean isReleased;
    public boolean isMessageOverdue;
    /** Runs when reading is resumed: a link may deliver messages then. */
    public Runnable whileResuming = () -> {};

    @Override
    public void start() {
        reading.add("start");
    }

    @Override
    public void send(Frame frame, SendProgress progress) {
        sent.add(frame.kind() == FrameKind.PING ? 0 : (int) frame.bytes()[0]);
        if (frame.isGathered()) {
            gathered.add((int) frame.bytes()[0]);
        }
        sending.add(progress);
        if (frame.kind() != FrameKind.PING) {
            messages.add(frame.bytes());
        }
    }

    /** Completes the sending of the oldest message. */
    public void sendOne() {
        sending.remove().ended(null);
    }

    /** Completes the sending of all messages, also of those that this causes. */
    public void sendAll() {
        while (!sending.isEmpty()) {
            sendOne();
        }
    }

    @Override
    public void close(CloseStatus status) {
        closed.add(status);
    }

    @Override
    public void abort(CloseStatus status) {
        aborted.add(status);
    }

    @Override
    public void release() {
        isReleased = true;
    }

    @Override
    public boolean canSuspend() {
        return true;
    }

    @Override
    public void suspend() {
        reading.add("suspend");
    }

    @Override
    public void resume() {
        reading.add("resume");
        whileResuming.run();
    }

    @Override
    public boolean isMessageOverdue(long now, long timeoutNanos) {
        return isMessageOverdue;
    }

    @Override
    public boolean isOpen() {
        return closed.isEmpty() && aborted.isEmpty();
    }
}
