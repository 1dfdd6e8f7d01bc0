package dev.webshocket.internal.client;

import dev.webshocket.internal.calls.CallFailures;
import dev.webshocket.packet.RpcResponse;
import java.time.Duration;

/** Creates the exceptions of a client's calls. Stateless. */
final class FailedCalls implements CallFailures {

    @Override
    public RuntimeException noAnswer(String method, Duration timeout) {
        return ClientFailures.noAnswer(method, timeout);
    }

    @Override
    public RuntimeException notSent(String method, Duration timeout) {
        return ClientFailures.notSent(method, timeout);
    }

    @Override
    public RuntimeException streamForValue(String method) {
        return ClientFailures.streamForValue(method);
    }

    @Override
    public RuntimeException slowConsumer() {
        return ClientFailures.slowConsumer();
    }

    @Override
    public RuntimeException noUploads(String method) {
        return ClientFailures.noUploads(method);
    }

    @Override
    public RuntimeException uploadFailed(String method, Throwable why) {
        return ClientFailures.uploadFailed(method, why);
    }

    @Override
    public RuntimeException error(RpcResponse response) {
        return ReceivedResponse.error(response);
    }
}
