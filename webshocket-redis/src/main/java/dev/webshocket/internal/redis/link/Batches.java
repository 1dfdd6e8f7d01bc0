package dev.webshocket.internal.redis.link;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** Sends commands in one round trip and completes them. For one thread. */
final class Batches {

    /** Redis does not take commands of some kind now; what it refuses so has not run. */
    private static final List<String> LATER = List.of(
            "MOVED",
            "ASK",
            "CLUSTERDOWN",
            "TRYAGAIN",
            "READONLY",
            "MASTERDOWN",
            "LOADING",
            "BUSY",
            "MISCONF",
            "NOREPLICAS",
            "OOM");

    private final RedisConnections connections;
    /** The scripts that Redis knows by their hash, unless it has forgotten them since. */
    private final Set<RedisScript> loaded = new HashSet<>();

    Batches(RedisConnections connections) {
        this.connections = connections;
    }

    private record Sent(PendingCommand command, Response<Object> response) {}

    /**
     * Sends the commands, and completes those that have an answer. The others may be sent again, in the same order.
     *
     * @return why some are not complete; null if Redis has answered all
     */
    Throwable run(List<PendingCommand> batch) {
        try {
            UnifiedJedis client = connections.client();
            load(client, batch);
            List<Sent> sent = new ArrayList<>(batch.size());
            try (AbstractPipeline pipeline = client.pipelined()) {
                for (PendingCommand command : batch) {
                    send(command, pipeline, sent);
                }
                pipeline.sync();
            }
            Throwable failure = null;
            for (Sent each : sent) {
                Throwable own = complete(each);
                failure = own == null ? failure : own;
            }
            if (failure == null) {
                connections.succeeded();
            } else {
                reconnect(failure);
            }
            return failure;
        } catch (RuntimeException e) {
            reconnect(e);
            batch.forEach(command -> command.connectionBroke(e));
            return e;
        }
    }

    private void reconnect(Throwable failure) {
        loaded.clear();
        connections.failed(failure);
    }

    /** Makes scripts known before they are needed, since what fails for want of one would lose its place in the order. */
    private void load(UnifiedJedis client, List<PendingCommand> batch) {
        for (PendingCommand command : batch) {
            if (loaded.add(command.script)) {
                connections.load(client, command.script);
            }
        }
    }

    private static void send(PendingCommand command, AbstractPipeline pipeline, List<Sent> sent) {
        PendingCommand.Arguments arguments = command.arguments();
        if (arguments == null || !command.maySend()) {
            return;
        }
        command.markSent();
        Response<Object> response = command.unknownScript
                ? pipeline.eval(command.script.source(), arguments.keys(), arguments.values())
                : pipeline.evalsha(command.script.sha(), arguments.keys(), arguments.values());
        sent.add(new Sent(command, response));
    }

    /** Returns why it has to be sent again; null if it is complete. */
    private static Throwable complete(Sent sent) {
        PendingCommand command = sent.command();
        try {
            command.reply.complete(sent.response().get());
            return null;
        } catch (JedisNoScriptException e) {
            command.markRefused();
            command.unknownScript = true;
            return e;
        } catch (JedisDataException e) {
            String message = String.valueOf(e.getMessage());
            if (LATER.stream().anyMatch(message::startsWith)) {
                command.markRefused();
                return e;
            }
            command.reply.completeExceptionally(LinkFailures.refused(e));
            return null;
        } catch (IllegalStateException e) {
            // There is no reply: the connection to its node of a Redis Cluster broke.
            command.connectionBroke(e);
            return e;
        }
    }
}
