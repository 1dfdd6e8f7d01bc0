package dev.webshocket.packet;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A call: {@code type} {@code request}. The last three components belong to version 2 of the protocol.
 *
 * @param method the exposed name of the method
 * @param args the positional arguments, from the first parameter on; empty by default
 * @param kwargs the named arguments; empty by default
 * @param callId the id that the answer will carry: a string, or a number where the caller's is one; made up by the server where a peer sends none
 * @param uploads the ids of the streams that the caller will send, one for each stream parameter; empty by default
 * @param meta what the caller adds for tracing and the like, at most {@link #MAX_META_ENTRIES} entries; empty by default
 * @param credit how many items the callee may send as a stream before it gets more, at least 0
 */
public record RpcRequest(
        String method,
        List<Object> args,
        Map<String, Object> kwargs,
        Object callId,
        List<String> uploads,
        Map<String, String> meta,
        int credit)
        implements RpcMessage {

    /** How many items a callee may send by default. */
    public static final int DEFAULT_CREDIT = 32;

    /** How many entries {@code meta} may have. */
    public static final int MAX_META_ENTRIES = 16;

    /** How many bytes the keys and values of {@code meta} may have together, in UTF-8. */
    public static final int MAX_META_BYTES = 4096;

    /**
     * Makes a call.
     *
     * @throws NullPointerException if any component is null
     * @throws IllegalArgumentException if {@code callId} is neither a string nor a number, or the credit is negative
     */
    public RpcRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(args, "args");
        Objects.requireNonNull(kwargs, "kwargs");
        CallId.check(callId);
        Objects.requireNonNull(uploads, "uploads");
        Objects.requireNonNull(meta, "meta");
        if (credit < 0) {
            throw new IllegalArgumentException("a credit is not negative, unlike " + credit);
        }
    }

    /**
     * Makes a call without uploads and meta, and with the default credit.
     *
     * @param method the exposed name of the method
     * @param args the positional arguments
     * @param kwargs the named arguments
     * @param callId the id that the answer will carry
     * @throws NullPointerException if any component is null
     * @throws IllegalArgumentException if {@code callId} is neither a string nor a number
     */
    public RpcRequest(String method, List<Object> args, Map<String, Object> kwargs, Object callId) {
        this(method, args, kwargs, callId, List.of(), Map.of(), DEFAULT_CREDIT);
    }
}
