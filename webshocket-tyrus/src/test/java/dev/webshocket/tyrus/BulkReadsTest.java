package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.NonBlocking;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections with long input are read in turn. */
@Timeout(60)
class BulkReadsTest {

    /** Breaks the rule not to block, which shows how many threads read. */
    @WebSocketHandler("/ws")
    static class Handler {

        static volatile CountDownLatch gate;

        @RpcMethod
        @NonBlocking
        String hold(String text) throws InterruptedException {
            gate.await();
            return text;
        }

        @RpcMethod
        @NonBlocking
        String say(String text) {
            return text;
        }
    }

    /** Returns input for several reads, followed by a call that blocks the thread that reads it. */
    private static byte[] much() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < 20; i++) {
            bytes.writeBytes(call("say", "x".repeat(10_000)));
        }
        bytes.writeBytes(call("hold", "x"));
        return bytes.toByteArray();
    }

    private static byte[] call(String method, String argument) {
        String call = "{\"source\":5,\"rpc\":{\"type\":\"request\",\"method\":\"" + method + "\",\"args\":[\""
                + argument + "\"],\"call_id\":\"1\"}}";
        return TestFrames.frame(0x81, call.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void connectionsWithLongInputLeaveThreadsToOthers() throws Exception {
        Handler.gate = new CountDownLatch(1);
        int many = 2 * Runtime.getRuntime().availableProcessors() + 20;
        List<RawClient> senders = new ArrayList<>();
        try (WebSocketServer server =
                WebSocketServer.builder().port(0).handlers(Handler.class).start()) {
            // No call runs during the connect callbacks of its connection.
            for (int i = 0; i < many; i++) {
                RawClient sender = RawClient.upgraded(server.port(), "/ws");
                senders.add(sender);
                assertThat(sender.call("say", "in")).contains("in");
            }
            byte[] much = much();
            for (RawClient sender : senders) {
                sender.send(much);
            }
            try (RawClient polite = RawClient.upgraded(server.port(), "/ws")) {
                assertThat(polite.call("say", "hello")).contains("hello");
            } finally {
                Handler.gate.countDown();
            }
        } finally {
            for (RawClient sender : senders) {
                sender.close();
            }
        }
    }
}
