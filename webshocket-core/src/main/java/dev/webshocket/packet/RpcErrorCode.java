package dev.webshocket.packet;

import java.util.Arrays;
import java.util.Optional;

/** Why a call failed: the member {@code error} of a response, section "Errors" of the wire protocol. */
public enum RpcErrorCode {
    /** The input is not of the encoding. */
    RPC_PARSE_ERROR(-32700),
    /** The input is a packet with a fault; the message names the member and the rule. */
    RPC_INVALID_REQUEST(-32600),
    /** No exposed method has that name. */
    RPC_METHOD_NOT_FOUND(-32601),
    /** Wrong number of arguments, an unknown or repeated name, or a value that does not fit its parameter. */
    RPC_INVALID_PARAMS(-32602),
    /** The method threw; the message holds nothing but an id that stands in the server's log. */
    RPC_INTERNAL_ERROR(-32603),
    /** The rate limit is used up. */
    RPC_RATE_LIMITED(-32000),
    /** The method threw an {@link dev.webshocket.RpcException}, whose message is passed on. */
    RPC_APPLICATION_ERROR(-32001),
    /** A predicate or a role is not met. */
    RPC_ACCESS_DENIED(-32002),
    /** Too many calls of this connection are waiting, or too long ones. */
    RPC_OVERLOADED(-32003);

    private final int code;

    RpcErrorCode(int code) {
        this.code = code;
    }

    /**
     * Returns the number that stands for this error on the wire.
     *
     * @return a negative number
     */
    public int code() {
        return code;
    }

    /**
     * Tells whether a code is one of those that JSON-RPC and this protocol keep for themselves: -32768 to -32000. All others
     * are the application's.
     *
     * @param code any number
     * @return whether it is reserved
     */
    public static boolean isReserved(int code) {
        return code >= -32_768 && code <= -32_000;
    }

    /**
     * Finds the error of a number from the wire.
     *
     * @param code any number; peers may use codes of their own
     * @return the error, or empty where the protocol has none of that number
     */
    public static Optional<RpcErrorCode> ofCode(int code) {
        return Arrays.stream(values()).filter(c -> c.code == code).findFirst();
    }
}
