package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Refresh;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing of a token gets into the log, whatever becomes of it. */
class CredentialSecrecyTest {

    private final BadgeHandler handler = new BadgeHandler();

    @ParameterizedTest
    @EnumSource
    void noTokenIsLogged(Wire wire) throws Exception {
        Logger logger = Logger.getLogger("dev.webshocket");
        Level before = logger.getLevel();
        logger.setLevel(Level.ALL);
        try (RecordedLog log = RecordedLog.of("dev.webshocket")) {
            try (EngineServer server =
                    EngineServer.startWith(environment -> environment.credentials(handler.check()), handler)) {
                for (String kind : List.of("unknown", "blocked", "broken", "malformed")) {
                    try (SessionSocket refused = greet(server, wire, kind + ':' + BadgeHandler.SECRET)) {
                        assertThat(refused.closeCode()).isEqualTo(4401);
                    }
                }
                try (SessionSocket socket = greet(server, wire, "ada:" + BadgeHandler.SECRET + ":60")) {
                    socket.welcome();
                    socket.send(new Refresh("broken:" + BadgeHandler.SECRET));
                    socket.send(new Refresh("ada:" + BadgeHandler.SECRET + ":600"));
                    assertThat(socket.call("1", "me").response()).isEqualTo("ada");
                    socket.call("2", "no_such_method");
                }
            }
            assertThat(text(log.records()))
                    .contains("WEBSHOCKET-0255", "WEBSHOCKET-0256")
                    .doesNotContain(BadgeHandler.SECRET);
        } finally {
            logger.setLevel(before);
        }
    }

    private static SessionSocket greet(EngineServer server, Wire wire, String token) {
        SessionSocket socket = SessionSocket.connect(server.uri("/badge"), wire);
        socket.send(new Hello(null, 0, List.of(), token));
        return socket;
    }

    private static String text(List<LogRecord> records) {
        return records.stream()
                .map(entry -> {
                    StringWriter text = new StringWriter();
                    text.append(entry.getMessage()).append('\n');
                    if (entry.getThrown() != null) {
                        entry.getThrown().printStackTrace(new PrintWriter(text));
                    }
                    return text.toString();
                })
                .collect(Collectors.joining("\n"));
    }
}
