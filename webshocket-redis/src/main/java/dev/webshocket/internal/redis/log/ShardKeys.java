package dev.webshocket.internal.redis.log;

import dev.webshocket.internal.redis.link.RedisKeys;
import java.util.List;

/**
 * The keys of one shard, all with the same hash tag. Immutable.
 *
 * @param state a hash: {@code e} the epoch, {@code b} the offset behind which it began, {@code o} the highest offset, {@code d} the
 *     highest offset of channels that are no longer known
 * @param log a stream: the latest entries of all kinds, with the ids {@code 0-offset}, without holes
 * @param order a sorted set: the channels that keep messages, by the offset of their latest one
 * @param channels a hash: what is known of these channels, {@code latest offset,age,time of the oldest message}
 * @param history begins the key of the stream of each channel, which has the ids of the log
 * @param ids begins the key that remembers for a minute what has been appended
 */
record ShardKeys(String state, String log, String order, String channels, String history, String ids) {

    static ShardKeys of(RedisKeys keys, int shard) {
        return new ShardKeys(
                keys.ofShard(shard, "state"),
                keys.ofShard(shard, "log"),
                keys.ofShard(shard, "order"),
                keys.ofShard(shard, "channels"),
                keys.ofShard(shard, "history:"),
                keys.ofShard(shard, "id:"));
    }

    /** Returns the keys for {@link LogScripts}; the last two only begin keys, but tell Redis Cluster where they are. */
    List<String> list() {
        return List.of(state, log, order, channels, history, ids);
    }
}
