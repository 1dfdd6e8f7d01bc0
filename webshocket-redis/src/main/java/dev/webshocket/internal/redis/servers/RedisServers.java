package dev.webshocket.internal.redis.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.webshocket.internal.redis.link.LinkFailures;
import dev.webshocket.internal.redis.link.RedisKeys;
import dev.webshocket.internal.redis.link.RedisLink;
import dev.webshocket.internal.redis.link.RedisScript;
import dev.webshocket.spi.extension.ServerGroup;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Questions to the other servers, over publish and subscribe of Redis: nothing is kept, so that a question that gets lost stays without
 * an answer. Safe for use by any thread. At most {@link #MOST} questions wait at a time.
 */
public final class RedisServers implements ServerGroup {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    /** How many questions may wait for answers. */
    static final int MOST = 1_000;

    /** What is published twice does no harm: an answer counts once for each server. */
    private static final RedisScript PUBLISH = RedisScript.repeatable("return redis.call('PUBLISH', KEYS[1], ARGV[1])");

    private final RedisLink link;
    private final RedisKeys keys;
    private final Heartbeats heartbeats;
    private final String self;
    private final Subscription subscription;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, Asked> asked = new ConcurrentHashMap<>();
    private volatile Function<byte[], byte[]> answerer;

    private static final class Asked {
        final CompletableFuture<List<byte[]>> answers = new CompletableFuture<>();
        /** The servers that have not answered. Guarded by this. */
        final Set<String> missing;

        final Map<String, byte[]> given = new ConcurrentHashMap<>();

        Asked(Set<String> missing) {
            this.missing = missing;
        }
    }

    /**
     * Makes the group, which {@link #start} connects.
     *
     * @param self this server's id
     * @param threads makes the thread that hears of questions and answers
     */
    public RedisServers(RedisLink link, RedisKeys keys, Heartbeats heartbeats, String self, ThreadFactory threads) {
        this.link = link;
        this.keys = keys;
        this.heartbeats = heartbeats;
        this.self = self;
        this.subscription = new Subscription(
                link,
                Map.of(
                        keys.tagged("servers", "ask"), this::heardQuestion,
                        keys.tagged("servers", "answer:" + self), this::heardAnswer),
                threads);
    }

    /** Begins to hear of questions. */
    public void start() {
        subscription.start();
    }

    @Override
    public String self() {
        return self;
    }

    @Override
    public void answer(Function<byte[], byte[]> newAnswerer) {
        answerer = Objects.requireNonNull(newAnswerer, "answerer");
    }

    @Override
    public CompletionStage<List<byte[]>> ask(byte[] question, Duration patience) {
        Objects.requireNonNull(question, "question");
        Set<String> others = new HashSet<>(heartbeats.servers());
        others.remove(self);
        if (!subscription.isOpen()) {
            return CompletableFuture.failedFuture(LinkFailures.away(null));
        }
        if (others.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        if (asked.size() >= MOST) {
            return CompletableFuture.failedFuture(LinkFailures.full());
        }
        long id = ids.incrementAndGet();
        Asked waiting = new Asked(others);
        asked.put(id, waiting);
        publish(keys.tagged("servers", "ask"), message(id, question)).whenComplete((reply, failure) -> {
            if (failure != null) {
                waiting.answers.completeExceptionally(failure);
            }
        });
        Future<?> end = link.after(patience, () -> waiting.answers.complete(List.copyOf(waiting.given.values())));
        waiting.answers.whenComplete((answers, failure) -> {
            asked.remove(id);
            end.cancel(false);
        });
        return waiting.answers;
    }

    private CompletableFuture<Object> publish(String channel, byte[] message) {
        return link.eval(PUBLISH, List.of(channel), (Object) message);
    }

    /** Makes a message: the id of the question, this server's id after its length, and the question or the answer. */
    private byte[] message(long id, byte[] content) {
        byte[] sender = self.getBytes(UTF_8);
        return ByteBuffer.allocate(Long.BYTES + 1 + sender.length + content.length)
                .putLong(id)
                .put((byte) sender.length)
                .put(sender)
                .put(content)
                .array();
    }

    private record Message(long id, String sender, byte[] content) {

        static Message of(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            long id = buffer.getLong();
            byte[] sender = new byte[buffer.get()];
            buffer.get(sender);
            byte[] content = new byte[buffer.remaining()];
            buffer.get(content);
            return new Message(id, new String(sender, UTF_8), content);
        }
    }

    private void heardQuestion(byte[] bytes) {
        Message message = Message.of(bytes);
        Function<byte[], byte[]> current = answerer;
        if (message.sender().equals(self) || current == null) {
            return;
        }
        byte[] answer;
        try {
            answer = current.apply(message.content());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "WEBSHOCKET-0411: a question of another server cannot be answered", e);
            return;
        }
        publish(keys.tagged("servers", "answer:" + message.sender()), message(message.id(), answer));
    }

    private void heardAnswer(byte[] bytes) {
        Message message = Message.of(bytes);
        Asked waiting = asked.get(message.id());
        if (waiting == null) {
            return;
        }
        waiting.given.put(message.sender(), message.content());
        boolean complete;
        synchronized (waiting) {
            waiting.missing.remove(message.sender());
            complete = waiting.missing.isEmpty();
        }
        if (complete) {
            waiting.answers.complete(List.copyOf(waiting.given.values()));
        }
    }

    /** Stops hearing, and fails what waits for answers. May be called several times. */
    public void close() {
        subscription.close();
        asked.values().forEach(waiting -> waiting.answers.completeExceptionally(LinkFailures.closed()));
    }
}
