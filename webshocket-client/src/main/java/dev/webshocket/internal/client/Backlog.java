package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import dev.webshocket.client.WhenDown;
import dev.webshocket.internal.calls.CallTable;
import dev.webshocket.internal.calls.OutgoingCall;
import dev.webshocket.internal.codec.ProtocolVersion;
import dev.webshocket.internal.concurrent.SerialTask;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.packet.RpcResponse;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A client's outgoing messages, in order: those that wait for a connection or for room in its queue, and the sent calls
 * without an answer.
 *
 * <p>Safe for use by any thread. One lock guards the state; under it only the link's check for room is called. One
 * thread sends at a time: the one that adds a message while no other sends. It goes on until no message or no room is
 * left.
 */
final class Backlog {

    /** The bytes that may wait, as a multiple of the bound of the link's queue. */
    private static final long WAITING_FACTOR = 64;

    private final int bound;
    private final long boundBytes;
    private final WhenDown whenDown;
    private final SerialTask sending = new SerialTask(this::sendWaiting);

    private final ReentrantLock lock = new ReentrantLock();
    /** Messages sent as soon as there is a link: those of {@code onReconnect}, cancellations, the close frame. */
    private final SubmissionQueue ahead = new SubmissionQueue();
    /** Calls to be sent again, since their connection broke. */
    private final SubmissionQueue again = new SubmissionQueue();

    private final SubmissionQueue waiting = new SubmissionQueue();
    private final CallTable inFlight = new CallTable();
    private ClientSession link;
    private volatile ProtocolVersion version = ProtocolVersion.V2;
    /** Whether messages of version 2 may wait. */
    private boolean spokeVersion2;

    private boolean ready;
    /** Whether the link will call back when it has room. */
    private boolean awaitingRoom;

    private Supplier<? extends ClientException> closed;

    /**
     * Creates an empty backlog.
     *
     * @param bound how many messages may wait or be unanswered; messages that prepare a link have the same bound of
     *     their own
     * @param linkBytes the bound of a link's queue; 64 times as many bytes may wait here, and as many again to prepare
     *     a link
     * @param whenDown whether messages wait or fail while there is no connection
     */
    Backlog(int bound, int linkBytes, WhenDown whenDown) {
        this.bound = bound;
        this.boundBytes = WAITING_FACTOR * linkBytes;
        this.whenDown = whenDown;
    }

    /**
     * Adds a message, or fails it at once.
     *
     * @param only the only link for it, on which it is sent before all waiting messages; null for any open link
     */
    void submit(Submission message, ClientSession only) {
        Supplier<? extends ClientException> refusal;
        lock.lock();
        try {
            refusal = only == null ? refusal(message) : refusal(message, only);
            if (refusal == null) {
                (only == null ? waiting : ahead).add(message);
            }
        } finally {
            lock.unlock();
        }
        if (refusal == null) {
            kick();
        } else {
            message.failed(refusal);
        }
    }

    private Supplier<? extends ClientException> refusal(Submission message) {
        boolean down = !ready && whenDown == WhenDown.FAIL;
        return refusal(down, count(), waiting, message);
    }

    /**
     * Messages that prepare a link have their own bounds: they must pass, however many others wait for the end of the
     * preparation. Until then no other message is in flight.
     */
    private Supplier<? extends ClientException> refusal(Submission message, ClientSession only) {
        return refusal(only != link, ahead.size() + inFlight.size(), ahead, message);
    }

    private Supplier<? extends ClientException> refusal(
            boolean down, int count, SubmissionQueue queue, Submission message) {
        if (closed != null) {
            return closed;
        }
        if (down) {
            return ClientFailures::down;
        }
        if (count >= bound) {
            return () -> ClientFailures.tooMany(bound);
        }
        return queue.isTooLongWith(message, boundBytes) ? () -> ClientFailures.tooMuch(boundBytes) : null;
    }

    private int count() {
        return ahead.size() + again.size() + waiting.size() + inFlight.size();
    }

    /** Returns how many messages wait to be sent or to be answered. */
    int size() {
        lock.lock();
        try {
            return count();
        } finally {
            lock.unlock();
        }
    }

    /** Sets the link. Until it is {@linkplain #open open}, only urgent messages are sent on it. */
    void attach(ClientSession newLink) {
        lock.lock();
        try {
            link = newLink;
            version = newLink.version();
            spokeVersion2 |= version == ProtocolVersion.V2;
            if (spokeVersion2 && version == ProtocolVersion.V1) {
                newLink.rewrite();
            }
            awaitingRoom = false;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the version of the protocol for new messages: that of the newest session. */
    ProtocolVersion version() {
        return version;
    }

    /** Opens the link for all messages. */
    void open() {
        lock.lock();
        try {
            ready = true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends only urgent messages from now on, since the session has no link for others.
     *
     * @return the messages that do not wait for another link, for the caller to report
     */
    List<Submission> pause() {
        lock.lock();
        try {
            ready = false;
            return whenDown == WhenDown.FAIL ? waiting.takeAll() : List.of();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Removes the link.
     *
     * @param repeat whether repeatable calls in flight wait for the next link
     * @return the failed messages, for the caller to report
     */
    List<Submission> detach(boolean repeat) {
        lock.lock();
        try {
            link = null;
            ready = false;
            List<Submission> failed = ahead.takeAll();
            if (whenDown == WhenDown.FAIL) {
                failed.addAll(waiting.takeAll());
            }
            for (OutgoingCall call : inFlight.takeAll()) {
                if (repeat && call.isRepeatable()) {
                    again.add(new CallSubmission(call));
                } else {
                    failed.add(new CallSubmission(call));
                }
            }
            return failed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Fails all waiting and future messages, and closes the link after the waiting cancellations.
     *
     * @param failure why
     * @param farewell closes the link, if there is one; null to leave it open
     */
    void close(Supplier<? extends ClientException> failure, CloseStatus farewell) {
        List<Submission> failed;
        lock.lock();
        try {
            closed = failure;
            failed = ahead.take(message -> !(message instanceof Cancellation));
            failed.addAll(again.takeAll());
            failed.addAll(waiting.takeAll());
            inFlight.takeAll().forEach(call -> failed.add(new CallSubmission(call)));
            if (farewell != null) {
                ahead.add(new Farewell(farewell));
            }
        } finally {
            lock.unlock();
        }
        failed.forEach(message -> message.failed(failure));
        kick();
    }

    /** Delivers an answer to its call. */
    void answered(RpcResponse response, int bytes) {
        inFlight.answered(response, bytes);
    }

    /** Removes an unwanted message from wherever it is; returns true for a sent call. */
    private boolean remove(Submission message) {
        unqueue(message);
        return message instanceof CallSubmission submitted && inFlight.remove(submitted.call());
    }

    /** Removes a message from its queue, if any. */
    private void unqueue(Submission message) {
        if (!waiting.remove(message) && !again.remove(message)) {
            ahead.remove(message);
        }
    }

    /** Removes an unwanted message. */
    void forget(Submission message) {
        lock.lock();
        try {
            remove(message);
        } finally {
            lock.unlock();
        }
    }

    /** Removes a call, and cancels it on the server if it has been sent and the server accepts cancellations. */
    void abandon(OutgoingCall call, byte[] cancellation) {
        boolean tell;
        lock.lock();
        try {
            tell = remove(new CallSubmission(call)) && link != null && link.isCancellable();
            if (tell) {
                ahead.add(new Cancellation(cancellation));
            }
        } finally {
            lock.unlock();
        }
        if (tell) {
            kick();
        }
    }

    /** Sends waiting messages while there is room, unless another thread does. Call it after each change, under no lock. */
    void kick() {
        sending.request();
    }

    private void sendWaiting() {
        while (sendNext()) {
            // The loop ends, since each message is sent or fails.
        }
    }

    /**
     * Sends the next message, if there is one and room for it. If that throws, only this message fails; those behind it
     * are sent.
     */
    private boolean sendNext() {
        Submission message = null;
        try {
            ClientSession to;
            lock.lock();
            try {
                message = head();
                if (message == null || isFull()) {
                    return false;
                }
                to = link;
                unqueue(message);
                if (message instanceof CallSubmission submitted) {
                    inFlight.add(submitted.call());
                }
            } finally {
                lock.unlock();
            }
            message.sendOn(to);
        } catch (Throwable failure) {
            if (message == null) {
                throw failure;
            }
            forget(message);
            message.failed(() -> ClientFailures.unsendable(failure));
        }
        return true;
    }

    /** Returns the next message, null where there is none. */
    private Submission head() {
        if (link == null) {
            return null;
        }
        Submission first = ahead.first();
        if (first == null && ready) {
            first = again.first();
            if (first == null) {
                first = waiting.first();
            }
        }
        return first;
    }

    private boolean isFull() {
        if (!awaitingRoom) {
            ClientSession full = link;
            awaitingRoom = link.whenRoom(() -> roomOn(full));
        }
        return awaitingRoom;
    }

    private void roomOn(ClientSession roomy) {
        lock.lock();
        try {
            if (link != roomy) {
                return;
            }
            awaitingRoom = false;
        } finally {
            lock.unlock();
        }
        kick();
    }
}
