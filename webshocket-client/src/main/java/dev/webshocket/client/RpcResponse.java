package dev.webshocket.client;

import dev.webshocket.RpcException;
import dev.webshocket.packet.RpcErrorCode;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.OptionalInt;

/** The answer to a call, where an error is a value and not an exception. Immutable. */
public interface RpcResponse {

    /**
     * Tells whether the call failed.
     *
     * @return whether the answer carries an error
     */
    boolean isError();

    /**
     * Returns the code of the error.
     *
     * @return the code on the wire, empty where the call succeeded
     */
    OptionalInt code();

    /**
     * Returns the error, where it is one of the protocol's.
     *
     * @return the error, empty where the call succeeded or the server has codes of its own
     */
    default Optional<RpcErrorCode> error() {
        return code().isPresent() ? RpcErrorCode.ofCode(code().getAsInt()) : Optional.empty();
    }

    /**
     * Returns what the server says of the error.
     *
     * @return the message; empty where the call succeeded
     */
    Optional<String> message();

    /**
     * Returns what else the server says of the error, such as {@code retry_after} where a rate limit is used up.
     *
     * @return what came, made of the types that {@link #data()} lists; empty where the call succeeded or nothing was said
     */
    Optional<Object> errorData();

    /**
     * Returns the result as it came, made of null, {@link Boolean}, {@link Long}, {@link java.math.BigInteger}, {@link
     * Double}, {@link String}, {@code byte[]}, {@link java.time.Instant}, {@link java.util.List} and {@link
     * java.util.Map}.
     *
     * @return the result, may be null
     * @throws RpcException if the call failed
     */
    Object data();

    /**
     * Returns the result as a type.
     *
     * @param <T> the type
     * @param type a class that JSON-B binds; of a primitive the wrapper is returned, and of {@code void} null
     * @return the result, null only where the type allows it
     * @throws RpcException if the call failed
     * @throws ClientException if the result does not fit the type, {@code WEBSHOCKET-0334}
     * @throws IllegalArgumentException if nothing from the wire can become the type
     */
    default <T> T data(Class<T> type) {
        return data((Type) type);
    }

    /**
     * Returns the result as a type that may be generic.
     *
     * @param <T> the type
     * @param type a class or a generic type without wildcards and variables
     * @return the result, null only where the type allows it
     * @throws RpcException if the call failed
     * @throws ClientException if the result does not fit the type, {@code WEBSHOCKET-0334}
     * @throws IllegalArgumentException if nothing from the wire can become the type
     */
    <T> T data(Type type);
}
