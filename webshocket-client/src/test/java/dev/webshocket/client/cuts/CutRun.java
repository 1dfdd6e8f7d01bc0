package dev.webshocket.client.cuts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcItems;
import dev.webshocket.client.RetryPolicy;
import dev.webshocket.client.WebSocketClient;
import dev.webshocket.packet.Packet;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** One client that uses all that a session carries, and checks that nothing is lost, repeated or out of order. */
final class CutRun {

    static final RetryPolicy PATIENT = RetryPolicy.builder()
            .firstDelay(Duration.ofMillis(5))
            .maxDelay(Duration.ofMillis(50))
            .build();

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int BUMPS = 20;
    private static final int ITEMS = 60;
    private static final int ASKS = 5;
    private static final int MESSAGES = 80;

    private final URI uri;
    private final String name;
    private final AtomicInteger reconnects = new AtomicInteger();
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();

    /**
     * Prepares a run.
     *
     * @param uri of the service, through the proxy
     * @param name unique among the runs
     */
    CutRun(URI uri, String name) {
        this.uri = uri;
        this.name = name;
    }

    void perform() throws Exception {
        try (WebSocketClient client = WebSocketClient.builder(uri)
                .retry(PATIENT)
                .callTimeout(LONG)
                // A handshake may end in silence too.
                .connectTimeout(Duration.ofSeconds(3))
                .onReconnect(again -> reconnects.incrementAndGet())
                .expose("answer", String.class, this::answer)
                .connect()) {
            List<CompletableFuture<Integer>> bumps = new ArrayList<>();
            List<CompletableFuture<String>> asks = new ArrayList<>();
            CompletableFuture<Void> push = client.callAsync("push", Void.class, id("push"), MESSAGES);
            for (int i = 0; i < BUMPS; i++) {
                bumps.add(client.callAsync("bump", Integer.class, id("bump" + i)));
            }
            for (int i = 0; i < ASKS; i++) {
                asks.add(client.callAsync("ask", String.class, id("ask" + i)));
            }
            CompletableFuture<Long> sum = client.rpc("sum")
                    .args(id("sum"))
                    .upload(IntStream.rangeClosed(1, ITEMS).boxed().toList())
                    .callAsync(Long.class);
            assertThat(items(client.streamRpc("count", Integer.class, id("count"), ITEMS)))
                    .isEqualTo(IntStream.rangeClosed(1, ITEMS).boxed().toList());
            assertThat(items(client
                            .rpc("shout")
                            .args(id("shout"))
                            .upload(IntStream.rangeClosed(1, ITEMS)
                                    .mapToObj(i -> "w" + i)
                                    .toList())
                            .stream(String.class)))
                    .isEqualTo(IntStream.rangeClosed(1, ITEMS)
                            .mapToObj(i -> "W" + i)
                            .toList());
            for (int i = 0; i < BUMPS; i++) {
                assertThat(bumps.get(i).get()).isEqualTo(i + 1);
            }
            for (int i = 0; i < ASKS; i++) {
                assertThat(asks.get(i).get()).isEqualTo("re: " + id("ask" + i));
            }
            assertThat(sum.get()).isEqualTo(ITEMS * (ITEMS + 1) / 2);
            push.get();
            for (int i = 1; i <= MESSAGES; i++) {
                Packet packet = client.receive(LONG);
                assertThat(packet.data()).as("message %d", i).isEqualTo((long) i);
            }
        }
        checkLedger();
    }

    private String answer(String question) {
        answers.computeIfAbsent(question, unused -> new AtomicInteger()).incrementAndGet();
        return "re: " + question;
    }

    private String id(String call) {
        return name + "/" + call;
    }

    private static <T> List<T> items(RpcItems<T> items) {
        try (items) {
            List<T> all = new ArrayList<>();
            items.iterator().forEachRemaining(all::add);
            return all;
        }
    }

    private void checkLedger() {
        assertThat(reconnects).as("sessions that were not resumed").hasValue(0);
        assertThat(answers)
                .as("calls of the client")
                .hasSize(ASKS)
                .allSatisfy((question, count) -> assertThat(count).as(question).hasValue(1));
        LedgerHandler.checkRuns(name, BUMPS + ASKS + 4);
    }
}
