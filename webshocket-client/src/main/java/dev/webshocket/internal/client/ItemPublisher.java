package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import dev.webshocket.internal.calls.ItemCall;
import dev.webshocket.internal.codec.ValueReader;
import java.util.concurrent.Flow;

/**
 * Makes a call for each subscriber.
 *
 * @param prepared the call
 * @param reader converts the items to their type
 */
record ItemPublisher<T>(PreparedCall prepared, ValueReader reader) implements Flow.Publisher<T> {

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        ItemCall call;
        try {
            call = prepared.starter().stream(prepared);
        } catch (ClientException e) {
            subscriber.onSubscribe(new Refused());
            subscriber.onError(e);
            return;
        }
        CallStarter starter = prepared.starter();
        ItemSubscription<T> subscription = new ItemSubscription<>(call, reader, subscriber, starter.threads());
        call.onChange(subscription::deliver);
        subscriber.onSubscribe(subscription);
        subscription.begin();
        starter.start(call);
    }

    /** The subscription of a subscriber whose call failed to start. */
    private record Refused() implements Flow.Subscription {

        @Override
        public void request(long count) {
            // There are no items to request.
        }

        @Override
        public void cancel() {
            // There is nothing to cancel.
        }
    }
}
