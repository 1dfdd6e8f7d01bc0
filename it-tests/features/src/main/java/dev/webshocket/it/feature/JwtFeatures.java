package dev.webshocket.it.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Refresh;
import dev.webshocket.internal.codec.SessionMessage.Refreshed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.it.Server;
import dev.webshocket.it.managed.TestTokens;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** JSON Web Tokens over the connection, which the server's MicroProfile JWT checks. */
public interface JwtFeatures {

    /** Returns the application with the {@link dev.webshocket.it.app.jwt.ClaimsHandler}. */
    Server server();

    private SessionSocket greet(Wire wire, String token) {
        SessionSocket socket = SessionSocket.connect(server().uri("ws", "/claims"), wire);
        socket.send(new Hello(null, 0, List.of(), token));
        return socket;
    }

    @ParameterizedTest
    @EnumSource
    default void theTokenIsTheUserOfTheConnection(Wire wire) throws Exception {
        try (SessionSocket socket = greet(wire, TestTokens.signed("ada", 600, "staff", "admin"))) {
            Welcome welcome = socket.welcome();

            assertThat(welcome.expires()).isBetween(500L, 600L);
            assertThat(socket.call("1", "me").response()).isEqualTo("ada");
            assertThat(socket.call("2", "staff").response()).isEqualTo("ok");
            assertThat(socket.call("3", "issuer").response()).isEqualTo(TestTokens.ISSUER);
        }
    }

    @Test
    default void groupsAreRoles() throws Exception {
        try (SessionSocket socket = greet(Wire.JSON, TestTokens.signed("bob", 600, "guest"))) {
            socket.welcome();

            assertThat(socket.call("1", "me").response()).isEqualTo("bob");
            assertThat(socket.call("2", "staff").error()).isEqualTo(-32002);
        }
    }

    @Test
    default void anotherKeyAnotherIssuerAndAnOldTokenAreRefused() throws Exception {
        List<String> bad = List.of(
                TestTokens.forged("ada", 600, "staff"),
                TestTokens.ofAnotherIssuer("ada", 600, "staff"),
                TestTokens.signed("ada", -600, "staff"),
                "no token at all");
        for (String token : bad) {
            try (SessionSocket socket = greet(Wire.JSON, token)) {
                assertThat(socket.closeCode()).as(token).isEqualTo(4401);
            }
        }
    }

    @Test
    default void aNewTokenRefreshesTheConnection() throws Exception {
        try (SessionSocket socket = greet(Wire.MSGPACK, TestTokens.signed("ada", 60, "guest"))) {
            socket.welcome();
            socket.send(new Refresh(TestTokens.signed("ada", 3_600, "staff")));

            Refreshed refreshed = null;
            while (refreshed == null) {
                refreshed = socket.session() instanceof Refreshed found ? found : null;
            }
            assertThat(refreshed.expires()).isBetween(3_500L, 3_600L);
            assertThat(socket.call("1", "staff").response()).isEqualTo("ok");
        }
    }
}
