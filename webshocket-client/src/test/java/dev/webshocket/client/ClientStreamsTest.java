package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.webshocket.RpcException;
import dev.webshocket.RpcItems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class ClientStreamsTest extends ServedClient {

    @Test
    void itemsComeInOrderAndEnd() {
        List<Integer> seen = new ArrayList<>();
        try (RpcItems<Integer> items = client.streamRpc("count_to", Integer.class, 5)) {
            for (int item : items) {
                seen.add(item);
            }
            assertThat(items.iterator().hasNext()).isFalse();
            assertThatExceptionOfType(NoSuchElementException.class)
                    .isThrownBy(() -> items.iterator().next());
        }
        assertThat(seen).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void itemsAreAJavaStreamToo() {
        try (Stream<Integer> items = client.streamRpc("count_to", Integer.class, 1_000).stream()) {
            assertThat(items.mapToInt(Integer::intValue).sum()).isEqualTo(500_500);
        }
    }

    @Test
    void closingEarlyCancelsOnTheServer() throws Exception {
        try (RpcItems<String> items = client.streamRpc("for_ever", String.class, 10)) {
            assertThat(items.iterator().next()).hasSize(10);
        }
        assertThat(handler.cancelled.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(client.call("add", int.class, 1, 1)).isEqualTo(2);
    }

    @Test
    void noItemArrivesAfterClosing() {
        RpcItems<String> items = client.streamRpc("for_ever", String.class, 10);
        Iterator<String> iterator = items.iterator();
        assertThat(iterator.hasNext()).isTrue();
        items.close();
        assertThat(iterator.hasNext()).isFalse();
    }

    @Test
    void aStreamFailsAfterItsItems() {
        Iterator<Integer> items =
                client.streamRpc("fail_after", Integer.class, 2).iterator();
        assertThat(items.next()).isEqualTo(1);
        assertThat(items.next()).isEqualTo(2);
        assertThatExceptionOfType(RpcException.class)
                .isThrownBy(items::hasNext)
                .withMessage("no more")
                .satisfies(e -> assertThat(e.code()).isEqualTo(-32001));
    }

    @Test
    void aRefusedStreamThrowsAtTheFirstItem() {
        Iterator<Integer> items = client.streamRpc("unknown", Integer.class).iterator();
        assertThatExceptionOfType(RpcException.class)
                .isThrownBy(items::next)
                .satisfies(e -> assertThat(e.code()).isEqualTo(-32601));
    }

    @Test
    void aValueIsTheOnlyItem() {
        assertThat(client.streamRpc("add", Integer.class, 1, 2)).containsExactly(3);
    }

    @Test
    void anItemThatDoesNotFitCancels() throws Exception {
        Iterator<Integer> items = client.streamRpc("for_ever", Integer.class, 3).iterator();
        assertThatExceptionOfType(ClientException.class)
                .isThrownBy(items::next)
                .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0334"));
        assertThat(handler.cancelled.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aSlowConsumerSlowsTheServerDownAndLosesNothing() {
        try (WebSocketClient narrow = WebSocketClient.builder(server.uri("/ws"))
                        .bufferBytes(2_000)
                        .connect();
                RpcItems<Integer> items = narrow.streamRpc("count_to", Integer.class, 50_000)) {
            long sum = 0;
            for (int item : items) {
                sum += item;
            }
            assertThat(sum).isEqualTo(50_000L * 50_001 / 2);
        }
    }

    @Test
    void aConsumerThatTakesNothingHoldsUpNothingElse() throws Exception {
        try (RpcItems<String> stuck = client.streamRpc("for_ever", String.class, 100_000)) {
            assertThat(stuck.iterator().next()).hasSize(100_000);
            // More than the stream could hold up on version 1, before it would fail.
            await().during(Duration.ofSeconds(6))
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> client.call("add", int.class, 1, 1) == 2);
            assertThat(handler.cancelled.getCount()).isEqualTo(1);
            assertThat(stuck.iterator().next()).hasSize(100_000);
        }
        assertThat(handler.cancelled.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aConsumerThatTakesNothingLosesOnlyItsStreamOnVersion1() {
        try (WebSocketClient old = WebSocketClient.builder(server.uri("/ws"))
                        .offer("webshocket.v1")
                        .connect();
                RpcItems<String> stuck = old.streamRpc("for_ever", String.class, 100_000)) {
            await().atMost(Duration.ofSeconds(40)).until(() -> old.outstandingCalls() == 0);
            assertThat(old.call("add", int.class, 1, 1)).isEqualTo(2);
            assertThatExceptionOfType(ClientException.class)
                    .isThrownBy(() -> stuck.forEach(item -> {}))
                    .withMessageContaining("no room for the next one within 4 s")
                    .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0333"));
        }
    }

    @Test
    void severalSlowConsumersLoseNothing() {
        int streams = 8;
        List<WebSocketClient> clients = new ArrayList<>();
        List<Iterator<Integer>> iterators = new ArrayList<>();
        try {
            for (int i = 0; i < streams; i++) {
                clients.add(WebSocketClient.builder(server.uri("/ws"))
                        .bufferBytes(1_000)
                        .connect());
                iterators.add(clients.get(i)
                        .streamRpc("count_to", Integer.class, 2_000)
                        .iterator());
            }
            for (int n = 1; n <= 2_000; n++) {
                for (Iterator<Integer> items : iterators) {
                    assertThat(items.next()).isEqualTo(n);
                }
            }
        } finally {
            clients.forEach(WebSocketClient::close);
        }
    }

    @Test
    void aStreamWithoutAFirstItemInTimeIsCancelled() throws Exception {
        Iterator<String> items = client.rpc("hang").timeout(Duration.ofSeconds(3)).stream(String.class)
                .iterator();
        assertThatExceptionOfType(CallTimeoutException.class)
                .isThrownBy(items::hasNext)
                .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0320"));
        assertThat(handler.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anInterruptedConsumerStopsWaiting() throws Exception {
        Iterator<String> items = client.streamRpc("hang", String.class).iterator();
        assertThat(handler.hanging.await(20, TimeUnit.SECONDS)).isTrue();
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(ClientException.class)
                .isThrownBy(items::hasNext)
                .satisfies(e -> assertThat(e.code()).isEqualTo("WEBSHOCKET-0331"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(handler.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
