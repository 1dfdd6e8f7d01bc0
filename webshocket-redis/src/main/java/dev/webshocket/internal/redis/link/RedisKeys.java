package dev.webshocket.internal.redis.link;

/**
 * The names of keys. Each begins with a hash tag, the text in braces: keys with the same tag are on the same node of a Redis Cluster,
 * so that one script may touch them. Immutable.
 */
public final class RedisKeys {

    private final String namespace;

    /**
     * Makes the keys of an application.
     *
     * @param prefix separates what uses the same Redis
     * @param application separates the applications of a server
     */
    public RedisKeys(String prefix, String application) {
        this.namespace = prefix + ':' + application;
    }

    /**
     * Returns a key of a shard of the log.
     *
     * @param name what is kept there, such as {@code log}
     */
    public String ofShard(int shard, String name) {
        return tagged(String.valueOf(shard), name);
    }

    /**
     * Returns a key.
     *
     * @param tag what the key shares with those that the same script touches
     * @param name what is kept there
     */
    public String tagged(String tag, String name) {
        return '{' + namespace + ':' + tag + "}:" + name;
    }
}
