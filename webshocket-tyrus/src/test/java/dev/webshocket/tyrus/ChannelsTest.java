package dev.webshocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.OnConnect;
import dev.webshocket.Recipients;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.spi.extension.ChannelRegistry;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Injected channels, inside and outside of handlers. */
class ChannelsTest {

    /** Subscribes all its connections to one channel. */
    @WebSocketHandler("/room")
    public static class RoomHandler {

        @Inject
        Channels channels;

        @Inject
        ClientConnection caller;

        @OnConnect
        void enter(ClientConnection connection) {
            connection.subscribe("room");
        }

        @RpcMethod
        public int say(String text) {
            return channels.publish("room", text, Recipients.except(caller));
        }
    }

    private static WebSocketServer start() {
        return WebSocketServer.builder().port(0).handlers(RoomHandler.class).start();
    }

    private static ChannelRegistry registry(WebSocketServer server) {
        return server.select(ChannelRegistry.class).get();
    }

    @Test
    void aHandlerPublishesToAllExceptItsCaller() throws Exception {
        try (WebSocketServer server = start();
                TestClient alice = TestClient.connect(server.uri("/room"));
                TestClient bob = TestClient.connect(server.uri("/room"))) {
            await().until(() -> registry(server).size() == 2);
            assertThat(alice.call("say", "hi")).contains("\"response\":1");
            assertThat(bob.message()).isEqualTo("{\"source\":2,\"data\":\"hi\",\"channel\":\"room\"}");
        }
    }

    @Test
    void anyThreadPublishesAndBroadcasts() throws Exception {
        try (WebSocketServer server = start();
                TestClient alice = TestClient.connect(server.uri("/room"))) {
            Channels channels = server.select(Channels.class).get();
            await().until(() -> registry(server).size() == 1);
            assertThat(channels.publish("room", 1)).isEqualTo(1);
            assertThat(alice.message()).isEqualTo("{\"source\":2,\"data\":1,\"channel\":\"room\"}");
            await().until(() -> channels.at("/room").broadcast(2) == 1);
            assertThat(alice.message()).isEqualTo("{\"source\":1,\"data\":2}");
        }
    }

    @Test
    void aDroppedConnectionLeavesNoSubscription() {
        try (WebSocketServer server = start()) {
            TestClient alice = TestClient.connect(server.uri("/room"));
            await().until(() -> registry(server).size() == 1);
            alice.socket().abort();
            await().until(() -> registry(server).size() == 0);
        }
    }

    @Test
    @Timeout(60)
    void aClientThatNeverReadsDelaysNoOtherAndIsCutOff() throws Exception {
        String text = "x".repeat(60_000);
        try (WebSocketServer server = start();
                TestClient reader = TestClient.connect(server.uri("/room"))) {
            connectUnread(server.uri("/room"));
            Channels channels = server.select(Channels.class).get();
            await().until(() -> registry(server).size() == 2);
            for (int i = 0; i < 600; i++) {
                channels.publish("room", text);
                assertThat(reader.message()).contains(text);
            }
            await().until(() -> registry(server).size() == 1);
            assertThat(channels.publish("room", "still there")).isEqualTo(1);
        }
    }

    /** Connects a client that requests no message, so its buffers fill. */
    private static void connectUnread(URI uri) {
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(uri, new WebSocket.Listener() {
                    @Override
                    public void onOpen(WebSocket socket) {}
                })
                .join();
    }
}
