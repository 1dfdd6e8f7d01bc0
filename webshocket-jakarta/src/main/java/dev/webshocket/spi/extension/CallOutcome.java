package dev.webshocket.spi.extension;

import java.util.OptionalInt;

/** The outcome of a call, for a {@link CallInterceptor}. Immutable, except for the application's objects in it. */
public sealed interface CallOutcome {

    /**
     * The call was answered with a result, or its stream ended normally.
     *
     * @param result the method's result, or that of its stage; null for a stream and for {@code void}
     */
    record Completed(Object result) implements CallOutcome {}

    /**
     * The method was called and failed, or its result could not be sent.
     *
     * @param code the code that the caller gets, see {@link dev.webshocket.packet.RpcErrorCode}
     * @param message the message that the caller gets
     * @param cause the exception, unwrapped from {@link java.util.concurrent.CompletionException}; null if the server
     *     had no thread for a stream
     */
    record Failed(int code, String message, Throwable cause) implements CallOutcome {}

    /**
     * The method was not called: it does not exist, there was no room in the queue, its arguments are invalid, or an
     * access rule, a rate limit or an interceptor refused the call.
     *
     * @param code the code that the caller gets, see {@link dev.webshocket.packet.RpcErrorCode}
     * @param message the message that the caller gets
     */
    record Refused(int code, String message) implements CallOutcome {}

    /** The client cancelled the call or disconnected before the answer. The method may still be running. */
    record Cancelled() implements CallOutcome {}

    /**
     * Returns the error code that the caller gets.
     *
     * @return the code; empty if the call was completed or cancelled
     */
    default OptionalInt errorCode() {
        if (this instanceof Failed failed) {
            return OptionalInt.of(failed.code());
        }
        return this instanceof Refused refused ? OptionalInt.of(refused.code()) : OptionalInt.empty();
    }
}
