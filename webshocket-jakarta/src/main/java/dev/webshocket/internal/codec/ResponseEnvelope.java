package dev.webshocket.internal.codec;

import dev.webshocket.internal.codec.MessageReader.Mode;
import dev.webshocket.packet.RpcResponse;

/** An answer whose value is still bytes. For one thread at a time. */
public final class ResponseEnvelope implements RpcEnvelope {

    private final MessageReader in;
    /** All but the value. */
    private final RpcResponse answer;
    /** Null where there is none. */
    private final Extent value;

    ResponseEnvelope(MessageReader in, RpcResponse answer, Extent value) {
        this.in = in;
        this.answer = answer;
        this.value = value;
    }

    @Override
    public Object callId() {
        return answer.callId();
    }

    @Override
    public RpcResponse open() throws MalformedPacketException {
        in.checkValues();
        Object response = value == null ? null : in.read(value, Mode.EXACT);
        return new RpcResponse(answer.callId(), response, answer.error(), answer.stream(), answer.end());
    }
}
