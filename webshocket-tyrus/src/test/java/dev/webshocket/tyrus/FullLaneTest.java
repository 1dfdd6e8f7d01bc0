package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A client that sends more calls than may wait, so the server stops reading from it. */
class FullLaneTest {

    private static final int WAITING = 4;
    private static final int CALLS = 500;

    /** Methods that block the lane. */
    @WebSocketHandler("/lane")
    public static class Handler {

        @RpcMethod
        public String echo(String text) {
            return text;
        }

        /** Waits until it is interrupted. */
        @RpcMethod
        public void hang() throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    private static WebSocketServer start() {
        return WebSocketServer.builder()
                .port(0)
                .handlers(Handler.class)
                .settings(WebshocketSettings.builder().waitingCalls(WAITING).build())
                .start();
    }

    private static String request(String method, String arguments, int id) {
        return "{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":\"" + method + "\",\"args\":[" + arguments
                + "],\"kwargs\":{},\"call_id\":\"" + id + "\"}}";
    }

    @Test
    void callsAreAnsweredInOrderWhileCallsEnd() throws Exception {
        try (WebSocketServer server = start();
                TestClient client = TestClient.connect(server.uri("/lane"))) {
            for (int id = 1; id <= CALLS; id++) {
                client.send(request("echo", "\"text\"", id));
            }
            for (int id = 1; id <= CALLS; id++) {
                assertThat(client.message())
                        .contains("\"call_id\":\"" + id + "\"")
                        .contains("\"error\":null");
            }
        }
    }

    @Test
    void aHangingCallCanBeCancelled() throws Exception {
        try (WebSocketServer server = start();
                TestClient client = TestClient.connect(server.uri("/lane"))) {
            client.send(request("hang", "", 0));
            for (int id = 1; id <= WAITING + 3; id++) {
                client.send(request("echo", "\"text\"", id));
            }
            String refusal = client.message();
            assertThat(refusal).contains("-32003");

            client.send("{\"source\":5,\"rpc\":{\"type\":\"cancel\",\"call_id\":\"0\"}}");
            String last = client.message();
            while (!last.contains("\"call_id\":\"" + WAITING + "\"")) {
                last = client.message();
            }
            assertThat(last).contains("\"error\":null");
        }
    }
}
