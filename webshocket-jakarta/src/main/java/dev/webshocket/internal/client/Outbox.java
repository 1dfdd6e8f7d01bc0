package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import dev.webshocket.client.WhenDown;
import dev.webshocket.internal.bridge.ClientLink;
import dev.webshocket.packet.RpcResponse;
import jakarta.websocket.CloseReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a client sends, in order: what waits for the connection or for room in it, and the calls that have been sent and are
 * not answered.
 *
 * <p>Safe for use by any thread. One lock guards the state; under it nothing is called but the link's question for room. One
 * task at a time sends, on the executor and never on a thread of the application's, whose interruption could close the
 * connection's channel.
 */
final class Outbox {

    private final int bound;
    private final WhenDown whenDown;
    private final Executor executor;
    private final AtomicInteger kicks = new AtomicInteger();

    private final ReentrantLock lock = new ReentrantLock();
    /** What goes out before the rest, and as soon as there is a link: what {@code onReconnect} sends, and cancellations. */
    private final Deque<Outgoing> ahead = new ArrayDeque<>();

    private final Deque<Outgoing> waiting = new ArrayDeque<>();
    private final Map<String, PendingCall> inFlight = new ConcurrentHashMap<>();
    private ClientLink link;
    private boolean ready;
    /** How many of those that wait may be over. */
    private int stale;

    private ClientException closed;
    /** With what to close the link once nothing is left to be sent; null for not at all. */
    private CloseReason farewell;

    Outbox(int bound, WhenDown whenDown, Executor executor) {
        this.bound = bound;
        this.whenDown = whenDown;
        this.executor = executor;
    }

    /**
     * Takes a message, or fails it at once.
     *
     * @param first whether it goes before those that wait for the connection to be ready
     */
    void submit(Outgoing message, boolean first) {
        ClientException refusal;
        lock.lock();
        try {
            refusal = refusal(first);
            if (refusal == null) {
                (first ? ahead : waiting).add(message);
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

    private ClientException refusal(boolean first) {
        if (closed != null) {
            return closed;
        }
        if (whenDown == WhenDown.FAIL && !ready && !first) {
            return ClientFailures.down();
        }
        if (count() >= bound) {
            dropStale();
        }
        return count() >= bound ? ClientFailures.tooMany(bound) : null;
    }

    private int count() {
        return ahead.size() + waiting.size() + inFlight.size();
    }

    private void dropStale() {
        if (stale > 0) {
            waiting.removeIf(Outgoing::isOver);
            stale = 0;
        }
    }

    /** Returns how many messages wait to be sent, or have been sent and are not answered. */
    int size() {
        lock.lock();
        try {
            dropStale();
            return count();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a link to send on: what goes ahead, until it is {@linkplain #open open} for the rest. */
    void attach(ClientLink newLink) {
        lock.lock();
        try {
            link = newLink;
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
            List<Outgoing> failed = new ArrayList<>(ahead);
            ahead.clear();
            if (whenDown == WhenDown.FAIL) {
                failed.addAll(waiting);
                waiting.clear();
            }
            List<PendingCall> repeated = new ArrayList<>();
            for (PendingCall call : inFlight.values()) {
                if (repeat && call.isRepeatable()) {
                    repeated.add(call);
                } else {
                    failed.add(call);
                }
            }
            inFlight.clear();
            repeated.sort(Comparator.comparingLong(PendingCall::number).reversed());
            repeated.forEach(waiting::addFirst);
            return failed;
        } finally {
            lock.unlock();
        }
    }

    /** Fails all that waits and all that will come. What the server is to be told of calls before stays. */
    void close(ClientException failure) {
        List<Outgoing> failed;
        lock.lock();
        try {
            closed = failure;
            failed = new ArrayList<>(ahead);
            failed.addAll(waiting);
            failed.addAll(inFlight.values());
            ahead.removeIf(message -> !(message instanceof Cancellation));
            waiting.clear();
            inFlight.clear();
        } finally {
            lock.unlock();
        }
        failed.forEach(message -> message.failed(failure));
    }

    /**
     * Closes the link after what is left to be sent; to be called after {@link #close}.
     *
     * @param reason what the server is told
     */
    void closeLink(CloseReason reason) {
        lock.lock();
        try {
            farewell = reason;
        } finally {
            lock.unlock();
        }
        kick();
    }

    /** Hands an answer to its call; one that nobody waits for any more is dropped. */
    void answered(RpcResponse response, int bytes) {
        PendingCall call = inFlight.get(response.callId());
        if (call != null) {
            call.answered(response, bytes);
            if (call.isOver()) {
                inFlight.remove(call.id(), call);
            }
        }
    }

    /** Forgets a call that is over, and tells the server where it may know of it. */
    void abandon(PendingCall call, byte[] cancellation) {
        boolean tell;
        lock.lock();
        try {
            boolean sent = inFlight.remove(call.id(), call);
            tell = sent && link != null;
            if (tell) {
                ahead.add(new Cancellation(cancellation));
            } else if (!sent) {
                stale++;
            }
        } finally {
            lock.unlock();
        }
        if (tell) {
            kick();
        }
    }

    /** Has what waits sent, as far as it can be; to be called after something has changed, under no lock. */
    void kick() {
        if (kicks.getAndIncrement() == 0) {
            executor.execute(this::send);
        }
    }

    private void send() {
        int seen = kicks.get();
        do {
            for (Departure next = next(); next != null; next = next()) {
                next.link().send(next.message().message());
                next.message().sent();
            }
            sayFarewell();
            seen = kicks.addAndGet(-seen);
        } while (seen != 0);
    }

    private void sayFarewell() {
        ClientLink last;
        CloseReason reason;
        lock.lock();
        try {
            if (farewell == null || link == null || !ahead.isEmpty()) {
                return;
            }
            last = link;
            reason = farewell;
            farewell = null;
        } finally {
            lock.unlock();
        }
        last.close(reason);
    }

    private record Departure(ClientLink link, Outgoing message) {}

    private Departure next() {
        lock.lock();
        try {
            Deque<Outgoing> queue = queue();
            if (queue == null || link.whenRoom(this::kick)) {
                return null;
            }
            Outgoing message = queue.poll();
            if (message instanceof PendingCall call) {
                inFlight.put(call.id(), call);
            }
            return new Departure(link, message);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the queue whose turn it is, with a message at its head that somebody wants sent; null for none. */
    private Deque<Outgoing> queue() {
        if (link == null) {
            return null;
        }
        dropOver(ahead);
        if (!ahead.isEmpty()) {
            return ahead;
        }
        dropOver(waiting);
        return ready && !waiting.isEmpty() ? waiting : null;
    }

    private static void dropOver(Deque<Outgoing> queue) {
        while (!queue.isEmpty() && queue.peek().isOver()) {
            queue.poll();
        }
    }

    /** Tells the server that a call is not wanted any more. */
    private record Cancellation(byte[] message) implements Outgoing {

        @Override
        public boolean isOver() {
            return false;
        }

        @Override
        public void failed(ClientException failure) {
            // Nobody waits for it: the connection has gone, and the call with it.
        }
    }
}
