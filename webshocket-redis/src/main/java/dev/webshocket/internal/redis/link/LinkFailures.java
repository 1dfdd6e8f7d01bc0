package dev.webshocket.internal.redis.link;

import dev.webshocket.ChannelException;

/** The failures that callers of a {@link RedisLink} see. Stateless. */
public final class LinkFailures {

    private LinkFailures() {}

    /** Returns the failure of what has not run. */
    public static ChannelException away(Throwable cause) {
        return new ChannelException("WEBSHOCKET-0403: Redis did not answer in time; nothing was changed", cause);
    }

    /** Returns the failure of what may have run or not. */
    public static ChannelException unknown(Throwable cause) {
        return new ChannelException("WEBSHOCKET-0404: Redis did not answer in time; the outcome is unknown", cause);
    }

    /** Returns the failure of what finds no room in a queue. */
    public static ChannelException full() {
        return new ChannelException("WEBSHOCKET-0405: too much waits for Redis; nothing was changed");
    }

    static ChannelException refused(Throwable cause) {
        return new ChannelException("WEBSHOCKET-0406: Redis has refused a command", cause);
    }

    /** Returns the failure of what a closed cluster is asked for. */
    public static ChannelException closed() {
        return new ChannelException("WEBSHOCKET-0407: the server is stopping");
    }
}
