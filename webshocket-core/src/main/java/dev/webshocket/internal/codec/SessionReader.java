package dev.webshocket.internal.codec;

import dev.webshocket.internal.codec.PlainSource.Mode;
import dev.webshocket.internal.codec.SessionMessage.Ack;
import dev.webshocket.internal.codec.SessionMessage.Beat;
import dev.webshocket.internal.codec.SessionMessage.Faulty;
import dev.webshocket.internal.codec.SessionMessage.Gap;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Refresh;
import dev.webshocket.internal.codec.SessionMessage.Refreshed;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Unknown;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads the member {@code session} of a packet and checks the types of its members. For one thread. */
final class SessionReader {

    /** How many positions count; a log has far fewer shards. */
    private static final int MOST_POSITIONS = 1024;

    /** How many characters a position may have. */
    private static final int LONGEST_POSITION = 80;

    private final Map<?, ?> members;

    private SessionReader(Map<?, ?> members) {
        this.members = members;
    }

    /**
     * Reads the member {@code session}.
     *
     * @param place where it begins; 0 if it is missing
     */
    static SessionMessage read(PlainSource in, int place) {
        try {
            in.checkValues();
            Object value = place == 0 ? null : in.read(place, Mode.PLAIN);
            if (value instanceof Map<?, ?> members) {
                return new SessionReader(members).message();
            }
            throw new MalformedPacketException("session is missing or no map");
        } catch (MalformedPacketException e) {
            return new Faulty(e.getMessage());
        }
    }

    private SessionMessage message() throws MalformedPacketException {
        String type = text(SessionType.TYPE);
        return switch (type) {
            case SessionType.HELLO ->
                new Hello(textOrNull(SessionType.RESUME), countOrZero(), positions(), textOrNull(SessionType.TOKEN));
            case SessionType.WELCOME ->
                new Welcome(
                        text(SessionType.SESSION),
                        text(SessionType.RESUME),
                        resumed(),
                        count(SessionType.RECEIVED),
                        count(SessionType.KEEP),
                        count(SessionType.BEAT),
                        positions(),
                        countOrNull(SessionType.EXPIRES));
            case SessionType.ACK -> new Ack(count(SessionType.RECEIVED));
            case SessionType.BEAT -> new Beat(positions());
            case SessionType.GAP -> new Gap(texts(SessionType.CHANNELS));
            case SessionType.REFRESH -> new Refresh(text(SessionType.TOKEN));
            case SessionType.REFRESHED ->
                new Refreshed(
                        countOrNull(SessionType.EXPIRES),
                        error(),
                        textOrNull(SessionType.MESSAGE),
                        textsOrNone(SessionType.UNSUBSCRIBED));
            default -> new Unknown(type);
        };
    }

    private String text(String name) throws MalformedPacketException {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw illTyped(name, "missing or no string");
    }

    private String textOrNull(String name) throws MalformedPacketException {
        return members.get(name) == null ? null : text(name);
    }

    private long count(String name) throws MalformedPacketException {
        if (members.get(name) instanceof Long count && count >= 0) {
            return count;
        }
        throw illTyped(name, "missing or no integer from 0 on");
    }

    private Long countOrNull(String name) throws MalformedPacketException {
        return members.get(name) == null ? null : count(name);
    }

    private long countOrZero() throws MalformedPacketException {
        Long count = countOrNull(SessionType.RECEIVED);
        return count == null ? 0 : count;
    }

    private Integer error() throws MalformedPacketException {
        Object value = members.get(SessionType.ERROR);
        if (value == null) {
            return null;
        }
        if (value instanceof Long code && code == code.intValue()) {
            return code.intValue();
        }
        throw illTyped(SessionType.ERROR, "no 32-bit integer");
    }

    private Resumed resumed() throws MalformedPacketException {
        String name = text(SessionType.RESUMED);
        return Arrays.stream(Resumed.values())
                .filter(resumed -> resumed.text().equals(name))
                .findFirst()
                .orElseThrow(() -> illTyped(SessionType.RESUMED, "none of all, state and no"));
    }

    /** Positions that are no strings cannot be read, and are ignored; so are those that are too long, and those that are too many. */
    private List<String> positions() throws MalformedPacketException {
        Object value = members.get(SessionType.POSITIONS);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .filter(position -> position.length() <= LONGEST_POSITION)
                    .limit(MOST_POSITIONS)
                    .toList();
        }
        throw illTyped(SessionType.POSITIONS, "no list");
    }

    private List<String> texts(String name) throws MalformedPacketException {
        if (members.get(name) instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw illTyped(name, "missing or no list of strings");
    }

    private List<String> textsOrNone(String name) throws MalformedPacketException {
        return members.get(name) == null ? List.of() : texts(name);
    }

    private static MalformedPacketException illTyped(String name, String rule) {
        return new MalformedPacketException("session." + name + " is " + rule);
    }
}
