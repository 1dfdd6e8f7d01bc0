package dev.webshocket.packet;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A call: {@code type} {@code request}.
 *
 * @param method the exposed name of the method
 * @param args the positional arguments, from the first parameter on; empty by default
 * @param kwargs the named arguments; empty by default
 * @param callId the id that the answer will carry: a string, or a number where the caller's is one; made up by the server where a peer sends none
 */
public record RpcRequest(String method, List<Object> args, Map<String, Object> kwargs, Object callId)
        implements RpcMessage {

    /**
     * Makes a call.
     *
     * @throws NullPointerException if any component is null
     * @throws IllegalArgumentException if {@code callId} is neither a string nor a number
     */
    public RpcRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(args, "args");
        Objects.requireNonNull(kwargs, "kwargs");
        CallId.check(callId);
    }
}
