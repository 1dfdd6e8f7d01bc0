package dev.webshocket.internal.rpc;

import dev.webshocket.ClientCallException;
import dev.webshocket.ClientCallTimeoutException;
import dev.webshocket.RpcException;
import dev.webshocket.internal.calls.CallFailures;
import dev.webshocket.internal.log.LogText;
import dev.webshocket.packet.RpcResponse;
import java.time.Duration;

/** Creates the exceptions of the server's calls of its clients: {@code WEBSHOCKET-0350} to {@code WEBSHOCKET-0358}. Stateless. */
final class ClientCallFailures implements CallFailures {

    @Override
    public RuntimeException noAnswer(String method, Duration timeout) {
        return new ClientCallTimeoutException(
                "WEBSHOCKET-0350", "the client did not answer \"" + method + "\" within " + LogText.time(timeout));
    }

    @Override
    public RuntimeException notSent(String method, Duration timeout) {
        return new ClientCallTimeoutException(
                "WEBSHOCKET-0351",
                "the call of \"" + method + "\" could not be sent within " + LogText.time(timeout)
                        + ": the client does not read, or is away");
    }

    static ClientCallException ended(String method) {
        return new ClientCallException(
                "WEBSHOCKET-0352",
                "the connection ended before the client answered \"" + method
                        + "\"; whether it has run the call is not known",
                null);
    }

    static ClientCallException oldVersion() {
        return new ClientCallException(
                "WEBSHOCKET-0353",
                "the client cannot be called: it speaks version 1 of the protocol; connect with webshocket.v2",
                null);
    }

    static ClientCallException interrupted(String method) {
        return new ClientCallException(
                "WEBSHOCKET-0354",
                "the thread was interrupted while it waited for the answer to \"" + method + "\"",
                null);
    }

    static ClientCallException wouldBlock(String method) {
        return new ClientCallException(
                "WEBSHOCKET-0355",
                "the call of \"" + method
                        + "\" would block the container's thread; use callAsync, or remove @NonBlocking",
                null);
    }

    static ClientCallException tooMany(String reason) {
        return new ClientCallException("WEBSHOCKET-0356", reason, null);
    }

    static ClientCallException unencodable(String method, RuntimeException why) {
        return new ClientCallException(
                "WEBSHOCKET-0357", "the arguments of \"" + method + "\" cannot be sent: " + why.getMessage(), why);
    }

    static ClientCallException unusable(String method, String why, Throwable cause) {
        return new ClientCallException(
                "WEBSHOCKET-0358", "the client's answer to \"" + method + "\" cannot be used: " + why, cause);
    }

    @Override
    public RuntimeException streamForValue(String method) {
        return unusable(method, "it is a stream", null);
    }

    @Override
    public RuntimeException slowConsumer() {
        throw new UnsupportedOperationException("the server's calls have no items");
    }

    @Override
    public RuntimeException noUploads(String method) {
        throw new UnsupportedOperationException("the server's calls have no uploads");
    }

    @Override
    public RuntimeException uploadFailed(String method, Throwable why) {
        throw new UnsupportedOperationException("the server's calls have no uploads");
    }

    /** The client may send errors without a message. */
    @Override
    public RuntimeException error(RpcResponse response) {
        String message = response.response() == null ? "" : String.valueOf(response.response());
        return new RpcException(response.error(), message, response.data());
    }
}
