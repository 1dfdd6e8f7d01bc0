package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import dev.webshocket.client.WhenDown;
import dev.webshocket.internal.calls.CallTable;
import dev.webshocket.internal.calls.OutgoingCall;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.packet.RpcResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What a client sends, in order: what waits for the connection or for room in it, and the calls that have been sent and are
 * not answered.
 *
 * <p>Safe for use by any thread. One lock guards the state; under it nothing is called but the link's question for room. One
 * thread at a time sends: the one that adds a message while no other sends, until nothing is left or there is no room.
 */
final class Backlog {

    /** How much may wait, in relation to what the link's own queue may hold. */
    private static final long WAITING_FACTOR = 64;

    private final int bound;
    private final long boundBytes;
    private final WhenDown whenDown;
    private final AtomicInteger kicks = new AtomicInteger();

    private final ReentrantLock lock = new ReentrantLock();
    /** Messages that go out as soon as there is a link: those of {@code onReconnect}, cancellations, the close frame. */
    private final SubmissionQueue ahead = new SubmissionQueue();
    /** Calls that have been sent before, on a connection that broke. */
    private final SubmissionQueue again = new SubmissionQueue();

    private final SubmissionQueue waiting = new SubmissionQueue();
    private final CallTable inFlight = new CallTable();
    private ClientSession link;
    private boolean ready;
    /** Whether the link will call back when there is room. */
    private boolean awaitingRoom;

    private Supplier<? extends ClientException> closed;

    /**
     * Makes an empty one.
     *
     * @param bound how many messages may wait or be unanswered, and as many beside them that prepare a link
     * @param linkBytes how much the queue of a link may hold; 64 times as much may wait here, and as much beside it to prepare
     *     a link
     * @param whenDown whether messages wait or fail while there is no connection
     */
    Backlog(int bound, int linkBytes, WhenDown whenDown) {
        this.bound = bound;
        this.boundBytes = WAITING_FACTOR * linkBytes;
        this.whenDown = whenDown;
    }

    /**
     * Takes a message, or fails it at once.
     *
     * @param only the one link that it may go out on, at once and before all that waits; null for any that is ready
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
     * What prepares a link is bounded as all else is, but by itself: it must get through however much waits for it to be done.
     * Until then nothing but it is in flight.
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

    /** Returns how many messages wait to be sent, or have been sent and are not answered. */
    int size() {
        lock.lock();
        try {
            return count();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a link to send on: what goes ahead, until it is {@linkplain #open open} for the rest. */
    void attach(ClientSession newLink) {
        lock.lock();
        try {
            link = newLink;
            awaitingRoom = false;
        } finally {
            lock.unlock();
        }
    }

    /** Lets everything be sent from now on. */
    void open() {
        lock.lock();
        try {
            ready = true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives the link up.
     *
     * @param repeat whether calls in flight that may be sent again wait for the next link
     * @return what has failed by this, for the caller to say so
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
     * Fails all that waits and all that will come, and closes the link after the cancellations that wait.
     *
     * @param failure why
     * @param farewell with what to close the link, where there is one; null for not at all
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

    /** Hands an answer to its call. */
    void answered(RpcResponse response, int bytes) {
        inFlight.answered(response, bytes);
    }

    /** Removes a message that is no longer wanted, wherever it is; true for a call that has been sent. */
    private boolean remove(Submission message) {
        unqueue(message);
        return message instanceof CallSubmission submitted && inFlight.remove(submitted.call());
    }

    /** Removes a message from the queue that it is in, if any. */
    private void unqueue(Submission message) {
        if (!waiting.remove(message) && !again.remove(message)) {
            ahead.remove(message);
        }
    }

    /** Removes a message that is no longer wanted. */
    void forget(Submission message) {
        lock.lock();
        try {
            remove(message);
        } finally {
            lock.unlock();
        }
    }

    /** Removes a call, and cancels it on the server where it has been sent and the server takes cancellations. */
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

    /** Sends what waits, as far as there is room, unless another thread does. To be called after each change, under no lock. */
    void kick() {
        if (kicks.getAndIncrement() == 0) {
            send();
        }
    }

    private void send() {
        int seen = kicks.get();
        try {
            do {
                sendWaiting();
                seen = kicks.addAndGet(-seen);
            } while (seen != 0);
        } finally {
            if (seen != 0) {
                // It has thrown between two messages. No thread sends now, so that the next one must try again.
                kicks.set(0);
            }
        }
    }

    private void sendWaiting() {
        while (sendNext()) {
            // Each message is sent or fails, so that this ends.
        }
    }

    /**
     * Sends the next message, if there is one and room for it. Whatever is thrown on the way, it alone fails, and those behind it
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
