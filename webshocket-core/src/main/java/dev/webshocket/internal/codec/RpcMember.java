package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;

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
    DATA("data");

    static final MemberNames NAMES = new MemberNames(values());

    static final int FIRST_PLACE = PacketMember.values().length;

    private final String text;
    private final byte[] ascii;
    private final String path;

    RpcMember(String text) {
        this.text = text;
        this.ascii = text.getBytes(US_ASCII);
        this.path = PacketMember.RPC.text() + '.' + text;
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
