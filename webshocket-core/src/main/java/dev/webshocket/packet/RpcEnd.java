package dev.webshocket.packet;

import java.util.Objects;

/**
 * Ends the items that the caller sends to the callee: {@code type} {@code end}, in version 2 of the protocol.
 *
 * @param stream the id of the upload
 * @param error why there are no more items; null if the upload is complete
 * @param message the message of the error; null for none
 */
public record RpcEnd(String stream, Integer error, String message) implements RpcMessage {

    /**
     * Makes the end of an upload.
     *
     * @throws NullPointerException if the id is null
     */
    public RpcEnd {
        Objects.requireNonNull(stream, "stream");
    }

    @Override
    public Object callId() {
        return null;
    }
}
