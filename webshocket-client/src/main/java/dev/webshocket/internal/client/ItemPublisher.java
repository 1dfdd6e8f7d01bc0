package dev.webshocket.internal.client;

import dev.webshocket.client.ClientException;
import dev.webshocket.internal.calls.ItemCall;
import dev.webshocket.internal.calls.ItemSubscription;
import dev.webshocket.internal.calls.ItemThreads;
import dev.webshocket.internal.calls.NoItems;
import dev.webshocket.internal.codec.ValueReader;
import java.lang.System.Logger.Level;
import java.util.concurrent.Flow;

/**
 * Makes a call for each subscriber.
 *
 * @param prepared the call
 * @param reader converts the items to their type
 */
record ItemPublisher<T>(PreparedCall prepared, ValueReader reader) implements Flow.Publisher<T> {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        ItemCall call;
        try {
            call = prepared.starter().stream(prepared);
        } catch (ClientException e) {
            subscriber.onSubscribe(NoItems.SUBSCRIPTION);
            subscriber.onError(e);
            return;
        }
        CallStarter starter = prepared.starter();
        ItemThreads threads = (work, instead) -> starter.threads().complete(work);
        new ItemSubscription<Object, T>(
                        call.items(),
                        plain -> ResultTypes.read(reader, plain),
                        subscriber,
                        threads,
                        ItemPublisher::logBroken)
                .begin();
        starter.start(call);
    }

    private static void logBroken(Throwable failure) {
        LOG.log(Level.WARNING, "WEBSHOCKET-0235: a subscriber to a stream threw; the stream is cancelled", failure);
    }
}
