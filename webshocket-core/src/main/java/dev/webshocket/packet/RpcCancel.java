package dev.webshocket.packet;

/**
 * Stops a call or stream: {@code type} {@code cancel}. It gets no answer, and an unknown id is ignored.
 *
 * @param callId the id of the call to stop: a string or a number
 */
public record RpcCancel(Object callId) implements RpcMessage {

    /**
     * Makes a cancellation.
     *
     * @throws NullPointerException if {@code callId} is null
     * @throws IllegalArgumentException if it is neither a string nor a number
     */
    public RpcCancel {
        CallId.check(callId);
    }
}
