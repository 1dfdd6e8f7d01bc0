package dev.webshocket.internal.codec;

/** The names in the member {@code presence} of a packet: section "Channels" of the wire protocol. */
final class PresenceMember {

    static final String JOINED = "joined";
    static final String LEFT = "left";

    // Of each member of the channel.
    static final String ID = "id";
    static final String INFO = "info";

    private PresenceMember() {}
}
