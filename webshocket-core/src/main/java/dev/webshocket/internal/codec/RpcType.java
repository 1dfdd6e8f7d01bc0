package dev.webshocket.internal.codec;

import java.util.Arrays;

/** The values of the member {@code type} of {@code rpc}. */
enum RpcType {
    REQUEST("request"),
    RESPONSE("response"),
    CANCEL("cancel");

    static final KnownNames NAMES =
            new KnownNames(Arrays.stream(values()).map(RpcType::text).toList());

    private static final RpcType[] ALL = values();

    private final String text;

    RpcType(String text) {
        this.text = text;
    }

    /** Returns its name in a message. */
    String text() {
        return text;
    }

    static RpcType of(String text) throws MalformedPacketException {
        for (RpcType type : ALL) {
            if (type.text.equals(text)) {
                return type;
            }
        }
        throw new MalformedPacketException("rpc.type is none of request, response and cancel");
    }
}
