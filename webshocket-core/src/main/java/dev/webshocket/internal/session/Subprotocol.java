package dev.webshocket.internal.session;

import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.ProtocolVersion;
import dev.webshocket.internal.codec.ReceivedMessage;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import java.util.Arrays;
import java.util.List;

/** The subprotocols by which clients choose an encoding: section "Subprotocols and encodings" of the wire protocol. */
public enum Subprotocol {
    MSGPACK("webshocket.v1", Encoding.MSGPACK, ProtocolVersion.V1),
    JSON_TEXT("webshocket.v1.json", Encoding.JSON, ProtocolVersion.V1),
    MSGPACK_V2("webshocket.v2", Encoding.MSGPACK, ProtocolVersion.V2),
    JSON_TEXT_V2("webshocket.v2.json", Encoding.JSON, ProtocolVersion.V2),
    /** The client has requested none. */
    NONE("", Encoding.JSON, ProtocolVersion.V1);

    private final String token;
    private final Encoding encoding;
    private final ProtocolVersion version;

    Subprotocol(String token, Encoding encoding, ProtocolVersion version) {
        this.token = token;
        this.encoding = encoding;
        this.version = version;
    }

    /** Returns its name in the handshake. */
    public String token() {
        return token;
    }

    /** Returns the encoding of its messages. */
    public Encoding encoding() {
        return encoding;
    }

    /** Returns the version of the protocol. */
    public ProtocolVersion version() {
        return version;
    }

    /** Tells whether a framework client speaks it, which uses MessagePack, rather than a generic client. */
    public boolean isFramework() {
        return encoding == Encoding.MSGPACK;
    }

    /** Returns the subprotocol of the same version that is JSON in text frames. */
    private Subprotocol json() {
        return version == ProtocolVersion.V1 ? JSON_TEXT : JSON_TEXT_V2;
    }

    /**
     * Reads the envelope of a message.
     *
     * @param codec of this subprotocol
     */
    public Envelope open(ReceivedMessage message, Codec codec) throws MalformedPacketException {
        if (isFramework() && message.text()) {
            throw MalformedPacketException.syntax(
                    "text on " + token + ", which is MessagePack in binary frames; for JSON ask for " + json().token);
        }
        return codec.open(message.bytes());
    }

    /**
     * Returns an answer that the receiver can decode. The original's client fails on unknown error codes; the nearest known one
     * is that of rate limits.
     */
    public RpcResponse known(RpcResponse answer) {
        return this == MSGPACK && answer.error() != null && answer.error() == RpcErrorCode.RPC_OVERLOADED.code()
                ? new RpcResponse(
                        answer.callId(),
                        answer.response(),
                        RpcErrorCode.RPC_RATE_LIMITED.code(),
                        answer.stream(),
                        answer.end())
                : answer;
    }

    /** Returns the subprotocols that clients may request. */
    public static List<String> tokens() {
        return List.of(MSGPACK_V2.token, JSON_TEXT_V2.token, MSGPACK.token, JSON_TEXT.token);
    }

    /** Finds the subprotocol that a handshake agreed on; null and the empty string mean none. */
    public static Subprotocol of(String negotiated) {
        return Arrays.stream(values())
                .filter(s -> s.token.equals(negotiated))
                .findFirst()
                .orElse(NONE);
    }
}
