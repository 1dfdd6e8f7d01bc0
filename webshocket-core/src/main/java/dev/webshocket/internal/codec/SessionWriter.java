package dev.webshocket.internal.codec;

import dev.webshocket.internal.codec.SessionMessage.Ack;
import dev.webshocket.internal.codec.SessionMessage.Beat;
import dev.webshocket.internal.codec.SessionMessage.Gap;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Refresh;
import dev.webshocket.internal.codec.SessionMessage.Refreshed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.packet.PacketSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes packets of source SESSION. */
final class SessionWriter {

    private final Binding binding;
    private final PlainSink sink;

    SessionWriter(Binding binding, PlainSink sink) {
        this.binding = binding;
        this.sink = sink;
    }

    void write(SessionMessage message) {
        sink.map(2);
        sink.key(PacketMember.SOURCE);
        sink.integer(PacketSource.SESSION.code());
        sink.key(PacketMember.SESSION);
        binding.writePlain(members(message), sink, 1);
        sink.endMap();
    }

    private static Map<String, Object> members(SessionMessage message) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (message instanceof Ack ack) {
            members.put(SessionType.TYPE, SessionType.ACK);
            members.put(SessionType.RECEIVED, ack.received());
        } else if (message instanceof Beat beat) {
            members.put(SessionType.TYPE, SessionType.BEAT);
            put(members, SessionType.POSITIONS, beat.positions());
        } else if (message instanceof Hello hello) {
            members.put(SessionType.TYPE, SessionType.HELLO);
            put(members, SessionType.RESUME, hello.resume());
            if (hello.resume() != null) {
                members.put(SessionType.RECEIVED, hello.received());
            }
            put(members, SessionType.POSITIONS, hello.positions());
            put(members, SessionType.TOKEN, hello.token());
        } else if (message instanceof Welcome welcome) {
            members.put(SessionType.TYPE, SessionType.WELCOME);
            members.put(SessionType.SESSION, welcome.session());
            members.put(SessionType.RESUME, welcome.resume());
            members.put(SessionType.RESUMED, welcome.resumed().text());
            members.put(SessionType.RECEIVED, welcome.received());
            members.put(SessionType.KEEP, welcome.keep());
            members.put(SessionType.BEAT, welcome.beat());
            put(members, SessionType.POSITIONS, welcome.positions());
            put(members, SessionType.EXPIRES, welcome.expires());
        } else if (message instanceof Gap gap) {
            members.put(SessionType.TYPE, SessionType.GAP);
            members.put(SessionType.CHANNELS, gap.channels());
        } else if (message instanceof Refresh refresh) {
            members.put(SessionType.TYPE, SessionType.REFRESH);
            members.put(SessionType.TOKEN, refresh.token());
        } else if (message instanceof Refreshed refreshed) {
            members.put(SessionType.TYPE, SessionType.REFRESHED);
            put(members, SessionType.EXPIRES, refreshed.expires());
            put(members, SessionType.ERROR, refreshed.error());
            put(members, SessionType.MESSAGE, refreshed.message());
            put(members, SessionType.UNSUBSCRIBED, refreshed.unsubscribed());
        } else {
            throw new IllegalArgumentException("never sent: " + message);
        }
        return members;
    }

    /** Leaves out what is null. */
    private static void put(Map<String, Object> members, String name, Object value) {
        if (value != null) {
            members.put(name, value);
        }
    }

    /** Leaves out an empty list. */
    private static void put(Map<String, Object> members, String name, List<String> values) {
        if (!values.isEmpty()) {
            members.put(name, values);
        }
    }
}
