package dev.webshocket.internal.client;

import dev.webshocket.client.ClientState;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;

/** Reports a client's states to its listeners, in order. Safe for use by any thread. */
final class StateListeners {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private final List<Consumer<? super ClientState>> listeners;
    private final CallbackLane lane;

    StateListeners(List<Consumer<? super ClientState>> listeners, CallbackLane lane) {
        this.listeners = listeners;
        this.lane = lane;
    }

    /** Adds a state; also under a lock, since no listener runs before {@link #tell}. */
    void add(ClientState state) {
        if (!listeners.isEmpty()) {
            lane.add(() -> listeners.forEach(listener -> tell(listener, state)));
        }
    }

    /** Calls the listeners with the added states. */
    void tell() {
        lane.kick();
    }

    private static void tell(Consumer<? super ClientState> listener, ClientState state) {
        try {
            listener.accept(state);
        } catch (Throwable e) {
            // Also for an Error: later states must still be reported.
            LOG.log(Level.WARNING, "WEBSHOCKET-0234: a listener for the client's state threw", e);
        }
    }
}
