package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ChannelMessage;
import dev.webshocket.ChannelRules;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.ForwardingLog;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.WireClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

/** Who owns the log of messages closes it, and the engine lets it forget. */
class MessageLogOfEngineTest {

    @WebSocketHandler("/ws")
    public static class Handler {
        @RpcMethod
        public int one() {
            return 1;
        }
    }

    /** Counts what an engine calls beside reading and writing. */
    private static final class CountingLog extends ForwardingLog {
        private final AtomicInteger forgets = new AtomicInteger();

        CountingLog() {
            super(MessageLog.inMemory(1 << 20));
        }

        @Override
        public void forgetExpired() {
            forgets.incrementAndGet();
            super.forgetExpired();
        }
    }

    private static EngineServer start(MessageLog log) throws Exception {
        ChannelRules rules = ChannelRules.builder()
                .channel("*", rule -> rule.history(5, Duration.ofMinutes(1)))
                .build();
        return EngineServer.startWith(
                environment -> environment.channelRules(rules).messages(log), new Handler());
    }

    @Test
    void aLogThatWasGivenOutlivesTheEngine() throws Exception {
        try (MessageLog log = MessageLog.inMemory(1 << 20)) {
            try (EngineServer server = start(log)) {
                server.engine().channels().publish("a", "kept");
            }
            try (EngineServer next = start(log)) {
                assertThat(next.engine().channels().history("a", 10))
                        .extracting(ChannelMessage::data)
                        .containsExactly("kept");
            }
        }
    }

    @Test
    void enginesWithoutOneHaveEachTheirOwn() throws Exception {
        try (EngineServer server = start(null);
                EngineServer other = start(null)) {
            server.engine().channels().publish("a", "kept");
            assertThat(server.engine().channels().history("a", 10)).hasSize(1);
            assertThat(other.engine().channels().history("a", 10)).isEmpty();
        }
    }

    @Test
    void aLogThatCannotBeLeftIsLoggedAndTheRestEnds() throws Exception {
        MessageLog log = new ForwardingLog(MessageLog.inMemory(1 << 20)) {
            @Override
            public AutoCloseable follow(Follower follower) {
                return () -> {
                    throw new IOException("the log is away");
                };
            }
        };
        EngineServer server = start(log);
        try (RecordedLog logged = RecordedLog.of("dev.webshocket");
                WireClient client = WireClient.connect(server.uri("/ws"), WireClient.Wire.JSON)) {
            // The client may know of its connection before the server does.
            await().atMost(Duration.ofSeconds(20)).until(() -> server.engine().connections() == 1);
            server.close();
            assertThat(client.closeCode()).isEqualTo(CloseStatus.GOING_AWAY);
            assertThat(logged.records())
                    .filteredOn(record -> RecordedLog.text(record).contains("WEBSHOCKET-0264"))
                    .singleElement()
                    .satisfies(record -> {
                        assertThat(record.getLevel()).isEqualTo(Level.WARNING);
                        assertThat(record.getThrown()).hasMessage("the log is away");
                    });
        }
    }

    @Test
    void theEngineLetsTheLogForgetWhatIsTooOld() throws Exception {
        CountingLog log = new CountingLog();
        try (EngineServer server = start(log)) {
            assertThat(server.engine().connections()).isZero();
            await().atMost(Duration.ofSeconds(20)).until(() -> log.forgets.get() > 2);
        }
    }
}
