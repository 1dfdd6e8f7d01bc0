package dev.webshocket.docs;

import dev.webshocket.RpcException;
import dev.webshocket.RpcItems;
import dev.webshocket.client.RetryPolicy;
import dev.webshocket.client.RpcResponse;
import dev.webshocket.client.WebSocketClient;
import dev.webshocket.client.WhenDown;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The examples of docs/client.md; {@link ClientExamplesTest} runs them. */
final class ClientExamples {

    /** A message of the demo to a room. */
    public record Message(String user, String msg) {}

    private final URI uri;
    private final Consumer<Object> out;

    /** Creates examples that call a server and print to a stream. */
    ClientExamples(URI uri, Consumer<Object> out) {
        this.uri = uri;
        this.out = out;
    }

    private void print(Object value) {
        out.accept(value);
    }

    void calls(WebSocketClient client) {
        // region calls
        int sum = client.call("add", Integer.class, 10, 20); // throws RpcException where the server refuses
        RpcResponse response = client.sendRpc("multiply", 3, 7); // an error is a value
        CompletableFuture<Integer> later = client.callAsync("add", Integer.class, 1, 2);
        // endregion
        print(sum);
        print(response.data(Integer.class));
        print(later.join());
    }

    void named(WebSocketClient client) {
        // region named
        String greeting = client.rpc("greet")
                .named("name", "Ada")
                .timeout(Duration.ofSeconds(5))
                .idempotent()
                .call(String.class);
        // endregion
        print(greeting);
    }

    void errors(WebSocketClient client) {
        // region errors
        try {
            client.call("edit", String.class, "doc-1");
        } catch (RpcException e) {
            print(e.code() + " " + e.getMessage());
        }

        RpcResponse response = client.sendRpc("edit", "doc-1");
        if (response.isError()) {
            print(response.error().orElseThrow()); // RPC_ACCESS_DENIED
        }
        // endregion
    }

    void stream(WebSocketClient client) {
        // region stream
        try (RpcItems<Integer> items = client.streamRpc("count_to", Integer.class, 5)) {
            for (int item : items) {
                print(item); // 1, 2, 3, 4, 5
            }
        }
        // endregion
    }

    double upload(WebSocketClient client, List<SensorHandler.Reading> readings) {
        // region upload
        double average = client.rpc("average")
                .args("roof")
                .upload(readings) // an Iterable, a Stream or a Flow.Publisher
                .call(Double.class);
        // endregion
        return average;
    }

    // region publisher
    void subscribe(WebSocketClient client) {
        client.streamRpcAsync("count_to", Integer.class, 3).subscribe(new Flow.Subscriber<>() {
            private Flow.Subscription subscription;

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                this.subscription = subscription;
                subscription.request(1);
            }

            @Override
            public void onNext(Integer item) {
                print(item);
                subscription.request(1);
            }

            @Override
            public void onError(Throwable failure) {
                print(failure);
            }

            @Override
            public void onComplete() {
                print("done");
            }
        });
    }
    // endregion

    void messages(WebSocketClient client) {
        // region messages
        Packet packet = client.receive(Duration.ofSeconds(10)); // the next packet that is no answer
        if (packet.source() == PacketSource.CHANNEL) {
            Message message = client.convert(packet.data(), Message.class);
            print(message.user() + " in " + packet.channel() + ": " + message.msg());
        }
        client.send(Map.of("seen", true)); // for the server's @OnReceive
        // endregion
    }

    WebSocketClient listening() {
        // region listening
        WebSocketClient client = WebSocketClient.builder(uri)
                .onReceive(packet -> print(packet.channel() + ": " + packet.data()))
                .onState(state -> print(state))
                .connect();
        // endregion
        return client;
    }

    WebSocketClient missing(Runnable reload) {
        // region missing
        WebSocketClient client = WebSocketClient.builder(uri)
                .onReceive(packet -> print(packet.channel() + ": " + packet.data()))
                .onGap(lost -> reload.run()) // such as [room.lobby, news.*]
                .onPresence(change -> print(change.channel() + ": " + change.joined() + " came"))
                .connect();
        // endregion
        return client;
    }

    void proxy(WebSocketClient client) {
        // region proxy
        MathApi math = client.proxy(MathApi.class);
        int sum = math.add(10, 20);
        math.product(3, 7).thenAccept(product -> print(product));
        try (RpcItems<Integer> items = math.countTo(3)) {
            items.forEach(item -> print(item));
        }
        // endregion
        print(sum);
    }

    WebSocketClient retry() {
        // region retry
        WebSocketClient client = WebSocketClient.builder(uri)
                .retry(RetryPolicy.of(5, Duration.ofSeconds(2))) // 5 retries in a row; 2 s, 4 s, 8 s, ... at most
                .connect();
        // endregion
        return client;
    }

    WebSocketClient reconnect() {
        // region reconnect
        RetryPolicy patient = RetryPolicy.builder()
                .firstDelay(Duration.ofMillis(500))
                .factor(2)
                .maxDelay(Duration.ofSeconds(20))
                .total(Duration.ofMinutes(10))
                .whenDown(WhenDown.FAIL)
                .build();
        WebSocketClient client = WebSocketClient.builder(uri)
                .retry(patient)
                .onReconnect(back -> {
                    back.call("login", String.class, "alice");
                    back.call("join", String.class, "lobby");
                })
                .connect();
        // endregion
        return client;
    }

    static WebSocketClient exposing(URI uri) {
        // region exposing
        WebSocketClient client = WebSocketClient.builder(uri)
                .expose(new Answers())
                .expose("version", arguments -> "1.4") // gets the arguments as a list
                .expose("shout", String.class, text -> text.toUpperCase(Locale.ROOT))
                .connect();
        // endregion
        return client;
    }

    WebSocketClient credentials(Supplier<String> tokens) {
        // region credentials
        WebSocketClient client = WebSocketClient.builder(uri)
                .credentials(tokens) // gives the newest token each time
                .connect();
        // endregion
        return client;
    }

    static void tracing(WebSocketClient client, String traceParent) {
        // region meta
        int sum =
                client.rpc("add").args(10, 20).meta("traceparent", traceParent).call(Integer.class);
        // endregion
        assert sum == 30;
    }
}
