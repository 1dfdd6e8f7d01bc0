package dev.webshocket.internal.client;

import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.internal.settings.Bounds;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * How far one client has read channels with history, section "Channels" of the wire protocol: what {@code hello} says, and which
 * messages are sent again. Safe for use by any thread; no other code runs under its lock.
 *
 * <p>A session that is not resumed with {@code "all"} catches up from the positions of its {@code hello}. While it may still do so,
 * these positions stand beside the new ones: a client that is cut again has to begin from them again.
 */
final class ChannelPositions {

    /** How many shards are known at most. A server has some, and only those of epochs in use remain. */
    private static final int MAX_SHARDS = 1_024;

    /** A server that keeps no session lets its clients catch up nevertheless. */
    private static final Duration SHORTEST_KEEP = Duration.ofSeconds(5);

    private final LongSupplier nanoClock;
    /** How far each shard has been read, by its number. The shard that has been silent for longest comes first. */
    private final Map<String, ReadPosition> newest = new LinkedHashMap<>(16, 0.75f, true);

    /** The session whose messages count; null for none. */
    private Object source;

    /** Null if no session catches up. */
    private volatile CatchUp catchUp;

    /**
     * Creates it for a client that has read nothing.
     *
     * @param nanoClock nanoseconds since any moment
     */
    ChannelPositions(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** What one session after another catches up with. Guarded by the lock. */
    private static final class CatchUp {

        /** The positions of the first hello. */
        private final List<String> from;

        private final HadMessages had = new HadMessages();

        /** How long nothing may be caught up with before it is over. */
        private long patience;
        /** When it is over, unless more is caught up with before. */
        private long end;

        CatchUp(List<String> from) {
            this.from = from;
        }
    }

    /**
     * Returns the positions for {@code hello}. Messages of a session that is not to be resumed do not count any more, since the
     * server will send them again.
     *
     * @param resumes whether hello asks for the last session
     */
    synchronized List<String> hello(boolean resumes) {
        if (!resumes) {
            source = null;
        }
        if (catchUp != null) {
            return catchUp.from;
        }
        return newest.values().stream().map(ReadPosition::toString).toList();
    }

    /**
     * A server has answered {@code hello}; before its first message.
     *
     * @param session the session whose messages count from now on
     * @param said the positions that hello had
     */
    synchronized void welcomed(Object session, List<String> said, Welcome welcome) {
        source = session;
        if (welcome.resumed() == Resumed.ALL) {
            // Its positions do not count: messages before them may still come.
            prolong();
            return;
        }
        List<ReadPosition> heads = read(welcome.positions());
        if (said.isEmpty()) {
            newest.clear();
        } else {
            CatchUp begun = catchUp == null ? new CatchUp(said) : catchUp;
            begun.had.nextSession();
            begun.patience = patience(welcome).toNanos();
            catchUp = begun;
            prolong();
            // The positions of hello stand for them until then.
            Set<String> epochs = heads.stream().map(ReadPosition::epoch).collect(Collectors.toSet());
            newest.values().removeIf(position -> !epochs.contains(position.epoch()));
        }
        heads.forEach(this::raise);
    }

    /**
     * Returns how long to wait for what is caught up with. The server takes subscriptions for {@code keep}. What it sends at the last
     * moment may be on its way for as long as a link may be silent, and longer to a client that is busy.
     */
    private static Duration patience(Welcome welcome) {
        Duration keep = longer(SHORTEST_KEEP, Greeting.seconds(welcome.keep()));
        Duration silence = Greeting.seconds(welcome.beat()).multipliedBy(5).dividedBy(2);
        return Bounds.capped(keep.plus(longer(keep, silence)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /**
     * Decides whether a message is to be delivered, and counts it.
     *
     * @param session the session that has received it
     * @param channel its channel; may be null
     * @param text its position
     * @return false if the client has had it, or if it will be sent again
     */
    synchronized boolean takes(Object session, String channel, String text) {
        if (session != source) {
            return false;
        }
        ReadPosition position = ReadPosition.parse(text);
        if (position == null || channel == null) {
            return true;
        }
        if (catchUp != null) {
            ReadPosition highest = newest.get(position.number());
            if (highest != null && highest.isSameShard(position) && position.offset() <= highest.offset()) {
                // What is new in a shard comes in the order of its offsets, so this is not.
                prolong();
            }
            if (!catchUp.had.add(channel, position)) {
                return false;
            }
        }
        raise(position);
        return true;
    }

    /** The server of a session has told where shards are, after all messages before that. */
    synchronized void told(Object session, List<String> positions) {
        if (session == source) {
            read(positions).forEach(this::raise);
        }
    }

    /**
     * A packet has arrived and is counted, on a session whose subscriptions have been made again. What shows that the time to catch up is
     * over is a packet that comes later, and not the clock: a link that is silent may have been lost before.
     *
     * @param session the session that has received it. A late packet of one that is given up shows nothing: the next hello may have told
     *     these positions already
     */
    void heard(Object session) {
        if (catchUp != null) {
            expire(session);
        }
    }

    private synchronized void expire(Object session) {
        if (catchUp != null && session == source && nanoClock.getAsLong() - catchUp.end > 0) {
            catchUp = null;
        }
    }

    private void prolong() {
        if (catchUp != null) {
            catchUp.end = nanoClock.getAsLong() + catchUp.patience;
        }
    }

    private static List<ReadPosition> read(List<String> positions) {
        return positions.stream()
                .map(ReadPosition::parse)
                .filter(Objects::nonNull)
                .toList();
    }

    /** A shard of another epoch has begun anew, and messages that were lost with the old one have been a gap before. */
    private void raise(ReadPosition position) {
        newest.merge(
                position.number(),
                position,
                (before, now) -> before.isSameShard(now) && before.offset() > now.offset() ? before : now);
        if (newest.size() > MAX_SHARDS) {
            newest.remove(newest.keySet().iterator().next());
        }
    }
}
