package dev.webshocket.internal.codec;

import java.util.Arrays;

/** The known members of one map of the wire protocol. Immutable. */
final class MemberNames {

    private final WireMember[] members;
    private final KnownNames names;

    MemberNames(WireMember... members) {
        this.members = members;
        this.names = new KnownNames(Arrays.stream(members).map(WireMember::text).toList());
    }

    /** Returns the member of a name in a message; null for none. */
    WireMember find(byte[] message, int from, int to) {
        return at(names.find(message, from, to));
    }

    /** Returns the member of a name; null for none. */
    WireMember find(String name) {
        return at(names.find(name));
    }

    private WireMember at(int place) {
        return place == KnownNames.UNKNOWN ? null : members[place];
    }
}
