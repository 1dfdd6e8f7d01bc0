package dev.webshocket.internal.endpoint;

import dev.webshocket.internal.rpc.ClientCallBounds;
import dev.webshocket.internal.rpc.ClientCalls;
import dev.webshocket.internal.rpc.Peer;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/** The calls between a client and its server, as user code sees them. Safe for use by any thread. */
abstract class CallingConnection extends ConnectionIdentity {

    private static final AtomicReferenceFieldUpdater<CallingConnection, ClientCalls> CALLS =
            AtomicReferenceFieldUpdater.newUpdater(CallingConnection.class, ClientCalls.class, "calls");

    private final ClientCallBounds bounds;
    /** Null before the application calls the client for the first time. */
    private volatile ClientCalls calls;

    private volatile boolean callsEnded;

    CallingConnection(String uid, Arrival arrival, ServiceEngine engine) {
        super(uid, arrival);
        this.bounds = engine.clientCallBounds();
    }

    /** Returns the connection as the dispatcher sees it. */
    abstract Peer peer();

    /** Returns the server's calls of the client. */
    final ClientCalls calls() {
        ClientCalls made = calls;
        if (made == null) {
            ClientCalls first = new ClientCalls(peer(), bounds);
            made = CALLS.compareAndSet(this, null, first) ? first : calls;
            if (callsEnded) {
                // The session may have ended before it saw them.
                made.end();
            }
        }
        return made;
    }

    /** Fails the server's calls of the client, since the session has ended. */
    final void endCalls() {
        callsEnded = true;
        ClientCalls made = calls;
        if (made != null) {
            made.end();
        }
    }

    @Override
    public <T> T call(String method, Type type, Object... arguments) {
        return calls().call(method, bounds.timeout(), type, arguments);
    }

    @Override
    public <T> T call(String method, Duration timeout, Type type, Object... arguments) {
        return calls().call(method, timeout, type, arguments);
    }

    @Override
    public <T> CompletableFuture<T> callAsync(String method, Type type, Object... arguments) {
        return calls().callAsync(method, bounds.timeout(), type, arguments);
    }

    @Override
    public <T> CompletableFuture<T> callAsync(String method, Duration timeout, Type type, Object... arguments) {
        return calls().callAsync(method, timeout, type, arguments);
    }

    @Override
    public Map<String, String> meta() {
        return ClientCalls.metaOfCurrent(this);
    }
}
