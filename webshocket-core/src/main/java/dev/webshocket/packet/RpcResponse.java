package dev.webshocket.packet;

/**
 * An answer: {@code type} {@code response}. A call gets exactly one with {@code stream} false, or, from a streaming
 * method, one for each item and then one with {@code end} true that carries no item.
 *
 * @param callId the id of the call that is answered: a string, or a number where the caller's is one; null where input is
 *     answered whose id could not be read
 * @param response the result or the item; the message of the error where there is one; may be null
 * @param error the code of the error, null where there is none; see {@link RpcErrorCode}
 * @param stream whether the answer is one of a stream, {@code is_stream} on the wire
 * @param end whether it ends the stream, {@code is_end} on the wire
 * @param data what else is said of the error; null, and then absent on the wire, where there is nothing
 */
public record RpcResponse(Object callId, Object response, Integer error, boolean stream, boolean end, Object data)
        implements RpcMessage {

    /**
     * Makes an answer.
     *
     * @throws IllegalArgumentException if {@code callId} is neither null nor a string nor a number
     */
    public RpcResponse {
        if (callId != null) {
            CallId.check(callId);
        }
    }

    /**
     * Makes an answer without data of an error.
     *
     * @param callId the id of the call that is answered
     * @param response the result or the item; the message of the error where there is one; may be null
     * @param error the code of the error, null where there is none
     * @param stream whether the answer is one of a stream
     * @param end whether it ends the stream
     * @throws IllegalArgumentException if {@code callId} is neither null nor a string nor a number
     */
    public RpcResponse(Object callId, Object response, Integer error, boolean stream, boolean end) {
        this(callId, response, error, stream, end, null);
    }

    /**
     * Answers a call that returned.
     *
     * @param callId the call's id
     * @param value the result, may be null
     * @return the answer
     */
    public static RpcResponse result(Object callId, Object value) {
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
    public static RpcResponse failure(Object callId, RpcErrorCode code, String message) {
        return new RpcResponse(callId, message, code.code(), false, false);
    }

    /**
     * Carries one item of a stream.
     *
     * @param callId the call's id
     * @param item the item, may be null
     * @return the answer
     */
    public static RpcResponse item(Object callId, Object item) {
        return new RpcResponse(callId, item, null, true, false);
    }

    /**
     * Ends a stream that has no more items.
     *
     * @param callId the call's id
     * @return the answer
     */
    public static RpcResponse end(Object callId) {
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
    public static RpcResponse failedEnd(Object callId, RpcErrorCode code, String message) {
        return new RpcResponse(callId, message, code.code(), true, true);
    }
}
