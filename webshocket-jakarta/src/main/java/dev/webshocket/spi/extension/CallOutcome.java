package dev.webshocket.spi.extension;

import java.util.OptionalInt;

/** What has become of a call, for a {@link CallInterceptor}. Immutable but for what it holds of the application. */
public sealed interface CallOutcome {

    /**
     * The call has been answered with a result, or its stream has ended by itself.
     *
     * @param result what the method returned, or its stage completed with; null for a stream and for {@code void}
     */
    record Completed(Object result) implements CallOutcome {}

    /**
     * The method was called and failed, or what it returned could not be sent.
     *
     * @param code what the caller is told, see {@link dev.webshocket.packet.RpcErrorCode}
     * @param message what the caller is told
     * @param cause what was thrown, without the wrappers of stages; null where the server had no thread for a stream
     */
    record Failed(int code, String message, Throwable cause) implements CallOutcome {}

    /**
     * The method was not called: it does not exist, there is no room, an access rule, a rate limit or an interceptor forbids it,
     * or its arguments are wrong.
     *
     * @param code what the caller is told, see {@link dev.webshocket.packet.RpcErrorCode}
     * @param message what the caller is told
     */
    record Refused(int code, String message) implements CallOutcome {}

    /** The client has cancelled the call or has gone, before the call was answered. The method may go on for a while. */
    record Cancelled() implements CallOutcome {}

    /**
     * Returns the code that the caller is told.
     *
     * @return empty where it is told of no error
     */
    default OptionalInt errorCode() {
        if (this instanceof Failed failed) {
            return OptionalInt.of(failed.code());
        }
        return this instanceof Refused refused ? OptionalInt.of(refused.code()) : OptionalInt.empty();
    }
}
