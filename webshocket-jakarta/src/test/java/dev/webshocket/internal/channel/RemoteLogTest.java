package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ChannelException;
import dev.webshocket.ChannelMessage;
import dev.webshocket.ChannelRules;
import dev.webshocket.RpcException;
import dev.webshocket.internal.concurrent.ContainerThread;
import dev.webshocket.packet.Packet;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Channels whose log answers late, or fails. */
class RemoteLogTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ChannelRules RULES = ChannelRules.builder()
            .channel("room.*", rule -> rule.history(100, Duration.ofHours(1)))
            .build();

    private final HeldMessageLog log = new HeldMessageLog();
    private final ChatHandler handler = new ChatHandler();
    private EngineServer server;
    private WireClient client;

    @BeforeEach
    void start() throws Exception {
        server = EngineServer.startWith(
                environment -> environment.channelRules(RULES).messages(log), handler);
        handler.channels = server.engine().channels();
        client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK);
        assertThat(client.call("subscribe", List.of("room.1", "other")).error()).isNull();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        log.close();
    }

    private void awaitRequest() {
        await().atMost(PATIENCE).until(() -> log.waiting() == 1);
    }

    @Test
    void publishingWaitsUntilTheMessageIsKept() throws Exception {
        CompletableFuture<Integer> publisher =
                CompletableFuture.supplyAsync(() -> handler.channels.publish("room.1", "late"));
        awaitRequest();
        assertThat(handler.channels.publish("other", "at once")).isEqualTo(1);
        assertThat(client.packet()).isEqualTo(Packet.channel("other", "at once"));
        assertThat(publisher).isNotDone();
        log.release();
        assertThat(publisher.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(client.packet()).isEqualTo(Packet.channel("room.1", "late"));
    }

    @Test
    void aThreadOfTheContainerDoesNotWait() throws Exception {
        List<Integer> counts = new ArrayList<>();
        ContainerThread.run(() -> counts.add(handler.channels.publish("room.1", "late")));
        assertThat(counts).as("those that have subscribed now").containsExactly(1);
        assertThat(client.packets()).isEmpty();
        log.release();
        assertThat(client.packet()).isEqualTo(Packet.channel("room.1", "late"));
    }

    @Test
    void aThreadOfTheContainerCannotWaitForTheHistory() {
        ContainerThread.run(() -> assertThatExceptionOfType(ChannelException.class)
                .isThrownBy(() -> handler.channels.history("room.1", 10))
                .withMessageContaining("use the asynchronous method"));
    }

    @Test
    void theHistoryComesLater() throws Exception {
        CompletableFuture<List<ChannelMessage>> later =
                handler.channels.historyAsync("room.1", 10, null).toCompletableFuture();
        CompletableFuture<List<ChannelMessage>> reader =
                CompletableFuture.supplyAsync(() -> handler.channels.history("room.1", 10));
        await().atMost(PATIENCE).until(() -> log.waiting() == 2);
        assertThat(later).isNotDone();
        assertThat(reader).isNotDone();
        log.release();
        assertThat(later.get(30, TimeUnit.SECONDS)).isEmpty();
        assertThat(reader.get(30, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void aFailureIsLoggedAndToldWithoutItsMessage() throws Exception {
        log.failure = new IllegalStateException("secret of the log");
        try (RecordedLog recorded = RecordedLog.of("dev.webshocket")) {
            CompletableFuture<Integer> publisher =
                    CompletableFuture.supplyAsync(() -> handler.channels.publish("room.1", "x"));
            awaitRequest();
            log.release();
            assertFails(publisher);
            CompletableFuture<List<ChannelMessage>> reader =
                    CompletableFuture.supplyAsync(() -> handler.channels.history("room.1", 10));
            awaitRequest();
            log.release();
            assertFails(reader);
            CompletableFuture<List<ChannelMessage>> later =
                    handler.channels.historyAsync("room.1", 10, null).toCompletableFuture();
            log.release();
            assertFails(later);
            ContainerThread.run(() -> handler.channels.publish("room.1", "x"));
            log.release();
            assertThat(recorded.records())
                    .extracting(LogRecord::getMessage)
                    .isNotEmpty()
                    .allMatch(message -> message.startsWith("WEBSHOCKET-0263"));
        }
        log.failure = null;
        CompletableFuture<Integer> publisher =
                CompletableFuture.supplyAsync(() -> handler.channels.publish("room.1", "next"));
        awaitRequest();
        log.release();
        assertThat(publisher.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(client.packet()).as("what failed was not delivered").isEqualTo(Packet.channel("room.1", "next"));
    }

    private static void assertFails(CompletableFuture<?> future) {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> future.orTimeout(30, TimeUnit.SECONDS).join())
                .withCauseInstanceOf(ChannelException.class)
                .satisfies(e -> assertThat(e.getCause())
                        .hasMessageContaining("the server failed at")
                        .hasMessageNotContaining("secret"));
    }

    @Test
    void anErrorOfTheLogItselfIsPassedOn() throws Exception {
        log.failure = new RpcException("the engine is away");
        CompletableFuture<Integer> publisher =
                CompletableFuture.supplyAsync(() -> handler.channels.publish("room.1", "x"));
        awaitRequest();
        log.release();
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> publisher.orTimeout(30, TimeUnit.SECONDS).join())
                .withCause(log.failure);
    }

    @Test
    void anInterruptedPublisherDoesNotWait() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread publisher = new Thread(() -> {
            try {
                handler.channels.publish("room.1", "x");
                interrupted.completeExceptionally(new AssertionError("it waited"));
            } catch (ChannelException e) {
                interrupted.complete(Thread.currentThread().isInterrupted());
            }
        });
        publisher.start();
        awaitRequest();
        publisher.interrupt();
        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
        log.release();
        assertThat(client.packet()).isEqualTo(Packet.channel("room.1", "x"));
    }

    @Test
    void aMessageThatAnotherServerPublishesIsDelivered() throws Exception {
        try (EngineServer other = EngineServer.startWith(
                environment -> environment.channelRules(RULES).messages(log), new ChatHandler())) {
            ContainerThread.run(() -> assertThat(other.engine().channels().publish("room.1", "from there"))
                    .as("connections of that server")
                    .isZero());
            log.release();
            assertThat(client.packet()).isEqualTo(Packet.channel("room.1", "from there"));
        }
        ContainerThread.run(() -> handler.channels.publish("room.1", "still here"));
        log.release();
        assertThat(client.packet()).isEqualTo(Packet.channel("room.1", "still here"));
    }
}
