package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** The members of the member {@code rpc} of a packet, section "Packet" of the wire protocol. */
enum RpcMember implements WireMember {
    TYPE("type"),
    METHOD("method"),
    ARGS("args"),
    KWARGS("kwargs"),
    CALL_ID("call_id"),
    RESPONSE("response"),
    ERROR("error"),
    IS_STREAM("is_stream"),
    IS_END("is_end"),
    DATA("data"),

    // Of version 2.
    CREDIT("credit"),
    UPLOADS("uploads"),
    META("meta"),
    STREAM("stream"),
    VALUE("value"),
    ITEMS("n"),
    MESSAGE("message");

    static final int FIRST_PLACE = PacketMember.values().length;

    private static final RpcMember[] OF_V1 = Arrays.copyOf(values(), CREDIT.ordinal());
    private static final MemberNames NAMES_V1 = new MemberNames(OF_V1);
    private static final MemberNames NAMES = new MemberNames(values());

    private final String text;
    private final byte[] ascii;
    private final String path;

    RpcMember(String text) {
        this.text = text;
        this.ascii = text.getBytes(US_ASCII);
        this.path = PacketMember.RPC.text() + '.' + text;
    }

    static MemberNames names(ProtocolVersion version) {
        return version == ProtocolVersion.V1 ? NAMES_V1 : NAMES;
    }

    /** Returns how many places the members of a packet and of its {@code rpc} take. */
    static int places(ProtocolVersion version) {
        return version == ProtocolVersion.V1 ? FIRST_PLACE + OF_V1.length : WireMember.COUNT;
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
        return path;
    }

    @Override
    public int place() {
        return FIRST_PLACE + ordinal();
    }
}
