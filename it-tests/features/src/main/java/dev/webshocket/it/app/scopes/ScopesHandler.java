package dev.webshocket.it.app.scopes;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/** Beans of each scope, in a handler shared by all connections. */
@WebSocketHandler("/ws")
public class ScopesHandler {

    @Inject
    Visit visit;

    @Inject
    Errand errand;

    @Inject
    Ledger ledger;

    @Inject
    ClientConnection connection;

    /** Returns the number of all calls, of this connection's calls, and of this call's steps. */
    @RpcMethod
    public List<Integer> counts() {
        return List.of(ledger.next(), visit.next(), errand.next(), errand.next());
    }

    @RpcMethod
    public void stream(RpcStream<List<Integer>> out) throws InterruptedException {
        out.send(List.of(visit.next(), errand.next()));
        out.send(List.of(visit.next(), errand.next()));
    }

    /** Creates its items on another thread than its own. */
    @RpcMethod
    public Stream<List<Integer>> lazily() {
        visit.next();
        errand.next();
        return Stream.generate(() -> List.of(visit.next(), errand.next())).limit(2);
    }

    /** Creates its items on the requesting thread, and the list during encoding. */
    @RpcMethod
    public CompletionStage<List<Integer>> later() {
        errand.next();
        List<Integer> read = new AbstractList<>() {
            @Override
            public Integer get(int index) {
                return errand.next();
            }

            @Override
            public int size() {
                return 2;
            }
        };
        return CompletableFuture.supplyAsync(() -> read);
    }

    @RpcMethod
    public Stream<Integer> steps(int count) {
        return Stream.generate(errand::next).limit(count);
    }

    /** Publishes on the requesting thread. */
    @RpcMethod("published_steps")
    public Flow.Publisher<Integer> publishedSteps(int count) {
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {

            private int left = count;

            @Override
            public void request(long wanted) {
                for (long i = 0; i < wanted && left > 0; i++) {
                    left--;
                    subscriber.onNext(errand.next());
                    if (left == 0) {
                        subscriber.onComplete();
                    }
                }
            }

            @Override
            public void cancel() {
                left = 0;
            }
        });
    }

    /** Returns the number of calls whose beans are not destroyed yet. */
    @RpcMethod("open_errands")
    public int openErrands() {
        return ledger.openErrands();
    }

    @RpcMethod
    public boolean injected(ClientConnection given) {
        return connection.uid().equals(given.uid());
    }
}
