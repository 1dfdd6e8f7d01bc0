package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnknownPropertiesTest {

    @WebSocketHandler("/ws")
    static class Handler {
        @RpcMethod
        void ping() {}
    }

    @AfterEach
    void forget() {
        System.getProperties().keySet().removeIf(key -> key.toString().startsWith("webshocket."));
    }

    private static List<String> warningsOfAStart() throws Exception {
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                EngineServer server = EngineServer.start(new Handler())) {
            assertThat(server.engine().paths()).containsExactly("/ws");
            return log.records().stream()
                    .filter(entry -> entry.getLevel().equals(Level.WARNING))
                    .map(new SimpleFormatter()::formatMessage)
                    .toList();
        }
    }

    @Test
    void eachIsReportedOnceWithTheNearestName() throws Exception {
        System.setProperty("webshocket.pingIntervall", "10s");
        System.setProperty("webshocket.MaxMessageSize", "10");
        System.setProperty("webshocket.", "10");
        System.setProperty("webshocketpingInterval", "10s");

        assertThat(warningsOfAStart())
                .hasSize(3)
                .anySatisfy(line ->
                        assertThat(line).startsWith("WEBSHOCKET-0250: system property webshocket. names no setting"))
                .contains(
                        "WEBSHOCKET-0250: system property webshocket.MaxMessageSize names no setting and has no effect;"
                                + " the nearest name is webshocket.maxMessageBytes",
                        "WEBSHOCKET-0250: system property webshocket.pingIntervall names no setting and has no effect;"
                                + " the nearest name is webshocket.pingInterval");
    }

    @Test
    void settingsAreNotReported() throws Exception {
        System.setProperty("webshocket.pingInterval", "10s");
        System.setProperty("webshocket.trustedProxies", "::1");

        assertThat(warningsOfAStart()).isEmpty();
    }
}
