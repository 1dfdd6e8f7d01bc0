package dev.webshocket.internal.redis.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.webshocket.internal.redis.link.RedisKeys;
import dev.webshocket.internal.redis.link.RedisLink;
import dev.webshocket.spi.extension.ClusterContext;
import dev.webshocket.spi.extension.SessionStore;
import dev.webshocket.spi.extension.StoredSession;
import java.lang.System.Logger.Level;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Keeps sessions on Redis, from where servers take them over from each other. Attributes are encoded on the thread that stores a session, and
 * decoded on a thread of the store, since both may run code of the application. Safe for use by any thread.
 *
 * <p>An attribute that has no form stays on its server. A session that cannot be read, and one of more than {@value #MOST_BYTES} bytes, begins
 * anew.
 */
public final class RedisSessionStore implements SessionStore, AutoCloseable {

    /** How many bytes a session may have, encoded. */
    public static final int MOST_BYTES = 1 << 20;

    /** More clients than can wait for their sessions within the two seconds that they do. */
    private static final int MOST_WAITING = 10_000;

    private static final long IDLE_SECONDS = 10;
    private static final long TAKEN = 0;
    private static final long UNKNOWN = 2;

    private final RedisLink link;
    private final RedisKeys keys;
    private final AttributeCodec codec;
    private final SessionFormat format;
    private final SessionLog log = new SessionLog();
    private final ThreadPoolExecutor reader;

    /** A session as it is sent. */
    private record Encoded(String secrets, byte[] form, String digest) {}

    /**
     * Makes the store of an application.
     *
     * @param link to Redis
     * @param keys of the application
     * @param context of the application: its class loader, the binding of its types, and what makes threads
     */
    public RedisSessionStore(RedisLink link, RedisKeys keys, ClusterContext context) {
        this.link = link;
        this.keys = keys;
        this.codec = new AttributeCodec(context.loader(), context.jsonb());
        this.format = new SessionFormat(codec, log);
        this.reader = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), action -> {
                    Thread thread = context.threads().newThread(action);
                    thread.setName("webshocket-redis-sessions");
                    return thread;
                });
        reader.allowCoreThreadTimeOut(true);
    }

    private List<String> key(String uid) {
        return List.of(keys.tagged(uid, "session"));
    }

    @Override
    public CompletionStage<Boolean> save(StoredSession session, Duration keep) {
        return save(session, encode(session), keep);
    }

    private CompletableFuture<Boolean> save(StoredSession session, Encoded encoded, Duration keep) {
        return link.eval(
                        SessionScripts.SAVE,
                        key(session.uid()),
                        session.server(),
                        encoded.secrets(),
                        encoded.form(),
                        encoded.digest(),
                        keep.toMillis())
                .thenApply(reply -> (long) reply != TAKEN);
    }

    @Override
    public CompletionStage<Boolean> renew(StoredSession session, Duration keep) {
        Encoded encoded = encode(session);
        return link.eval(SessionScripts.RENEW, key(session.uid()), session.server(), encoded.digest(), keep.toMillis())
                .thenCompose(reply -> (long) reply == UNKNOWN
                        ? save(session, encoded, keep)
                        : CompletableFuture.completedFuture((long) reply != TAKEN));
    }

    private Encoded encode(StoredSession session) {
        String secrets = String.join(" ", session.secrets());
        byte[] form = format.write(session);
        if (form.length > MOST_BYTES) {
            // Without secrets nobody can take it, but its server still learns whether somebody has.
            log.tooLong(form.length, MOST_BYTES);
            return new Encoded("", new byte[0], "");
        }
        return new Encoded(secrets, form, digest(secrets, form));
    }

    private static String digest(String secrets, byte[] form) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(secrets.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest.digest(form));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public CompletionStage<Optional<StoredSession>> take(String uid, String secret, String server) {
        // The attempt has a name, so that it may be sent again if its connection breaks.
        return link.eval(SessionScripts.TAKE, key(uid), secret, server, UUID.randomUUID())
                .thenApplyAsync(reply -> Optional.ofNullable(reply).flatMap(found -> read(uid, server, found)), reader);
    }

    private Optional<StoredSession> read(String uid, String server, Object reply) {
        List<?> found = (List<?>) reply;
        List<String> secrets = List.of(text(found.get(1)).split(" "));
        try {
            return Optional.of(format.read(uid, text(found.get(0)), secrets, (byte[]) found.get(2)));
        } catch (UnreadableException e) {
            log.unreadable(e);
            // Its client begins anew, so that nobody comes back to it.
            remove(uid, server);
            return Optional.empty();
        }
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, UTF_8);
    }

    @Override
    public CompletionStage<Void> remove(String uid, String server) {
        return link.eval(SessionScripts.REMOVE, key(uid), server).thenAccept(done -> {});
    }

    /** Ends the thread of the store. May be called several times. */
    @Override
    public void close() {
        reader.shutdownNow();
        try {
            codec.close();
        } catch (Exception e) {
            System.getLogger("dev.webshocket")
                    .log(Level.WARNING, "WEBSHOCKET-0418: the JSON-B of the store of sessions could not be closed", e);
        }
    }
}
