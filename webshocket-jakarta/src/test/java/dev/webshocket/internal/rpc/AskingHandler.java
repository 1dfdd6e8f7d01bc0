package dev.webshocket.internal.rpc;

import dev.webshocket.ClientCallException;
import dev.webshocket.ClientConnection;
import dev.webshocket.NonBlocking;
import dev.webshocket.OnReceive;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.packet.Packet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A service whose methods call the client. */
@WebSocketHandler("/asking")
class AskingHandler {

    /** A result of the client. */
    public record Reading(String sensor, int value) {}

    final List<String> ran = new CopyOnWriteArrayList<>();

    /** What {@code callAsync} has returned, for the test. */
    final CompletableFuture<CompletableFuture<String>> asked = new CompletableFuture<>();

    @RpcMethod
    String ask(ClientConnection client, String question) {
        ran.add("ask " + question);
        String answer = client.call("answer", String.class, question);
        ran.add("answered " + answer);
        return answer;
    }

    @RpcMethod
    CompletionStage<String> askAsync(ClientConnection client, String question) {
        return client.callAsync("answer", String.class, question);
    }

    @RpcMethod
    void askAside(ClientConnection client, String question) {
        asked.complete(client.callAsync("answer", Duration.ZERO, String.class, question));
    }

    @RpcMethod
    int reading(ClientConnection client) {
        return client.call("reading", Reading.class).value();
    }

    @RpcMethod
    String askWithin(ClientConnection client, long millis) {
        return codeOf(() -> client.call("answer", Duration.ofMillis(millis), String.class, "in time?"));
    }

    @RpcMethod
    String askNumber(ClientConnection client) {
        return codeOf(() -> Integer.toString(client.call("answer", int.class, "how many?")));
    }

    @RpcMethod
    String askUnwritable(ClientConnection client) {
        return codeOf(() -> client.call("answer", String.class, new Thread()));
    }

    @RpcMethod
    String askUnreadable(ClientConnection client) {
        try {
            return client.call("answer", Thread.class).toString();
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    @RpcMethod
    String askNegative(ClientConnection client) {
        try {
            return client.call("answer", Duration.ofSeconds(-1), String.class);
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    @RpcMethod
    String askMany(ClientConnection client, int times) {
        return codeOf(() -> {
            for (int i = 0; i < times; i++) {
                CompletableFuture<String> ignored = client.callAsync("never", String.class, i);
                if (ignored.isCompletedExceptionally()) {
                    ignored.join();
                }
            }
            return "all sent";
        });
    }

    @RpcMethod
    @NonBlocking
    String askAtOnce(ClientConnection client) {
        return codeOf(() -> client.call("answer", String.class, "now?"));
    }

    @RpcMethod
    @NonBlocking
    CompletionStage<String> askAsyncAtOnce(ClientConnection client, String question) {
        return client.callAsync("answer", String.class, question);
    }

    @RpcMethod
    void note(String text) {
        ran.add(text);
    }

    @RpcMethod
    Map<String, String> meta(ClientConnection client) {
        return client.meta();
    }

    @OnReceive
    void received(Packet packet) {
        ran.add("packet " + packet.source());
    }

    private String codeOf(Supplier<String> call) {
        try {
            return call.get();
        } catch (ClientCallException e) {
            ran.add(e.code());
            return e.getMessage();
        } catch (CompletionException e) {
            return String.valueOf(e.getCause().getMessage());
        }
    }
}
