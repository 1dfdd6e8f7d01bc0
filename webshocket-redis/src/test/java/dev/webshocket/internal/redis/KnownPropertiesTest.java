package dev.webshocket.internal.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.tyrus.WebSocketServer;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which properties of Redis a server reports as unknown. */
class KnownPropertiesTest {

    /** A service. */
    @WebSocketHandler("/ws")
    public static class Handler {

        @RpcMethod
        public void ping() {}
    }

    @AfterEach
    void forget() {
        System.getProperties().keySet().removeIf(key -> key.toString().startsWith("webshocket."));
    }

    @Test
    void onlyThoseThatTheModuleDoesNotRead() {
        System.setProperty("webshocket.redis.prefix", "shop");
        System.setProperty("webshocket.redis.patience", "1s");
        System.setProperty("webshocket.redis.pationce", "1s");

        assertThat(warningsOfAStart())
                .containsExactly(
                        "WEBSHOCKET-0250: system property webshocket.redis.pationce names no setting and has no"
                                + " effect; the nearest name is webshocket.redis.patience");
    }

    private static List<String> warningsOfAStart() {
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                WebSocketServer server = WebSocketServer.builder()
                        .port(0)
                        .handlers(Handler.class)
                        .start()) {
            assertThat(server.port()).isPositive();
            return log.records().stream()
                    .filter(entry -> entry.getLevel().equals(Level.WARNING))
                    .map((LogRecord entry) -> new SimpleFormatter().formatMessage(entry))
                    .toList();
        }
    }
}
