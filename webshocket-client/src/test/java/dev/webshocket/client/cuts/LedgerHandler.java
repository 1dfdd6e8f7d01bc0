package dev.webshocket.client.cuts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnConnect;
import dev.webshocket.OnDisconnect;
import dev.webshocket.RpcItems;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A service that counts how often each call has run, so that a call that is lost or run twice shows. */
@WebSocketHandler("/ledger")
@ApplicationScoped
public class LedgerHandler {

    /** How often a call has run, by what the client calls it. Static, since the test looks at it. */
    static final Map<String, AtomicInteger> RUNS = new ConcurrentHashMap<>();

    /** How many sessions there are. */
    static final AtomicInteger SESSIONS = new AtomicInteger();

    @OnConnect
    void connected(ClientConnection connection) {
        connection.set("bumps", new AtomicInteger());
        SESSIONS.incrementAndGet();
    }

    @OnDisconnect
    void disconnected() {
        SESSIONS.decrementAndGet();
    }

    /** Checks that this many calls of a client have run, each of them once, and forgets them. */
    static void checkRuns(String client, int calls) {
        Map<String, AtomicInteger> runs = new ConcurrentHashMap<>(RUNS);
        runs.keySet().removeIf(call -> !call.startsWith(client + "/"));
        assertThat(runs)
                .as("calls of the server")
                .hasSize(calls)
                .allSatisfy((call, count) -> assertThat(count).as(call).hasValue(1));
        RUNS.keySet().removeAll(runs.keySet());
    }

    private static void ran(String id) {
        RUNS.computeIfAbsent(id, unused -> new AtomicInteger()).incrementAndGet();
    }

    /** Returns 1, 2, 3 … on one connection. */
    @RpcMethod
    int bump(ClientConnection connection, String id) {
        ran(id);
        return connection.get("bumps", AtomicInteger.class).incrementAndGet();
    }

    @RpcMethod
    Stream<Integer> count(String id, int items) {
        ran(id);
        return IntStream.rangeClosed(1, items).boxed();
    }

    @RpcMethod
    long sum(String id, RpcItems<Integer> numbers) {
        ran(id);
        return numbers.stream().mapToLong(number -> number).sum();
    }

    @RpcMethod
    void shout(String id, RpcItems<String> words, RpcStream<String> louder) throws InterruptedException {
        ran(id);
        for (String word : words) {
            louder.send(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Calls the client, which answers. */
    @RpcMethod
    CompletionStage<String> ask(ClientConnection connection, String id) {
        ran(id);
        return connection.callAsync("answer", String.class, id);
    }

    /** Pushes numbered messages, which no answer holds back. */
    @RpcMethod
    void push(ClientConnection connection, String id, int messages) {
        ran(id);
        for (int i = 1; i <= messages; i++) {
            connection.send(i);
        }
    }
}
