package dev.webshocket.internal.codec;

import dev.webshocket.internal.codec.PlainSource.Mode;
import dev.webshocket.packet.RpcRequest;
import java.util.List;
import java.util.Map;

/** A call whose arguments are still bytes. For one thread at a time. */
public final class RequestEnvelope implements RpcEnvelope {

    private final PlainSource in;
    private final String method;
    private final Object callId;
    /** Null where there are none. */
    private final Extent args;
    /** Null where there are none. */
    private final Extent kwargs;

    RequestEnvelope(PlainSource in, String method, Object callId, Extent args, Extent kwargs) {
        this.in = in;
        this.method = method;
        this.callId = callId;
        this.args = args;
        this.kwargs = kwargs;
    }

    /**
     * Returns what is called.
     *
     * @return the name of the method, never null
     */
    public String method() {
        return method;
    }

    /**
     * Tells whether it holds so many values that it cannot be opened.
     *
     * @return whether {@link #open} throws for that reason
     */
    public boolean holdsTooMuch() {
        return in.holdsTooMuch();
    }

    @Override
    public Object callId() {
        return callId;
    }

    @Override
    @SuppressWarnings("unchecked")
    public RpcRequest open() throws MalformedPacketException {
        in.checkValues();
        return new RpcRequest(
                method,
                args == null ? List.of() : (List<Object>) read(args, "args"),
                // Clients send an empty map where no argument is named.
                kwargs == null || in.isEmpty(kwargs) ? Map.of() : (Map<String, Object>) read(kwargs, "kwargs"),
                callId);
    }

    private Object read(Extent arguments, String name) throws MalformedPacketException {
        try {
            return in.read(arguments, Mode.EXACT);
        } catch (MalformedPacketException e) {
            throw e.within(name);
        }
    }
}
