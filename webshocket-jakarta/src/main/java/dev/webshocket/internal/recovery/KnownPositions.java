package dev.webshocket.internal.recovery;

import dev.webshocket.spi.extension.LogPosition;
import java.util.List;
import java.util.Optional;

/**
 * How far a client has read the log, from the positions of its {@code hello}: section "Channels" of the wire protocol. Safe for use by
 * any thread.
 */
public final class KnownPositions {

    /** By shard; null where the client gets only what is new. */
    private final LogPosition[] starts;

    /** Tells by shard whether messages behind the client's position are gone. */
    private final boolean[] lost;

    private KnownPositions(int shards) {
        this.starts = new LogPosition[shards];
        this.lost = new boolean[shards];
    }

    /**
     * Reads positions. Of several positions of one epoch and shard the lowest counts.
     *
     * @param texts from the client; those that cannot be read, or are of a shard that does not exist, are ignored
     * @param heads where the shards stand
     * @return the positions; empty if none of the texts is one
     */
    public static Optional<KnownPositions> read(List<String> texts, List<LogPosition> heads) {
        KnownPositions known = new KnownPositions(heads.size());
        boolean any = false;
        for (String text : texts) {
            Optional<LogPosition> position = LogPosition.parse(text).filter(read -> read.shard() < heads.size());
            position.ifPresent(read -> known.add(read, heads.get(read.shard())));
            any |= position.isPresent();
        }
        known.beginAnew(heads);
        return any ? Optional.of(known) : Optional.empty();
    }

    private void add(LogPosition position, LogPosition head) {
        int shard = position.shard();
        LogPosition before = starts[shard];
        if (!position.epoch().equals(head.epoch())) {
            lost[shard] = true;
        } else if (position.offset() > head.offset()) {
            // The log has lost what the client has read, and perhaps more.
            lost[shard] = true;
            starts[shard] = before == null ? head : before;
        } else if (before == null || position.offset() < before.offset()) {
            starts[shard] = position;
        }
    }

    /** A client that knows other epochs only has nothing of the current one. */
    private void beginAnew(List<LogPosition> heads) {
        for (int shard = 0; shard < starts.length; shard++) {
            if (lost[shard] && starts[shard] == null) {
                starts[shard] = new LogPosition(heads.get(shard).epoch(), shard, 0);
            }
        }
    }

    /** Returns from where the client has to be given messages of a shard; null for new ones only. */
    LogPosition start(int shard) {
        return starts[shard];
    }

    /** Tells whether messages of a shard are gone that the client does not have. */
    boolean hasLost(int shard) {
        return lost[shard];
    }
}
