package dev.webshocket.packet;

import java.util.Objects;

/**
 * An answer: {@code type} {@code response}. A call gets exactly one with {@code stream} false, or, from a streaming
 * method, one for each item and then one with {@code end} true that carries no item.
 *
 * @param callId the id of the call that is answered
 * @param response the result or the item; the message of the error where there is one; may be null
 * @param error the code of the error, null where there is none; see {@link RpcErrorCode}
 * @param stream whether the answer is one of a stream, {@code is_stream} on the wire
 * @param end whether it ends the stream, {@code is_end} on the wire
 */
public record RpcResponse(String callId, Object response, Integer error, boolean stream, boolean end)
        implements RpcMessage {

    /**
     * Makes an answer.
     *
     * @throws NullPointerException if {@code callId} is null
     */
    public RpcResponse {
        Objects.requireNonNull(callId, "callId");
    }

    /**
     * Answers a call that returned.
     *
     * @param callId the call's id
     * @param value the result, may be null
     * @return the answer
     */
    public static RpcResponse result(String callId, Object value) {
        return new RpcResponse(callId, value, null, false, false);
    }

    /**
     * Answers a call that failed.
     *
     * @param callId the call's id
     * @param code why it failed
     * @param message what the caller is told
     * @return the answer
     */
    public static RpcResponse failure(String callId, RpcErrorCode code, String message) {
        return new RpcResponse(callId, message, code.code(), false, false);
    }

    /**
     * Carries one item of a stream.
     *
     * @param callId the call's id
     * @param item the item, may be null
     * @return the answer
     */
    public static RpcResponse item(String callId, Object item) {
        return new RpcResponse(callId, item, null, true, false);
    }

    /**
     * Ends a stream that has no more items.
     *
     * @param callId the call's id
     * @return the answer
     */
    public static RpcResponse end(String callId) {
        return new RpcResponse(callId, null, null, true, true);
    }

    /**
     * Ends a stream that failed midway.
     *
     * @param callId the call's id
     * @param code why it failed
     * @param message what the caller is told
     * @return the answer
     */
    public static RpcResponse failedEnd(String callId, RpcErrorCode code, String message) {
        return new RpcResponse(callId, message, code.code(), true, true);
    }
}
