package dev.webshocket.internal.redis.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import redis.clients.jedis.resps.StreamEntryBinary;

/**
 * An entry of the stream of a shard, as the tail reads it. Immutable; the array must not be changed.
 *
 * @param offset its offset
 * @param kind what it is; the data depends on it
 * @param epoch the epoch in which it was appended
 * @param time when it was appended, in milliseconds since 1970
 * @param nonce what no other entry has
 * @param data the rest
 */
record ShardEntry(long offset, char kind, String epoch, long time, String nonce, byte[] data) {

    /** A message. */
    static final char MESSAGE = 'm';

    /** What a server sends to see whether it hears of it. */
    static final char CANARY = 'c';

    /**
     * Reads an entry with the fields that {@link LogScripts#FUNCTIONS} writes.
     *
     * @throws IllegalArgumentException if it has other ones
     */
    static ShardEntry of(StreamEntryBinary entry) {
        char kind = 0;
        String epoch = "";
        long time = 0;
        String nonce = "";
        byte[] data = {};
        for (Map.Entry<byte[], byte[]> field : entry.getFields().entrySet()) {
            switch (text(field.getKey())) {
                case "k" -> kind = kind(text(field.getValue()));
                case "e" -> epoch = text(field.getValue());
                case "t" -> time = Long.parseLong(text(field.getValue()));
                case "n" -> nonce = text(field.getValue());
                case "d" -> data = field.getValue();
                default -> {
                    // Of a later version.
                }
            }
        }
        return new ShardEntry(entry.getID().getSequence(), kind, epoch, time, nonce, data);
    }

    private static char kind(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("the kind of an entry is one letter");
        }
        return text.charAt(0);
    }

    static String text(Object bytes) {
        return new String((byte[]) bytes, UTF_8);
    }
}
