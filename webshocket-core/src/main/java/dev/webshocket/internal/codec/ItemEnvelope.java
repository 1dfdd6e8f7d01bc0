package dev.webshocket.internal.codec;

import dev.webshocket.internal.codec.PlainSource.Mode;
import dev.webshocket.packet.RpcItem;

/** An item of an upload, whose value is still bytes. For one thread at a time. */
public final class ItemEnvelope implements RpcEnvelope {

    private final PlainSource in;
    private final String stream;
    /** Where it begins; 0 if there is none. */
    private final int value;

    ItemEnvelope(PlainSource in, String stream, int value) {
        this.in = in;
        this.stream = stream;
        this.value = value;
    }

    /** Returns the id of the upload. */
    public String stream() {
        return stream;
    }

    @Override
    public Object callId() {
        return null;
    }

    @Override
    public RpcItem open() throws MalformedPacketException {
        in.checkValues();
        return new RpcItem(stream, value == 0 ? null : read());
    }

    private Object read() throws MalformedPacketException {
        try {
            return in.read(value, Mode.EXACT);
        } catch (MalformedPacketException e) {
            throw e.within("value");
        }
    }
}
