package dev.webshocket.internal.redis.log;

/**
 * Gets the entries of one kind that scripts append by {@link LogScripts#FUNCTIONS}. Called by the thread of the tail, for a shard in the
 * order of offsets and in turn with the messages of the shard, so it must not block.
 */
public interface EntryListener {

    /**
     * Takes the next entry.
     *
     * @param shard its shard
     * @param offset its offset; grows within a shard
     * @param time when it was appended, in milliseconds since 1970, by the clock of Redis
     * @param data what the script gave; must not be changed
     */
    void appended(int shard, long offset, long time, byte[] data);

    /**
     * Learns that entries of a shard may have been lost.
     *
     * @param shard the shard
     */
    void lost(int shard);
}
