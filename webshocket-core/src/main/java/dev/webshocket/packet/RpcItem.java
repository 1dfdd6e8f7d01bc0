package dev.webshocket.packet;

import java.util.Objects;

/**
 * An item that the caller sends to the callee: {@code type} {@code item}, in version 2 of the protocol.
 *
 * @param stream the id of the upload
 * @param value the item, may be null
 */
public record RpcItem(String stream, Object value) implements RpcMessage {

    /**
     * Makes an item.
     *
     * @throws NullPointerException if the id is null
     */
    public RpcItem {
        Objects.requireNonNull(stream, "stream");
    }

    @Override
    public Object callId() {
        return null;
    }
}
