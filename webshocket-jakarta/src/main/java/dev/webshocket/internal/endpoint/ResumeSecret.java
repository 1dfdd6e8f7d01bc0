package dev.webshocket.internal.endpoint;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The secret by which a client resumes a session: section "Session" of the wire protocol. Its text is the public id of the
 * session, by which the session is found without a search, and 128 random bits. Immutable.
 */
final class ResumeSecret {

    /** Longer texts are not read. */
    private static final int LONGEST = 100;

    private static final int BYTES = 16;
    private static final char SEPARATOR = '.';
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final long high;
    private final long low;
    /** Null before it is asked for. */
    private volatile String hash;

    private ResumeSecret(ByteBuffer bits) {
        this.high = bits.getLong();
        this.low = bits.getLong();
    }

    static ResumeSecret random(SecureRandom random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return new ResumeSecret(ByteBuffer.wrap(bits));
    }

    /** Returns the text for the client. */
    String text(String session) {
        byte[] bits = ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
        return session + SEPARATOR + ENCODER.encodeToString(bits);
    }

    /**
     * A secret and its session, as a client has presented them.
     *
     * @param session the public id
     */
    record Presented(String session, ResumeSecret secret) {

        /** Reads the text of a client; empty if it is not the text of any secret. */
        static Optional<Presented> of(String text) {
            int end = text.length() > LONGEST ? -1 : text.lastIndexOf(SEPARATOR);
            if (end < 0) {
                return Optional.empty();
            }
            try {
                byte[] bits = Base64.getUrlDecoder().decode(text.substring(end + 1));
                return bits.length == BYTES
                        ? Optional.of(new Presented(text.substring(0, end), new ResumeSecret(ByteBuffer.wrap(bits))))
                        : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    /** Compares all bits of both, so that the time does not tell how many are right. */
    boolean matches(ResumeSecret other) {
        return ((high ^ other.high) | (low ^ other.low)) == 0;
    }

    /** Returns the SHA-256 hash, as 64 hexadecimal digits, by which a store knows the secret. */
    String hash() {
        String known = hash;
        if (known == null) {
            known = HexFormat.of()
                    .formatHex(sha256().digest(ByteBuffer.allocate(BYTES)
                            .putLong(high)
                            .putLong(low)
                            .array()));
            hash = known;
        }
        return known;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Says nothing of the bits, because logs must not have them. */
    @Override
    public String toString() {
        return "a secret";
    }
}
