package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.Per;
import dev.webshocket.RateLimit;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.support.TestCertificates;
import java.net.http.HttpClient;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A limit for each user, identified by the client's certificate. */
@Tag("slow")
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
        TestCertificates certificates = new TestCertificates(directory);
        certificates.peer("server", "CN=localhost");
        certificates.peer("alice", "CN=alice");
        try (WebSocketServer server = WebSocketServer.builder()
                .port(0)
                .handlers(QueryHandler.class)
                .sslContext(certificates.context("server", "alice"))
                .clientAuthentication(ClientAuthentication.WANTED)
                .start()) {
            for (int i = 0; i < 3; i++) {
                assertThat(call(server, certificates.context("alice", "server")))
                        .contains("Result of x");
            }
            assertThat(call(server, certificates.context("alice", "server"))).contains("\"error\":-32000");
            for (int i = 0; i < 4; i++) {
                assertThat(call(server, certificates.context(null, "server"))).contains("Result of x");
            }
        }
    }
}
