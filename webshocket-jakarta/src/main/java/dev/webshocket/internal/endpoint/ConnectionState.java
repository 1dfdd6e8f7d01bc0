package dev.webshocket.internal.endpoint;

import java.util.Map;

/** The attributes of a connection, and what is to happen when its state changes. Safe for use by any thread. */
abstract class ConnectionState extends CallingConnection {

    private final Attributes attributes;

    ConnectionState(String uid, Arrival arrival, ServiceEngine engine) {
        super(uid, arrival, engine);
        this.attributes = new Attributes(
                engine.environment().states(), uid(), engine.storedSessions() == null ? null : this::stateChanged);
    }

    /** Something has changed that another server has to know which takes the session up. */
    abstract void stateChanged();

    /** Removes all attributes, and accepts no more. */
    final void endAttributes() {
        attributes.end();
    }

    /** Forgets all attributes, and accepts no more: the session goes on at another server. */
    final void handOverAttributes() {
        attributes.handOver();
    }

    @Override
    public void set(String name, Object value) {
        attributes.set(name, value);
    }

    @Override
    public Object get(String name) {
        return attributes.live().get(name);
    }

    @Override
    public <T> T get(String name, Class<T> type) {
        return type.cast(attributes.live().get(name));
    }

    @Override
    public boolean has(String name) {
        return attributes.live().containsKey(name);
    }

    @Override
    public Object remove(String name) {
        return attributes.live().remove(name);
    }

    @Override
    public Map<String, Object> attributes() {
        return attributes.live();
    }
}
