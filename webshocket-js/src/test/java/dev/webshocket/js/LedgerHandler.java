package dev.webshocket.js;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnConnect;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A service that counts how often each call has run, so that a call that is lost or run twice shows. */
@WebSocketHandler("/ledger")
@ApplicationScoped
public class LedgerHandler {

    private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();

    @OnConnect
    void connected(ClientConnection connection) {
        connection.set("bumps", new AtomicInteger());
    }

    private void ran(String id) {
        runs.computeIfAbsent(id, unused -> new AtomicInteger()).incrementAndGet();
    }

    /** Returns how often each call of a client has run. */
    @RpcMethod
    Map<String, Integer> runs(String client) {
        return runs.entrySet().stream()
                .filter(call -> call.getKey().startsWith(client + "/"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, call -> call.getValue().get()));
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
    void shout(String id, RpcItems<String> words, RpcStream<String> louder) {
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
