package dev.webshocket.internal.presence;

import dev.webshocket.Member;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The members of one channel, with their sessions. Guarded by the entry of the channel in {@link InMemoryPresenceStore}. */
final class ChannelRoster {

    private final Map<String, Sessions> members = new HashMap<>(2);

    /** The sessions of one member. */
    private static final class Sessions {

        /** The info that each session gives, null for none; the latest is the last. */
        private final Map<String, Object> infos = new LinkedHashMap<>(2);

        private Member member;
    }

    /** Adds a session, unless it is there with the same info. */
    void enter(String session, Member given) {
        Sessions sessions = members.computeIfAbsent(given.id(), id -> new Sessions());
        Object info = given.info();
        if (sessions.member == null) {
            sessions.member = given;
        } else if (sessions.infos.containsKey(session)) {
            Object before = sessions.infos.get(session);
            if (info == null ? before == null : info.equals(before)) {
                return;
            }
            sessions.infos.remove(session);
        }
        sessions.infos.put(session, info);
        if (info != null) {
            sessions.member = given;
        } else {
            update(sessions);
        }
    }

    /** Removes a session. */
    void leave(String session, String id) {
        Sessions sessions = members.get(id);
        sessions.infos.remove(session);
        if (sessions.infos.isEmpty()) {
            members.remove(id);
        } else {
            update(sessions);
        }
    }

    private static void update(Sessions sessions) {
        Object latest = null;
        for (Object info : sessions.infos.values()) {
            latest = info == null ? latest : info;
        }
        if (latest != sessions.member.info()) {
            sessions.member = new Member(sessions.member.id(), latest);
        }
    }

    /** Returns a member; null if it is not there. */
    Member of(String id) {
        Sessions sessions = members.get(id);
        return sessions == null ? null : sessions.member;
    }

    /** Returns the members in no order. */
    List<Member> all() {
        return members.values().stream().map(sessions -> sessions.member).toList();
    }

    int count() {
        return members.size();
    }
}
