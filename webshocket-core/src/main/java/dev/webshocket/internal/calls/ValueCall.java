package dev.webshocket.internal.calls;

import dev.webshocket.packet.RpcResponse;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A call that is answered once. Safe for use by any thread. */
public final class ValueCall extends OutgoingCall {

    private final CompletableFuture<RpcResponse> answer = new CompletableFuture<>();

    /** Makes a call; the parameters are those of its superclass. */
    public ValueCall(
            CallRequest request,
            long number,
            byte[] message,
            CallFailures failures,
            Consumer<? super OutgoingCall> abandon) {
        super(request, number, message, failures, abandon);
    }

    /** Returns the future answer. The link's thread completes it, on which no application code may run. */
    public CompletableFuture<RpcResponse> answer() {
        return answer;
    }

    @Override
    void answered(RpcResponse response, int bytes) {
        if (response.stream() && !(response.end() && response.error() != null)) {
            abandon(failures().streamForValue(request().method()));
        } else if (end()) {
            answer.complete(response);
        }
    }

    @Override
    void fail(RuntimeException failure) {
        answer.completeExceptionally(failure);
    }
}
