package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
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
}
