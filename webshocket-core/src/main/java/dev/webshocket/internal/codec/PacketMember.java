package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The members of a packet, section "Packet" of the wire protocol. */
enum PacketMember implements WireMember {
    SOURCE("source"),
    RPC("rpc"),
    DATA("data"),
    CHANNEL("channel"),
    TIMESTAMP("timestamp"),
    CORRELATION_ID("correlation_id"),

    // Signs of a misplaced or foreign call, whose sender gets an error.
    /** An id outside {@code rpc}. */
    MISPLACED_CALL_ID("call_id"),
    /** A sign of JSON-RPC, which is another protocol. */
    JSON_RPC("jsonrpc"),
    JSON_RPC_ID("id"),

    // Of version 2.
    SESSION("session"),
    /** The place of a message of a channel with history. */
    POSITION("position"),
    /** Who has come to a channel and who has left it. */
    PRESENCE("presence");

    static final MemberNames NAMES = new MemberNames(values());

    private final String text;
    private final byte[] ascii;

    PacketMember(String text) {
        this.text = text;
        this.ascii = text.getBytes(US_ASCII);
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public byte[] ascii() {
        return ascii;
    }

    @Override
    public String path() {
        return text;
    }

    @Override
    public int place() {
        return ordinal();
    }
}
