package dev.webshocket.internal.codec;

import dev.webshocket.Member;
import dev.webshocket.PresenceChange;
import dev.webshocket.internal.codec.PlainSource.Mode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What version 2 adds to a received packet of source CHANNEL, section "Channels" of the wire protocol. For one thread at a time.
 *
 * @param in the message
 * @param positionAt where {@code position} begins; 0 if it is missing
 * @param presenceAt where {@code presence} begins; 0 if it is missing
 */
record ChannelMembers(PlainSource in, int positionAt, int presenceAt) {

    /** Returns the text of the position; empty if there is none or it is no text. */
    Optional<String> position() {
        try {
            return Members.scalar(in, positionAt) instanceof String text ? Optional.of(text) : Optional.empty();
        } catch (MalformedPacketException e) {
            return Optional.empty();
        }
    }

    /**
     * Decodes the change of presence; empty if there is none or it is no map.
     *
     * @throws MalformedPacketException if it has too many values, or one that cannot be decoded
     */
    Optional<PresenceChange> presence(String channel) throws MalformedPacketException {
        if (presenceAt == 0 || !in.isMap(presenceAt)) {
            return Optional.empty();
        }
        in.checkValues();
        Map<?, ?> change = (Map<?, ?>) in.read(presenceAt, Mode.PLAIN);
        return Optional.of(new PresenceChange(
                channel, members(change.get(PresenceMember.JOINED)), members(change.get(PresenceMember.LEFT))));
    }

    private static List<Member> members(Object list) {
        return list instanceof Collection<?> members
                ? members.stream().flatMap(member -> member(member).stream()).toList()
                : List.of();
    }

    private static Optional<Member> member(Object value) {
        return value instanceof Map<?, ?> members && members.get(PresenceMember.ID) instanceof String id
                ? Optional.of(new Member(id, members.get(PresenceMember.INFO)))
                : Optional.empty();
    }
}
