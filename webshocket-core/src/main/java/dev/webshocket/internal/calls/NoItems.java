package dev.webshocket.internal.calls;

import java.util.concurrent.Flow;

/** The subscription of a subscriber that gets no items. Stateless. */
public enum NoItems implements Flow.Subscription {
    SUBSCRIPTION;

    @Override
    public void request(long count) {
        // There are no items to request.
    }

    @Override
    public void cancel() {
        // There is nothing to cancel.
    }
}
