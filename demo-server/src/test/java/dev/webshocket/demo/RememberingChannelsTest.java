package dev.webshocket.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.client.WebSocketClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.packet.PacketSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The demo's rooms that keep what is said and know who is there, its prices, and its messages to a user. */
@ExtendWith(RunningDemo.class)
class RememberingChannelsTest {

    private static DemoClient connect(Encoding encoding) {
        return new DemoClient(RunningDemo.server().uri("/ws"), encoding);
    }

    private static Map<String, Object> said(String user, String msg) {
        return Map.of("user", user, "msg", msg);
    }

    @ParameterizedTest
    @EnumSource
    void aRoomKeepsWhatWasSaid(Encoding encoding) throws InterruptedException {
        String room = "room.said." + encoding;
        try (DemoClient alice = connect(encoding);
                DemoClient bob = connect(encoding)) {
            alice.call("login", "alice");
            assertThat(bob.call("history", room, 5)).isEqualTo(Answer.result(List.of()));
            for (int i = 1; i <= 101; i++) {
                alice.call("send_message", room, "message " + i);
            }
            assertThat(bob.call("history", room, 2))
                    .isEqualTo(Answer.result(List.of(said("alice", "message 100"), said("alice", "message 101"))));
            assertThat((List<?>) bob.call("history", room, 1000).response())
                    .hasSize(100)
                    .first()
                    .isEqualTo(said("alice", "message 2"));
            assertThat(bob.call("history", room, 0)).isEqualTo(Answer.failure(-32001, "the limit is at least 1"));
            assertThat(bob.call("history", "other " + room, 5)).isEqualTo(Answer.result(List.of()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSaidInARoomReachesAllButWhoSaysIt(Encoding encoding) throws InterruptedException {
        String room = "room.others." + encoding;
        try (DemoClient alice = connect(encoding);
                DemoClient bob = connect(encoding)) {
            alice.call("login", "alice");
            bob.call("login", "bob");
            alice.call("join", room);
            bob.call("join", room);
            alice.call("send_message", room, "hi");
            assertThat(bob.nextPacket()).isEqualTo(Map.of("source", 2L, "channel", room, "data", said("alice", "hi")));
            bob.call("send_message", room, "hello");
            assertThat(alice.nextPacket())
                    .isEqualTo(Map.of("source", 2L, "channel", room, "data", said("bob", "hello")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRoomKnowsWhoIsThere(Encoding encoding) throws InterruptedException {
        String room = "room.who." + encoding;
        try (DemoClient alice = connect(encoding);
                DemoClient bob = connect(encoding)) {
            assertThat(bob.call("who", room)).isEqualTo(Answer.result(List.of()));
            alice.call("login", "alice");
            alice.call("join", room);
            bob.call("join", room);
            List<Object> ids = new ArrayList<>((List<?>) bob.call("who", room).response());
            assertThat(ids).hasSize(2);
            assertThat(infos(bob, room)).containsExactlyInAnyOrder("alice", null);

            alice.call("leave", room);
            assertThat(infos(bob, room)).containsExactly((Object) null);
            assertThat(ids).containsAll((List<?>) bob.call("who", room).response());
        }
    }

    private static List<Object> infos(DemoClient client, String room) throws InterruptedException {
        List<Object> infos = new ArrayList<>();
        for (Object member : (List<?>) client.call("members", room).response()) {
            infos.add(((Map<?, ?>) member).get("info"));
        }
        return infos;
    }

    @ParameterizedTest
    @EnumSource
    void aPriceKeepsTheLatest(Encoding encoding) throws InterruptedException {
        String channel = "price." + encoding;
        try (DemoClient seller = connect(encoding);
                DemoClient buyer = connect(encoding)) {
            buyer.call("join", channel);
            for (long pence : List.of(410L, 420L)) {
                assertThat(seller.call("quote", channel, Map.of("pence", pence)))
                        .isEqualTo(Answer.result(null));
                assertThat(buyer.nextPacket())
                        .isEqualTo(Map.of("source", 2L, "channel", channel, "data", Map.of("pence", pence)));
            }
            assertThat(buyer.call("history", channel, 10)).isEqualTo(Answer.result(List.of(Map.of("pence", 420L))));
        }
    }

    @Test
    void aMessageToAUserReachesAllOfItsConnections() throws Exception {
        try (WebSocketClient phone = client("ada");
                WebSocketClient laptop = client("ada");
                WebSocketClient other = client("bob")) {
            other.call("to_user", Object.class, "ada", "You have mail");
            for (WebSocketClient device : List.of(phone, laptop)) {
                var packet = device.receive(Duration.ofSeconds(20));
                assertThat(packet.source()).isEqualTo(PacketSource.CUSTOM);
                assertThat(packet.data()).isEqualTo(Map.of("msg", "You have mail"));
            }
            other.call("to_user", Object.class, "nobody", "hello");
        }
    }

    private static WebSocketClient client(String name) {
        return WebSocketClient.builder(RunningDemo.server().uri("/ws"))
                .credentials(() -> name + ":guest:60")
                .connect();
    }
}
