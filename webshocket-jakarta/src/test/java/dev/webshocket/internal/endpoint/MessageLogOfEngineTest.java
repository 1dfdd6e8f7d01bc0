package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ChannelMessage;
import dev.webshocket.ChannelRules;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.spi.extension.LogEntry;
import dev.webshocket.spi.extension.LogPage;
import dev.webshocket.spi.extension.LogPosition;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.spi.extension.Publication;
import dev.webshocket.support.EngineServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
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
    private static final class CountingLog implements MessageLog {
        private final MessageLog log = MessageLog.inMemory(1 << 20);
        private final AtomicInteger forgets = new AtomicInteger();

        @Override
        public List<LogPosition> heads() {
            return log.heads();
        }

        @Override
        public int shardOf(String channel) {
            return log.shardOf(channel);
        }

        @Override
        public CompletionStage<LogPosition> append(Publication publication) {
            return log.append(publication);
        }

        @Override
        public AutoCloseable follow(Follower follower) {
            return log.follow(follower);
        }

        @Override
        public CompletionStage<LogPage> read(LogPosition after, Predicate<String> channels, int limit) {
            return log.read(after, channels, limit);
        }

        @Override
        public CompletionStage<List<LogEntry>> latest(String channel, int limit, LogPosition before) {
            return log.latest(channel, limit, before);
        }

        @Override
        public void forgetExpired() {
            forgets.incrementAndGet();
            log.forgetExpired();
        }

        @Override
        public void close() {
            log.close();
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
    void theEngineLetsTheLogForgetWhatIsTooOld() throws Exception {
        CountingLog log = new CountingLog();
        try (EngineServer server = start(log)) {
            assertThat(server.engine().connections()).isZero();
            await().atMost(Duration.ofSeconds(20)).until(() -> log.forgets.get() > 2);
        }
    }
}
