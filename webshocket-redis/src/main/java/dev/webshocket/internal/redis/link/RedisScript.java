package dev.webshocket.internal.redis.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A Lua script that Redis runs. Immutable; its arrays must not be changed. */
public final class RedisScript {

    /** What may be done with a script after its connection broke, when nobody knows whether it has run. */
    enum Kind {
        /** It only reads, and runs in the lane of reads. */
        READ,
        /** It may run twice: it is sent again. */
        REPEATABLE,
        /** It must not run twice: its outcome stays unknown. */
        ONCE
    }

    private final Kind kind;
    private final byte[] source;
    private final byte[] sha;

    private RedisScript(Kind kind, String source) {
        this.kind = kind;
        this.source = source.getBytes(UTF_8);
        try {
            // Redis names scripts by SHA-1; nothing is kept secret by it.
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(this.source);
            this.sha = HexFormat.of().formatHex(digest).getBytes(UTF_8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Makes a script that only reads. Reads have a connection of their own, so that large ones hold up no write; they may see less
     * than writes that were given to the link before.
     */
    public static RedisScript reading(String source) {
        return new RedisScript(Kind.READ, source);
    }

    /** Makes a script whose second run changes nothing and has the same reply, so that it is sent again after a break. */
    public static RedisScript repeatable(String source) {
        return new RedisScript(Kind.REPEATABLE, source);
    }

    /** Makes a script that must not run twice. If its connection breaks meanwhile, it fails with an unknown outcome. */
    public static RedisScript once(String source) {
        return new RedisScript(Kind.ONCE, source);
    }

    Kind kind() {
        return kind;
    }

    byte[] source() {
        return source;
    }

    byte[] sha() {
        return sha;
    }
}
