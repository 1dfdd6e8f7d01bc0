package dev.webshocket.internal.channel;

import dev.webshocket.internal.session.Enqueued;
import dev.webshocket.spi.extension.Audience;
import dev.webshocket.spi.extension.LogPosition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Delivers the messages of one shard of the log to the connections of this server, in the order of their offsets. Safe for use by any
 * thread.
 *
 * <p>Its lock is held while the receivers of a message are found and the message is queued for them, but not while it is sent. So
 * a connection that subscribes, and then reads the position that was delivered last, gets each later message. Neither the
 * container nor user code runs under the lock; the log may be read under it, but not appended to.
 */
public final class ShardDelivery {

    /** How many messages may be delivered between the delivery of a published message and the end of the publishing. */
    private static final int MOST_COUNTS = 4096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Function<Audience, Iterable<Receiver>> receivers;

    /** The position of the last message; guarded by the lock, as the next fields are. */
    private LogPosition delivered;

    /** The same, as it was when the last message that is kept had been delivered; written under the lock. */
    private volatile LogPosition told;

    /** How many threads publish to this shard now. */
    private int publishing;

    /** For how many connections each message was queued while somebody published. */
    private final Map<LogPosition, Integer> counts = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LogPosition, Integer> eldest) {
            return size() > MOST_COUNTS;
        }
    };

    /**
     * Makes the delivery of a shard.
     *
     * @param receivers finds the connections of this server that are among an audience
     */
    ShardDelivery(Function<Audience, Iterable<Receiver>> receivers) {
        this.receivers = receivers;
    }

    /** Notes how far the shard was when this began to follow it. */
    void begin(LogPosition head) {
        lock.lock();
        try {
            delivered = delivered == null ? head : delivered;
            told = delivered;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Queues a message for its receivers.
     *
     * @return sends it, without a lock
     */
    Runnable deliver(LoggedMessage message) {
        List<Enqueued> all = new ArrayList<>();
        LogPosition position = message.entry().position();
        lock.lock();
        try {
            int count = 0;
            for (Receiver receiver : receivers.apply(message.entry().audience())) {
                if (receiver.wants(message)) {
                    Enqueued one = receiver.enqueue(message.of(receiver.codec()));
                    count += one.isQueued() ? 1 : 0;
                    all.add(one);
                }
            }
            delivered = position;
            told = message.isKept() ? position : told;
            if (publishing > 0) {
                counts.put(position, count);
            }
        } finally {
            lock.unlock();
        }
        return () -> send(all);
    }

    /** Goes on behind a position, after messages before it were lost and the receivers have been told. */
    void goOnBehind(LogPosition head) {
        lock.lock();
        try {
            delivered = head;
            told = head;
        } finally {
            lock.unlock();
        }
    }

    /** Sends what was queued, also where that fails for some receivers. */
    private static void send(List<Enqueued> all) {
        Throwable first = null;
        for (Enqueued one : all) {
            try {
                one.send();
            } catch (RuntimeException | Error e) {
                first = first == null ? e : first;
            }
        }
        if (first instanceof Error error) {
            throw error;
        }
        if (first != null) {
            throw (RuntimeException) first;
        }
    }

    /** Returns the position of the message that was delivered last. */
    public LogPosition delivered() {
        lock.lock();
        try {
            return delivered;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how far clients have read once they have got all messages of channels with history. Waits for no lock. */
    public LogPosition told() {
        return told;
    }

    /** A thread begins to publish: from now on it is counted who gets a message. */
    void beginPublishing() {
        lock.lock();
        try {
            publishing++;
        } finally {
            lock.unlock();
        }
    }

    /**
     * A thread has published.
     *
     * @param position of its message; null if that failed
     * @return for how many connections the message was queued
     */
    int endPublishing(LogPosition position) {
        lock.lock();
        try {
            Integer count = counts.remove(position);
            if (--publishing == 0) {
                counts.clear();
            }
            return count == null ? 0 : count;
        } finally {
            lock.unlock();
        }
    }

    /** Returns of how many messages it is known who got them. */
    int counts() {
        lock.lock();
        try {
            return counts.size();
        } finally {
            lock.unlock();
        }
    }
}
