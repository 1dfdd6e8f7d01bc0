package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.spi.extension.Identity;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The credential in {@code hello}: section "Credentials" of the wire protocol. */
class CredentialsTest {

    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final BadgeHandler handler = new BadgeHandler();

    private EngineServer start() throws Exception {
        return EngineServer.startWith(environment -> environment.credentials(handler.check()), handler);
    }

    private static SessionSocket greet(EngineServer server, Wire wire, String token) {
        SessionSocket socket = SessionSocket.connect(server.uri("/badge"), wire);
        socket.send(new Hello(null, 0, List.of(), token));
        return socket;
    }

    @ParameterizedTest
    @EnumSource
    void givesTheConnectionAUserWithRoles(Wire wire) throws Exception {
        try (EngineServer server = start();
                SessionSocket socket = greet(server, wire, "ada:staff:60")) {
            Welcome welcome = socket.welcome();

            assertThat(welcome.expires()).isBetween(50L, 60L);
            assertThat(welcome.resumed()).isEqualTo(Resumed.NO);
            assertThat(socket.call("1", "me").response()).isEqualTo("ada");
            assertThat(socket.call("2", "staff").response()).isEqualTo("ok");
            assertThat(socket.call("3", "has", "staff").response()).isEqualTo(true);
            assertThat(socket.call("4", "has", "boss").response()).isEqualTo(false);
            assertThat(socket.call("5", "has", "**").response()).isEqualTo(true);
            assertThat(handler.events).first().isEqualTo("connected ada");
        }
        assertThat(handler.events).last().isEqualTo("disconnected ada of the staff");
    }

    @ParameterizedTest
    @EnumSource
    void saysNothingOfAnEndThatThereIsNot(Wire wire) throws Exception {
        try (EngineServer server = start();
                SessionSocket ada = greet(server, wire, "ada:staff:never");
                SessionSocket nobody = greet(server, wire, null)) {
            assertThat(ada.welcome().expires()).isNull();
            assertThat(nobody.welcome().expires()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientWithoutATokenHasNoUserAndIsNotChecked(Wire wire) throws Exception {
        try (EngineServer server = start();
                SessionSocket socket = SessionSocket.open(server.uri("/badge"), wire)) {
            assertThat(socket.call("1", "me").response()).isNull();
            assertThat(socket.call("2", "staff").error()).isEqualTo(-32002);
            assertThat(handler.events).first().isEqualTo("connected nobody");
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingThatWasSentBehindARefusedHelloHasRun(Wire wire) throws Exception {
        try (EngineServer server = start();
                SessionSocket socket = greet(server, wire, "pending")) {
            socket.request("1", "me");
            await().atMost(WITHIN).until(() -> handler.pending.size() == 1);
            assertThat(handler.events).isEmpty();

            handler.pending.get(0).complete(null);

            assertThat(socket.closeCode()).isEqualTo(4401);
            assertThat(socket.closeReason()).isEqualTo("the credential is not valid");
            await().atMost(WITHIN).until(() -> server.engine().connections() == 0);
            assertThat(handler.events).isEmpty();
            assertThat(socket.envelopes()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasSentBehindHelloRunsOnceTheCheckIsOver(Wire wire) throws Exception {
        try (EngineServer server = start();
                SessionSocket socket = greet(server, wire, "pending")) {
            socket.request("1", "me");
            socket.request("2", "staff");
            await().atMost(WITHIN).until(() -> handler.pending.size() == 1);
            assertThat(handler.events).isEmpty();

            handler.pending.get(0).complete(Identity.of("ada", "staff"));

            socket.welcome();
            assertThat(socket.response().response()).isEqualTo("ada");
            assertThat(socket.response().response()).isEqualTo("ok");
            assertThat(handler.events).containsExactly("connected ada", "me");
        }
    }

    @Test
    void aClientThatLeavesDuringTheCheckIsForgotten() throws Exception {
        try (EngineServer server = start()) {
            SessionSocket socket = greet(server, Wire.JSON, "pending");
            await().atMost(WITHIN).until(() -> handler.pending.size() == 1);
            socket.close();
            assertThat(socket.closeCode()).isPositive();

            handler.pending.get(0).complete(Identity.of("ada"));

            try (SessionSocket other = SessionSocket.open(server.uri("/badge"), Wire.JSON)) {
                assertThat(other.call("1", "me").response()).isNull();
                await().atMost(WITHIN).until(() -> server.engine().connections() == 1);
                assertThat(handler.events).containsExactly("connected nobody", "me");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsTheReasonOfARefusal(Wire wire) throws Exception {
        try (EngineServer server = start();
                SessionSocket unknown = greet(server, wire, "unknown");
                SessionSocket blocked = greet(server, wire, "blocked");
                SessionSocket ended = greet(server, wire, "ada:staff:0")) {
            assertThat(unknown.closeCode()).isEqualTo(4401);
            assertThat(blocked.closeCode()).isEqualTo(4401);
            assertThat(blocked.closeReason()).isEqualTo("blocked until Monday");
            assertThat(ended.closeCode()).isEqualTo(4401);
            assertThat(ended.closeReason()).isEqualTo("the credential has ended");
            assertThat(handler.events).isEmpty();
        }
    }

    @Test
    void aBrokenCheckRefuses() throws Exception {
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                EngineServer server = start();
                SessionSocket socket = greet(server, Wire.MSGPACK, "broken:" + BadgeHandler.SECRET)) {
            assertThat(socket.closeCode()).isEqualTo(4401);
            assertThat(socket.closeReason()).startsWith("the credential could not be checked: error ");
            assertThat(log.records()).anyMatch(entry -> entry.getMessage().startsWith("WEBSHOCKET-0255"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerWithoutACheckRefusesTokens(Wire wire) throws Exception {
        try (EngineServer server = EngineServer.start(handler);
                SessionSocket socket = greet(server, wire, "ada:staff:60")) {
            assertThat(socket.closeCode()).isEqualTo(4401);
            assertThat(socket.closeReason()).isEqualTo("this server checks no credentials");
            assertThat(handler.events).isEmpty();
        }
    }

    @Test
    void aCheckThatTakesTooLongLetsTheClientTryAgain() throws Exception {
        WebshocketSettings settings = WebshocketSettings.builder()
                .credentialTimeout(Duration.ofMillis(50))
                .build();
        try (EngineServer server = EngineServer.startWith(
                        environment -> environment.credentials(handler.check()).settings(settings), handler);
                SessionSocket socket = greet(server, Wire.JSON, "pending")) {
            assertThat(socket.closeCode()).isEqualTo(1013);
            assertThat(socket.closeReason()).isEqualTo("the credential could not be checked in time");

            handler.pending.get(0).complete(Identity.of("ada"));
            assertThat(handler.events).isEmpty();
        }
    }

    @Test
    void limitsForEachUserCountAllConnectionsOfTheUser() throws Exception {
        try (EngineServer server = start();
                SessionSocket first = greet(server, Wire.MSGPACK, "ada:staff:60");
                SessionSocket second = greet(server, Wire.JSON, "ada:boss:60");
                SessionSocket other = greet(server, Wire.JSON, "bob:staff:60")) {
            first.welcome();
            second.welcome();
            other.welcome();

            assertThat(first.call("1", "once").response()).isEqualTo("ok");
            assertThat(second.call("1", "once").error()).isEqualTo(-32000);
            assertThat(other.call("1", "once").response()).isEqualTo("ok");
        }
    }

    @Test
    void aClosingServerDoesNotWaitForChecks() throws Exception {
        EngineServer server = start();
        SessionSocket socket = greet(server, Wire.MSGPACK, "pending");
        await().atMost(WITHIN).until(() -> handler.pending.size() == 1);

        server.close();

        assertThat(socket.closeCode()).isEqualTo(1001);
        handler.pending.get(0).complete(Identity.of("ada"));
        assertThat(handler.events).isEmpty();
    }
}
