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
 * @param callId the id that the answer will carry; made up by the server where a peer sends none
 */
public record RpcRequest(String method, List<Object> args, Map<String, Object> kwargs, String callId)
        implements RpcMessage {

    /**
     * Makes a call.
     *
     * @throws NullPointerException if any component is null
     */
    public RpcRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(args, "args");
        Objects.requireNonNull(kwargs, "kwargs");
        Objects.requireNonNull(callId, "callId");
    }
}
