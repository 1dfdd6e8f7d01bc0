package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import dev.webshocket.client.WhenDown;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.packet.RpcResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What a client sends, in order: what waits for the connection or for room in it, and the calls that have been sent and are
 * not answered.
 *
 * <p>Safe for use by any thread. One lock guards the state; under it nothing is called but the link's question for room. One
 * thread at a time sends: whoever adds something while nobody does, until nothing is left or there is no room.
 */
final class Outbox {

    /** How much may wait, in relation to what the link's own queue may hold. */
    private static final long WAITING_FACTOR = 64;

    private final int bound;
    private final long boundBytes;
    private final WhenDown whenDown;
    private final AtomicInteger kicks = new AtomicInteger();

    private final ReentrantLock lock = new ReentrantLock();
    /** What goes out as soon as there is a link: what {@code onReconnect} sends, cancellations, the end. */
    private final OutgoingQueue ahead = new OutgoingQueue();
    /** What has been sent before, on a connection that broke. */
    private final OutgoingQueue again = new OutgoingQueue();

    private final OutgoingQueue waiting = new OutgoingQueue();
    private final Map<String, PendingCall> inFlight = new ConcurrentHashMap<>();
    private ClientSession link;
    private boolean ready;
    /** Whether the link will tell when there is room. */
    private boolean awaitingRoom;

    private Supplier<? extends ClientException> closed;

    /**
     * Makes an empty one.
     *
     * @param bound how many messages may wait or be unanswered, and as many beside them that prepare a link
     * @param linkBytes how much the queue of a link may hold; 64 times as much may wait here, and as much beside it to prepare
     *     a link
     * @param whenDown what becomes of messages while there is no connection
     */
    Outbox(int bound, int linkBytes, WhenDown whenDown) {
        this.bound = bound;
        this.boundBytes = WAITING_FACTOR * linkBytes;
        this.whenDown = whenDown;
    }

    /**
     * Takes a message, or fails it at once.
     *
     * @param only the one link that it is meant for, at once and before all that waits; null for whichever is ready
     */
    void submit(Outgoing message, ClientSession only) {
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

    private Supplier<? extends ClientException> refusal(Outgoing message) {
        boolean down = !ready && whenDown == WhenDown.FAIL;
        return refusal(down, count(), waiting, message);
    }

    /**
     * What prepares a link is bounded as all else is, but by itself: it must get through however much waits for it to be done.
     * Until then nothing but it is in flight.
     */
    private Supplier<? extends ClientException> refusal(Outgoing message, ClientSession only) {
        return refusal(only != link, ahead.size() + inFlight.size(), ahead, message);
    }

    private Supplier<? extends ClientException> refusal(
            boolean down, int count, OutgoingQueue queue, Outgoing message) {
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
     * Lets go of the link.
     *
     * @param repeat whether calls in flight that may be sent again wait for the next link
     * @return what has failed by this, for the caller to say so
     */
    List<Outgoing> detach(boolean repeat) {
        lock.lock();
        try {
            link = null;
            ready = false;
            List<Outgoing> failed = ahead.takeAll();
            if (whenDown == WhenDown.FAIL) {
                failed.addAll(waiting.takeAll());
            }
            List<PendingCall> calls = new ArrayList<>(inFlight.values());
            inFlight.clear();
            calls.sort(Comparator.comparingLong(PendingCall::number));
            for (PendingCall call : calls) {
                if (repeat && call.isRepeatable()) {
                    again.add(call);
                } else {
                    failed.add(call);
                }
            }
            return failed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Fails all that waits and all that will come, and ends the link after what the server is to be told of calls before.
     *
     * @param failure why
     * @param farewell with what to close the link, where there is one; null for not at all
     */
    void close(Supplier<? extends ClientException> failure, CloseStatus farewell) {
        List<Outgoing> failed;
        lock.lock();
        try {
            closed = failure;
            failed = ahead.take(message -> !(message instanceof Cancellation));
            failed.addAll(again.takeAll());
            failed.addAll(waiting.takeAll());
            failed.addAll(inFlight.values());
            inFlight.clear();
            if (farewell != null) {
                ahead.add(new Farewell(farewell));
            }
        } finally {
            lock.unlock();
        }
        failed.forEach(message -> message.failed(failure));
        kick();
    }

    /** Hands an answer to its call; one that nobody waits for any more is dropped. */
    void answered(RpcResponse response, int bytes) {
        PendingCall call = inFlight.get(response.callId());
        if (call == null) {
            return;
        }
        if (!response.stream() || response.end()) {
            // Before anybody hears of the answer, so that who does finds nothing of the call.
            inFlight.remove(call.id(), call);
        }
        // Whoever ends it otherwise takes it out, and by that knows that the server is to be told.
        call.answered(response, bytes);
    }

    /** Forgets a message that is not wanted any more, wherever it is; true where it is a call that has been sent. */
    private boolean remove(Outgoing message) {
        if (!waiting.remove(message) && !again.remove(message)) {
            ahead.remove(message);
        }
        return message instanceof PendingCall call && inFlight.remove(call.id(), call);
    }

    /** Forgets a message that is not wanted any more. */
    void forget(Outgoing message) {
        lock.lock();
        try {
            remove(message);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a call that is not wanted any more, and tells the server where it may know of it and understands. */
    void abandon(PendingCall call, byte[] cancellation) {
        boolean tell;
        lock.lock();
        try {
            tell = remove(call) && link != null && link.isCancellable();
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

    /** Sends what waits, as far as it can be, unless another thread is at it; after something has changed, under no lock. */
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
                // It has thrown between two messages. Nobody is at it, so that the next one must try again.
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
     * Sends the message whose turn it is, if there is one and room for it. Whatever is thrown on the way, it alone fails, and
     * those behind it are sent.
     */
    private boolean sendNext() {
        Outgoing message = null;
        try {
            ClientSession to;
            lock.lock();
            try {
                message = head();
                if (message == null || isFull()) {
                    return false;
                }
                to = link;
                remove(message);
                if (message instanceof PendingCall call) {
                    inFlight.put(call.id(), call);
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

    /** Returns whose turn it is, null for nobody's. */
    private Outgoing head() {
        if (link == null) {
            return null;
        }
        Outgoing first = ahead.first();
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
