package dev.webshocket.internal.codec;

import dev.webshocket.internal.codec.PlainSource.Mode;
import dev.webshocket.packet.RpcResponse;

/** An answer whose value, and the data of its error, are still bytes. For one thread at a time. */
public final class ResponseEnvelope implements RpcEnvelope {

    private final PlainSource in;
    /** All members except these. */
    private final RpcResponse answer;
    /** Where it begins; 0 if there is none. */
    private final int value;
    /** Where it begins; 0 if there is none. */
    private final int data;

    ResponseEnvelope(PlainSource in, RpcResponse answer, int value, int data) {
        this.in = in;
        this.answer = answer;
        this.value = value;
        this.data = data;
    }

    @Override
    public Object callId() {
        return answer.callId();
    }

    @Override
    public RpcResponse open() throws MalformedPacketException {
        in.checkValues();
        Object response = value == 0 ? null : in.read(value, Mode.EXACT);
        Object more = data == 0 ? null : in.read(data, Mode.PLAIN);
        return new RpcResponse(answer.callId(), response, answer.error(), answer.stream(), answer.end(), more);
    }
}
