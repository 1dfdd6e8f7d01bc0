package dev.webshocket.internal.codec;

/** A member of a map of the wire protocol. */
sealed interface WireMember permits PacketMember, RpcMember {

    /** How many members there are in all maps. */
    int COUNT = PacketMember.values().length + RpcMember.values().length;

    /** Returns its name in a message. */
    String text();

    /** Returns that name as bytes, which must not be changed. */
    byte[] ascii();

    /** Returns its name in error messages. */
    String path();

    /** Returns its place among the members of all maps, less than {@link #COUNT}. */
    int place();
}
