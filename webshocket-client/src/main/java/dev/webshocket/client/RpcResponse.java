package dev.webshocket.client;

import dev.webshocket.RpcException;
import dev.webshocket.packet.RpcErrorCode;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.OptionalInt;

/** The answer to a call: a result or an error, which is not thrown. Immutable. */
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
     * @return the code on the wire, empty if the call succeeded
     */
    OptionalInt code();

    /**
     * Returns the error, if the protocol defines it.
     *
     * @return the error, empty if the call succeeded or the server uses its own code
     */
    default Optional<RpcErrorCode> error() {
        return code().isPresent() ? RpcErrorCode.ofCode(code().getAsInt()) : Optional.empty();
    }

    /**
     * Returns the message of the error.
     *
     * @return the message; empty if the call succeeded
     */
    Optional<String> message();

    /**
     * Returns the data of the error, such as {@code retry_after} if a rate limit is exceeded.
     *
     * @return the data, of the types that {@link #data()} lists; empty if the call succeeded or the error has no data
     */
    Optional<Object> errorData();

    /**
     * Returns the undecoded result, made of null, {@link Boolean}, {@link Long}, {@link java.math.BigInteger}, {@link
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
     * @param type a class that JSON-B binds; a primitive gives its wrapper, {@code void} gives null
     * @return the result, null only where the type allows it
     * @throws RpcException if the call failed
     * @throws ClientException if the result does not fit the type, {@code WEBSHOCKET-0334}
     * @throws IllegalArgumentException if no wire value can be read as the type
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
     * @throws IllegalArgumentException if no wire value can be read as the type
     */
    <T> T data(Type type);
}
