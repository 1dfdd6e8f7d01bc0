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
    /** Where they begin; 0 if there are none. */
    private final int args;
    /** Where they begin; 0 if there are none. */
    private final int kwargs;

    private final RequestOptions options;

    RequestEnvelope(PlainSource in, String method, Object callId, int args, int kwargs, RequestOptions options) {
        this.in = in;
        this.method = method;
        this.callId = callId;
        this.args = args;
        this.kwargs = kwargs;
        this.options = options;
    }

    /**
     * Returns the name of the called method.
     *
     * @return the name of the method, never null
     */
    public String method() {
        return method;
    }

    /**
     * Tells whether it has too many values to be opened.
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
    public RpcRequest open() throws MalformedPacketException {
        return new RpcRequest(method, args(), kwargs(), callId, uploads(), meta(), credit());
    }

    /**
     * Returns the ids of the streams that the caller will send.
     *
     * @return the ids, in the order of the method's stream parameters; empty in version 1 of the protocol
     */
    public List<String> uploads() {
        return options.uploads();
    }

    /**
     * Returns what the caller adds for tracing and the like.
     *
     * @return an unmodifiable map; empty in version 1 of the protocol
     */
    public Map<String, String> meta() {
        return options.meta();
    }

    /**
     * Returns how many items may be sent as a stream before the caller allows more; of no meaning in version 1 of the
     * protocol.
     *
     * @return at least 0
     */
    public int credit() {
        return options.credit();
    }

    /**
     * Decodes the positional arguments.
     *
     * @return the arguments, empty if there are none
     * @throws MalformedPacketException if a value in them cannot be decoded, or the message has too many
     */
    @SuppressWarnings("unchecked")
    public List<Object> args() throws MalformedPacketException {
        in.checkValues();
        return args == 0 ? List.of() : (List<Object>) read(args, "args");
    }

    /**
     * Decodes the named arguments.
     *
     * @return the arguments, empty if there are none
     * @throws MalformedPacketException if a value in them cannot be decoded, or the message has too many
     */
    @SuppressWarnings("unchecked")
    public Map<String, Object> kwargs() throws MalformedPacketException {
        in.checkValues();
        // Clients send an empty map if no argument is named.
        return kwargs == 0 || in.isEmpty(kwargs) ? Map.of() : (Map<String, Object>) read(kwargs, "kwargs");
    }

    private Object read(int arguments, String name) throws MalformedPacketException {
        try {
            return in.read(arguments, Mode.EXACT);
        } catch (MalformedPacketException e) {
            throw e.within(name);
        }
    }
}
