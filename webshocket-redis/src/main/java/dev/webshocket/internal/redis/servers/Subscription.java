package dev.webshocket.internal.redis.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.webshocket.internal.redis.link.FailedTasks;
import dev.webshocket.internal.redis.link.RedisLink;
import dev.webshocket.internal.redis.link.ThreadEnd;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.Connection;

/**
 * A thread that hears what is published in some channels of Redis, and connects again after a break, also one that no end of the
 * connection tells of. Safe for use by any thread.
 */
final class Subscription implements AutoCloseable {

    private static final Duration PING = Duration.ofSeconds(1);
    private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long PAUSE_MILLIS = 100;

    private final RedisLink link;
    private final Map<String, Consumer<byte[]>> channels;
    private final Thread thread;
    private volatile boolean closed;
    /** The connection that hears; null without one. */
    private volatile Hearing hearing;

    /**
     * Makes a subscription, which {@link #start} begins.
     *
     * @param channels what to do with messages, by channel; called by the subscription's thread
     */
    Subscription(RedisLink link, Map<String, Consumer<byte[]>> channels, ThreadFactory threads) {
        this.link = link;
        this.channels = channels;
        this.thread = threads.newThread(this::run);
        thread.setName("webshocket-redis-questions");
    }

    void start() {
        thread.start();
        link.every(PING, this::ping);
    }

    /** Tells whether messages are heard now. */
    boolean isOpen() {
        Hearing current = hearing;
        return current != null && current.isSubscribed();
    }

    private void run() {
        byte[][] names =
                channels.keySet().stream().map(name -> name.getBytes(UTF_8)).toArray(byte[][]::new);
        while (!closed) {
            try (Connection connection = link.connections().connection()) {
                Hearing current = new Hearing(connection);
                hearing = current;
                if (!closed) {
                    current.proceed(connection, names);
                }
            } catch (RuntimeException e) {
                if (!closed) {
                    link.connections().failed(e);
                    pause();
                }
            } finally {
                hearing = null;
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void ping() {
        Hearing current = hearing;
        if (current == null) {
            return;
        }
        if (current.isSilent()) {
            current.disconnect();
        } else if (current.isSubscribed()) {
            try {
                current.ping();
            } catch (RuntimeException e) {
                current.disconnect();
            }
        }
    }

    private final class Hearing extends BinaryJedisPubSub {

        private final Connection connection;
        private volatile long heard = System.nanoTime();

        Hearing(Connection connection) {
            this.connection = connection;
        }

        boolean isSilent() {
            return System.nanoTime() - heard > SILENT_NANOS;
        }

        @Override
        public void onPong(byte[] pattern) {
            heard = System.nanoTime();
        }

        @Override
        public void onMessage(byte[] channel, byte[] message) {
            heard = System.nanoTime();
            try {
                channels.get(new String(channel, UTF_8)).accept(message);
            } catch (RuntimeException | Error e) {
                FailedTasks.log("the handling of a message of another server", e);
            }
        }

        /** Ends the thread's reading by closing the socket under it. */
        void disconnect() {
            connection.setBroken();
            try {
                connection.forceDisconnect();
            } catch (IOException | RuntimeException e) {
                // It is closed already.
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        Hearing current = hearing;
        if (current != null) {
            current.disconnect();
        }
        ThreadEnd.await(thread);
    }
}
