package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.docs.LevelHandler.Levels;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application's own access annotations, over a real socket in every encoding. */
class OwnAnnotationCallsTest {

    @WebSocketHandler("/levels")
    static class LogIn {

        @RpcMethod("log_in")
        void logIn(ClientConnection connection, String name, int level) {
            connection.set("level", level);
            connection.set("is_admin", name.equals("admin"));
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void areTestedForEachCall(Wire wire) throws Exception {
        try (EngineServer server = EngineServer.start(new Levels(), new LogIn());
                WireClient client = WireClient.connect(server.uri("/levels"), wire)) {
            assertThat(client.call("open", "a").error()).isEqualTo(RpcErrorCode.RPC_ACCESS_DENIED.code());
            client.call("log_in", "alice", 3);
            assertThat(client.call("open", "a").response()).isEqualTo("Opened a");
            assertThat(client.call("erase", "a").error()).isEqualTo(RpcErrorCode.RPC_ACCESS_DENIED.code());
            client.call("log_in", "alice", 5);
            assertThat(client.call("erase", "a").response()).isEqualTo("Erased a");
            client.call("log_in", "admin", 1);
            assertThat(client.call("erase", "a").response()).isEqualTo("Erased a");
            assertThat(client.call("open", "a").error()).isEqualTo(RpcErrorCode.RPC_ACCESS_DENIED.code());
        }
    }
}
