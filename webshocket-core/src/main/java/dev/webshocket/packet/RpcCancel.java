package dev.webshocket.packet;

import java.util.Objects;

/**
 * Stops a call, or in version 2 of the protocol one of its streams: {@code type} {@code cancel}. It gets no answer, and an
 * unknown id is ignored.
 *
 * @param callId the id of the call to stop: a string or a number; null to stop a stream
 * @param stream the id of the stream that the receiver of its items wants no more of; null to stop a call
 */
public record RpcCancel(Object callId, String stream) implements RpcMessage {

    /**
     * Makes a cancellation.
     *
     * @throws NullPointerException if both ids are null
     * @throws IllegalArgumentException if the call's id is neither a string nor a number, or both ids are given
     */
    public RpcCancel {
        CallId.checkOneOf(callId, stream);
    }

    /**
     * Makes the cancellation of a call.
     *
     * @param callId the id of the call
     * @throws NullPointerException if it is null
     * @throws IllegalArgumentException if it is neither a string nor a number
     */
    public RpcCancel(Object callId) {
        this(Objects.requireNonNull(callId, "callId"), null);
    }
}
