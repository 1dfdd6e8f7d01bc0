package dev.webshocket.internal.redis.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.webshocket.spi.extension.Audience;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.Publication;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A message as Redis keeps it: a byte for the version, one for the kind of audience, then texts and bytes, each after its length.
 * Immutable; the arrays must not be changed.
 *
 * @param audience who gets it
 * @param json the packet for clients that use JSON
 * @param messagePack the packet for clients that use MessagePack
 * @param except the ids of the connections that do not get it
 */
record LogRecord(Audience audience, byte[] json, byte[] messagePack, Set<String> except) {

    private static final byte VERSION = 1;
    private static final byte SUBSCRIBERS = 1;
    private static final byte USER = 2;
    private static final byte EVERYONE = 3;
    private static final int NULL = -1;

    static LogRecord of(Publication publication) {
        return new LogRecord(
                publication.audience(), publication.json(), publication.messagePack(), publication.except());
    }

    LogEntry entry(LogPosition position, long time) {
        return new LogEntry(position, time, audience, json, messagePack, except);
    }

    byte[] encode() {
        byte kind;
        String name;
        if (audience instanceof Audience.Subscribers subscribers) {
            kind = SUBSCRIBERS;
            name = subscribers.channel();
        } else if (audience instanceof Audience.User user) {
            kind = USER;
            name = user.name();
        } else {
            kind = EVERYONE;
            name = null;
        }
        List<byte[]> parts = new ArrayList<>();
        parts.add(bytes(name));
        parts.add(bytes(audience.endpoint()));
        parts.add(json);
        parts.add(messagePack);
        except.forEach(uid -> parts.add(bytes(uid)));
        int length = 2;
        for (byte[] part : parts) {
            length += Integer.BYTES + (part == null ? 0 : part.length);
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).put(VERSION).put(kind);
        for (byte[] part : parts) {
            buffer.putInt(part == null ? NULL : part.length);
            if (part != null) {
                buffer.put(part);
            }
        }
        return buffer.array();
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException if it is none, or one of a later version of this module
     */
    static LogRecord decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            byte version = buffer.get();
            if (version != VERSION) {
                throw new IllegalArgumentException("an entry of version " + version);
            }
            byte kind = buffer.get();
            String name = text(buffer);
            String endpoint = text(buffer);
            Audience audience = switch (kind) {
                case SUBSCRIBERS -> new Audience.Subscribers(name, endpoint);
                case USER -> new Audience.User(name, endpoint);
                case EVERYONE -> new Audience.Everyone(endpoint);
                default -> throw new IllegalArgumentException("an entry with audience " + kind);
            };
            byte[] json = part(buffer);
            byte[] messagePack = part(buffer);
            Set<String> except = new HashSet<>();
            while (buffer.hasRemaining()) {
                except.add(text(buffer));
            }
            return new LogRecord(audience, json, messagePack, except);
        } catch (BufferUnderflowException | NullPointerException e) {
            throw new IllegalArgumentException("an entry that is cut", e);
        }
    }

    private static String text(ByteBuffer buffer) {
        byte[] part = part(buffer);
        return part == null ? null : new String(part, UTF_8);
    }

    private static byte[] part(ByteBuffer buffer) {
        int length = buffer.getInt();
        if (length == NULL) {
            return null;
        }
        if (length < 0 || length > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] part = new byte[length];
        buffer.get(part);
        return part;
    }
}
