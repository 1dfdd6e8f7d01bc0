package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import dev.webshocket.support.WireClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Subscriptions that begin with messages that were published before. */
class SinceTest extends ReturningClients {

    @ParameterizedTest
    @EnumSource
    void aNewSubscriberMayAskForTheLatest(Wire wire) throws Exception {
        publish("room.a", 1, 5);
        try (SessionSocket socket = comeBack(wire, List.of())) {
            socket.request("1", "join_latest", "room.a", 3);
            assertThat(until(socket, "room.a 5")).containsExactly("room.a 3", "room.a 4", "room.a 5");
            ask(socket, "2", "join_latest", "room.a", 3);
            publish("room.a", 6, 6);
            assertThat(until(socket, "room.a 6")).containsExactly("room.a 6");
            ask(socket, "3", "join_latest", "room.empty", 3);
            publish("room.empty", 1, 1);
            assertThat(until(socket, "room.empty 1")).containsExactly("room.empty 1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theFirstMessageIsNotMissedThatIsBeingDelivered(Wire wire) throws Exception {
        try (SessionSocket socket = comeBack(wire, List.of())) {
            publishAround("room.a", 1, () -> {
                ask(socket, "1", "join_latest", "room.a", 3);
                ask(socket, "2", "leave", "room.none");
            });
            publish("room.a", 2, 2);
            assertThat(until(socket, "room.a 2")).containsExactly("room.a 1", "room.a 2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewSubscriberMayBeginBehindAMessage(Wire wire) throws Exception {
        publish("room.a", 1, 2);
        String second = server.engine().channels().history("room.a", 1).get(0).position();
        publish("room.a", 3, 4);
        try (SessionSocket socket = comeBack(wire, List.of())) {
            socket.request("1", "join_from", "room.a", second);
            assertThat(until(socket, "room.a 4")).containsExactly("room.a 3", "room.a 4");
            socket.request("2", "join_from", "room.b", "other.3.4");
            assertThat(until(socket, "gap room.b")).containsExactly("gap room.b");
            ask(socket, "3", "join_now", "room.c");
            publish("room.b", 1, 1);
            assertThat(until(socket, "room.b 1")).containsExactly("room.b 1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void clientsOfVersionOneGetTheLatestTooWithoutPositions(WireClient.Wire wire) throws Exception {
        publish("room.a", 1, 5);
        try (WireClient client = WireClient.connect(rooms, wire)) {
            client.request("join_latest", List.of("room.a", 2), Map.of());
            List<Object> got = new ArrayList<>();
            while (got.size() < 2) {
                Packet packet = client.packet();
                if (packet.channel() != null) {
                    got.add(packet.data());
                }
            }
            assertThat(got).containsExactly(4L, 5L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeAskedForIsRefused(Wire wire) throws Exception {
        try (SessionSocket socket = comeBack(wire, List.of())) {
            RpcResponse pattern = socket.call("1", "join_latest", "room.*", 3);
            assertThat(pattern.error()).isEqualTo(RpcErrorCode.RPC_APPLICATION_ERROR.code());
            assertThat(pattern.response()).asString().contains("one channel", "wildcard", "without a Since");
            RpcResponse patternFrom = socket.call("3", "join_from", "room.?", heads().get(0));
            assertThat(patternFrom.response()).isEqualTo(pattern.response());
            RpcResponse position = socket.call("2", "join_from", "room.a", "nonsense");
            assertThat(position.error()).isEqualTo(RpcErrorCode.RPC_APPLICATION_ERROR.code());
            assertThat(position.response()).asString().contains("E.S.O").doesNotContain("nonsense");
        }
    }
}
