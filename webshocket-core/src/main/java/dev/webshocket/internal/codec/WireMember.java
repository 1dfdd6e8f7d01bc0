package dev.webshocket.internal.codec;

/** A member of a map of the wire protocol. */
sealed interface WireMember permits PacketMember, RpcMember {

    /** Returns its name in a message. */
    String text();

    /** Returns that name as bytes, which are nobody's to change. */
    byte[] ascii();
}
