package dev.webshocket.internal.redis.presence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.webshocket.Member;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What an entry of the log tells of the members of a channel: texts and bytes, each after its length, the channel first and then three
 * for each change. Immutable.
 *
 * @param channel the channel's name
 * @param changes of its members, in order
 */
record ChannelChanges(String channel, List<Change> changes) {

    private static final int NULL = -1;

    /** A member as it was and as it is; null where it is not there. */
    record Change(Member before, Member after) {}

    /**
     * Reads an entry.
     *
     * @throws IllegalArgumentException if it is cut, or an info cannot be read
     */
    static ChannelChanges decode(byte[] data, InfoCodec infos) {
        ByteBuffer buffer = ByteBuffer.wrap(data);
        try {
            String channel = new String(part(buffer), UTF_8);
            List<Change> changes = new ArrayList<>();
            while (buffer.hasRemaining()) {
                String id = new String(part(buffer), UTF_8);
                changes.add(new Change(member(id, part(buffer), infos), member(id, part(buffer), infos)));
            }
            return new ChannelChanges(channel, changes);
        } catch (BufferUnderflowException | NullPointerException e) {
            throw new IllegalArgumentException("an entry that is cut", e);
        }
    }

    private static Member member(String id, byte[] info, InfoCodec infos) {
        return info == null ? null : new Member(id, infos.decode(info));
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
