package dev.webshocket.internal.endpoint;

import dev.webshocket.internal.state.InMemorySessionStates;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Attributes in memory that note what is called. */
final class RecordedStates extends InMemorySessionStates {

    final List<String> calls = new CopyOnWriteArrayList<>();

    @Override
    public ConcurrentMap<String, Object> begin(String uid) {
        calls.add("begin");
        return super.begin(uid);
    }

    @Override
    public CompletionStage<Void> end(String uid) {
        calls.add("end");
        return super.end(uid);
    }

    @Override
    public CompletionStage<Void> handOver(String uid) {
        calls.add("handOver");
        return super.end(uid);
    }
}
