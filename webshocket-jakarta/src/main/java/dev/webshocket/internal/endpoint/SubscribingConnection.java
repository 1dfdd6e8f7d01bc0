package dev.webshocket.internal.endpoint;

import java.util.Set;

/** The subscriptions of a connection, as user code sees them. Safe for use by any thread. */
abstract class SubscribingConnection extends ConnectionState {

    SubscribingConnection(String uid, Arrival arrival, ServiceEngine engine) {
        super(uid, arrival, engine);
    }

    /** Returns what the connection has subscribed to. */
    abstract ConnectionSubscriptions channels();

    @Override
    public void subscribe(String... channels) {
        channels().add(channels);
    }

    @Override
    public void subscribeNames(String... channels) {
        channels().addNames(channels);
    }

    @Override
    public void unsubscribe(String... channels) {
        channels().remove(channels);
    }

    @Override
    public Set<String> subscriptions() {
        return channels().snapshot();
    }

    @Override
    public void presenceInfo(Object info) {
        channels().presence().info(info);
    }
}
