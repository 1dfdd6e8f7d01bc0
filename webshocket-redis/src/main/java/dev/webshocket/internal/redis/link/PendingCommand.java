package dev.webshocket.internal.redis.link;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A script that waits for its turn or for its reply. The fields are the lane's; the reply may be completed by any thread, once.
 */
final class PendingCommand {

    final RedisScript script;
    final long deadline;
    final long bytes;
    final CompletableFuture<Object> reply = new CompletableFuture<>();

    /** Null once the command is complete, so that a queue holds no memory of it. */
    private volatile Arguments arguments;

    private volatile boolean sent;

    /** Whether the connection of an earlier attempt broke, so that nobody knows whether it has run. */
    private volatile boolean mayHaveRun;

    /** Whether Redis does not know the script by its hash. Used by the lane's thread only. */
    boolean unknownScript;

    record Arguments(List<byte[]> keys, List<byte[]> values) {}

    PendingCommand(RedisScript script, List<byte[]> keys, List<byte[]> values, long deadline) {
        this.script = script;
        this.arguments = new Arguments(keys, values);
        this.deadline = deadline;
        this.bytes = keys.stream().mapToLong(key -> key.length).sum()
                + values.stream().mapToLong(value -> value.length).sum();
        reply.whenComplete((result, failure) -> arguments = null);
    }

    /** Returns keys and values; null once the command is complete. */
    Arguments arguments() {
        return arguments;
    }

    void markSent() {
        sent = true;
    }

    boolean isDone() {
        return reply.isDone();
    }

    /** Tells whether it may be sent, for the first time or again. */
    boolean maySend() {
        return !isDone() && (!sent || script.kind() != RedisScript.Kind.ONCE);
    }

    /** Notes that Redis has refused this attempt, which has not run. */
    void markRefused() {
        sent = false;
    }

    /** Fails it because its time is over. */
    void expire(Throwable cause) {
        boolean unknown = sent || mayHaveRun;
        reply.completeExceptionally(unknown ? LinkFailures.unknown(cause) : LinkFailures.away(cause));
    }

    /** Fails it if nobody can know whether it has run, and it must not run twice. */
    void connectionBroke(Throwable cause) {
        mayHaveRun |= sent;
        if (!maySend()) {
            reply.completeExceptionally(LinkFailures.unknown(cause));
        }
    }
}
