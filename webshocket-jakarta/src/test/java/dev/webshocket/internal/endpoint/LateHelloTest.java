package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.spi.extension.CredentialCheck;
import dev.webshocket.spi.extension.Identity;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The hello of a socket that its client has given up, which the server handles after that of the next one. */
class LateHelloTest {

    @WebSocketHandler("/late")
    static class LateHandler {

        @RpcMethod
        String ping() {
            return "pong";
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSessionStaysWithTheNewerSocket(Wire wire) throws Exception {
        try (EngineServer server = EngineServer.start(new LateHandler());
                SessionSocket first = SessionSocket.connect(server.uri("/late"), wire)) {
            first.hello(null, 0);
            Welcome welcome = first.welcome();
            first.ack(0);
            first.cut();
            try (SessionSocket older = SessionSocket.connect(server.uri("/late"), wire);
                    SessionSocket newer = SessionSocket.resume(server.uri("/late"), wire, welcome, 0)) {
                assertThat(newer.welcome().resumed()).isEqualTo(Resumed.ALL);

                older.hello(welcome.resume(), 0);
                assertThat(older.welcome().resumed()).isEqualTo(Resumed.NO);

                newer.ack(0);
                assertThat(newer.call("1", "ping").response()).isEqualTo("pong");
                assertThat(newer.isClosed()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSessionStaysWithTheNewerSocketThoughTheCredentialOfTheOlderOneWasCheckedForLong(Wire wire)
            throws Exception {
        Identity ada = Identity.of("ada");
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Identity> late = new CompletableFuture<>();
        CredentialCheck check = (token, connection) -> {
            if (token.equals("quick")) {
                return CompletableFuture.completedFuture(ada);
            }
            asked.countDown();
            return late;
        };
        try (EngineServer server = EngineServer.startWith(more -> more.credentials(check), new LateHandler());
                SessionSocket first = SessionSocket.connect(server.uri("/late"), wire)) {
            first.send(new Hello(null, 0, List.of(), "quick"));
            Welcome welcome = first.welcome();
            first.ack(0);
            first.cut();
            try (SessionSocket older = SessionSocket.connect(server.uri("/late"), wire);
                    SessionSocket newer = SessionSocket.connect(server.uri("/late"), wire)) {
                older.send(new Hello(welcome.resume(), 0, List.of(), "slow"));
                assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
                newer.send(new Hello(welcome.resume(), 0, List.of(), "quick"));
                assertThat(newer.welcome().resumed()).isEqualTo(Resumed.ALL);

                late.complete(ada);
                assertThat(older.welcome().resumed()).isEqualTo(Resumed.NO);

                newer.ack(0);
                assertThat(newer.call("1", "ping").response()).isEqualTo("pong");
                assertThat(newer.isClosed()).isFalse();
            }
        }
    }
}
