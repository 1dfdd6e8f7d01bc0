package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import dev.webshocket.packet.RpcResponse;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A call that is answered once. Safe for use by any thread. */
final class ValueCall extends PendingCall {

    private final CompletableFuture<RpcResponse> answer = new CompletableFuture<>();

    ValueCall(CallRequest request, long number, byte[] message, Consumer<? super PendingCall> abandon) {
        super(request, number, message, abandon);
    }

    /**
     * Returns the answer when it is there. It is completed by the container's thread, on which nothing of the application's
     * may run.
     */
    CompletableFuture<RpcResponse> answer() {
        return answer;
    }

    @Override
    void answered(RpcResponse response, int bytes) {
        if (response.stream() && !(response.end() && response.error() != null)) {
            abandon(ClientFailures.streamForValue(request().method()));
        } else if (end()) {
            answer.complete(response);
        }
    }

    @Override
    void fail(ClientException failure) {
        answer.completeExceptionally(failure);
    }
}
