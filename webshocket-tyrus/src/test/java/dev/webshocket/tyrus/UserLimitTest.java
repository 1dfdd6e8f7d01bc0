package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.Per;
import dev.webshocket.RateLimit;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import java.net.http.HttpClient;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A limit that is meant for a user, who is known by the certificate of the client. */
class UserLimitTest {

    @WebSocketHandler("/ws")
    public static class QueryHandler {

        @RpcMethod
        @RateLimit(limit = 3, period = "1d", per = Per.PRINCIPAL)
        public String query(String q) {
            return "Result of " + q;
        }
    }

    @TempDir
    Path directory;

    private static String call(WebSocketServer server, SSLContext context) throws Exception {
        HttpClient http = HttpClient.newBuilder().sslContext(context).build();
        try (TestClient client = TestClient.connect(http, server.uri("/ws"))) {
            return client.call("query", "x");
        }
    }

    @Test
    void aUserWhoReconnectsIsStillLimitedAndAnonymousClientsAreNot() throws Exception {
        TestKeys keys = TestKeys.make(directory, "CN=localhost");
        TestKeys alice = TestKeys.make(directory, "CN=alice");
        try (WebSocketServer server = WebSocketServer.builder()
                .port(0)
                .handlers(QueryHandler.class)
                .sslContext(keys.contextTrusting(alice))
                .clientAuthentication(ClientAuthentication.WANTED)
                .start()) {
            for (int i = 0; i < 3; i++) {
                assertThat(call(server, alice.contextTrusting(keys))).contains("Result of x");
            }
            assertThat(call(server, alice.contextTrusting(keys))).contains("\"error\":-32000");
            for (int i = 0; i < 4; i++) {
                assertThat(call(server, TestKeys.contextOfNobodyTrusting(keys))).contains("Result of x");
            }
        }
    }
}
