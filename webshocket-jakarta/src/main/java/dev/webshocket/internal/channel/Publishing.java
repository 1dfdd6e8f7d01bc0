package dev.webshocket.internal.channel;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A message that is being published. Immutable.
 *
 * @param count completes with the number of connections of this server for which it was queued
 * @param what is done, for messages
 * @param receivers finds the connections of this server that get it
 */
record Publishing(CompletionStage<Integer> count, String what, Supplier<List<Receiver>> receivers) {

    /** Returns one that has ended. */
    static Publishing done(int count) {
        return new Publishing(CompletableFuture.completedFuture(count), "publishing", List::of);
    }
}
