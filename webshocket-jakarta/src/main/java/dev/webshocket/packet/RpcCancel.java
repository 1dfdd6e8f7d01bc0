package dev.webshocket.packet;

import java.util.Objects;

/**
 * Stops a call or stream: {@code type} {@code cancel}. It gets no answer, and an unknown id is ignored.
 *
 * @param callId the id of the call to stop
 */
public record RpcCancel(String callId) implements RpcMessage {

    /**
     * Makes a cancellation.
     *
     * @throws NullPointerException if {@code callId} is null
     */
    public RpcCancel {
        Objects.requireNonNull(callId, "callId");
    }
}
