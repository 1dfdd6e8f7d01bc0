package dev.webshocket.internal.codec;

import java.util.Arrays;

/** The values of the member {@code type} of {@code rpc}. */
enum RpcType {
    REQUEST("request"),
    RESPONSE("response"),
    CANCEL("cancel"),
    CREDIT("credit"),
    ITEM("item"),
    END("end");

    static final KnownNames NAMES =
            new KnownNames(Arrays.stream(values()).map(RpcType::text).toList());

    private static final RpcType[] ALL = values();
    private static final int OF_V1 = 3;

    private final String text;

    RpcType(String text) {
        this.text = text;
    }

    /** Returns its name in a message. */
    String text() {
        return text;
    }

    static RpcType of(String text, ProtocolVersion version) throws MalformedPacketException {
        int known = version == ProtocolVersion.V1 ? OF_V1 : ALL.length;
        for (int i = 0; i < known; i++) {
            if (ALL[i].text.equals(text)) {
                return ALL[i];
            }
        }
        throw new MalformedPacketException(
                version == ProtocolVersion.V1
                        ? "rpc.type is none of request, response and cancel"
                        : "rpc.type is none of request, response, cancel, credit, item and end");
    }
}
