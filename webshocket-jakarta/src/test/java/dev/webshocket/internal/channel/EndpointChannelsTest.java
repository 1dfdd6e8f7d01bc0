package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.OnConnect;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.packet.Packet;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The channels of one endpoint, and the recipients of broadcasts. */
class EndpointChannelsTest {

    @WebSocketHandler("/rooms/{room}")
    static class RoomHandler {

        @RpcMethod
        void follow(ClientConnection connection) {
            connection.subscribe("news");
        }
    }

    @WebSocketHandler("/door")
    static class DoorHandler {

        final CountDownLatch asking = new CountDownLatch(1);
        final CountDownLatch decided = new CountDownLatch(1);

        @OnConnect
        void refuse() throws InterruptedException {
            asking.countDown();
            decided.await(20, TimeUnit.SECONDS);
            throw new RpcException("not you");
        }
    }

    private final ChatHandler chat = new ChatHandler();
    private final DoorHandler door = new DoorHandler();

    @ParameterizedTest
    @EnumSource
    void channelsOfOneEndpointReachItsConnectionsOnly(Wire wire) throws Exception {
        try (EngineServer server = chat.start(new RoomHandler());
                WireClient chatting = WireClient.connect(server.uri("/ws"), wire);
                WireClient five = WireClient.connect(server.uri("/rooms/5"), wire);
                WireClient six = WireClient.connect(server.uri("/rooms/6"), wire)) {
            chatting.call("join", "news");
            five.call("follow");
            six.call("follow");
            Channels rooms = chat.channels.at("/rooms/{room}");

            assertThat(rooms.publish("news", 1)).isEqualTo(2);
            assertThat(rooms.broadcast(2)).isEqualTo(2);
            assertThat(rooms.at("/ws").publish("news", 3)).isEqualTo(1);
            assertThat(chat.channels.publish("news", 4)).isEqualTo(3);

            for (WireClient client : new WireClient[] {five, six}) {
                assertThat(client.packet()).isEqualTo(Packet.channel("news", 1L));
                assertThat(client.packet()).isEqualTo(Packet.broadcast(2L));
                assertThat(client.packet()).isEqualTo(Packet.channel("news", 4L));
            }
            assertThat(chatting.packet()).isEqualTo(Packet.channel("news", 3L));
            assertThat(chatting.packet()).isEqualTo(Packet.channel("news", 4L));
        }
    }

    @Test
    void theErrorOfAnUnknownPathListsTheKnownOnes() throws Exception {
        try (EngineServer server = chat.start(new RoomHandler())) {
            Channels channels = server.engine().channels();
            assertThatThrownBy(() -> channels.at("/rooms/5"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("there is no endpoint at /rooms/5, but at [/rooms/{room}, /ws]");
            assertThatThrownBy(() -> channels.at(null)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aRefusedClientGetsNoBroadcast() throws Exception {
        try (EngineServer server = chat.start(door);
                WireClient refused = WireClient.connect(server.uri("/door"), Wire.MSGPACK)) {
            assertThat(door.asking.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(chat.channels.broadcast("secret")).isZero();
            door.decided.countDown();
            assertThat(refused.closeCode()).isEqualTo(1008);
            assertThat(refused.packets()).isEmpty();
        }
    }
}
