package dev.webshocket.internal.rpc;

import java.util.concurrent.CompletableFuture;

/** Lets a large call wait for its turn among the {@link LargeCalls} of all clients. */
final class LargeCallStep implements CallStep {

    @Override
    public Progress take(Call call) {
        if (!call.resources().isLarge() || call.request().holdsTooMuch()) {
            return Progress.ON;
        }
        CompletableFuture<Void> turn = call.resources().enter();
        return turn.isDone() ? Progress.ON : call.await(turn, resumed -> Progress.ON);
    }
}
